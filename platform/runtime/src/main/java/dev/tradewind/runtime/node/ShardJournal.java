package dev.tradewind.runtime.node;

import dev.tradewind.engine.ledger.LedgerEvent;
import dev.tradewind.runtime.home.FileTrouble;
import dev.tradewind.sdk.order.ClientOrderId;
import dev.tradewind.sdk.order.OrderCommand;
import dev.tradewind.sdk.order.OrderCommand.AmendOrder;
import dev.tradewind.sdk.order.OrderCommand.CancelOrder;
import dev.tradewind.sdk.order.OrderCommand.SubmitOrder;
import dev.tradewind.store.StoreException;
import dev.tradewind.store.journal.JournalBatch;
import dev.tradewind.store.journal.JournalResult;
import dev.tradewind.store.journal.JournalWriter;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Between a shard and the journal: a batch goes to the writer, and what it was for, commands, answers, is released in
 * order once it is durable, never before. With the journal away cancels leave first, each forced to the emergency file;
 * of an order whose placing still waits none leaves, for the venue does not know it.
 */
final class ShardJournal {
    private static final Logger LOG = LoggerFactory.getLogger(ShardJournal.class);
    private static final Duration ROOM_PATIENCE = Duration.ofMillis(200);

    private final JournalWriter writer;
    private final EmergencyFile emergency;
    private final Releases releases;
    private final ArrayDeque<Entry> waiting = new ArrayDeque<>();
    private boolean abandoned;
    private boolean emergencyUsed;
    private boolean emergencyFails;
    private long lastSequence;
    private volatile @Nullable String failure;

    /** Where durable things go. */
    interface Releases {
        void command(OrderCommand command);

        /** Whether commands may leave now; those that are held back then wait for the journal. */
        boolean mayLeave();

        /** In order, for metrics and whoever subscribed. */
        void durable(List<LedgerEvent> events, long sequence, long nanosToDurable);

        /** The journal will take nothing more of this shard. */
        void failed(String reason);
    }

    /** A batch that is not durable yet. */
    private static final class Entry {
        private final List<LedgerEvent> events;
        private final List<OrderCommand> commands;
        private final Consumer<String> answer;
        private final long appendedNanoTime = System.nanoTime();
        private final Set<OrderCommand> gone = new LinkedHashSet<>();

        Entry(List<LedgerEvent> events, List<OrderCommand> commands, Consumer<String> answer) {
            this.events = events;
            this.commands = commands;
            this.answer = answer;
        }
    }

    ShardJournal(JournalWriter writer, EmergencyFile emergency, Releases releases, long lastSequence) {
        this.writer = writer;
        this.emergency = emergency;
        this.releases = releases;
        this.lastSequence = lastSequence;
    }

    /**
     * Appends a batch; waits for room where there is none.
     *
     * @param answer is told an empty text when the batch is durable, or why it never will be
     * @param taken is called at the moment at which the batch is in the writer's queue, before anybody can abandon it
     * @return the batch's sequence; 0 if the shard was abandoned or its journal has failed, and nothing was taken
     */
    long append(
            JournalBatch batch,
            List<LedgerEvent> events,
            List<OrderCommand> commands,
            Consumer<String> answer,
            Runnable taken) {
        Entry entry = new Entry(events, commands, answer);
        if (Harness.ON && !commands.isEmpty()) {
            beforeAppend(entry);
        }
        while (true) {
            synchronized (this) {
                if (abandoned || failure != null) {
                    return 0;
                }
                waiting.addLast(entry);
                long sequence = tryAppend(batch, entry);
                if (sequence != JournalWriter.NO_ROOM) {
                    lastSequence = sequence;
                    taken.run();
                    return sequence;
                }
                waiting.removeLast();
                if (failure != null) {
                    return 0;
                }
            }
            awaitRoom();
        }
    }

    private void beforeAppend(Entry entry) {
        if (Harness.SENDS_EARLY) {
            entry.gone.addAll(entry.commands);
            entry.commands.forEach(releases::command);
        }
        Harness.reach(Harness.Point.DECIDED, entry.commands);
    }

    private long tryAppend(JournalBatch batch, Entry entry) {
        try {
            return writer.append(batch, result -> done(entry, result));
        } catch (StoreException e) {
            fail(String.valueOf(e.getMessage()));
            return JournalWriter.NO_ROOM;
        }
    }

    private void awaitRoom() {
        try {
            writer.awaitRoom(ROOM_PATIENCE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            abandon();
        }
    }

    /** On the writer's thread, in the order of the batches. */
    private void done(Entry entry, JournalResult result) {
        Set<OrderCommand> gone;
        synchronized (this) {
            waiting.remove(entry);
            gone = entry.gone;
            if (waiting.isEmpty()) {
                notifyAll();
            }
        }
        if (!result.isDurable()) {
            fail(result.detail());
            entry.answer.accept(result.detail());
            return;
        }
        releases.durable(entry.events, result.sequence(), System.nanoTime() - entry.appendedNanoTime);
        if (Harness.ON && !entry.commands.isEmpty()) {
            Harness.reach(Harness.Point.DURABLE, entry.commands);
        }
        for (OrderCommand command : entry.commands) {
            if (!gone.contains(command)) {
                releases.command(command);
            }
        }
        entry.answer.accept("");
    }

    private void fail(String reason) {
        boolean first;
        synchronized (this) {
            first = failure == null;
            failure = first ? reason : failure;
            notifyAll();
        }
        if (first) {
            releases.failed(reason);
        }
    }

    /** Lets cancels leave that wait for a journal that is away. @return how many left */
    int releaseCancels() {
        int released = 0;
        if (!releases.mayLeave()) {
            return released;
        }
        synchronized (this) {
            Set<ClientOrderId> unknown = new LinkedHashSet<>();
            for (Entry entry : waiting) {
                for (OrderCommand command : entry.commands) {
                    switch (command) {
                        case SubmitOrder submit -> unknown.add(submit.clientOrderId());
                        case AmendOrder amend -> unknown.add(amend.replacement());
                        case CancelOrder cancel -> {
                            if (!unknown.contains(cancel.clientOrderId()) && !entry.gone.contains(cancel)) {
                                released += release(entry, cancel);
                            }
                        }
                    }
                }
            }
        }
        return released;
    }

    private int release(Entry entry, CancelOrder cancel) {
        try {
            emergency.write(cancel);
        } catch (IOException e) {
            if (!emergencyFails) {
                LOG.error("ALERT cancels stay, for the emergency file cannot be written: {}", FileTrouble.of(e));
            }
            emergencyFails = true;
            return 0;
        }
        emergencyFails = false;
        emergencyUsed = true;
        entry.gone.add(cancel);
        releases.command(cancel);
        return 1;
    }

    /** Forgets the emergency file once the journal holds what it says; what was decided later may still wait. */
    synchronized void clearEmergency() {
        if (!emergencyUsed || waiting.stream().anyMatch(entry -> !entry.gone.isEmpty())) {
            return;
        }
        try {
            emergency.clear();
            emergencyUsed = false;
        } catch (IOException e) {
            LOG.warn("the emergency file stays: {}", e.getMessage());
        }
    }

    /** Takes nothing more, from whatever thread it comes. */
    synchronized void abandon() {
        abandoned = true;
    }

    synchronized boolean isAbandoned() {
        return abandoned;
    }

    /** Batches that are not durable yet. */
    synchronized int outstanding() {
        return waiting.size();
    }

    /** Waits until every batch is durable, the journal has failed, or so long. @return whether every one is durable */
    synchronized boolean awaitWritten(long millis) throws InterruptedException {
        long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
        long left = millis;
        while (!waiting.isEmpty() && failure == null && left > 0) {
            wait(left);
            left = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
        }
        return waiting.isEmpty() && failure == null;
    }

    /** Sequence of the last batch that was appended. */
    synchronized long lastSequence() {
        return lastSequence;
    }

    /** Why the journal takes nothing more; null while it does. */
    @Nullable String failure() {
        return failure;
    }

    boolean isUp() {
        return writer.state().up();
    }

    String downReason() {
        return writer.state().reason();
    }
}
