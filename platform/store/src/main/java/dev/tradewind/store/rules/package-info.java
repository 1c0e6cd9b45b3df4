/** Who put which rules in force: a log that is append-only and chained by hashes. */
@NullMarked
package dev.tradewind.store.rules;

import org.jspecify.annotations.NullMarked;
