package dev.tradewind.engine;

import static dev.tradewind.engine.Rig.BTC;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tradewind.engine.Engine.NamedStrategy;
import dev.tradewind.engine.RunSettings.VenueKeeps;
import dev.tradewind.engine.VenueStatement.Coverage;
import dev.tradewind.engine.ledger.LedgerEvent;
import dev.tradewind.engine.ledger.LedgerEvent.CancelRequested;
import dev.tradewind.engine.ledger.LedgerSnapshot;
import dev.tradewind.engine.policy.NoRules;
import dev.tradewind.sdk.market.Bar;
import dev.tradewind.sdk.market.Timeframe;
import dev.tradewind.sdk.order.OrderCommand;
import dev.tradewind.sdk.order.OrderRequest;
import dev.tradewind.sdk.order.Side;
import dev.tradewind.sdk.plugin.VenueQueries.Balance;
import dev.tradewind.sdk.strategy.Strategy;
import dev.tradewind.sdk.strategy.StrategyContext;
import dev.tradewind.sdk.value.Decimal;
import dev.tradewind.sdk.value.Price;
import dev.tradewind.sdk.value.Quantity;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** An account whose cash is what its venue holds, and what is put there and taken away. */
class CapitalTest {
    private static final long SECOND = 1_000_000_000L;
    private static final RunSettings SETTINGS = new RunSettings(
            SECOND,
            300 * SECOND,
            new RunSettings.Asking(5 * SECOND, SECOND, 3, 60 * SECOND, SECOND),
            VenueKeeps.ALL);
    private static final EngineConfig CONFIG = Rig.config(Rig.LIVE).with(SETTINGS);

    private final List<LedgerEvent> events = new ArrayList<>();
    private final Output output = new Output() {
        @Override
        public void event(LedgerEvent event) {
            events.add(event);
        }

        @Override
        public void command(OrderCommand command) {}
    };
    private Engine engine = new Engine(CONFIG, new NoRules(), List.of(new NamedStrategy("bidder", "", new Bidder())));
    private long now = 100 * 86_400 * SECOND;

    /** Bids far below, once. */
    private static final class Bidder implements Strategy {
        private boolean done;

        @Override
        public void onBar(Bar bar, StrategyContext context) {
            if (!done) {
                done = true;
                context.submit(OrderRequest.limit(bar.instrument(), Side.BUY, Quantity.of("1"), Price.of("50")));
            }
        }
    }

    private void send(Input input) {
        engine.decide(input, output);
    }

    private void holds(String usdt, String btc) {
        now += 2 * SECOND;
        List<Balance> balances = List.of(
                new Balance(Rig.USDT, Decimal.parse(usdt), Decimal.ZERO),
                new Balance(Rig.BTC_COIN, Decimal.parse(btc), Decimal.ZERO));
        send(new Input.Reconcile(
                now, new VenueStatement("SIM", now, Coverage.spot(0), List.of(), List.of(), balances, List.of())));
    }

    private void tick() {
        now += 2 * SECOND;
        send(new Input.ClockTick(now));
    }

    private void price(String price) {
        now += 60 * SECOND;
        send(new Input.MarketData(
                now, Bar.of(BTC.id(), Timeframe.MINUTE_1, now, price, price, price, price, "1000")));
    }

    private void begin() {
        send(new Input.AddInstrument(now, BTC));
        send(new Input.Restarted(now, "first start"));
        tick();
        assertThat(engine.ledger().day().equity()).isZero();
    }

    /** After its first order, when what a venue says more or less is a deposit or a withdrawal. */
    private void order() {
        send(new Input.StartStrategies(now));
        price("100");
        assertThat(engine.ledger().lastOrderId()).isEqualTo(1);
        // The order never got there: it is given up, and nothing is on its way.
        tick();
        tick();
        tick();
    }

    private void day(double start, double peak) {
        assertThat(engine.ledger().day().equity()).isEqualTo(start);
        assertThat(engine.ledger().operations().mark().peakEquity()).isEqualTo(peak);
        // As after a start from what was journaled.
        Engine next = new Engine(
                CONFIG, new NoRules(), List.of(), LedgerSnapshot.read(LedgerSnapshot.write(engine.ledger())));
        assertThat(next.ledger().day().equity()).isEqualTo(start);
        assertThat(engine.ledger().day().peakEquity()).isEqualTo(peak);
    }

    @Test
    void theFirstDayBeginsWithWhatTheVenueHolds() {
        begin();

        holds("10000", "0");

        day(10_000, 10_000);
        tick();
        assertThat(engine.equityEstimate() - engine.ledger().day().equity()).isZero();
    }

    @Test
    void theFirstDayBeginsWithTheFirstFigureWhereTheVenueHoldsWhatHasNoPriceYet() {
        begin();

        holds("10000", "2");
        tick();
        assertThat(engine.ledger().day().equity()).isNaN();

        price("100");
        tick();
        assertThat(engine.ledger().day().equity()).isEqualTo(10_200);
        assertThat(engine.ledger().operations().mark().peakEquity()).isEqualTo(10_200);
    }

    @Test
    void depositsAndWithdrawalsMoveTheStartOfTheDayAndTheHighest() {
        begin();
        holds("10000", "0");
        order();

        settle("15000");
        day(15_000, 15_000);

        settle("5000");
        day(5_000, 5_000);

        tick();
        assertThat(engine.equityEstimate()).isEqualTo(5_000);
        assertThat(engine.ledger().operations().mark().peakEquity()).isEqualTo(5_000);
    }

    /** The venue says so until it is believed. */
    private void settle(String usdt) {
        for (int i = 0; i < 8; i++) {
            holds(usdt, "0");
        }
    }

    @Test
    void entryOrdersOfAStrategyThatIsNotThereAnyMoreAreCancelledAtTheStart() {
        Rig rig = new Rig();
        var entry = rig.accepted(OrderRequest.limit(BTC.id(), Side.BUY, Quantity.of("1"), Price.of("50")));
        engine = new Engine(
                Rig.config(Rig.LIVE),
                new NoRules(),
                List.of(new NamedStrategy("another", "", new Bidder())),
                LedgerSnapshot.read(LedgerSnapshot.write(rig.engine.ledger())));

        send(new Input.StartStrategies(rig.nowNanos()));

        assertThat(events).filteredOn(CancelRequested.class::isInstance).singleElement().satisfies(event -> {
            CancelRequested asked = (CancelRequested) event;
            assertThat(asked.orderId()).isEqualTo(entry.id());
            assertThat(asked.reason()).isEqualTo("the strategy 'obedient' is not configured any more");
        });
    }
}
