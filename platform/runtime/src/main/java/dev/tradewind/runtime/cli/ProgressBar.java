package dev.tradewind.runtime.cli;

import dev.tradewind.runtime.backtest.Progress;
import java.io.PrintWriter;
import java.util.Locale;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** One line on a terminal, rewritten a few times a second: how much is done, how fast, how long it will take. */
final class ProgressBar implements Progress {
    private static final long EVERY_MILLIS = 200;
    private static final int WIDTH = 30;

    private final PrintWriter err;
    private final long total;
    private volatile boolean closed;
    private @Nullable Thread painter;

    private ProgressBar(PrintWriter err, long total) {
        this.err = err;
        this.total = total;
    }

    /** A bar where standard error is a terminal, else nobody; a total below 1 is unknown. */
    static Progress onTerminal(PrintWriter err, long total) {
        return TerminalCheck.isTerminal() ? new ProgressBar(err, total) : Progress.NONE;
    }

    @Override
    public void watch(LongSupplier barsDone) {
        long start = System.nanoTime();
        painter = Thread.ofPlatform().daemon(true).name("progress").start(() -> {
            while (!closed) {
                try {
                    Thread.sleep(EVERY_MILLIS);
                } catch (InterruptedException e) {
                    return;
                }
                if (!closed) {
                    err.print("\r" + line(barsDone.getAsLong(), (System.nanoTime() - start) / 1e9) + "\u001b[K");
                    err.flush();
                }
            }
        });
    }

    /** The line's text. */
    String line(long done, double seconds) {
        double rate = seconds > 0 ? done / seconds : 0;
        String speed = String.format(Locale.ROOT, "%,d bars, %,.0f bars/s", done, rate);
        if (total < 1) {
            return speed;
        }
        double share = Math.min(1, (double) done / total);
        int filled = (int) (share * WIDTH);
        String left = rate > 0
                ? String.format(Locale.ROOT, ", %.0f s left", Math.max(0, (total - done) / rate))
                : "";
        return "[" + "#".repeat(filled) + ".".repeat(WIDTH - filled) + "] "
                + String.format(Locale.ROOT, "%3.0f %%  ", share * 100) + speed + left;
    }

    @Override
    public void close() {
        closed = true;
        Thread running = painter;
        if (running != null) {
            running.interrupt();
            err.print("\r\u001b[K");
            err.flush();
        }
    }
}
