@NullMarked
package dev.tradewind.policy.limits;

import org.jspecify.annotations.NullMarked;
