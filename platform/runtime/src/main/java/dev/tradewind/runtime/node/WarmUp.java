package dev.tradewind.runtime.node;

import dev.tradewind.engine.Input;
import dev.tradewind.sdk.instrument.InstrumentId;
import dev.tradewind.sdk.market.Bar;
import dev.tradewind.sdk.market.Timeframe;
import dev.tradewind.sdk.plugin.MarketHistory;
import dev.tradewind.sdk.plugin.VenueException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Bars of the past that strategies get before they trade. They are fetched beside the shard, which goes on meanwhile;
 * then strategies are started and the bars told, as inputs that are journaled whole. A history that does not answer in
 * time is not waited for: strategies then begin as they would without one, and that is said.
 *
 * <p>Bars longer than those of the feed are made from them as they come, so that the one that is open at the start
 * would lack its beginning: that is told, too, from the history's shortest bars up to a second, and from then on by
 * what the feed said meanwhile.
 */
final class WarmUp {
    /** So long the history is waited for. */
    static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(15);
    /** Bars of the feed that are kept meanwhile. */
    static final int MOST_KEPT = 1_000;

    private static final Logger LOG = LoggerFactory.getLogger(WarmUp.class);
    /** The feed's bar of the second in which it connected is not whole; the next ones are. */
    private static final long WHOLE_NANOS = TimeUnit.MILLISECONDS.toNanos(2_200);

    private final List<Wish> wishes;
    private final List<InstrumentId> windows;
    private final MarketHistory history;
    private final List<Bar> kept = new ArrayList<>();
    private final long beganNanos;
    private final boolean live;
    private boolean asked;
    private volatile boolean done;
    private volatile List<Told> told = List.of();
    private volatile Map<InstrumentId, Begun> open = Map.of();
    private volatile List<List<Bar>> seeds = List.of();

    /** Bars that a strategy wants. */
    record Wish(String strategy, InstrumentId instrument, Timeframe timeframe, int bars) {}

    /** An interval that is open at the start, and the bars of the feed's length in it so far. */
    private record Begun(long fromNanos, List<Bar> bars) {}

    /** Bars that it gets. */
    private record Told(Wish wish, List<Bar> bars) {}

    /**
     * Nothing is asked yet.
     *
     * @param windows instruments whose last day rules look at
     * @param live whether the history is that of a market that goes on while nobody listens
     */
    WarmUp(List<Wish> wishes, List<InstrumentId> windows, MarketHistory history, boolean live, long nowNanos) {
        this.live = live;
        this.wishes = List.copyOf(wishes);
        this.windows = List.copyOf(windows);
        this.history = history;
        this.beganNanos = nowNanos;
    }

    /** A bar of the feed that came before the start. */
    void keep(Bar bar) {
        if (kept.size() == MOST_KEPT) {
            kept.removeFirst();
        }
        kept.add(bar);
    }

    /** Whether strategies can be started. Asks when the time has come. */
    boolean isReady(long nowNanos) {
        if (!asked && nowNanos - beganNanos >= (isMadeOfFeed() ? WHOLE_NANOS : 0)) {
            asked = true;
            Thread.ofVirtual().name("warm-up").start(() -> {
                fetch(nowNanos);
                fetchWindows(nowNanos);
                done = true;
            });
        }
        if (!done && nowNanos - beganNanos > PATIENCE_NANOS) {
            LOG.warn("the history did not answer in time; strategies start without it");
            return true;
        }
        return done;
    }

    /** Whether bars of the feed are made into longer ones, and the history has some that are as short. */
    private boolean isMadeOfFeed() {
        return live
                && PastBars.base(history, MarketFeed.BARS).isPresent()
                && wishes.stream().anyMatch(wish -> !wish.timeframe().equals(MarketFeed.BARS));
    }

    private void fetch(long nowNanos) {
        try {
            List<Told> found = new ArrayList<>();
            Map<InstrumentId, Begun> begun = new LinkedHashMap<>();
            Map<InstrumentId, Long> longest = new LinkedHashMap<>();
            for (Wish wish : wishes) {
                List<Bar> bars =
                        PastBars.last(history, wish.instrument(), wish.timeframe(), wish.bars(), nowNanos);
                found.add(new Told(wish, bars));
                longest.merge(wish.instrument(), wish.timeframe().startOf(nowNanos), Math::min);
                if (bars.size() < wish.bars()) {
                    LOG.warn(
                            "{} gets {} bars of {} of {}, fewer than the {} that it wants",
                            wish.strategy(),
                            bars.size(),
                            wish.timeframe(),
                            wish.instrument(),
                            wish.bars());
                }
            }
            if (isMadeOfFeed()) {
                // The venue may not have finished the last second yet.
                long whole = MarketFeed.BARS.startOf(nowNanos) - MarketFeed.BARS.nanos();
                longest.forEach((id, from) -> begun.put(
                        id,
                        new Begun(
                                from,
                                from < whole ? history.bars(id, MarketFeed.BARS, from, whole) : List.of())));
            }
            told = found;
            open = begun;
        } catch (VenueException | IllegalArgumentException e) {
            LOG.warn("strategies start without bars of the past: {}", e.getMessage());
        }
    }

    private void fetchWindows(long nowNanos) {
        List<List<Bar>> found = new ArrayList<>();
        try {
            for (InstrumentId id : windows) {
                found.addAll(WindowSeeds.of(history, id, nowNanos));
            }
        } catch (VenueException | IllegalArgumentException e) {
            LOG.warn("what rules know of the last hour and day begins now: {}", e.getMessage());
        }
        seeds = found;
    }

    /** What the engine is told before strategies start. */
    List<Input> windows(long nowNanos) {
        return WindowSeeds.inputs(seeds, nowNanos);
    }

    /** What the engine is told once its strategies are started. */
    List<Input> inputs(long nowNanos) {
        List<Input> inputs = new ArrayList<>();
        for (Told one : told) {
            if (!one.bars().isEmpty()) {
                inputs.add(new Input.TellHistory(
                        nowNanos, one.wish().instrument(), one.wish().strategy(), one.bars()));
            }
        }
        open.forEach((id, begun) -> {
            List<Bar> all = new ArrayList<>(begun.bars());
            long last = all.isEmpty() ? begun.fromNanos() : all.getLast().eventNanos();
            long whole = MarketFeed.BARS.startOf(beganNanos) + MarketFeed.BARS.nanos();
            for (Bar bar : kept) {
                if (bar.instrument().equals(id) && bar.eventNanos() > last && bar.openNanos() >= whole) {
                    all.add(bar);
                    last = bar.eventNanos();
                }
            }
            if (!all.isEmpty()) {
                inputs.add(new Input.TellHistory(nowNanos, id, "", all));
            }
        });
        return inputs;
    }
}
