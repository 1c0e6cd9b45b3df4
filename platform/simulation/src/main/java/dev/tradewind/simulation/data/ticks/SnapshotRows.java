package dev.tradewind.simulation.data.ticks;

import dev.tradewind.sdk.instrument.Instrument;
import dev.tradewind.sdk.market.BookDelta;
import dev.tradewind.sdk.market.BookSnapshot;
import dev.tradewind.sdk.market.MarketEvent;
import dev.tradewind.sdk.market.Scales;
import dev.tradewind.simulation.data.DataException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Books whose top levels stand in one row. A level whose cells are empty is not there. */
final class SnapshotRows implements RowDecoder {
    private final Instrument instrument;
    private final int time;
    private final int received;
    private final int symbol;

    /** Of each level: price and quantity of the ask, then of the bid. */
    private final int[][] levelColumns;

    private final int needed;
    private final LevelsBuilder levels;
    private long parsedReceived;
    private @Nullable BookSnapshot parsed;
    private long begunReceived;
    private @Nullable BookSnapshot begun;

    /** @param rows whose header names the columns, as {@code asks[0].price} */
    SnapshotRows(Instrument instrument, TickRows rows, int depth) {
        this.instrument = instrument;
        this.time = rows.column("timestamp");
        this.received = rows.column("local_timestamp");
        this.symbol = rows.column("symbol");
        this.levelColumns = new int[depth][];
        int last = Math.max(time, Math.max(received, symbol));
        for (int i = 0; i < depth; i++) {
            levelColumns[i] = new int[] {
                rows.column("asks[" + i + "].price"), rows.column("asks[" + i + "].amount"),
                rows.column("bids[" + i + "].price"), rows.column("bids[" + i + "].amount")
            };
            for (int column : levelColumns[i]) {
                last = Math.max(last, column);
            }
        }
        this.needed = last + 1;
        this.levels = new LevelsBuilder(Scales.of(instrument));
    }

    @Override
    public void parse(TickRows row) {
        row.checkColumns(needed);
        row.checkSymbol(symbol);
        long venue = row.time(time, "time");
        parsedReceived = row.time(received, "time of receipt");
        levels.clear();
        for (int i = 0; i < levelColumns.length; i++) {
            level(row, false, levelColumns[i][0], levelColumns[i][1], "asks[" + i + "]");
            level(row, true, levelColumns[i][2], levelColumns[i][3], "bids[" + i + "]");
        }
        if (!levels.sort()) {
            throw new DataException(row.place() + ": a price is there twice on one side; correct or remove the line");
        }
        parsed = new BookSnapshot(instrument.id(), venue, BookDelta.Sequences.UNKNOWN, levels.build());
    }

    private void level(TickRows row, boolean bid, int priceColumn, int quantityColumn, String what) {
        if (row.isBlank(priceColumn) && row.isBlank(quantityColumn)) {
            return;
        }
        row.decimal(priceColumn, what, 0);
        long price = row.value;
        int pricePlaces = row.places;
        row.decimal(quantityColumn, what, 0);
        if (price <= 0 || row.value <= 0) {
            int column = price <= 0 ? priceColumn : quantityColumn;
            throw row.bad(column, what, row.text(column), "must be above zero", "correct or remove the line");
        }
        try {
            levels.add(bid, price, pricePlaces, row.value, row.places);
        } catch (ArithmeticException e) {
            throw new DataException(row.place() + ", column " + (priceColumn + 1) + " (" + what
                    + "): too many digits beside those of the other levels; correct or remove the line", e);
        }
    }

    @Override
    public boolean joins() {
        return false;
    }

    @Override
    public void append() {
        begun = parsed;
        begunReceived = parsedReceived;
    }

    @Override
    public boolean isEmpty() {
        return begun == null;
    }

    @Override
    public long receivedNanos() {
        return begunReceived;
    }

    @Override
    public MarketEvent build() {
        BookSnapshot snapshot = Objects.requireNonNull(begun, "a snapshot was begun");
        begun = null;
        return snapshot;
    }
}
