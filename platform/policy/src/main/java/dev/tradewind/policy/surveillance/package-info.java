/** Rules about what accounts have done: windows over the order and trade stream, alerts with their evidence. */
@NullMarked
package dev.tradewind.policy.surveillance;

import org.jspecify.annotations.NullMarked;
