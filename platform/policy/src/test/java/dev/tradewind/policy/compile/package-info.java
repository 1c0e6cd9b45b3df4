@NullMarked
package dev.tradewind.policy.compile;

import org.jspecify.annotations.NullMarked;
