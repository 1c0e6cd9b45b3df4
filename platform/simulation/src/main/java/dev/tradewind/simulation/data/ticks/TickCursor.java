package dev.tradewind.simulation.data.ticks;

import dev.tradewind.sdk.instrument.InstrumentId;
import dev.tradewind.sdk.market.BookDelta;
import dev.tradewind.sdk.market.BookLevels;
import dev.tradewind.sdk.market.BookSnapshot;
import dev.tradewind.sdk.market.FundingRate;
import dev.tradewind.sdk.market.MarketEvent;
import dev.tradewind.sdk.market.Quote;
import dev.tradewind.sdk.market.Scales;
import dev.tradewind.sdk.market.TradeTick;
import dev.tradewind.sdk.order.Side;
import dev.tradewind.sdk.value.Decimal;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Walks through the events of a block, and makes one only when it is asked for. */
final class TickCursor {
    private final InstrumentId instrument;
    private final TickColumns columns;
    private Scales scales = new Scales(0, 0);
    private int event = -1;
    private int book;
    private int delta;
    private int level;
    private int trade;
    private int funding;
    private int textAt;

    TickCursor(InstrumentId instrument, TickColumns columns) {
        this.instrument = instrument;
        this.columns = columns;
    }

    /** Goes before the first event of what the columns now hold. */
    void rewind() {
        if (scales.price() != columns.priceScale || scales.quantity() != columns.quantityScale) {
            scales = new Scales(columns.priceScale, columns.quantityScale);
        }
        event = -1;
        book = 0;
        delta = 0;
        level = 0;
        trade = 0;
        funding = 0;
        textAt = 0;
    }

    boolean advance() {
        if (event >= 0) {
            pass();
        }
        return ++event < columns.events;
    }

    private void pass() {
        switch ((int) columns.kind[event]) {
            case TickColumns.DELTA -> {
                level += (int) columns.levelCount[book++];
                delta++;
            }
            case TickColumns.SNAPSHOT -> level += (int) columns.levelCount[book++];
            case TickColumns.TRADE -> {
                textAt += isNumberId() ? 0 : (int) columns.tradeId[trade];
                trade++;
            }
            case TickColumns.QUOTE -> level += 2;
            default -> funding++;
        }
    }

    private boolean isNumberId() {
        return columns.tradeFlags[trade] >> 2 == TickColumns.NUMBER_ID;
    }

    long receivedNanos() {
        return columns.received[event];
    }

    /** The current event; null if the columns hold no such thing. */
    @Nullable MarketEvent event() {
        long nanos = columns.venue[event];
        try {
            return switch ((int) columns.kind[event]) {
                case TickColumns.DELTA -> {
                    long last = columns.sequence[book];
                    long first = last - columns.span[delta];
                    yield new BookDelta(
                            instrument, nanos, sequences(first - columns.step[delta], first, last), levels());
                }
                case TickColumns.SNAPSHOT ->
                    new BookSnapshot(instrument, nanos, columns.sequence[book], levels());
                case TickColumns.TRADE -> trade(nanos);
                case TickColumns.QUOTE -> quote(nanos);
                case TickColumns.FUNDING ->
                    new FundingRate(
                            instrument,
                            nanos,
                            Decimal.ofUnscaled(columns.rate[funding], (int) columns.rateScale[funding]));
                default -> null;
            };
        } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
            // Only a file whose checksum is right and whose numbers make no sense comes here.
            return null;
        }
    }

    private static BookDelta.Sequences sequences(long previous, long first, long last) {
        return last == BookDelta.Sequences.UNKNOWN && first == last && previous == last
                ? BookDelta.Sequences.NONE
                : new BookDelta.Sequences(previous, first, last);
    }

    private BookLevels levels() {
        int end = level + (int) columns.levelCount[book];
        return BookLevels.ofUnscaled(
                scales,
                (int) columns.bidCount[book],
                Arrays.copyOfRange(columns.levelPrice, level, end),
                Arrays.copyOfRange(columns.levelQuantity, level, end));
    }

    private Quote quote(long nanos) {
        BookLevels levels = BookLevels.ofUnscaled(
                scales,
                1,
                Arrays.copyOfRange(columns.levelPrice, level, level + 2),
                Arrays.copyOfRange(columns.levelQuantity, level, level + 2));
        return new Quote(instrument, nanos, levels.level(0), levels.level(1));
    }

    private TradeTick trade(long nanos) {
        long id = columns.tradeId[trade];
        Side aggressor = switch ((int) columns.tradeFlags[trade] & 3) {
            case 1 -> Side.BUY;
            case 2 -> Side.SELL;
            default -> null;
        };
        String text = isNumberId()
                ? Long.toString(id)
                : id == 0 ? "" : new String(columns.text, textAt, (int) id, StandardCharsets.UTF_8);
        return TradeTick.ofUnscaled(
                instrument, nanos, scales, columns.tradePrice[trade], columns.tradeQuantity[trade], aggressor, text);
    }
}
