/** How long a verdict takes. */
@NullMarked
package dev.tradewind.policy.bench;

import org.jspecify.annotations.NullMarked;
