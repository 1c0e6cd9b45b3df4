package dev.tradewind.engine;

import dev.tradewind.engine.ledger.LedgerEvent.DayStarted;
import dev.tradewind.engine.ledger.LedgerEvent.PortfolioMarked;

/** Follows equity: its highest, and what it was when the day (UTC) began. */
final class Equity {
    private static final long DAY = 86_400_000_000_000L;

    private final Core core;
    private final Valuation valuation;
    private double last = Double.NaN;
    private double peak = Double.NaN;
    private long dayEndNanos = Long.MIN_VALUE;

    Equity(Core core, Valuation valuation) {
        this.core = core;
        this.valuation = valuation;
    }

    /** To be called before an input of a new day changes anything. */
    void startDayIfNew() {
        long now = core.nowNanos();
        if (now >= dayEndNanos) {
            update();
            dayEndNanos = (Math.floorDiv(now, DAY) + 1) * DAY;
            core.emit(new DayStarted(now, last, peak));
        }
    }

    /** To be called when prices changed. */
    void update() {
        last = valuation.estimate();
        if (!(last <= peak)) {
            peak = Double.isNaN(last) ? peak : last;
        }
    }

    /** Journals worth and peak if it is time. */
    void markIfDue() {
        long every = core.config.running().markEveryNanos();
        long marked = core.ledger.operations().mark().timeNanos();
        long now = core.nowNanos();
        if (every > 0 && (marked == Long.MIN_VALUE || now - marked >= every)) {
            update();
            core.emit(new PortfolioMarked(now, last, peak, !Double.isNaN(last)));
        }
    }

    /** Takes over what the ledger knows, after a restart. */
    void recover() {
        double marked = core.ledger.operations().mark().peakEquity();
        peak = core.ledger.day().peakEquity();
        if (!(marked <= peak)) {
            peak = Double.isNaN(marked) ? peak : marked;
        }
        long started = core.ledger.day().timeNanos();
        dayEndNanos = started == Long.MIN_VALUE ? Long.MIN_VALUE : (Math.floorDiv(started, DAY) + 1) * DAY;
    }

    /** In the base currency; NaN where a price or rate is missing. */
    double last() {
        return last;
    }

    double peak() {
        return peak;
    }
}
