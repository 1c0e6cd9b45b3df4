package dev.tradewind.plugin.binance;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A WebSocket that is always there: made anew when it breaks, falls silent or is asked to be, with growing pauses; and
 * replaced before the exchange cuts it, the new one being there before the old one goes.
 */
final class StreamSocket {
    private static final int MAX_MESSAGE = 16 << 20;
    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(10);
    /** A stream that has worked for so long has proved itself: the next pause is short again. */
    private static final long STEADY_MILLIS = 60_000;

    private final HttpClient client;
    private final URI address;
    private final Settings.Streams settings;
    private final Heard heard;
    private final CountDownLatch closed = new CountDownLatch(1);
    private @Nullable Link current;

    /** Hears the stream. Calls of one link come one after another; two links overlap while one replaces the other. */
    interface Heard {
        /** It is open. */
        void opened(Link link);

        void text(Link link, String message);

        /** There is no link, and another attempt will be made. */
        void lost(String why);
    }

    StreamSocket(HttpClient client, URI address, Settings.Streams settings, Heard heard) {
        this.client = client;
        this.address = address;
        this.settings = settings;
        this.heard = heard;
    }

    void start(Executor executor) {
        executor.execute(this::run);
    }

    void close() {
        closed.countDown();
        Link link;
        synchronized (this) {
            link = current;
        }
        if (link != null) {
            link.end("closed");
        }
    }

    private boolean isClosed() {
        return closed.getCount() == 0;
    }

    private void run() {
        Backoff backoff = new Backoff(settings.backoffMillis(), settings.backoffMaxMillis());
        Link old = null;
        while (!isClosed()) {
            Link link = new Link();
            String why = link.connect();
            if (old != null) {
                old.end("replaced");
                old = null;
            }
            if (why == null) {
                why = link.live();
                if (link.isDue() && !isClosed()) {
                    old = link;
                    continue;
                }
                if (link.ageMillis() > STEADY_MILLIS) {
                    backoff.reset();
                }
            }
            if (!isClosed()) {
                heard.lost(why);
                pause(backoff.millis());
            }
        }
        if (old != null) {
            old.end("closed");
        }
    }

    private void pause(long millis) {
        try {
            closed.await(millis, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            closed.countDown();
        }
    }

    /** One connection. */
    final class Link implements WebSocket.Listener {
        private final StringBuilder parts = new StringBuilder();
        private final CountDownLatch ended = new CountDownLatch(1);
        private volatile @Nullable WebSocket socket;
        private volatile String reason = "";
        private volatile long heardNanos = System.nanoTime();
        private long openedNanos = System.nanoTime();

        /** @return why it did not work; null if it did */
        @Nullable String connect() {
            synchronized (StreamSocket.this) {
                current = this;
            }
            try {
                WebSocket made = client.newWebSocketBuilder()
                        .connectTimeout(CONNECT_TIMEOUT)
                        .buildAsync(address, this)
                        .join();
                socket = made;
                openedNanos = System.nanoTime();
                heardNanos = openedNanos;
                if (isClosed()) {
                    made.abort();
                }
                return null;
            } catch (CompletionException e) {
                Throwable cause = e.getCause() == null ? e : e.getCause();
                return "cannot connect to " + address.getHost() + " (" + cause.getClass().getSimpleName() + ")";
            }
        }

        /** Waits until it has ended, or is due to be replaced. @return why it ended */
        private String live() {
            long step = Math.max(1, Math.min(settings.silenceMillis() / 3, settings.renewMillis()));
            while (!isClosed() && !isDue()) {
                try {
                    if (ended.await(step, TimeUnit.MILLISECONDS)) {
                        break;
                    }
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                    end("interrupted");
                }
                long silent = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - heardNanos);
                WebSocket now = socket;
                if (silent > settings.silenceMillis()) {
                    end("nothing was heard for " + silent + " ms");
                } else if (silent >= step && now != null) {
                    watch(now.sendPing(ByteBuffer.allocate(0)));
                }
            }
            return reason;
        }

        boolean hasEnded() {
            return ended.getCount() == 0;
        }

        boolean isDue() {
            return ended.getCount() > 0 && ageMillis() >= settings.renewMillis();
        }

        long ageMillis() {
            return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - openedNanos);
        }

        void send(String message) {
            WebSocket now = socket;
            if (now != null) {
                watch(now.sendText(message, true));
            }
        }

        private void watch(CompletableFuture<WebSocket> sending) {
            CompletableFuture<WebSocket> _ = sending.whenComplete((_, error) -> {
                if (error != null) {
                    end("nothing can be sent (" + error.getClass().getSimpleName() + ")");
                }
            });
        }

        /** Breaks it; another is made. */
        void end(String why) {
            if (reason.isEmpty()) {
                reason = why;
            }
            WebSocket now = socket;
            if (now != null) {
                now.abort();
            }
            ended.countDown();
        }

        @Override
        public void onOpen(WebSocket opened) {
            socket = opened;
            opened.request(1);
            heard.opened(this);
        }

        @Override
        public @Nullable CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
            heardNanos = System.nanoTime();
            if (parts.length() + data.length() > MAX_MESSAGE) {
                end("a message of more than " + MAX_MESSAGE + " characters");
                return null;
            }
            parts.append(data);
            if (last) {
                String message = parts.toString();
                parts.setLength(0);
                heard.text(this, message);
            }
            from.request(1);
            return null;
        }

        @Override
        public @Nullable CompletionStage<?> onPing(WebSocket from, ByteBuffer message) {
            heardNanos = System.nanoTime();
            from.request(1);
            return null;
        }

        @Override
        public @Nullable CompletionStage<?> onPong(WebSocket from, ByteBuffer message) {
            heardNanos = System.nanoTime();
            from.request(1);
            return null;
        }

        @Override
        public @Nullable CompletionStage<?> onClose(WebSocket from, int status, String why) {
            end("the exchange closed the stream (" + status + (why.isEmpty() ? "" : " " + why) + ")");
            return null;
        }

        @Override
        public void onError(WebSocket from, Throwable error) {
            end("the stream broke (" + error.getClass().getSimpleName() + ")");
        }
    }
}
