package dev.tradewind.simulation.backtest;

import static dev.tradewind.simulation.backtest.Runs.BTC;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tradewind.engine.ledger.LedgerEvent;
import dev.tradewind.engine.ledger.LedgerEvent.OrderFilled;
import dev.tradewind.sdk.market.Bar;
import dev.tradewind.sdk.market.Timeframe;
import dev.tradewind.sdk.order.Bracket;
import dev.tradewind.sdk.order.OrderRequest;
import dev.tradewind.sdk.order.Side;
import dev.tradewind.sdk.strategy.Strategy;
import dev.tradewind.sdk.strategy.StrategyContext;
import dev.tradewind.sdk.value.Decimal;
import dev.tradewind.sdk.value.Price;
import dev.tradewind.sdk.value.Quantity;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Protective exits against a venue, from the entry to the end. */
class BracketRunTest {
    private final List<String> fills = new ArrayList<>();

    /** Enters once, with a stop below and a target above. */
    private static final class Protected implements Strategy {
        private final String quantity;
        private boolean done;

        Protected(String quantity) {
            this.quantity = quantity;
        }

        @Override
        public void onBar(Bar bar, StrategyContext context) {
            if (!done) {
                done = true;
                context.submit(OrderRequest.market(bar.instrument(), Side.BUY, Quantity.of(quantity))
                        .withBracket(new Bracket(Price.of("110"), Price.of("90"))));
            }
        }
    }

    private Backtest run(String quantity, String volumePercent, String[]... ohlcv) {
        List<Bar> bars = new ArrayList<>();
        for (String[] values : ohlcv) {
            bars.add(Bar.of(BTC.id(), Timeframe.MINUTE_1, (bars.size() + 1) * Runs.MINUTE, values));
        }
        BacktestListener listener = new BacktestListener() {
            @Override
            public void onEvent(LedgerEvent event) {
                if (event instanceof OrderFilled filled) {
                    fills.add(filled.fill().quantity() + " @ " + filled.fill().price());
                }
            }
        };
        Backtest backtest = Runs.backtest(
                        List.of(Runs.series(BTC, Timeframe.MINUTE_1, bars)),
                        new Protected(quantity),
                        Runs.models("0", "0", 0, volumePercent),
                        Decimal.ONE);
        backtest.run(listener);
        return backtest;
    }

    private static String[] bar(String... ohlcv) {
        return ohlcv;
    }

    private static @Nullable Decimal held(Backtest outcome) {
        var position = outcome.engine().ledger().position(BTC.id());
        return position == null ? null : position.quantity();
    }

    @Test
    void bothLegsHitInOneBarCloseThePositionOnce() {
        Backtest outcome = run(
                "1",
                "100",
                bar("100", "100", "100", "100", "10"),
                bar("100", "100", "100", "100", "10"),
                bar("100", "120", "80", "100", "10"),
                bar("100", "100", "100", "100", "10"));

        // The way to both extremes is equally long: the low comes first.
        assertThat(fills).containsExactly("1 @ 100", "1 @ 90");
        assertThat(held(outcome)).isEqualTo(Decimal.ZERO);
        assertThat(outcome.engine().ledger().orders().open()).isEmpty();
    }

    @Test
    void aTargetThatFillsInPartsShrinksTheStopThatClosesTheRest() {
        Backtest outcome = run(
                "2",
                "50",
                bar("100", "100", "100", "100", "10"),
                bar("100", "100", "100", "100", "10"),
                bar("100", "111", "100", "105", "1"),
                bar("105", "105", "105", "105", "10"),
                bar("100", "100", "85", "85", "100"),
                bar("85", "85", "85", "85", "10"),
                bar("85", "85", "85", "85", "10"));

        assertThat(fills).containsExactly("2 @ 100", "0.5 @ 110", "1.5 @ 90");
        assertThat(held(outcome)).isEqualTo(Decimal.ZERO);
        assertThat(outcome.engine().ledger().orders().open()).isEmpty();
    }

    @Property(tries = 200)
    void whateverThePriceDoesAProtectedLongIsNeverTurnedShort(@ForAll long seed) {
        Random random = new Random(seed);
        String[][] bars = new String[60][];
        int price = 100;
        for (int i = 0; i < bars.length; i++) {
            int open = price;
            int close = Math.max(70, Math.min(130, open + random.nextInt(-8, 9)));
            bars[i] = bar(
                    "" + open,
                    "" + (Math.max(open, close) + random.nextInt(12)),
                    "" + (Math.min(open, close) - random.nextInt(12)),
                    "" + close,
                    "" + random.nextInt(5));
            price = close;
        }
        Backtest outcome = run("3", "40", bars);

        Decimal left = held(outcome);
        assertThat(left).isNotNull();
        assertThat(left).isGreaterThanOrEqualTo(Decimal.ZERO);
        if (Decimal.ZERO.equals(left)) {
            assertThat(outcome.engine().ledger().orders().open()).allMatch(order -> order.status().isWorking());
        }
    }
}
