package dev.tradewind.runtime.cli;

import java.io.PrintWriter;
import java.util.Locale;
import java.util.function.LongSupplier;

/**
 * One line on the standard error that shows how far a run is, how fast it goes and how long it will take. Only on a
 * terminal: the launcher says whether there is one ({@code tradewind.terminal}), since Java cannot ask for the standard
 * error alone. Used by one thread; {@link #update} is cheap enough to be called for every chunk of data.
 */
public final class ProgressBar implements AutoCloseable {
    private static final long REDRAW_NANOS = 100_000_000L;
    private static final int CELLS = 24;
    private static final double NANOS = 1e9;

    private final PrintWriter err;
    private final boolean visible;
    private final String unit;
    private final LongSupplier clock;
    private final long started;
    private long drawn;
    private int width;

    ProgressBar(PrintWriter err, boolean visible, String unit, LongSupplier clock) {
        this.err = err;
        this.visible = visible;
        this.unit = unit;
        this.clock = clock;
        this.started = clock.getAsLong();
        this.drawn = started;
    }

    /**
     * A bar for a run; it shows nothing where the standard error is no terminal.
     *
     * @param unit what is counted, such as {@code bars}
     */
    public static ProgressBar on(PrintWriter err, String unit) {
        return new ProgressBar(err, Boolean.getBoolean("tradewind.terminal"), unit, System::nanoTime);
    }

    /**
     * Says how far the run is.
     *
     * @param done how many of the unit are done
     * @param fraction how much of the whole run that is, 0 to 1; below 0 where it is not known
     */
    public void update(long done, double fraction) {
        if (!visible) {
            return;
        }
        long now = clock.getAsLong();
        if (now - drawn >= REDRAW_NANOS) {
            drawn = now;
            draw(line(done, fraction, (now - started) / NANOS));
        }
    }

    private String line(long done, double fraction, double seconds) {
        String speed = String.format(Locale.ROOT, "%,d %s  %s %s/s", done, unit, rounded(done / seconds), unit);
        if (fraction < 0) {
            return speed;
        }
        double part = Math.min(1, fraction);
        int full = (int) (part * CELLS);
        String left = part > 0 ? "  " + time(seconds * (1 - part) / part) + " left" : "";
        return String.format(Locale.ROOT, "[%s%s] %3d%%  ", "#".repeat(full), "-".repeat(CELLS - full), (int)
                        (part * 100))
                + speed + left;
    }

    private static String rounded(double perSecond) {
        if (perSecond >= 1e6) {
            return String.format(Locale.ROOT, "%.1f M", perSecond / 1e6);
        }
        return perSecond >= 1e3
                ? String.format(Locale.ROOT, "%.1f k", perSecond / 1e3)
                : String.format(Locale.ROOT, "%.0f", perSecond);
    }

    private static String time(double seconds) {
        long whole = (long) Math.ceil(seconds);
        return whole < 60 ? whole + " s" : String.format(Locale.ROOT, "%d:%02d min", whole / 60, whole % 60);
    }

    private void draw(String text) {
        err.print("\r" + text + " ".repeat(Math.max(0, width - text.length())));
        err.flush();
        width = text.length();
    }

    /** Wipes the line, so that what is printed next stands alone. */
    @Override
    public void close() {
        if (width > 0) {
            err.print("\r" + " ".repeat(width) + "\r");
            err.flush();
            width = 0;
        }
    }
}
