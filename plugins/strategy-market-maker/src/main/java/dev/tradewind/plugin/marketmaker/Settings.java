package dev.tradewind.plugin.marketmaker;

import dev.tradewind.sdk.value.Decimal;

/**
 * How it quotes.
 *
 * @param intervalNanos from one look at the book to the next
 * @param quantity of each quote; zero for the run's own size
 * @param halfSpread distance of a quote from the centre, as a fraction of the price
 * @param microPrice whether the centre is the micro-price, not the middle
 * @param skew half-spreads by which the quotes are moved at the largest inventory
 * @param maxInventory in multiples of the quantity
 * @param pauseNanos without a quote on a side after one was refused
 */
record Settings(
        long intervalNanos,
        Decimal quantity,
        double halfSpread,
        boolean microPrice,
        double skew,
        Decimal maxInventory,
        long pauseNanos) {}
