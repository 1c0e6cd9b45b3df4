@NullMarked
package dev.tradewind.policy.language;

import org.jspecify.annotations.NullMarked;
