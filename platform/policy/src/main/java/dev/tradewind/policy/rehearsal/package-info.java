/** Judges recorded orders again by other rules, on the facts that were recorded with them. */
@NullMarked
package dev.tradewind.policy.rehearsal;

import org.jspecify.annotations.NullMarked;
