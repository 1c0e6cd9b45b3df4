/** Limits and the restricted list: tables that staff edit. */
@NullMarked
package dev.tradewind.policy.limits;

import org.jspecify.annotations.NullMarked;
