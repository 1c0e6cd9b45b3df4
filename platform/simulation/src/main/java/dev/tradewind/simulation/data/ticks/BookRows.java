package dev.tradewind.simulation.data.ticks;

import dev.tradewind.sdk.instrument.Instrument;
import dev.tradewind.sdk.market.BookDelta;
import dev.tradewind.sdk.market.BookSnapshot;
import dev.tradewind.sdk.market.MarketEvent;
import dev.tradewind.sdk.market.Scales;
import dev.tradewind.sdk.order.Side;
import dev.tradewind.simulation.data.DataException;

/**
 * Books with one level a row. Rows of one update follow each other; they have the same time of receipt and the same
 * update numbers. The rows of a snapshot are all those that follow each other, as Tardis defines it, and where updates
 * are numbered those of one number.
 */
final class BookRows implements RowDecoder {
    private final Instrument instrument;
    private final Columns columns;
    private final LevelsBuilder levels;
    private final Key parsed = new Key();
    private final Key begun = new Key();
    private boolean bid;
    private long price;
    private int pricePlaces;
    private long quantity;
    private int quantityPlaces;
    private final TickRows rows;
    private long line;
    private long firstLine;

    /**
     * Which column means what; -1 for one that does not exist.
     *
     * @param kind whether the row is part of a snapshot: {@code true} or {@code snap}
     * @param previous number of the update before, -1 in it where there is none
     */
    record Columns(
            int time,
            int received,
            int kind,
            int side,
            int price,
            int quantity,
            int first,
            int last,
            int previous,
            int symbol) {
        int needed() {
            int ends = Math.max(Math.max(time, received), Math.max(kind, side));
            int numbers = Math.max(Math.max(price, quantity), Math.max(first, last));
            return 1 + Math.max(Math.max(ends, numbers), Math.max(previous, symbol));
        }
    }

    /** What tells one update from another. */
    private static final class Key {
        private boolean snapshot;
        private long venue;
        private long received;
        private long first = BookDelta.Sequences.UNKNOWN;
        private long last = BookDelta.Sequences.UNKNOWN;
        private long previous = BookDelta.Sequences.UNKNOWN;

        void take(Key other) {
            snapshot = other.snapshot;
            venue = other.venue;
            received = other.received;
            first = other.first;
            last = other.last;
            previous = other.previous;
        }

        boolean sameUpdate(Key other, boolean numbered) {
            if (snapshot != other.snapshot || last != other.last || first != other.first) {
                return false;
            }
            return (snapshot && !numbered) || (received == other.received && venue == other.venue);
        }
    }

    BookRows(Instrument instrument, TickRows rows, Columns columns) {
        this.instrument = instrument;
        this.rows = rows;
        this.columns = columns;
        this.levels = new LevelsBuilder(Scales.of(instrument));
    }

    @Override
    public void parse(TickRows row) {
        row.checkColumns(columns.needed());
        row.checkSymbol(columns.symbol());
        line = row.lineNumber();
        parsed.venue = row.time(columns.time(), "time");
        parsed.received = columns.received() < 0 ? parsed.venue : row.time(columns.received(), "time of receipt");
        parsed.snapshot = isSnapshot(row);
        Side side = row.side(columns.side(), "side");
        if (side == null) {
            throw row.bad(columns.side(), "side", row.text(columns.side()), "is no side", "write bid or ask");
        }
        bid = side == Side.BUY;
        row.decimal(columns.price(), "price", 0);
        price = row.value;
        pricePlaces = row.places;
        row.decimal(columns.quantity(), "quantity", 0);
        quantity = row.value;
        quantityPlaces = row.places;
        if (price <= 0) {
            throw row.bad(columns.price(), "price", row.text(columns.price()), "must be above zero",
                    "correct or remove the line");
        }
        if (quantity < 0 || (parsed.snapshot && quantity == 0)) {
            throw row.bad(columns.quantity(), "quantity", row.text(columns.quantity()), quantity < 0
                    ? "must not be negative" : "must not be zero in a snapshot", "correct or remove the line");
        }
        if (isNumbered()) {
            numbers(row);
        }
    }

    private boolean isNumbered() {
        return columns.last() >= 0;
    }

    private boolean isSnapshot(TickRows row) {
        String text = row.text(columns.kind());
        return switch (text) {
            case "true", "snap" -> true;
            case "false", "set" -> false;
            default -> throw row.bad(columns.kind(), "kind", text, "is neither a snapshot's row nor an update's",
                    "write true or false, or snap or set");
        };
    }

    private void numbers(TickRows row) {
        parsed.first = row.integer(columns.first(), "first update");
        parsed.last = row.integer(columns.last(), "last update");
        parsed.previous = row.integer(columns.previous(), "update before");
        boolean previousFits = parsed.previous == BookDelta.Sequences.UNKNOWN || parsed.previous < parsed.last;
        if (parsed.last < parsed.first || !previousFits) {
            throw row.bad(columns.last(), "last update", row.text(columns.last()), "is not the last of these updates",
                    "correct or remove the line");
        }
    }

    @Override
    public boolean joins() {
        return begun.sameUpdate(parsed, isNumbered());
    }

    @Override
    public void append() {
        if (levels.size() == TickColumns.MOST_LEVELS) {
            throw new DataException(rows.place(line) + ": more than " + TickColumns.MOST_LEVELS
                    + " levels in one update; correct the times of the rows");
        }
        boolean first = levels.size() == 0;
        try {
            levels.add(bid, price, pricePlaces, quantity, quantityPlaces);
        } catch (ArithmeticException e) {
            throw new DataException(rows.place(line)
                    + ": price or quantity has too many digits beside those of the rows before;"
                    + " correct or remove the line", e);
        }
        firstLine = first ? line : firstLine;
        begun.take(parsed);
    }

    @Override
    public boolean isEmpty() {
        return levels.size() == 0;
    }

    @Override
    public long receivedNanos() {
        return begun.received;
    }

    @Override
    public MarketEvent build() {
        try {
            if (!begun.snapshot) {
                BookDelta.Sequences sequences = isNumbered()
                        ? new BookDelta.Sequences(begun.previous, begun.first, begun.last)
                        : BookDelta.Sequences.NONE;
                return new BookDelta(instrument.id(), begun.venue, sequences, levels.build());
            }
            if (!levels.sort()) {
                throw new DataException(rows.place(firstLine)
                        + ": the snapshot that begins here has a price twice on one side;"
                        + " remove one of the rows, or the rows of one of two snapshots");
            }
            return new BookSnapshot(instrument.id(), begun.venue, begun.last, levels.build());
        } finally {
            levels.clear();
        }
    }
}
