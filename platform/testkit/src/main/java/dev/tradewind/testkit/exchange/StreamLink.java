package dev.tradewind.testkit.exchange;

import dev.tradewind.testkit.exchange.Faults.Fault;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** One WebSocket connection: an outbox with a thread of its own, so that telling never waits for a slow reader. */
final class StreamLink {
    /** Messages that wait for a reader; beyond that it is cut off. */
    static final int MAX_WAITING = 20_000;

    private static final long MILLI = 1_000_000;
    private static final long PONG_NANOS = 60_000 * MILLI;

    final long number;
    private final Socket socket;
    private final OutputStream out;
    private final Faults faults;
    private final Deque<String> waiting = new ArrayDeque<>();
    private final Deque<byte[]> pongs = new ArrayDeque<>();
    private @Nullable String held;
    private long heldUntil;
    private long silentUntil;
    private boolean pinging;
    private boolean closed;
    private volatile long lastPong = System.nanoTime();

    StreamLink(long number, Socket socket, OutputStream out, Faults faults) {
        this.number = number;
        this.socket = socket;
        this.out = out;
        this.faults = faults;
        this.silentUntil = System.nanoTime();
    }

    /** Reads until the connection ends; what the client says goes to {@code heard}. */
    void run(BufferedInputStream in, Consumer<String> heard) {
        Thread writer = Thread.ofVirtual().name("stream-" + number).start(this::writeAll);
        try {
            socket.setSoTimeout(0);
            WebSocketFrames.Reader frames = new WebSocketFrames.Reader(in);
            while (true) {
                WebSocketFrames.Message message = frames.next();
                switch (message.opcode()) {
                    case WebSocketFrames.TEXT -> heard.accept(message.text());
                    case WebSocketFrames.PING -> pong(message.content());
                    case WebSocketFrames.PONG -> lastPong = System.nanoTime();
                    case WebSocketFrames.CLOSE -> {
                        return;
                    }
                    default -> throw new WebSocketFrames.ProtocolError("only text is spoken here");
                }
            }
        } catch (IOException e) {
            // The client is gone, or does not speak the protocol: either way this connection is over.
        } finally {
            sayGoodbye();
            writer.interrupt();
        }
    }

    private void sayGoodbye() {
        synchronized (waiting) {
            closed = true;
            waiting.notifyAll();
        }
        try (Socket ending = socket) {
            synchronized (out) {
                WebSocketFrames.write(out, WebSocketFrames.CLOSE, new byte[] {0x03, (byte) 0xe8});
            }
            ending.shutdownOutput();
        } catch (IOException e) {
            // Nobody listens any more.
        }
    }

    /** An answer to this client alone, which meets no faults. */
    void answer(String text) {
        synchronized (waiting) {
            waiting.add(text);
            waiting.notifyAll();
        }
    }

    /** A message of a stream, which may be doubled or come late. */
    void tell(String text, boolean user) {
        Fault fault = faults.onMessage(user);
        synchronized (waiting) {
            if (closed) {
                return;
            }
            String late = held;
            held = null;
            if (fault != null && fault.type() == FaultType.REORDER_MESSAGES && late == null) {
                held = text;
                heldUntil = System.nanoTime() + fault.millis(FaultPlan.MAX_REORDER_MILLIS) * MILLI;
            } else {
                waiting.add(text);
                if (fault != null && fault.type() == FaultType.DOUBLE_MESSAGE) {
                    waiting.add(text);
                    faults.happened(FaultType.DOUBLE_MESSAGE, "stream " + number);
                }
                if (late != null) {
                    waiting.add(late);
                    faults.happened(FaultType.REORDER_MESSAGES, "stream " + number);
                }
            }
            if (waiting.size() > MAX_WAITING) {
                cut();
            }
            waiting.notifyAll();
        }
    }

    private void pong(byte[] content) {
        synchronized (waiting) {
            pongs.add(content);
            waiting.notifyAll();
        }
    }

    /** Asks whether the client is there; cuts it off when it has not answered for a minute. */
    void ping() {
        if (System.nanoTime() - lastPong > PONG_NANOS) {
            cut();
        }
        synchronized (waiting) {
            pinging = true;
            waiting.notifyAll();
        }
    }

    /** Tells nothing for so long. */
    void silence(int millis) {
        synchronized (waiting) {
            silentUntil = System.nanoTime() + millis * MILLI;
        }
    }

    /** Ends the connection without a goodbye: the client sees a reset. */
    void cut() {
        synchronized (waiting) {
            closed = true;
            waiting.notifyAll();
        }
        Door.reset(socket);
    }

    boolean isClosed() {
        synchronized (waiting) {
            return closed;
        }
    }

    private void writeAll() {
        try {
            while (true) {
                String text = null;
                byte[] pong = null;
                boolean ping;
                synchronized (waiting) {
                    while (!hasWork()) {
                        if (closed) {
                            return;
                        }
                        waiting.wait(held == null && waiting.isEmpty() ? 0 : 5);
                    }
                    ping = pinging;
                    pinging = false;
                    pong = pongs.poll();
                    text = isSilent() ? null : nextText();
                }
                write(text, pong, ping);
            }
        } catch (IOException | InterruptedException e) {
            cut();
        }
    }

    private void write(@Nullable String text, byte @Nullable [] pong, boolean ping) throws IOException {
        synchronized (out) {
            if (ping) {
                WebSocketFrames.write(out, WebSocketFrames.PING, new byte[] {'t'});
            }
            if (pong != null) {
                WebSocketFrames.write(out, WebSocketFrames.PONG, pong);
            }
            if (text != null) {
                WebSocketFrames.write(out, WebSocketFrames.TEXT, text.getBytes(StandardCharsets.UTF_8));
            }
        }
    }

    private boolean isSilent() {
        return System.nanoTime() - silentUntil < 0;
    }

    private boolean hasWork() {
        boolean late = held != null && System.nanoTime() - heldUntil >= 0;
        return pinging || !pongs.isEmpty() || (!isSilent() && (!waiting.isEmpty() || late));
    }

    /** The next message; one that waited in vain to be overtaken comes as it is. */
    private @Nullable String nextText() {
        String next = waiting.poll();
        if (next == null) {
            next = held;
            held = null;
        }
        return next;
    }
}
