package dev.tradewind.runtime.surveillance;

import dev.tradewind.engine.ledger.LedgerEvent;
import dev.tradewind.policy.surveillance.StreamEvent;
import dev.tradewind.policy.surveillance.StreamEvent.Closed;
import dev.tradewind.sdk.instrument.InstrumentId;
import dev.tradewind.store.database.Database;
import dev.tradewind.store.journal.Journal;
import dev.tradewind.store.journal.JournalHead;
import dev.tradewind.store.journal.StoredBatch;
import dev.tradewind.store.market.TickReader;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * Follows the journals of accounts and the market data of what they trade, as both are written. What comes is
 * handed over in the order of time, a little late, so that nothing that is being written is overtaken. For one thread.
 */
public final class FollowedStream {
    /** Where windows begin to be filled, and where to look for orders that are still working. */
    private static final long WINDOW_NANOS = 1_800_000_000_000L;

    private static final long ORDERS_NANOS = 86_400_000_000_000L;

    private final Journal journal;
    private final TickReader ticks;
    private final Map<String, Followed> accounts = new LinkedHashMap<>();
    private final Set<InstrumentId> instruments = new TreeSet<>();
    private final List<StreamEvent> waiting = new ArrayList<>();
    private final Predicate<String> followed;
    private final long beginNanos;
    private long handedOver;

    private static final class Followed {
        private final OwnStream stream;
        private long next;

        Followed(OwnStream stream, long next) {
            this.stream = stream;
            this.next = next;
        }
    }

    /**
     * @param followed accounts that are followed
     * @param nowNanos now; what is handed over begins half an hour before
     */
    public FollowedStream(Database database, Predicate<String> followed, long nowNanos) {
        this.followed = followed;
        this.journal = new Journal(database);
        this.ticks = new TickReader(database);
        this.beginNanos = nowNanos - WINDOW_NANOS;
        this.handedOver = beginNanos;
    }

    /**
     * Hands over what has come since.
     *
     * @param untilNanos what happened before this time; what comes later of before then counts as happening then
     * @param closes when sessions close
     */
    public void follow(long untilNanos, Closes closes, Consumer<StreamEvent> consumer) {
        if (untilNanos <= handedOver) {
            return;
        }
        for (JournalHead head : journal.heads()) {
            if (!followed.test(head.shard())) {
                continue;
            }
            Followed account = accounts.get(head.shard());
            if (account == null) {
                account = new Followed(new OwnStream(head.shard()), start(head));
                accounts.put(head.shard(), account);
            }
            read(head, account);
        }
        List<StreamEvent> due = new ArrayList<>();
        waiting.removeIf(event -> event.nanos() < untilNanos && due.add(event));
        for (InstrumentId instrument : instruments) {
            ticks.read(instrument, handedOver, untilNanos, tick -> MarketStream.of(tick.event(), tick.receivedNanos())
                    .ifPresent(due::add));
            for (long close : closes.between(instrument, handedOver, untilNanos)) {
                due.add(new Closed(close, instrument));
            }
        }
        handedOver = untilNanos;
        due.sort(Comparator.comparingLong(StreamEvent::nanos));
        due.forEach(consumer);
    }

    private void read(JournalHead head, Followed account) {
        if (head.sequence() < account.next) {
            return;
        }
        journal.read(head.shard(), account.next, batch -> {
            for (LedgerEvent event : batch.content().events()) {
                if (event instanceof LedgerEvent.InstrumentAdded added) {
                    instruments.add(added.instrument().id());
                }
                account.stream.of(event).ifPresent(found -> {
                    instruments.add(found.instrument());
                    if (found.nanos() >= beginNanos) {
                        waiting.add(found);
                    }
                });
            }
            account.next = batch.sequence() + 1;
            return true;
        });
    }

    /** The first batch of the last day, found by halving: batches stand in the order of time. */
    private long start(JournalHead head) {
        long low = 1;
        long high = head.sequence() + 1;
        while (low < high) {
            long middle = (low + high) >>> 1;
            if (time(head.shard(), middle) < beginNanos - ORDERS_NANOS) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    /** The time of a batch, or of the next that has one. */
    private long time(String shard, long sequence) {
        long[] found = {Long.MAX_VALUE};
        journal.read(shard, sequence, batch -> {
            found[0] = time(batch);
            return found[0] == Long.MAX_VALUE;
        });
        return found[0];
    }

    private static long time(StoredBatch batch) {
        List<LedgerEvent> events = batch.content().events();
        return events.isEmpty() ? Long.MAX_VALUE : events.getFirst().timeNanos();
    }
}
