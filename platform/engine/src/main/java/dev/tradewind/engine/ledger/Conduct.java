package dev.tradewind.engine.ledger;

import dev.tradewind.sdk.instrument.InstrumentId;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How the account has behaved, as far as rules ask: messages of the last second, traffic of the day by instrument, and
 * how each strategy has fared. Counted from the journal's events alone, so that it is the same after a restart. Days
 * are those of UTC.
 */
public final class Conduct {
    private static final long DAY = 86_400_000_000_000L;

    final MessageWindow messages = new MessageWindow();
    final Map<String, StrategyConduct> strategies = new LinkedHashMap<>();
    final Map<InstrumentId, DayTraffic> traffic = new LinkedHashMap<>();
    private String lastStrategy = "";
    private @Nullable StrategyConduct lastConduct;
    private @Nullable InstrumentId lastInstrument;
    private @Nullable DayTraffic lastTraffic;

    static long day(long nanos) {
        return Math.floorDiv(nanos, DAY);
    }

    /**
     * A message about an order left for its venue.
     *
     * @param quantity what is open of it, or shall be
     */
    void message(long timeNanos, OrderState order, double quantity) {
        messages.add(timeNanos);
        traffic(order.request().instrument()).message(day(timeNanos), quantity);
    }

    /** A trade of an order, and whether it ended a round trip, as {@link PositionState#endTrip} says. */
    void fill(long timeNanos, OrderState order, double quantity, int trip) {
        boolean first = order.filledQuantity().isZero();
        traffic(order.request().instrument()).fill(day(timeNanos), quantity);
        if (order.strategy().isEmpty() || (!first && trip == 0)) {
            return;
        }
        StrategyConduct conduct = conduct(order.strategy());
        if (first) {
            conduct.execute(timeNanos);
        }
        if (trip != 0) {
            conduct.endTrip(trip < 0, day(timeNanos));
        }
    }

    void enable(String strategy) {
        StrategyConduct known = strategies.get(strategy);
        if (known != null) {
            known.reset();
        }
    }

    private StrategyConduct conduct(String strategy) {
        StrategyConduct last = lastConduct;
        if (last == null || !lastStrategy.equals(strategy)) {
            last = strategies.computeIfAbsent(strategy, any -> new StrategyConduct());
            lastStrategy = strategy;
            lastConduct = last;
        }
        return last;
    }

    private DayTraffic traffic(InstrumentId instrument) {
        DayTraffic last = lastTraffic;
        if (last == null || !instrument.equals(lastInstrument)) {
            last = traffic.computeIfAbsent(instrument, any -> new DayTraffic());
            lastInstrument = instrument;
            lastTraffic = last;
        }
        return last;
    }

    /** Messages to venues in the last second: new orders, amendments and cancels. */
    public int messagesWithinSecond(long nowNanos) {
        return messages.withinSecond(nowNanos);
    }

    /** Messages about an instrument since the day began. */
    public long messagesToday(InstrumentId instrument, long nowNanos) {
        DayTraffic known = traffic.get(instrument);
        return known == null || known.day != day(nowNanos) ? 0 : known.messages;
    }

    /** Messages per trade since the day began, less one; or the same by volume where that is more. */
    public double orderTradeRatio(InstrumentId instrument, long nowNanos) {
        DayTraffic known = traffic.get(instrument);
        return known == null ? 0 : known.ratio(day(nowNanos));
    }

    /** Round trips of a strategy that ended at a loss, one after another, since the day began. */
    public long losingTrips(String strategy, long nowNanos) {
        StrategyConduct known = strategies.get(strategy);
        return known == null || known.tripDay != day(nowNanos) ? 0 : known.losingTrips;
    }

    /** Most orders of a strategy that began to trade within an hour, since a person enabled it. */
    public long peakExecutions(String strategy) {
        StrategyConduct known = strategies.get(strategy);
        return known == null ? 0 : known.peakExecutions;
    }
}
