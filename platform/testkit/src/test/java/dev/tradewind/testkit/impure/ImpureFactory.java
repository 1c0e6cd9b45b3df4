package dev.tradewind.testkit.impure;

import dev.tradewind.sdk.market.Bar;
import dev.tradewind.sdk.strategy.Parameters;
import dev.tradewind.sdk.strategy.Strategy;
import dev.tradewind.sdk.strategy.StrategyContext;
import dev.tradewind.sdk.strategy.StrategyFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.function.Supplier;

/** Uses everything that a strategy must not use; it is read, never run. */
public final class ImpureFactory implements StrategyFactory {
    static int runs;

    @Override
    public String name() {
        return "impure";
    }

    @Override
    public String description() {
        return "Trades on the clock and on luck, which no one can repeat.";
    }

    @Override
    public Strategy create(Parameters parameters) {
        return new Impure();
    }

    private static final class Impure implements Strategy {
        private final Supplier<Instant> clock = Instant::now;

        @Override
        public void onBar(Bar bar, StrategyContext context) {
            runs++;
            Helper.clocks(clock);
            Helper.luck();
            Helper.threads();
            if (Files.exists(Path.of("signal.txt"))) {
                context.cancelAll(bar.instrument());
            }
        }
    }

    /** Not the strategy's own class, but reached from it. */
    private static final class Helper {
        static long clocks(Supplier<Instant> clock) {
            return System.currentTimeMillis()
                    + System.nanoTime()
                    + clock.get().toEpochMilli()
                    + LocalDate.now(ZoneOffset.UTC).getYear();
        }

        static double luck() {
            return Math.random() + new Random().nextDouble() + Math.sin(1);
        }

        static void threads() {
            Thread.onSpinWait();
            try (var pool = Executors.newSingleThreadExecutor()) {
                CompletableFuture.runAsync(() -> List.of(1).parallelStream().forEach(Math::abs), pool).join();
            }
        }
    }
}
