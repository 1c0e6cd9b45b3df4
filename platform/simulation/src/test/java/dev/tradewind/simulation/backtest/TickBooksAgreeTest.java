package dev.tradewind.simulation.backtest;

import static dev.tradewind.simulation.backtest.Runs.BTC;
import static dev.tradewind.simulation.backtest.Runs.ETH;
import static dev.tradewind.simulation.backtest.Runs.PERP;
import static dev.tradewind.simulation.backtest.Runs.USDT;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tradewind.engine.ledger.Ledger;
import dev.tradewind.engine.ledger.LedgerEvent;
import dev.tradewind.engine.ledger.LedgerEvent.OrderFilled;
import dev.tradewind.engine.ledger.LedgerEvent.UnknownOrderFilled;
import dev.tradewind.engine.ledger.LedgerEvent.VenueAnomaly;
import dev.tradewind.engine.ledger.LedgerSnapshot;
import dev.tradewind.engine.ledger.PositionState;
import dev.tradewind.sdk.instrument.Instrument;
import dev.tradewind.sdk.order.Liquidity;
import dev.tradewind.sdk.value.Decimal;
import dev.tradewind.simulation.backtest.TickRuns.Kind;
import dev.tradewind.simulation.data.TickSeries;
import dev.tradewind.simulation.venue.QueueModel;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

/** Random strategies on random ticks: the venue's books and the ledger were written apart and must agree. */
class TickBooksAgreeTest {
    private static final class Auditor implements BacktestListener {
        final Ledger folded = new Ledger();
        long fills;
        long makers;

        @Override
        public void onEvent(LedgerEvent event) {
            folded.evolve(event);
            switch (event) {
                case OrderFilled e -> {
                    fills++;
                    makers += e.fill().liquidity() == Liquidity.MAKER ? 1 : 0;
                }
                case UnknownOrderFilled e -> throw new AssertionError("the venue knows an order that we do not: " + e);
                case VenueAnomaly e -> throw new AssertionError("the venue said what does not fit: " + e);
                default -> {}
            }
        }
    }

    private static Auditor run(long seed, List<Instrument> instruments) {
        Random random = new Random(seed);
        List<TickSeries> series = new ArrayList<>();
        for (Instrument instrument : instruments) {
            Kind kind = Kind.values()[random.nextInt(Kind.values().length)];
            series.add(TickRuns.walk(instrument, kind, random.nextInt(1, 300), random));
        }
        QueueModel queue = random.nextBoolean() ? QueueModel.CONSERVATIVE : QueueModel.LOGARITHMIC;
        long there = random.nextInt(3) * 30L * TickRuns.MILLI;
        long back = random.nextInt(3) * 20L * TickRuns.MILLI;
        long feed = random.nextInt(3) * 10L * TickRuns.MILLI;
        TickBacktest backtest = TickRuns.backtest(
                series,
                new RandomTickTrader(seed),
                TickRuns.models("-1", "5", there, back, queue),
                feed,
                Decimal.of(1 + random.nextInt(3)));
        Auditor auditor = new Auditor();
        backtest.run(auditor);
        for (Instrument instrument : instruments) {
            PositionState position = Objects.requireNonNull(auditor.folded.position(instrument.id()));
            assertThat(backtest.venue().quantity(instrument)).isEqualTo(position.quantity());
        }
        assertThat(backtest.venue().cash(USDT)).isEqualTo(auditor.folded.cash(USDT));
        assertThat(LedgerSnapshot.write(auditor.folded))
                .isEqualTo(LedgerSnapshot.write(backtest.engine().ledger()));
        return auditor;
    }

    @Property(tries = 200)
    void ofOneInstrument(@ForAll long seed) {
        run(seed, List.of(BTC));
    }

    @Property(tries = 100)
    void ofSeveralInstruments(@ForAll long seed) {
        run(seed, List.of(BTC, PERP, ETH));
    }

    @Test
    void theRandomTradersDoTradeAsMakersAndAsTakers() {
        long fills = 0;
        long makers = 0;
        for (long seed = 0; seed < 30; seed++) {
            Auditor auditor = run(seed, List.of(BTC, PERP));
            fills += auditor.fills;
            makers += auditor.makers;
        }
        assertThat(fills - makers).isGreaterThan(500);
        assertThat(makers).isGreaterThan(100);
    }

    @Property(tries = 30)
    void theSameSetupGivesTheSameHashTwice(@ForAll long seed) {
        assertThat(hash(seed)).isEqualTo(hash(seed));
    }

    private static String hash(long seed) {
        return TickRuns.backtest(
                        List.of(TickRuns.walk(BTC, Kind.BOOK_AND_TRADES, 200, new Random(seed))),
                        new RandomTickTrader(seed),
                        TickRuns.models("1", "5", TickRuns.MILLI, TickRuns.MILLI, QueueModel.LOGARITHMIC),
                        0,
                        Decimal.ONE)
                .run(BacktestListener.NONE)
                .eventHash();
    }
}
