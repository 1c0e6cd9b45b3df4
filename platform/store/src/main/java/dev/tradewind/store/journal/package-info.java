/** The journal: what happened, append-only, one sequence and chain of hashes a shard. */
@NullMarked
package dev.tradewind.store.journal;

import org.jspecify.annotations.NullMarked;
