package dev.tradewind.testkit.exchange;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** An exchange as a process of its own, which ends with this one at the latest. */
public final class ExchangeProcess implements AutoCloseable {
    private static final int END_SECONDS = 5;

    /** A restart of the exchange takes less. */
    private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(10);

    private final Process process;
    private final Map<String, @Nullable Object> line;
    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(2))
            .build();

    private ExchangeProcess(Process process, Map<String, @Nullable Object> line) {
        this.process = process;
        this.line = line;
    }

    /**
     * Starts one with the Java and the class path of this process, and waits until it takes connections.
     *
     * @throws IllegalStateException if it does not start; what it said is on this process's standard error
     */
    public static ExchangeProcess start(ExchangeOptions options) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-Xmx512m",
                "-cp",
                System.getProperty("java.class.path"),
                ExchangeMain.class.getName()));
        command.addAll(options.endingWithInput().arguments());
        Process process = null;
        try {
            process = new ProcessBuilder(command)
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            BufferedReader out =
                    new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
            String first = out.readLine();
            if (first == null) {
                throw new IllegalStateException("the exchange did not start: exit code " + process.waitFor());
            }
            return new ExchangeProcess(process, JsonText.object(first));
        } catch (IOException e) {
            throw new UncheckedIOException("the exchange cannot be started", e);
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while the exchange started", e);
        }
    }

    private String named(String name) {
        return String.valueOf(line.get(name));
    }

    public int port() {
        return Integer.parseInt(named("port"));
    }

    public long pid() {
        return process.pid();
    }

    /** Base URL of REST, such as {@code http://127.0.0.1:41234}. */
    public String restUrl() {
        return named("rest");
    }

    /** Base URL of streams, such as {@code ws://127.0.0.1:41234}. */
    public String streamUrl() {
        return named("streams");
    }

    /** URL of the WebSocket API. */
    public String wsApiUrl() {
        return named("wsApi");
    }

    /** The file that it writes what happened into. */
    public Path truthFile() {
        return Path.of(named("truth"));
    }

    /** All orders, fills and balances, as the exchange has them. */
    public Map<String, @Nullable Object> truth() {
        return get("/truth");
    }

    /** What went wrong: counts of all types, and the newest in order. */
    public Map<String, @Nullable Object> faults() {
        return get("/faults");
    }

    /**
     * Makes something go wrong: with the next {@code count} trading requests or user messages, or now.
     *
     * @return how often it happened or will happen
     */
    public int inject(FaultType type, int count) {
        return done(get("/control?inject=" + type.text() + "&count=" + count));
    }

    /** Moves the test clock. */
    public void advance(long millis) {
        done(get("/control?advance=" + millis));
    }

    private static int done(Map<String, @Nullable Object> answer) {
        return Integer.parseInt(String.valueOf(answer.get("done")));
    }

    /** Asks again while a restart is going on. */
    private Map<String, @Nullable Object> get(String path) {
        java.net.http.HttpRequest request = java.net.http.HttpRequest.newBuilder(URI.create(restUrl() + path))
                .method("POST", BodyPublishers.noBody())
                .timeout(Duration.ofSeconds(30))
                .build();
        long begin = System.nanoTime();
        while (true) {
            try {
                HttpResponse<String> response = client.send(request, BodyHandlers.ofString());
                if (response.statusCode() != 200) {
                    throw new IllegalArgumentException(path + ": " + response.body());
                }
                return JsonText.object(response.body());
            } catch (IOException e) {
                if (!process.isAlive() || System.nanoTime() - begin > PATIENCE_NANOS) {
                    throw new UncheckedIOException("the exchange does not answer " + path, e);
                }
                Door.sleep(100);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException("interrupted while asking the exchange", e);
            }
        }
    }

    /** Ends it, and waits until it has ended. */
    @Override
    public void close() {
        client.close();
        try {
            process.getOutputStream().close();
            if (!process.waitFor(END_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
            }
        } catch (IOException e) {
            process.destroyForcibly();
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
