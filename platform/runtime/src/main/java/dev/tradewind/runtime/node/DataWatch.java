package dev.tradewind.runtime.node;

import dev.tradewind.engine.book.BookOutcome;
import dev.tradewind.runtime.config.DataLimits;
import dev.tradewind.sdk.instrument.InstrumentId;
import dev.tradewind.sdk.market.BookDelta;
import dev.tradewind.sdk.market.DataFault;
import dev.tradewind.sdk.market.DataQuality;
import dev.tradewind.sdk.market.MarketEvent;
import dev.tradewind.sdk.market.Quote;
import dev.tradewind.sdk.market.TradeTick;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Looks at the data of one instrument as it comes in, and says how good it is. A fault is over when it has not been
 * seen for a while, so that data that comes and goes does not flood the journal. A price far outside of what traded
 * lately is held back: it goes on once others confirm it, and is dropped if the market turns out to be where it was.
 * Where trades are numbered, none goes on twice or after a later one. One thread at a time.
 */
final class DataWatch {
    /** So many trades at a new level make it the market's. */
    static final int CONFIRMING = 3;
    /** So long quotes must stay at a new level without a trade. */
    static final long CONFIRMING_NANOS = 2_000_000_000L;

    private static final long NOT_YET = Long.MIN_VALUE;

    private final InstrumentId instrument;
    private final DataLimits limits;
    private final boolean numbered;
    private final PriceBand band;
    private final List<TradeTick> heldBack = new ArrayList<>();
    private final Map<DataFault, String> lasting = new EnumMap<>(DataFault.class);
    private final Map<DataFault, Seen> seen = new EnumMap<>(DataFault.class);
    private long beganNanos = NOT_YET;
    private long lastNanos = NOT_YET;
    private @Nullable TradeTick lastTrade;
    private long quotesOutsideSince = NOT_YET;
    private boolean filling;
    private long dropped;
    private String down = "";
    private @Nullable DataQuality told;

    /** Where data goes that may go on. */
    interface Onwards {
        void pass(MarketEvent event, long receivedNanos);

        /** Trades are missing between these two. @return whether they will be asked for */
        boolean onGap(TradeTick before, TradeTick after, long receivedNanos);
    }

    /** When a fault was last seen, and how. */
    private record Seen(long nanos, String text) {}

    /** @param numbered whether ids of trades are consecutive numbers */
    DataWatch(InstrumentId instrument, DataLimits limits, boolean numbered) {
        this.instrument = instrument;
        this.limits = limits;
        this.numbered = numbered;
        this.band = new PriceBand(limits.outlierPercent());
    }

    /** An event has come in. Whatever may go on does, at once or with a later one. */
    void admit(MarketEvent event, long receivedNanos, Onwards onwards) {
        lastNanos = receivedNanos;
        switch (event) {
            case TradeTick trade -> admitTrade(trade, receivedNanos, onwards);
            case Quote quote -> admitQuote(quote, receivedNanos, onwards);
            case BookDelta delta -> {
                checkClock(delta.eventNanos(), receivedNanos);
                onwards.pass(delta, receivedNanos);
            }
            default -> onwards.pass(event, receivedNanos);
        }
    }

    private void admitTrade(TradeTick trade, long now, Onwards onwards) {
        if (numbered && !isNext(trade, now, onwards)) {
            dropped++;
            return;
        }
        checkClock(trade.eventNanos(), now);
        double price = trade.price().toDouble();
        if (limits.outlierPercent() == 0 || !band.isOutside(price)) {
            dropped += heldBack.size();
            heldBack.clear();
            quotesOutsideSince = NOT_YET;
            band.add(price);
            onwards.pass(trade, now);
            return;
        }
        if (!heldBack.isEmpty() && !band.isNear(price, heldBack.getLast().price().toDouble())) {
            dropped += heldBack.size();
            heldBack.clear();
        }
        heldBack.add(trade);
        if (heldBack.size() < CONFIRMING) {
            note(DataFault.OUTLIER, now, "a trade at " + trade.price() + ", where the median of the last "
                    + PriceBand.WINDOW + " is " + (float) band.median());
            return;
        }
        band.clear();
        quotesOutsideSince = NOT_YET;
        for (TradeTick held : heldBack) {
            band.add(held.price().toDouble());
            onwards.pass(held, now);
        }
        heldBack.clear();
    }

    /** Whether the trade comes after all before it; a hole in between is a gap. */
    private boolean isNext(TradeTick trade, long now, Onwards onwards) {
        TradeTick before = lastTrade;
        long id = number(trade);
        if (id == NOT_YET) {
            return true;
        }
        if (before != null) {
            long last = number(before);
            if (id <= last) {
                return false;
            }
            if (id > last + 1) {
                String text = "trades " + (last + 1) + " to " + (id - 1) + " are missing";
                note(DataFault.GAP, now, text);
                if (onwards.onGap(before, trade, now)) {
                    lasting.put(DataFault.GAP, text + " and asked for");
                    filling = true;
                }
            }
        }
        lastTrade = trade;
        return true;
    }

    private static long number(TradeTick trade) {
        try {
            return Long.parseLong(trade.tradeId());
        } catch (NumberFormatException e) {
            return NOT_YET;
        }
    }

    /** What was missing is there, or will never be. */
    void onFilled(String outcome, long now) {
        filling = false;
        lasting.remove(DataFault.GAP);
        note(DataFault.GAP, now, outcome);
    }

    private void admitQuote(Quote quote, long now, Onwards onwards) {
        double bid = quote.bid().price().toDouble();
        double ask = quote.ask().price().toDouble();
        if (bid >= ask && bid > 0 && ask > 0) {
            note(DataFault.CROSSED, now, "a quote of " + quote.bid().price() + " bid, " + quote.ask().price()
                    + " asked");
        }
        if (limits.outlierPercent() == 0 || !band.isOutside((bid + ask) / 2)) {
            quotesOutsideSince = NOT_YET;
        } else {
            quotesOutsideSince = quotesOutsideSince == NOT_YET ? now : quotesOutsideSince;
            if (now - quotesOutsideSince < CONFIRMING_NANOS) {
                dropped++;
                note(DataFault.OUTLIER, now, "a quote around " + (float) ((bid + ask) / 2)
                        + ", where the median of the last trades is " + (float) band.median());
                return;
            }
            // The market has moved without a trade: there is nothing to compare with any more.
            band.clear();
            quotesOutsideSince = NOT_YET;
        }
        onwards.pass(quote, now);
    }

    private void checkClock(long eventNanos, long now) {
        long ahead = eventNanos - now;
        if (limits.clockNanos() > 0 && Math.abs(ahead) > limits.clockNanos()) {
            String by = TimeUnit.NANOSECONDS.toMillis(Math.abs(ahead)) + " ms";
            note(DataFault.CLOCK, now, ahead > 0
                    ? "the venue's clock is " + by + " ahead of ours"
                    : "the venue's clock is behind ours by " + by + ", or its data late");
        }
    }

    /** What became of an update of the book. */
    void onBook(BookOutcome outcome, String problem, boolean ready, long now) {
        switch (outcome) {
            case GAP, REFUSED, WRONG_CHECKSUM -> lasting.put(DataFault.GAP, "book: " + problem);
            case CROSSED -> lasting.put(DataFault.CROSSED, "book: " + problem);
            case APPLIED, DUPLICATE, STALE, WAITING -> {}
        }
        if (ready && !lasting.isEmpty() && !filling) {
            lasting.forEach((fault, text) -> note(fault, now, text));
            lasting.clear();
        }
    }

    /**
     * The connection that the data comes by is lost, or there again.
     *
     * @param reason why it is lost; empty if it is there
     */
    void onConnection(String reason) {
        down = reason;
    }

    private void note(DataFault fault, long now, String text) {
        seen.put(fault, new Seen(now, text));
    }

    /**
     * How good the data is now, if that is not what was said last.
     *
     * @return null if it is
     */
    @Nullable DataQuality changed(long now) {
        beganNanos = beganNanos == NOT_YET ? now : beganNanos;
        checkStale(now);
        DataQuality before = told;
        if (lasting.isEmpty() && seen.isEmpty() && before != null && before.isGood()) {
            return null;
        }
        Set<DataFault> faults = EnumSet.noneOf(DataFault.class);
        List<String> texts = new ArrayList<>(0);
        lasting.forEach((fault, text) -> {
            faults.add(fault);
            texts.add(text);
        });
        seen.values().removeIf(one -> now - one.nanos() >= limits.goodNanos());
        seen.forEach((fault, one) -> {
            if (faults.add(fault)) {
                texts.add(one.text());
            }
        });
        if (before != null && before.faults().size() == faults.size() && faults.containsAll(before.faults())) {
            return null;
        }
        // Until something came, nobody knows; that alone is no fault.
        if (before == null && faults.isEmpty() && lastNanos == NOT_YET) {
            return null;
        }
        DataQuality quality = DataQuality.of(instrument, faults, String.join("; ", texts));
        told = quality;
        return quality;
    }

    private void checkStale(long now) {
        if (!down.isEmpty()) {
            note(DataFault.STALE, now, "the connection is lost: " + down);
            return;
        }
        long since = lastNanos == NOT_YET ? beganNanos : lastNanos;
        if (limits.staleNanos() > 0 && now - since > limits.staleNanos()) {
            note(DataFault.STALE, now, lastNanos == NOT_YET
                    ? "nothing came since the start"
                    : "nothing came for " + TimeUnit.NANOSECONDS.toMillis(now - since) + " ms");
        }
    }

    /** What was last said; null before the first. */
    @Nullable DataQuality told() {
        return told;
    }

    /** Events that did not go on. */
    long dropped() {
        return dropped;
    }
}
