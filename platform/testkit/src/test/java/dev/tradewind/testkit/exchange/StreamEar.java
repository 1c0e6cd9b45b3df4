package dev.tradewind.testkit.exchange;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Listens to a stream with the JDK's WebSocket, and keeps what it hears. */
final class StreamEar implements WebSocket.Listener, AutoCloseable {
    private static final long PATIENCE_SECONDS = 10;

    private final HttpClient http = HttpClient.newHttpClient();
    private final List<Map<String, @Nullable Object>> heard = new ArrayList<>();
    private final StringBuilder parts = new StringBuilder();
    private final CountDownLatch ended = new CountDownLatch(1);
    private final WebSocket socket;

    StreamEar(String url) {
        socket = http.newWebSocketBuilder().buildAsync(URI.create(url), this).join();
    }

    void say(String text) {
        socket.sendText(text, true).join();
    }

    @Override
    public CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
        synchronized (heard) {
            parts.append(data);
            if (last) {
                heard.add(JsonText.object(parts.toString()));
                parts.setLength(0);
                heard.notifyAll();
            }
        }
        from.request(1);
        return CompletableFuture.completedFuture(null);
    }

    @Override
    public void onError(WebSocket from, Throwable error) {
        ended.countDown();
    }

    @Override
    public CompletionStage<?> onClose(WebSocket from, int statusCode, String reason) {
        ended.countDown();
        return CompletableFuture.completedFuture(null);
    }

    boolean ends() throws InterruptedException {
        return ended.await(PATIENCE_SECONDS, TimeUnit.SECONDS);
    }

    List<Map<String, @Nullable Object>> all() {
        synchronized (heard) {
            return List.copyOf(heard);
        }
    }

    /** Waits for the first message that is so. */
    Map<String, @Nullable Object> await(Predicate<Map<String, @Nullable Object>> wanted) throws InterruptedException {
        return awaitMany(wanted, 1).getFirst();
    }

    /** Waits for the first so many messages that are so. */
    List<Map<String, @Nullable Object>> awaitMany(Predicate<Map<String, @Nullable Object>> wanted, int count)
            throws InterruptedException {
        long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        synchronized (heard) {
            while (true) {
                List<Map<String, @Nullable Object>> found =
                        heard.stream().filter(wanted).limit(count).toList();
                if (found.size() == count) {
                    return found;
                }
                long left = TimeUnit.NANOSECONDS.toMillis(until - System.nanoTime());
                if (left <= 0) {
                    throw new AssertionError("waited in vain; heard " + heard);
                }
                heard.wait(left);
            }
        }
    }

    @Override
    public void close() {
        socket.abort();
        http.shutdownNow();
    }
}
