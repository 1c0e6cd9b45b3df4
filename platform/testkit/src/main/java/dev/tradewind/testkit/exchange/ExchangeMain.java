package dev.tradewind.testkit.exchange;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * The exchange as a process of its own. Prints one line of JSON when it takes connections, and ends after its idle
 * time, or, with {@code --end-with-input}, when its standard input ends. Exit codes: 0 ended, 1 broken, 2 bad usage.
 */
public final class ExchangeMain {
    private ExchangeMain() {}

    public static void main(String[] args) throws InterruptedException {
        System.exit(run(args));
    }

    private static int run(String[] args) throws InterruptedException {
        if (Arrays.asList(args).contains("--help")) {
            System.out.println(ExchangeOptions.USAGE);
            return 0;
        }
        ExchangeOptions options;
        TestExchange exchange;
        try {
            options = ExchangeOptions.parse(Arrays.asList(args), temporary());
            exchange = TestExchange.start(options);
        } catch (IllegalArgumentException | ArithmeticException | UncheckedIOException e) {
            System.err.println("exchange: " + e.getMessage());
            return 2;
        }
        System.out.println(line(exchange, options));
        System.out.flush();
        if (options.endsWithInput()) {
            Thread.ofPlatform().daemon().name("exchange-input").start(() -> endWithInput(exchange));
        }
        exchange.awaitEnd();
        return exchange.broken() == null ? 0 : 1;
    }

    private static Path temporary() {
        return Path.of(
                System.getProperty("java.io.tmpdir"), "tradewind-exchange-" + ProcessHandle.current().pid());
    }

    private static String line(TestExchange exchange, ExchangeOptions options) {
        return new JsonObject()
                .put("port", exchange.port())
                .put("rest", exchange.restUrl())
                .put("streams", exchange.streamUrl())
                .put("wsApi", exchange.streamUrl() + "/ws-api/v3")
                .put("pid", ProcessHandle.current().pid())
                .put("seed", options.seed())
                .put("truth", options.folder().resolve(TruthFile.NAME).toAbsolutePath())
                .toString();
    }

    private static void endWithInput(TestExchange exchange) {
        try {
            InputStream in = System.in;
            while (in.read() >= 0) {
                // What is typed does not matter, only that somebody is there.
            }
        } catch (IOException e) {
            // Then nobody is there either.
        }
        exchange.close();
    }
}
