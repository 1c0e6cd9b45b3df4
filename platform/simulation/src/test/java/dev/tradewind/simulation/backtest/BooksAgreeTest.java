package dev.tradewind.simulation.backtest;

import static dev.tradewind.simulation.backtest.Runs.BTC;
import static dev.tradewind.simulation.backtest.Runs.ETH;
import static dev.tradewind.simulation.backtest.Runs.PERP;
import static dev.tradewind.simulation.backtest.Runs.USDT;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tradewind.engine.ledger.Ledger;
import dev.tradewind.engine.ledger.LedgerEvent;
import dev.tradewind.engine.ledger.LedgerEvent.OrderFilled;
import dev.tradewind.engine.ledger.LedgerEvent.OrderSubmitted;
import dev.tradewind.engine.ledger.LedgerEvent.UnknownOrderFilled;
import dev.tradewind.engine.ledger.LedgerSnapshot;
import dev.tradewind.engine.ledger.PositionState;
import dev.tradewind.sdk.instrument.Instrument;
import dev.tradewind.sdk.market.Bar;
import dev.tradewind.sdk.market.Timeframe;
import dev.tradewind.sdk.order.ClientOrderId;
import dev.tradewind.sdk.value.Decimal;
import dev.tradewind.sdk.value.Money;
import dev.tradewind.simulation.data.BarSeries;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.assertj.core.data.Offset;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Random strategies on random bars: two sets of books that were written apart must agree after every bar. */
class BooksAgreeTest {
    private static final Decimal START = Decimal.of(10_000);

    private static final class Auditor implements BacktestListener {
        final List<Instrument> instruments;
        final Map<Instrument, Decimal> marks = new LinkedHashMap<>();
        final Set<ClientOrderId> attempts = new LinkedHashSet<>();
        final Ledger folded = new Ledger();
        @Nullable Backtest backtest;
        long fills;
        long checked;

        Auditor(List<Instrument> instruments) {
            this.instruments = instruments;
        }

        @Override
        public void onEvent(LedgerEvent event) {
            folded.evolve(event);
            switch (event) {
                case OrderSubmitted e -> assertThat(attempts.add(e.clientOrderId())).as("%s", e).isTrue();
                case OrderFilled e -> fills++;
                case UnknownOrderFilled e -> throw new AssertionError("the venue knows an order that we do not: " + e);
                default -> {}
            }
        }

        @Override
        public void onBar(Bar bar, double estimate) {
            Backtest run = backtest;
            if (run == null) {
                throw new IllegalStateException("no run");
            }
            checked++;
            Ledger ledger = folded;
            Decimal positions = Decimal.ZERO;
            Decimal profits = Decimal.ZERO;
            for (Instrument instrument : instruments) {
                if (bar.instrument().equals(instrument.id())) {
                    marks.put(instrument, bar.close().value());
                }
                PositionState position = ledger.position(instrument.id());
                if (position == null) {
                    throw new AssertionError("no position of " + instrument);
                }
                assertThat(run.venue().quantity(instrument)).isEqualTo(position.quantity());
                Decimal mark = marks.getOrDefault(instrument, Decimal.ZERO);
                positions = positions.plus(
                        position.exchangesCash() ? position.quantity().times(mark) : position.unrealised(mark));
                profits = profits.plus(position.realised()).plus(position.unrealised(mark));
            }
            assertThat(run.venue().cash(USDT)).isEqualTo(ledger.cash(USDT));
            Decimal equity = ledger.cash(USDT).plus(positions);
            Decimal fees = ledger.fees().stream().map(Money::amount).reduce(Decimal.ZERO, Decimal::plus);
            // Exact but for the shares of cost that were rounded at 18 places, which cancel out in the sum.
            assertThat(equity).isEqualTo(START.plus(profits).minus(fees));
            boolean complete = instruments.stream()
                    .allMatch(instrument -> marks.containsKey(instrument)
                            || run.venue().quantity(instrument).isZero());
            // A position that was opened before its instrument's first bar closed has no price yet.
            if (complete) {
                assertThat(estimate).isCloseTo(equity.toDouble(), Offset.offset(1e-6));
            } else {
                assertThat(estimate).isNaN();
            }
        }
    }

    private static Auditor run(long seed, List<Instrument> instruments, String fee, String slippage, String share) {
        Random random = new Random(seed);
        List<BarSeries> series = new ArrayList<>();
        for (Instrument instrument : instruments) {
            Timeframe timeframe = random.nextInt(4) == 0 ? Timeframe.parse("3m") : Timeframe.MINUTE_1;
            series.add(Runs.walk(instrument, random.nextInt(1, 300), random, timeframe));
        }
        Auditor auditor = new Auditor(instruments);
        long latency = random.nextInt(3) * 700_000_000L;
        Decimal leverage = Decimal.of(1 + random.nextInt(3));
        Backtest backtest = Runs.backtest(
                series, new RandomTrader(seed), Runs.models(fee, slippage, latency, share), leverage);
        auditor.backtest = backtest;
        BacktestOutcome outcome = backtest.run(auditor);

        assertThat(auditor.checked).isEqualTo(outcome.bars());
        assertThat(LedgerSnapshot.write(auditor.folded)).isEqualTo(LedgerSnapshot.write(backtest.engine().ledger()));
        return auditor;
    }

    @Property(tries = 150)
    void ofOneSpotInstrument(@ForAll long seed) {
        run(seed, List.of(BTC), "10", "3", "100");
    }

    @Property(tries = 150)
    void ofTwoSpotInstrumentsAndAPerpetualWithThinVolume(@ForAll long seed) {
        run(seed, List.of(BTC, PERP, ETH), "7.5", "5", "5");
    }

    @Test
    void theRandomTradersDoTrade() {
        long fills = 0;
        for (long seed = 0; seed < 20; seed++) {
            fills += run(seed, List.of(BTC, PERP), "10", "0", "20").fills;
        }
        assertThat(fills).isGreaterThan(500);
    }

    @Property(tries = 30)
    void theSameSetupGivesTheSameHashTwice(@ForAll long seed) {
        String one = hash(seed, seed);
        assertThat(hash(seed, seed)).isEqualTo(one);
    }

    private static String hash(long barSeed, long traderSeed) {
        return Runs.backtest(
                        List.of(Runs.walk(BTC, 200, new Random(barSeed), Timeframe.MINUTE_1)),
                        new RandomTrader(traderSeed),
                        Runs.models("10", "2", 0, "50"),
                        Decimal.ONE)
                .run(BacktestListener.NONE)
                .eventHash();
    }
}
