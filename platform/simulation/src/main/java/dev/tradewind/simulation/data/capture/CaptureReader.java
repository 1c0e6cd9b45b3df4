package dev.tradewind.simulation.data.capture;

import dev.tradewind.sdk.market.MarketEvent;
import dev.tradewind.simulation.data.ClockSteps;
import dev.tradewind.simulation.data.DataException;
import dev.tradewind.simulation.data.Text;
import dev.tradewind.simulation.data.TickHash;
import dev.tradewind.simulation.data.TickReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Reads a capture. */
public final class CaptureReader implements TickReader {
    private final CaptureSeries series;
    private final Dialect dialect;
    private final Heard heard = new Heard();
    private final TickHash hash = new TickHash();
    private final List<CapturedFile> all = new ArrayList<>();
    private final List<CapturedFile> waiting = new ArrayList<>();
    private @Nullable MarketEvent event;
    private boolean any;

    CaptureReader(CaptureSeries series) {
        this.series = series;
        this.dialect = series.venue().dialect(series.instrument());
        try {
            for (var file : series.files()) {
                CapturedFile captured = new CapturedFile(file, series.format());
                all.add(captured);
                if (captured.next()) {
                    waiting.add(captured);
                }
            }
        } catch (DataException e) {
            close();
            throw e;
        }
    }

    @Override
    public boolean advance() {
        event = heard.next();
        while (event == null && !waiting.isEmpty()) {
            CapturedFile next = waiting.get(0);
            for (int i = 1; i < waiting.size(); i++) {
                next = waiting.get(i).receivedNanos < next.receivedNanos ? waiting.get(i) : next;
            }
            heard.receivedAt(next.receivedNanos, next);
            if (next.url.isEmpty()) {
                dialect.message(next.json, heard);
            } else {
                dialect.answer(next.url, next.json, heard);
            }
            if (!next.next()) {
                waiting.remove(next);
            }
            event = heard.next();
        }
        if (event == null) {
            requireSomething();
            return false;
        }
        any = true;
        hash.add(heard.receivedNanos(), event);
        return true;
    }

    private void requireSomething() {
        if (any && !heard.isOfAnother()) {
            return;
        }
        List<String> held = heard.foreign();
        throw new DataException(series.files().get(0) + ": no depth, trade or quote of "
                + series.instrument().id().symbol() + (any ? " but a snapshot without a name" : "") + " in "
                + Text.count(statistics().other()) + " messages; "
                + (held.isEmpty()
                        ? "check the instrument's symbol and that the file is of " + series.venue()
                        : "the capture holds " + String.join(", ", held)
                                + ": name the instrument that the venue calls so with --instrument"));
    }

    /** {@inheritDoc} A line received before the one above it counts as received with that one. */
    @Override
    public long receivedNanos() {
        return heard.receivedNanos();
    }

    @Override
    public MarketEvent event() {
        return Objects.requireNonNull(event, "only after advance returned true");
    }

    @Override
    public String dataHash() {
        return hash.hex();
    }

    @Override
    public ClockSteps clockSteps() {
        return heard.steps();
    }

    /** What was read so far. */
    public CaptureStatistics statistics() {
        long rounded = 0;
        for (CapturedFile file : all) {
            rounded += file.json.rounded();
        }
        return heard.statistics(rounded);
    }

    @Override
    public void close() {
        for (CapturedFile file : all) {
            file.close();
        }
    }
}
