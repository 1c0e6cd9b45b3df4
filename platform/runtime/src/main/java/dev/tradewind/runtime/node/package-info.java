/** A running node: shards, feeds, venues, recovery, control socket, health. */
@NullMarked
package dev.tradewind.runtime.node;

import org.jspecify.annotations.NullMarked;
