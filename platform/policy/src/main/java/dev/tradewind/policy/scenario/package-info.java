/** Scenarios: given an account, a market and orders, what the rules are expected to say. */
@NullMarked
package dev.tradewind.policy.scenario;

import org.jspecify.annotations.NullMarked;
