/**
 * Nodes that share the accounts. What decides is in PostgreSQL: who is alive ({@link dev.tradewind.cluster.Membership})
 * and who owns what. Hazelcast ({@link dev.tradewind.cluster.Peers}) carries what may be lost: views and commands.
 */
@NullMarked
package dev.tradewind.cluster;

import org.jspecify.annotations.NullMarked;
