package dev.tradewind.runtime.node;

import dev.tradewind.runtime.node.OrderStories.End;
import dev.tradewind.runtime.node.OrderStories.Story;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The orders of a session beside those of a backtest on the same data. Two belong together if strategy, instrument and
 * side are the same and they were decided within half a second; nearer ones first come, first served.
 *
 * @param terms what the backtest was given
 * @param counts how many of each kind
 * @param lines one for each order that is not the same, in the order of time
 */
public record BacktestDiff(String terms, Map<Kind, Integer> counts, List<String> lines) {
    private static final long TOGETHER_NANOS = 500_000_000L;
    private static final double SAME_PRICE = 1e-9;

    public BacktestDiff {
        counts = new LinkedHashMap<>(counts);
        lines = List.copyOf(lines);
    }

    /** How a pair of orders, or an order without its like, differs. */
    public enum Kind {
        SAME("the same"),
        OTHER_PRICE("filled at another price"),
        OTHER_QUANTITY("filled in another quantity"),
        ONLY_RECORDED_FILLED("filled in the session alone"),
        ONLY_BACKTEST_FILLED("filled in the backtest alone"),
        OTHER_END("ended otherwise without a fill"),
        ONLY_RECORDED("placed in the session alone"),
        ONLY_BACKTEST("placed in the backtest alone");

        private final String text;

        Kind(String text) {
            this.text = text;
        }

        public String text() {
            return text;
        }
    }

    static BacktestDiff of(String terms, List<Story> recorded, List<Story> simulated) {
        Map<Kind, Integer> counts = new EnumMap<>(Kind.class);
        List<String> lines = new ArrayList<>();
        List<Story> left = new ArrayList<>(simulated);
        for (Story one : recorded) {
            Story other = nearest(one, left);
            if (other != null) {
                left.remove(other);
            }
            Kind kind = other == null ? Kind.ONLY_RECORDED : kind(one.end(), other.end());
            counts.merge(kind, 1, Integer::sum);
            if (kind != Kind.SAME) {
                String end = other == null ? text(one.end()) : text(one.end()) + "; backtest " + text(other.end());
                lines.add(head(one) + ": " + kind.text() + ": session " + end);
            }
        }
        for (Story one : left) {
            counts.merge(Kind.ONLY_BACKTEST, 1, Integer::sum);
            lines.add(head(one) + ": " + Kind.ONLY_BACKTEST.text() + ": backtest " + text(one.end()));
        }
        lines.sort(null);
        return new BacktestDiff(terms, counts, lines);
    }

    private static @Nullable Story nearest(Story one, List<Story> others) {
        Story best = null;
        long least = TOGETHER_NANOS;
        for (Story other : others) {
            boolean alike = other.strategy().equals(one.strategy())
                    && other.request().instrument().equals(one.request().instrument())
                    && other.request().side() == one.request().side()
                    && other.request().type() == one.request().type();
            long apart = Math.abs(other.createdNanos() - one.createdNanos());
            if (alike && apart < least) {
                best = other;
                least = apart;
            }
        }
        return best;
    }

    private static Kind kind(End one, End other) {
        if (one.isFilled() != other.isFilled()) {
            return one.isFilled() ? Kind.ONLY_RECORDED_FILLED : Kind.ONLY_BACKTEST_FILLED;
        }
        if (!one.isFilled()) {
            return one.state().equals(other.state()) ? Kind.SAME : Kind.OTHER_END;
        }
        if (one.filled().compareTo(other.filled()) != 0) {
            return Kind.OTHER_QUANTITY;
        }
        double difference = Math.abs(one.averagePrice() - other.averagePrice());
        return difference > SAME_PRICE * Math.abs(one.averagePrice()) ? Kind.OTHER_PRICE : Kind.SAME;
    }

    private static String head(Story one) {
        long nanos = one.createdNanos();
        Instant time = Instant.ofEpochSecond(Math.floorDiv(nanos, 1_000_000_000L), Math.floorMod(nanos, 1_000_000_000L))
                .truncatedTo(ChronoUnit.MILLIS);
        return time + " " + one.strategy() + " order " + one.id().value() + " " + one.request().side() + " "
                + one.request().quantity() + " " + one.request().instrument() + " " + one.request().type();
    }

    private static String text(End end) {
        String fills = end.isFilled()
                ? String.format(Locale.ROOT, "filled %s at %.8g", end.filled(), end.averagePrice())
                : end.state();
        return end.why().isEmpty() ? fills : fills + " (" + end.why() + ")";
    }
}
