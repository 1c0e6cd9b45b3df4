@NullMarked
package dev.tradewind.policy.surveillance;

import org.jspecify.annotations.NullMarked;
