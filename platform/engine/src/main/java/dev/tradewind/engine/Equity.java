package dev.tradewind.engine;

import dev.tradewind.engine.ledger.LedgerEvent.BalanceAdjusted;
import dev.tradewind.engine.ledger.LedgerEvent.DayStarted;
import dev.tradewind.engine.ledger.LedgerEvent.PortfolioMarked;
import java.util.List;

/** Follows equity: its highest, and what it was when the day (UTC) began. */
final class Equity {
    private static final long DAY = 86_400_000_000_000L;

    private final Core core;
    private final Valuation valuation;
    private double last = Double.NaN;
    /** What the ledger had booked when the last figure was made. */
    private long booked;
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
        booked = bookings();
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

    /**
     * What came or went other than by trading is neither profit nor loss: the day's start and the highest move with it.
     * What the account begins with is where both begin. An amount that cannot be valued moves nothing: equity is not
     * known with it either.
     */
    void onCapital(List<BalanceAdjusted> adjusted) {
        if (adjusted.isEmpty()) {
            return;
        }
        double day = core.ledger.day().equity();
        double moved = 0;
        boolean beginning = false;
        for (BalanceAdjusted one : adjusted) {
            beginning |= HoldingsCheck.isBeginning(one);
            double worth = valuation.toBase(one.said().minus(one.booked()).toDouble(), one.currency());
            moved += Double.isFinite(worth) ? worth : 0;
        }
        if (beginning) {
            peak = Double.NaN;
            update();
            day = last;
        } else {
            peak += moved;
            update();
            day += moved;
        }
        core.emit(new DayStarted(core.nowNanos(), day, peak));
        if (core.config.running().markEveryNanos() > 0) {
            core.emit(new PortfolioMarked(core.nowNanos(), last, peak, !Double.isNaN(last)));
        }
    }

    /** Takes over what the ledger knows, after a restart: what it noted last, for capital that went lowers a peak. */
    void recover() {
        PortfolioMarked mark = core.ledger.operations().mark();
        DayStarted day = core.ledger.day();
        boolean markIsLater = mark.timeNanos() >= day.timeNanos();
        double later = markIsLater ? mark.peakEquity() : day.peakEquity();
        double earlier = markIsLater ? day.peakEquity() : mark.peakEquity();
        peak = Double.isNaN(later) ? earlier : later;
        long started = core.ledger.day().timeNanos();
        dayEndNanos = started == Long.MIN_VALUE ? Long.MIN_VALUE : (Math.floorDiv(started, DAY) + 1) * DAY;
    }

    /** As {@link #last}, with what was booked since prices changed. */
    double now() {
        return booked == bookings() ? last : valuation.estimate();
    }

    private long bookings() {
        return core.ledger.fills() + core.ledger.cashChanges();
    }

    /** In the base currency; NaN where a price or rate is missing. */
    double last() {
        return last;
    }

    double peak() {
        return peak;
    }
}
