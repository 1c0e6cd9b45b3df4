package dev.tradewind.runtime.node;

import dev.tradewind.engine.Engine;
import dev.tradewind.engine.Engine.NamedStrategy;
import dev.tradewind.engine.Input;
import dev.tradewind.engine.codec.ByteReader;
import dev.tradewind.engine.codec.ByteWriter;
import dev.tradewind.engine.codec.CorruptBytesException;
import dev.tradewind.engine.ledger.Ledger;
import dev.tradewind.engine.ledger.LedgerCodec;
import dev.tradewind.engine.ledger.LedgerEvent;
import dev.tradewind.engine.policy.Policy;
import dev.tradewind.engine.replay.InputCodec;
import dev.tradewind.runtime.node.FeedPosition.Mark;
import dev.tradewind.runtime.node.ReplayFeed.MissingTicks;
import dev.tradewind.runtime.node.ReplayFeed.Taken;
import dev.tradewind.runtime.node.ReplayResult.Compared;
import dev.tradewind.runtime.node.ReplayResult.Difference;
import dev.tradewind.store.journal.BatchContent;
import dev.tradewind.store.journal.BatchInput;
import dev.tradewind.store.journal.StoredBatch;
import dev.tradewind.store.session.Session;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Decides a recorded session once more and compares, batch by batch: what the journal has of inputs, what the tick
 * store has of the market, interleaved as it was, and every ledger event as bytes. Once; one thread.
 */
final class SessionReplay {
    private final Session session;
    private final SessionSetup setup;
    private final Ledger ledger;
    private final ReplayFeed feed;
    private final Policy policy;
    private final Supplier<List<NamedStrategy>> strategies;
    private final Collector output = new Collector();
    private final ByteWriter scratch = new ByteWriter();
    private final MessageDigest recordedDigest = sha256();
    private final MessageDigest replayedDigest = sha256();
    private @Nullable Engine engine;
    private long generation = -1;
    private long nanos = Long.MIN_VALUE;
    private long batches;
    private long events;
    private long marketEvents;
    private String ended = "";
    private @Nullable Difference difference;

    /**
     * A session.
     *
     * @param ledger as it was before; changed by this
     * @param strategies gives new instances, as each engine gets
     */
    SessionReplay(
            Session session,
            SessionSetup setup,
            Ledger ledger,
            ReplayFeed feed,
            Policy policy,
            Supplier<List<NamedStrategy>> strategies) {
        this.session = session;
        this.setup = setup;
        this.ledger = ledger;
        this.feed = feed;
        this.policy = policy;
        this.strategies = strategies;
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    /** Takes the session's batches in their order. @return whether to go on */
    boolean accept(StoredBatch batch) {
        if (batch.sequence() > session.lastSequence()) {
            return false;
        }
        try {
            BatchContent content = batch.content();
            FeedPosition position = FeedPosition.decode(content.feeds());
            if (position.items() == FeedPosition.UNKNOWN) {
                ended = "batch " + batch.sequence() + " was written by a program that did not note how the market's"
                        + " events were interleaved";
                return false;
            }
            replay(batch.sequence(), content, position);
        } catch (MissingTicks e) {
            ended = e.getMessage() + ": the last " + (session.lastSequence() - batch.sequence() + 1)
                    + " batches were not compared";
            return false;
        } catch (CorruptBytesException | IllegalStateException e) {
            difference = new Difference(batch.sequence(), "?", 0, "cannot be read or decided", e.toString());
        }
        return difference == null;
    }

    private void replay(long sequence, BatchContent content, FeedPosition position) throws MissingTicks {
        Engine current = engine;
        if (current == null || position.generation() != generation) {
            current = new Engine(setup.engine(), policy, strategies.get(), ledger);
            engine = current;
            generation = position.generation();
            nanos = Long.MIN_VALUE;
            feed.restart();
        }
        BatchInput encoded = content.input();
        Input input = encoded == null
                ? null
                : InputCodec.read(new ByteReader(encoded.bytes().toByteArray()));
        boolean byMarket = input instanceof Input.MarketData;
        int silent = byMarket ? position.items() - 1 : position.items();
        for (int i = 0; i < silent && difference == null; i++) {
            long raised = ticksBefore(sequence, position, i, current);
            Taken taken = feed.next(position.leftOutBefore(i), position.applied());
            long time = raised == Long.MIN_VALUE ? Math.max(nanos, taken.receivedNanos()) : raised;
            decideSilently(sequence, new Input.MarketData(time, taken.event()), taken.number(), current);
            marketEvents++;
        }
        ticksBefore(sequence, position, silent, current);
        if (input instanceof Input.MarketData data) {
            compareMarket(sequence, data, position);
            marketEvents++;
        }
        if (difference == null) {
            decide(sequence, input, content.events(), current);
        }
    }

    /** Lets the timers go off that went off there. @return the time of the event there, if the journal says one */
    private long ticksBefore(long sequence, FeedPosition position, int place, Engine current) {
        long raised = Long.MIN_VALUE;
        for (Mark mark : position.marks()) {
            if (mark.position() != place) {
                continue;
            }
            if (mark.tick()) {
                decideSilently(sequence, new Input.ClockTick(mark.nanos()), 0, current);
            } else {
                raised = mark.nanos();
            }
        }
        return raised;
    }

    /**
     * What led to nothing then must lead to nothing now.
     *
     * @param number of the market's event; 0 for none
     */
    private void decideSilently(long sequence, Input input, long number, Engine current) {
        if (difference != null) {
            return;
        }
        nanos = input.receivedNanos();
        current.decide(input, output);
        List<LedgerEvent> made = output.takeEvents();
        output.takeCommands();
        if (!made.isEmpty()) {
            String name = number == 0 ? "ClockTick" : "event " + number + " of the feed, " + name(input);
            difference = new Difference(sequence, name, 1, "nothing, before this batch", made.getFirst().toString());
        }
    }

    /** The event that the journal holds must be the one that the tick store holds. */
    private void compareMarket(long sequence, Input.MarketData data, FeedPosition position) throws MissingTicks {
        Taken taken = feed.next(position.leftOutBefore(position.items() - 1), position.applied());
        boolean same = taken.number() == position.applied()
                && Arrays.equals(bytes(data), bytes(new Input.MarketData(data.receivedNanos(), taken.event())));
        if (!same) {
            difference = new Difference(
                    sequence,
                    "event " + position.applied() + " of the feed",
                    0,
                    data.event().toString(),
                    "the tick store has event " + taken.number() + ", " + taken.event());
        }
    }

    private byte[] bytes(Input input) {
        scratch.clear();
        InputCodec.write(input, scratch);
        return scratch.toByteArray();
    }

    private void decide(long sequence, @Nullable Input input, List<LedgerEvent> recorded, Engine current) {
        List<LedgerEvent> made;
        if (input == null) {
            // The node itself put these in: there is nothing to decide.
            recorded.forEach(current::evolve);
            made = recorded;
        } else {
            nanos = Math.max(nanos, input.receivedNanos());
            current.decide(input, output);
            made = output.takeEvents();
            output.takeCommands();
        }
        batches++;
        for (int i = 0; i < Math.max(recorded.size(), made.size()) && difference == null; i++) {
            byte[] before = i < recorded.size() ? bytes(recorded.get(i)) : new byte[0];
            byte[] now = i < made.size() ? bytes(made.get(i)) : new byte[0];
            recordedDigest.update(before);
            replayedDigest.update(now);
            events++;
            if (!Arrays.equals(before, now)) {
                difference = new Difference(
                        sequence,
                        input == null ? "of the node" : name(input),
                        i + 1,
                        i < recorded.size() ? recorded.get(i).toString() : "nothing",
                        i < made.size() ? made.get(i).toString() : "nothing");
            }
        }
    }

    private byte[] bytes(LedgerEvent event) {
        scratch.clear();
        LedgerCodec.write(event, scratch);
        return scratch.toByteArray();
    }

    private static String name(Input input) {
        return input instanceof Input.MarketData data
                ? data.event().getClass().getSimpleName() + " " + data.event().instrument()
                : input.getClass().getSimpleName();
    }

    /** What came of it, when all batches were taken. */
    ReplayResult result(long tookNanos) {
        return new ReplayResult(
                session,
                new Compared(batches, events, marketEvents, tookNanos),
                HexFormat.of().formatHex(recordedDigest.digest()),
                HexFormat.of().formatHex(replayedDigest.digest()),
                ended,
                difference);
    }
}
