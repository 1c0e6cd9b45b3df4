package dev.tradewind.runtime.node;

import dev.tradewind.engine.book.FeedBook;
import dev.tradewind.sdk.instrument.Instrument;
import dev.tradewind.sdk.instrument.InstrumentId;
import dev.tradewind.sdk.market.BookDelta;
import dev.tradewind.sdk.market.BookSnapshot;
import dev.tradewind.sdk.market.MarketEvent;
import dev.tradewind.sdk.market.TradeTick;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * The data of one venue from two sources. The first is passed on while it works; when it is lost or silent and the
 * second is not, that is passed on within a moment, and the first again once it was good for a while.
 *
 * <p>What goes on has no holes and nothing twice: the book of the new source goes on as a snapshot as soon as it is as
 * new as what went on before; of its trades those that went on already are left out by their numbers, and those that
 * only it heard come from what is remembered of it. So trades need numbers, or else some may be missing at a change.
 * One thread at a time: callers hold the lock of this object.
 */
final class FeedSwitch {
    /** Trades that are remembered of the source that is not passed on. */
    static final int REMEMBERED = 4_096;

    /** So long the first may take to connect. */
    static final long CONNECTING_NANOS = 10_000_000_000L;

    private static final long NEVER = Long.MIN_VALUE;

    private final MarketFeed feed;
    private final List<Source> sources = new ArrayList<>();
    private final long afterNanos;
    private final long untilNanos;
    private final boolean numbered;
    private long beganNanos = NEVER;
    private int active;
    private long switches;

    /** What is known of a source. */
    private static final class Source {
        final String name;
        final Map<InstrumentId, Line> lines = new LinkedHashMap<>();
        final ArrayDeque<TradeTick> trades = new ArrayDeque<>();
        String down = "";
        long lastNanos = NEVER;
        /** Since when it has been heard of without a pause. */
        long goodSince = NEVER;

        Source(String name) {
            this.name = name;
        }
    }

    /** What is known of an instrument at a source. */
    private static final class Line {
        final FeedBook book;
        /** The book has to go on as a snapshot first. */
        boolean pending;

        Line(Instrument instrument) {
            book = new FeedBook(instrument);
        }
    }

    /**
     * Two sources of the same instruments.
     *
     * @param numbered whether trades have numbers by which they are known again
     * @param afterNanos a source is silent when nothing came for so long
     * @param untilNanos the first is good again when it was heard of for so long
     */
    FeedSwitch(
            MarketFeed feed,
            List<Instrument> instruments,
            List<String> names,
            boolean numbered,
            long afterNanos,
            long untilNanos) {
        this.feed = feed;
        this.numbered = numbered;
        this.afterNanos = afterNanos;
        this.untilNanos = untilNanos;
        for (String name : names) {
            Source source = new Source(name);
            instruments.forEach(instrument -> source.lines.put(instrument.id(), new Line(instrument)));
            sources.add(source);
        }
    }

    /** A source said something. */
    void onMarket(int from, MarketEvent event, long now) {
        Source source = sources.get(from);
        Line line = source.lines.get(event.instrument());
        if (line == null) {
            return;
        }
        boolean paused = source.lastNanos == NEVER || now - source.lastNanos > afterNanos;
        source.goodSince = paused ? now : source.goodSince;
        source.lastNanos = now;
        switch (event) {
            case BookSnapshot snapshot -> line.book.apply(snapshot);
            case BookDelta delta -> line.book.apply(delta);
            case TradeTick trade -> {
                if (numbered) {
                    remember(source, trade);
                }
            }
            default -> {}
        }
        if (from == active) {
            pass(line, event, now);
        }
    }

    private static void remember(Source source, TradeTick trade) {
        if (source.trades.size() == REMEMBERED) {
            source.trades.removeFirst();
        }
        source.trades.addLast(trade);
    }

    private void pass(Line line, MarketEvent event, long now) {
        boolean ofBook = event instanceof BookSnapshot || event instanceof BookDelta;
        if (!ofBook || !line.pending) {
            feed.onMarket(event, now);
        } else {
            passBook(line, now);
        }
    }

    /** The book goes on once it holds all that the one before held. */
    private void passBook(Line line, long now) {
        FeedBook book = line.book;
        boolean asNew = book.isReady() && book.sequence() >= feed.bookSequence(book.instrument());
        if (asNew) {
            line.pending = false;
            feed.onMarket(
                    new BookSnapshot(book.instrument(), book.eventNanos(), book.sequence(), book.toLevels()), now);
        }
    }

    /**
     * The connection of a source is lost, or there again.
     *
     * @param reason why it is lost; empty if it is there
     */
    void onConnection(int from, String reason, long now) {
        Source source = sources.get(from);
        source.down = reason;
        if (!reason.isEmpty()) {
            source.goodSince = NEVER;
            source.lines.values().forEach(line -> line.book.reset());
        }
        check(now);
        tellConnection(now);
    }

    private void tellConnection(long now) {
        feed.onConnection(sources.get(active).down, now);
    }

    /** Looks at the time; to be called several times a second. */
    void check(long now) {
        beganNanos = beganNanos == NEVER ? now : beganNanos;
        Source first = sources.get(0);
        Source current = sources.get(active);
        if (!isAlive(current, now)) {
            int other = 1 - active;
            boolean connecting = current.down.isEmpty() && current.lastNanos == NEVER
                    && now - beganNanos <= CONNECTING_NANOS;
            if (!connecting && isAlive(sources.get(other), now)) {
                change(other, whyNot(current, now), now);
            }
        } else if (active != 0
                && isAlive(first, now)
                && first.goodSince != NEVER
                && now - first.goodSince >= untilNanos) {
            change(0, "it is good again", now);
        }
    }

    private boolean isAlive(Source source, long now) {
        return source.down.isEmpty() && source.lastNanos != NEVER && now - source.lastNanos <= afterNanos;
    }

    private String whyNot(Source source, long now) {
        if (!source.down.isEmpty()) {
            return source.name + " is lost: " + source.down;
        }
        return source.name
                + (source.lastNanos == NEVER
                        ? " has not connected"
                        : " has said nothing for " + TimeUnit.NANOSECONDS.toMillis(now - source.lastNanos) + " ms");
    }

    private void change(int to, String reason, long now) {
        active = to;
        switches++;
        Source source = sources.get(to);
        feed.tellSource(source.name, reason, now);
        tellConnection(now);
        // Trades that went on already are left out there, by their numbers.
        source.trades.forEach(trade -> feed.onMarket(trade, now));
        for (Line line : source.lines.values()) {
            line.pending = true;
            passBook(line, now);
        }
    }

    /** The name of the source that is passed on. */
    String activeName() {
        return sources.get(active).name;
    }

    /** How often the source changed. */
    long switches() {
        return switches;
    }
}
