package dev.tradewind.store.market;

import dev.tradewind.engine.codec.ByteWriter;
import dev.tradewind.engine.replay.MarketEventCodec;
import dev.tradewind.sdk.market.PriceLevel;
import dev.tradewind.sdk.market.Quote;
import dev.tradewind.sdk.market.TradeTick;
import dev.tradewind.sdk.order.Side;

/** What feeds say as rows of the two tables: trades and quotes in columns, the rest as bytes. */
final class TickRows {
    static final int TRADE = 1;
    static final int QUOTE = 2;
    static final String COPY =
            """
            copy tradewind.tick (event_nanos, received_nanos, feed, sequence, instrument, kind, price_scale,
                quantity_scale, price, quantity, ask_price, ask_quantity, aggressor, trade_id)
            from stdin (format binary)""";

    static final String COPY_UPDATES =
            """
            copy tradewind.market_update (event_nanos, received_nanos, feed, sequence, instrument, kind, fields)
            from stdin (format binary)""";

    private static final int FIELDS = 14;
    private static final int UPDATE_FIELDS = 7;

    private TickRows() {}

    /** @throws ArithmeticException if a price or quantity does not fit a {@code long} at its scale */
    static void write(int feed, int instrument, FeedTick tick, BinaryRows rows) {
        head(FIELDS, feed, instrument, tick, rows);
        switch (tick) {
            case FeedTick.Trade trade -> trade(trade.tick(), rows);
            case FeedTick.BestQuote quote -> quote(quote.quote(), rows);
            case FeedTick.Update update -> throw new IllegalStateException("updates have a table of their own");
        }
    }

    /** @param scratch is overwritten */
    static void writeUpdate(int feed, int instrument, FeedTick.Update tick, BinaryRows rows, ByteWriter scratch) {
        head(UPDATE_FIELDS, feed, instrument, tick, rows);
        rows.int2(MarketEventCodec.typeOf(tick.event()));
        scratch.clear();
        MarketEventCodec.writeVersioned(tick.event(), scratch);
        rows.bytes(scratch.array(), scratch.size());
    }

    private static void head(int fields, int feed, int instrument, FeedTick tick, BinaryRows rows) {
        rows.row(fields);
        rows.int8(tick.eventNanos());
        rows.int8(tick.receivedNanos());
        rows.int4(feed);
        rows.int8(tick.sequence());
        rows.int4(instrument);
    }

    private static void trade(TradeTick tick, BinaryRows rows) {
        rows.int2(TRADE);
        rows.int2(tick.scales().price());
        rows.int2(tick.scales().quantity());
        rows.int8(tick.priceUnscaled());
        rows.int8(tick.quantityUnscaled());
        rows.nothing();
        rows.nothing();
        Side aggressor = tick.aggressor();
        if (aggressor == null) {
            rows.nothing();
        } else {
            rows.int2(aggressor == Side.BUY ? 1 : 2);
        }
        if (tick.tradeId().isEmpty()) {
            rows.nothing();
        } else {
            rows.text(tick.tradeId());
        }
    }

    private static void quote(Quote quote, BinaryRows rows) {
        PriceLevel bid = quote.bid();
        PriceLevel ask = quote.ask();
        int price = Math.max(bid.price().value().scale(), ask.price().value().scale());
        int quantity = Math.max(bid.quantity().value().scale(), ask.quantity().value().scale());
        rows.int2(QUOTE);
        rows.int2(price);
        rows.int2(quantity);
        rows.int8(bid.price().value().unscaledAt(price));
        rows.int8(bid.quantity().value().unscaledAt(quantity));
        rows.int8(ask.price().value().unscaledAt(price));
        rows.int8(ask.quantity().value().unscaledAt(quantity));
        rows.nothing();
        rows.nothing();
    }
}
