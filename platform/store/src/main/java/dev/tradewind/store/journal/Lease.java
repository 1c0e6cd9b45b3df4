package dev.tradewind.store.journal;

/**
 * The right to write a shard's journal. A copy of what was true when it was given: whether it still is, the database
 * says at every commit.
 *
 * @param shard the account
 * @param shardId its number in the tables
 * @param epoch higher than of every owner before
 * @param incarnation part of the account's client order ids
 */
public record Lease(String shard, int shardId, long epoch, int incarnation) {}
