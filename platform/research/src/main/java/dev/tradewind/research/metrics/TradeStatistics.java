package dev.tradewind.research.metrics;

import dev.tradewind.sdk.value.Decimal;
import java.math.RoundingMode;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * Follows closed trades, one at a time. A trade lasts from flat to flat; what counts is its result net of fees. A trade
 * that breaks even is neither won nor lost. Sums of money are exact; averages are rounded half-even to
 * {@value #PLACES} places.
 */
public final class TradeStatistics {
    private static final int PLACES = 8;

    private long count;
    private long wins;
    private long losses;
    private long winStreak;
    private long lossStreak;
    private long longestWinStreak;
    private long longestLossStreak;
    private long barsHeld;
    private Decimal grossProfit = Decimal.ZERO;
    private Decimal grossLoss = Decimal.ZERO;
    private Decimal best = Decimal.ZERO;
    private Decimal worst = Decimal.ZERO;

    /**
     * Adds a closed trade.
     *
     * @param net its profit or loss after fees
     * @param bars how many bars it was open for
     */
    public void add(Decimal net, long bars) {
        int sign = net.signum();
        if (sign > 0) {
            wins++;
            winStreak++;
            lossStreak = 0;
            grossProfit = grossProfit.plus(net);
        } else if (sign < 0) {
            losses++;
            lossStreak++;
            winStreak = 0;
            grossLoss = grossLoss.plus(net.negate());
        } else {
            winStreak = 0;
            lossStreak = 0;
        }
        longestWinStreak = Math.max(longestWinStreak, winStreak);
        longestLossStreak = Math.max(longestLossStreak, lossStreak);
        best = count == 0 ? net : best.max(net);
        worst = count == 0 ? net : worst.min(net);
        barsHeld += bars;
        count++;
    }

    public long count() {
        return count;
    }

    public long wins() {
        return wins;
    }

    public long losses() {
        return losses;
    }

    /** The longest run of won trades. */
    public long longestWinStreak() {
        return longestWinStreak;
    }

    /** The longest run of lost trades. */
    public long longestLossStreak() {
        return longestLossStreak;
    }

    /** Sum of what the won trades made. */
    public Decimal grossProfit() {
        return grossProfit;
    }

    /** Sum of what the lost trades lost, as a positive amount. */
    public Decimal grossLoss() {
        return grossLoss;
    }

    /** Won trades / all trades; empty without trades. */
    public OptionalDouble winRate() {
        return count == 0 ? OptionalDouble.empty() : OptionalDouble.of(wins / (double) count);
    }

    /** Gross profit / gross loss; empty when nothing was lost. */
    public OptionalDouble profitFactor() {
        return losses == 0
                ? OptionalDouble.empty()
                : OptionalDouble.of(grossProfit.toDouble() / grossLoss.toDouble());
    }

    /** The mean result of a trade; empty without trades. */
    public Optional<Decimal> expectancy() {
        return average(grossProfit.minus(grossLoss), count);
    }

    /** The mean of the won trades; empty without any. */
    public Optional<Decimal> averageWin() {
        return average(grossProfit, wins);
    }

    /** The mean of the lost trades, negative; empty without any. */
    public Optional<Decimal> averageLoss() {
        return average(grossLoss.negate(), losses);
    }

    /** The best result of a trade; empty without trades. */
    public Optional<Decimal> best() {
        return count == 0 ? Optional.empty() : Optional.of(best);
    }

    /** The worst result of a trade; empty without trades. */
    public Optional<Decimal> worst() {
        return count == 0 ? Optional.empty() : Optional.of(worst);
    }

    /** The mean number of bars that a trade was open for; empty without trades. */
    public OptionalDouble averageBarsHeld() {
        return count == 0 ? OptionalDouble.empty() : OptionalDouble.of(barsHeld / (double) count);
    }

    private static Optional<Decimal> average(Decimal sum, long count) {
        return count == 0
                ? Optional.empty()
                : Optional.of(sum.dividedBy(Decimal.of(count), PLACES, RoundingMode.HALF_EVEN));
    }
}
