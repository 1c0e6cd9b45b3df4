package dev.tradewind.torture;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tradewind.store.database.Database;
import dev.tradewind.store.journal.Journal;
import dev.tradewind.testkit.exchange.ExchangeOptions;
import dev.tradewind.testkit.exchange.ExchangeProcess;
import dev.tradewind.torture.PlatformProcess.State;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** A node with the Binance plugin at an exchange in a process of its own, all by configuration. */
@EnabledOnOs(OS.LINUX)
class BinanceNodeTest {
    private static final long PATIENCE_MILLIS = 60_000;

    @TempDir
    private Path folder;

    @Test
    void itTradesShowsItAndGoesOnWhereItStopped() throws Exception {
        try (ExchangeProcess exchange = ExchangeProcess.start(ExchangeOptions.standard(folder.resolve("exchange"))
                .withLimits(new ExchangeOptions.Limits(600_000, 10_000, 0)))) {
            PlatformHome home = PlatformHome.make(
                    folder.resolve("platform"), exchange, List.of(VenuePlugin.zip(folder)), 30, 1);
            PlatformProcess first = PlatformProcess.start(home, "");
            long before;
            try {
                assertThat(first.awaitTrading(PATIENCE_MILLIS)).as("it said: %s", said(home)).isTrue();
                before = await(first, state -> state.fills() >= 10).fills();
                end(first);
            } finally {
                first.kill();
            }
            PlatformProcess second = PlatformProcess.start(home, "");
            try {
                assertThat(second.awaitTrading(PATIENCE_MILLIS)).as("it said: %s", said(home)).isTrue();
                await(second, state -> state.fills() >= before + 5);
                second.command(Map.of("command", "strategy-stop", "name", PlatformHome.STRATEGY));
                await(second, state -> state.openOrders().isEmpty()
                        && Truth.of(exchange.truth()).fills().size() == state.fills());
                end(second);
            } finally {
                second.kill();
                second.killDatabase();
            }
            Truth truth = Truth.of(exchange.truth());
            Books books = books(home);
            assertThat(books.restarts()).isEqualTo(2);
            assertThat(books.adjusted()).as("the account begins with what the exchange holds").containsKeys("USDT");
            assertThat(Comparison.of(books, truth)).isEmpty();
        }
    }

    private static String said(PlatformHome home) throws IOException {
        return Files.readString(home.output());
    }

    private static State await(PlatformProcess platform, Predicate<State> wanted) throws InterruptedException {
        long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(PATIENCE_MILLIS);
        Optional<State> state = Optional.empty();
        while (System.nanoTime() < deadline && platform.isAlive()) {
            state = platform.state();
            if (state.isPresent() && wanted.test(state.get())) {
                return state.get();
            }
            Thread.sleep(100);
        }
        throw new AssertionError("it did not come to that: " + state);
    }

    private static void end(PlatformProcess platform) throws InterruptedException {
        assertThat(platform.command(Map.of("command", "stop"))).isPresent();
        assertThat(platform.awaitEnd(30)).isTrue();
        assertThat(platform.exitValue()).isZero();
    }

    private static Books books(PlatformHome home) {
        Books books = new Books();
        try (Database database = Database.embedded(home.home())) {
            new Journal(database).read(PlatformHome.ACCOUNT, 1, batch -> {
                batch.content().events().forEach(event -> books.add(event, batch.sequence()));
                return true;
            });
        }
        return books;
    }
}
