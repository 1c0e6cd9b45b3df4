package dev.tradewind.testkit.exchange;

import dev.tradewind.sdk.value.Decimal;

/** One side of a trade. */
record ExchangeFill(
        ExchangeOrder order, TradeMark trade, Decimal price, Decimal quantity, Decimal commission, boolean maker) {

    /** A trade, whose number is known once it is on the tape. */
    static final class TradeMark {
        final long ticks;
        final long lots;
        final boolean buyerTook;
        final long nanos;
        private long id;

        TradeMark(long ticks, long lots, boolean buyerTook, long nanos) {
            this.ticks = ticks;
            this.lots = lots;
            this.buyerTook = buyerTook;
            this.nanos = nanos;
        }

        void number(long number) {
            id = number;
        }

        /** The trade's number on the public tape of its symbol. */
        long id() {
            if (id == 0) {
                throw new IllegalStateException("the exchange is broken: a fill without a trade");
            }
            return id;
        }
    }

    /** Buyers pay in what they get, sellers too. */
    String commissionAsset() {
        return order.terms.isBuy() ? order.symbol().base() : order.symbol().quote();
    }

    Decimal quoteQuantity() {
        return price.times(quantity);
    }
}
