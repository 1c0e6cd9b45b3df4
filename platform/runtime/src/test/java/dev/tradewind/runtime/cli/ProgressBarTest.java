package dev.tradewind.runtime.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;

class ProgressBarTest {
    private static final long SECOND = 1_000_000_000L;

    private final StringWriter err = new StringWriter();
    private long now;

    private ProgressBar bar(boolean visible) {
        return new ProgressBar(new PrintWriter(err), visible, "bars", () -> now);
    }

    @Test
    void showsShareSpeedAndTimeLeft() {
        ProgressBar bar = bar(true);
        now = 2 * SECOND;
        bar.update(5_000_000, 0.25);

        assertThat(err.toString())
                .isEqualTo("\r[######------------------]  25%  5,000,000 bars  2.5 M bars/s  6 s left");
    }

    @Test
    void aRunOfUnknownLengthShowsSpeedAlone() {
        ProgressBar bar = bar(true);
        now = SECOND;
        bar.update(1_500, -1);

        assertThat(err.toString()).isEqualTo("\r1,500 bars  1.5 k bars/s");
    }

    @Test
    void drawsNoMoreThanTenTimesASecond() {
        ProgressBar bar = bar(true);
        for (int i = 0; i < 1_000; i++) {
            now += SECOND / 1_000;
            bar.update(i, i / 1_000.0);
        }

        assertThat(err.toString().chars().filter(c -> c == '\r').count()).isEqualTo(10);
    }

    @Test
    void wipesItsLineAtTheEnd() {
        try (ProgressBar bar = bar(true)) {
            now = SECOND;
            bar.update(10, -1);
        }

        assertThat(err.toString()).endsWith("\r" + " ".repeat("10 bars  10 bars/s".length()) + "\r");
    }

    @Test
    void writesNothingWhereThereIsNoTerminal() {
        try (ProgressBar bar = bar(false)) {
            now = SECOND;
            bar.update(10, 0.5);
        }

        assertThat(err.toString()).isEmpty();
    }
}
