package dev.tradewind.simulation.data.capture;

/**
 * What a capture held, as far as it was read.
 *
 * @param snapshots book snapshots of the instrument
 * @param deltas messages with changes of its book
 * @param trades its trades
 * @param quotes its best bids and asks
 * @param other messages about something else: other instruments, subscriptions, heartbeats, candles
 * @param rounded quantities finer than the instrument's lot, which were rounded down
 * @param backwards lines whose time of receipt was before that of the line before; they count as received with it
 */
public record CaptureStatistics(
        long snapshots, long deltas, long trades, long quotes, long other, long rounded, long backwards) {}
