package dev.tradewind.simulation.backtest;

import dev.tradewind.engine.Output;
import dev.tradewind.engine.codec.ByteWriter;
import dev.tradewind.engine.ledger.LedgerCodec;
import dev.tradewind.engine.ledger.LedgerEvent;
import dev.tradewind.sdk.order.OrderCommand;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The journal of a backtest: events are hashed, in the bytes that a real journal would hold, and handed on. */
final class HashingJournal implements Output {
    /** Small enough for the bytes to be still in the processor's nearest cache when they are hashed. */
    private static final int FLUSH_AT = 1 << 13;

    private final MessageDigest digest;
    private final ByteWriter bytes = new ByteWriter();
    private final ArrayDeque<OrderCommand> commands = new ArrayDeque<>();
    private final List<LedgerEvent> batch = new ArrayList<>();

    HashingJournal() {
        try {
            digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    @Override
    public void event(LedgerEvent event) {
        LedgerCodec.write(event, bytes);
        if (bytes.size() >= FLUSH_AT) {
            flush();
        }
        batch.add(event);
    }

    @Override
    public void command(OrderCommand command) {
        commands.addLast(command);
    }

    /** Whether the last input put nothing out. A command never comes without an event. */
    boolean isEmpty() {
        return batch.isEmpty();
    }

    /** Hands the events of the last input on. */
    void release(BacktestListener listener) {
        for (int i = 0; i < batch.size(); i++) {
            listener.onEvent(batch.get(i));
        }
        batch.clear();
    }

    /** The next command to be released, or null. */
    @Nullable OrderCommand poll() {
        return commands.pollFirst();
    }

    private void flush() {
        digest.update(bytes.array(), 0, bytes.size());
        bytes.clear();
    }

    String hash() {
        flush();
        return HexFormat.of().formatHex(digest.digest());
    }
}
