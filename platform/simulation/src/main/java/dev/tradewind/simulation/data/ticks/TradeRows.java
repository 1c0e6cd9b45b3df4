package dev.tradewind.simulation.data.ticks;

import dev.tradewind.sdk.instrument.Instrument;
import dev.tradewind.sdk.market.MarketEvent;
import dev.tradewind.sdk.market.Scales;
import dev.tradewind.sdk.market.TradeTick;
import dev.tradewind.sdk.order.Side;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Trades, one a row. */
final class TradeRows implements RowDecoder {
    private final Instrument instrument;
    private final Columns columns;
    private final Scales least;
    private final int needed;
    private long parsedReceived;
    private @Nullable TradeTick parsed;
    private long receivedNanos;
    private @Nullable TradeTick begun;

    /**
     * Which column, counted from 0, means what; -1 for one that does not exist.
     *
     * @param received when the trade was received; the venue's time where nobody recorded it
     * @param side by {@code sideMeaning}
     * @param pricePlaces prices are in units of 10<sup>-pricePlaces</sup>
     */
    record Columns(
            int time,
            int received,
            int price,
            int quantity,
            int side,
            SideMeaning sideMeaning,
            int id,
            int symbol,
            int pricePlaces) {
        int last() {
            int ends = Math.max(Math.max(time, received), Math.max(price, quantity));
            return Math.max(ends, Math.max(side, Math.max(id, symbol)));
        }
    }

    /** What the side column says. */
    enum SideMeaning {
        /** Who took liquidity: buy, sell or unknown. */
        TAKER,
        /** Whether the buyer made liquidity. */
        BUYER_IS_MAKER
    }

    TradeRows(Instrument instrument, Columns columns) {
        this.instrument = instrument;
        this.columns = columns;
        this.least = Scales.of(instrument);
        this.needed = columns.last() + 1;
    }

    @Override
    public void parse(TickRows row) {
        row.checkColumns(needed);
        if (columns.symbol() >= 0) {
            row.checkSymbol(columns.symbol());
        }
        long venue = row.time(columns.time(), "time");
        parsedReceived = columns.received() < 0 ? venue : row.time(columns.received(), "time of receipt");
        row.decimal(columns.price(), "price", Math.max(0, least.price() - columns.pricePlaces()));
        long price = row.value;
        int pricePlaces = row.places + columns.pricePlaces();
        while (columns.pricePlaces() > 0 && pricePlaces > least.price() && price != 0 && price % 10 == 0) {
            price /= 10;
            pricePlaces--;
        }
        if (price <= 0) {
            throw row.bad(columns.price(), "price", row.text(columns.price()), "must be above zero",
                    "correct or remove the line");
        }
        row.decimal(columns.quantity(), "quantity", least.quantity());
        if (row.value <= 0) {
            throw row.bad(columns.quantity(), "quantity", row.text(columns.quantity()), "must be above zero",
                    "correct or remove the line");
        }
        if (pricePlaces > 18) {
            throw row.bad(columns.price(), "price", row.text(columns.price()), "has more than 18 decimal places",
                    "round it");
        }
        parsed = TradeTick.ofUnscaled(
                instrument.id(),
                venue,
                scales(pricePlaces, row.places),
                price,
                row.value,
                side(row),
                columns.id() < 0 ? "" : row.text(columns.id()));
    }

    /** Most trades need no more places than the instrument has, and share its scales. */
    private Scales scales(int price, int quantity) {
        return price == least.price() && quantity == least.quantity() ? least : new Scales(price, quantity);
    }

    private @Nullable Side side(TickRows row) {
        if (columns.side() < 0) {
            return null;
        }
        return switch (columns.sideMeaning()) {
            case TAKER -> row.side(columns.side(), "side");
            case BUYER_IS_MAKER -> row.flag(columns.side(), "buyer is maker") ? Side.SELL : Side.BUY;
        };
    }

    @Override
    public boolean joins() {
        return false;
    }

    @Override
    public void append() {
        begun = parsed;
        receivedNanos = parsedReceived;
    }

    @Override
    public boolean isEmpty() {
        return begun == null;
    }

    @Override
    public long receivedNanos() {
        return receivedNanos;
    }

    @Override
    public MarketEvent build() {
        TradeTick trade = Objects.requireNonNull(begun, "a trade was begun");
        begun = null;
        return trade;
    }
}
