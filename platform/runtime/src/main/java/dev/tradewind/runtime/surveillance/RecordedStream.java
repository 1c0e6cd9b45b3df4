package dev.tradewind.runtime.surveillance;

import dev.tradewind.engine.ledger.LedgerEvent;
import dev.tradewind.policy.surveillance.StreamEvent;
import dev.tradewind.policy.surveillance.StreamEvent.Closed;
import dev.tradewind.runtime.node.NodeException;
import dev.tradewind.sdk.instrument.InstrumentId;
import dev.tradewind.store.database.Database;
import dev.tradewind.store.journal.Journal;
import dev.tradewind.store.market.TickReader;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;

/** Reads the orders of a node's accounts out of its journal, and the market data of their instruments beside them. */
public final class RecordedStream {
    /** Market data is read a piece of this length at a time, so that memory stays bounded. */
    private static final long PIECE_NANOS = 600_000_000_000L;

    private final Database database;

    public RecordedStream(Database database) {
        this.database = database;
    }

    /**
     * What to read.
     *
     * @param account of this one alone; empty for all
     * @param fromNanos at or after this time
     * @param toNanos before this time
     * @param closes when sessions close
     */
    public record Range(String account, long fromNanos, long toNanos, Closes closes) {}

    /**
     * Hands over all of it in the order of time.
     *
     * @throws NodeException if there is no such account
     */
    public void read(Range range, Consumer<StreamEvent> consumer) {
        List<StreamEvent> own = own(range);
        if (own.isEmpty()) {
            return;
        }
        Set<InstrumentId> instruments = new TreeSet<>();
        own.forEach(event -> instruments.add(event.instrument()));
        // What the price usually does is measured on the time before.
        long first = Math.max(range.fromNanos(), own.getFirst().nanos() - 2 * PIECE_NANOS);
        long last = Math.min(range.toNanos() - 1, own.getLast().nanos() + PIECE_NANOS);
        int next = 0;
        for (long from = first; from <= last; from += PIECE_NANOS) {
            long to = Math.min(last + 1, from + PIECE_NANOS);
            List<StreamEvent> piece = new ArrayList<>();
            for (InstrumentId instrument : instruments) {
                for (long close : range.closes().between(instrument, from, to)) {
                    piece.add(new Closed(close, instrument));
                }
                new TickReader(database).read(instrument, from, to, tick -> MarketStream.of(
                                tick.event(), tick.receivedNanos())
                        .ifPresent(piece::add));
            }
            while (next < own.size() && own.get(next).nanos() < to) {
                piece.add(own.get(next++));
            }
            piece.sort(Comparator.comparingLong(StreamEvent::nanos));
            piece.forEach(consumer);
        }
    }

    private List<StreamEvent> own(Range range) {
        List<String> accounts =
                new Journal(database).heads().stream().map(head -> head.shard()).toList();
        if (!range.account().isEmpty() && !accounts.contains(range.account())) {
            throw new NodeException("there is no journal of an account '" + range.account() + "'; there are "
                    + String.join(", ", accounts));
        }
        List<StreamEvent> own = new ArrayList<>();
        for (String account : range.account().isEmpty() ? accounts : List.of(range.account())) {
            OwnStream stream = new OwnStream(account);
            new Journal(database).read(account, 1, batch -> {
                for (LedgerEvent event : batch.content().events()) {
                    if (event.timeNanos() >= range.toNanos()) {
                        return false;
                    }
                    stream.of(event).filter(found -> found.nanos() >= range.fromNanos()).ifPresent(own::add);
                }
                return true;
            });
        }
        own.sort(Comparator.comparingLong(StreamEvent::nanos));
        return own;
    }
}
