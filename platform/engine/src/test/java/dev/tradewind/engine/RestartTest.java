package dev.tradewind.engine;

import static dev.tradewind.engine.Rig.BTC;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tradewind.engine.Engine.NamedStrategy;
import dev.tradewind.engine.RunSettings.VenueKeeps;
import dev.tradewind.engine.VenueStatement.Coverage;
import dev.tradewind.engine.ledger.LedgerEvent;
import dev.tradewind.engine.ledger.LedgerEvent.AccountHalted;
import dev.tradewind.engine.ledger.LedgerEvent.OrderInDoubt;
import dev.tradewind.engine.ledger.LedgerEvent.OrderNeverArrived;
import dev.tradewind.engine.ledger.LedgerEvent.PortfolioMarked;
import dev.tradewind.engine.ledger.LedgerSnapshot;
import dev.tradewind.engine.ledger.OrderState;
import dev.tradewind.engine.policy.Check;
import dev.tradewind.engine.policy.Decision;
import dev.tradewind.engine.policy.NoRules;
import dev.tradewind.engine.policy.Policy;
import dev.tradewind.engine.policy.Reason;
import dev.tradewind.engine.policy.Verdict;
import dev.tradewind.sdk.instrument.InstrumentId;
import dev.tradewind.sdk.order.OrderCommand;
import dev.tradewind.sdk.order.OrderCommand.CancelOrder;
import dev.tradewind.sdk.order.OrderPrices;
import dev.tradewind.sdk.order.OrderRequest;
import dev.tradewind.sdk.order.OrderStatus;
import dev.tradewind.sdk.order.OrderUpdate;
import dev.tradewind.sdk.order.Side;
import dev.tradewind.sdk.order.VenueEvent;
import dev.tradewind.sdk.plugin.VenueFill;
import dev.tradewind.sdk.plugin.VenueOrder;
import dev.tradewind.sdk.plugin.VenueQueries.Balance;
import dev.tradewind.sdk.strategy.Strategy;
import dev.tradewind.sdk.strategy.StrategyContext;
import dev.tradewind.sdk.value.Decimal;
import dev.tradewind.sdk.value.Price;
import dev.tradewind.sdk.value.Quantity;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** What an account knows after a restart, and how it learns the rest from its venue. */
class RestartTest {
    private static final long SECOND = 1_000_000_000L;
    private static final RunSettings SETTINGS = new RunSettings(
            60 * SECOND,
            300 * SECOND,
            new RunSettings.Asking(5 * SECOND, SECOND, 3, 60 * SECOND, SECOND),
            VenueKeeps.ALL);
    private static final EngineConfig CONFIG = Rig.config(Rig.LIVE).with(SETTINGS);

    private final Rig rig = new Rig(new NoRules(), CONFIG);

    /** The strategy of the engine after the restart. */
    private static final class Silent implements Strategy {
        final List<OrderUpdate> heard = new ArrayList<>();

        @Override
        public void onOrder(OrderUpdate update, StrategyContext context) {
            heard.add(update);
        }
    }

    /** An engine that goes on from the journal of the rig, and everything that comes out of it. */
    private static final class Next implements Output {
        final List<LedgerEvent> events = new ArrayList<>();
        final List<OrderCommand> commands = new ArrayList<>();
        final Silent strategy = new Silent();
        final Engine engine;
        long now;

        Next(Rig before) {
            engine = new Engine(
                    CONFIG,
                    new NoRules(),
                    List.of(new NamedStrategy("obedient", "", strategy)),
                    LedgerSnapshot.read(LedgerSnapshot.write(before.engine.ledger())));
            now = before.nowNanos();
            send(new Input.Restarted(now, "killed"));
        }

        void send(Input input) {
            now = Math.max(now, input.receivedNanos());
            engine.decide(input, this);
        }

        void said(long laterNanos, List<VenueOrder> orders, List<VenueFill> fills, String usdt, String btc) {
            now += laterNanos;
            send(new Input.Reconcile(now, new VenueStatement(
                    "SIM",
                    now,
                    Coverage.spot(0),
                    orders,
                    fills,
                    List.of(
                            new Balance(Rig.USDT, Decimal.parse(usdt), Decimal.ZERO),
                            new Balance(Rig.BTC_COIN, Decimal.parse(btc), Decimal.ZERO)),
                    List.of())));
        }

        <E extends LedgerEvent> List<E> events(Class<E> type) {
            return events.stream().filter(type::isInstance).map(type::cast).toList();
        }

        OrderState order(OrderState before) {
            return Objects.requireNonNull(engine.ledger().orders().get(before.id()));
        }

        @Override
        public void event(LedgerEvent event) {
            events.add(event);
        }

        @Override
        public void command(OrderCommand command) {
            commands.add(command);
        }
    }

    private static OrderRequest limit(String quantity) {
        return OrderRequest.limit(BTC.id(), Side.BUY, Quantity.of(quantity), Price.of("90"));
    }

    private VenueOrder at(OrderState order, VenueOrder.State state, String filled) {
        return new VenueOrder(
                new VenueOrder.Ids(Rig.attempt(order).toString(), "V" + order.id()),
                order.request().withReason(""),
                new VenueOrder.Progress(
                        state, Quantity.of(filled), Decimal.ZERO, order.createdNanos(), order.createdNanos()));
    }

    private VenueFill fill(OrderState order, String quantity) {
        return new VenueFill(
                BTC.id(),
                new VenueOrder.Ids("", "V" + order.id()),
                Side.BUY,
                rig.fill("90", quantity),
                rig.nowNanos());
    }

    @Test
    void anEngineFromASnapshotIsTheOneThatLivedThroughIt() {
        rig.trade(BTC, Side.BUY, "2", "100");
        rig.accepted(limit("1"));
        rig.tick(60 * SECOND);
        Engine next = new Engine(
                CONFIG, new NoRules(), List.of(), LedgerSnapshot.read(LedgerSnapshot.write(rig.engine.ledger())));

        assertThat(next.position(BTC.id())).isNotNull();
        assertThat(Objects.requireNonNull(next.position(BTC.id())).signedQuantity())
                .isEqualTo(Decimal.of(2));
        assertThat(LedgerSnapshot.write(next.ledger())).isEqualTo(LedgerSnapshot.write(rig.engine.ledger()));
        assertThat(next.ledger().orders().open()).hasSize(1);
    }

    @Test
    void aPeakWithinTheDaySurvives() {
        rig.trade(BTC, Side.BUY, "100", "100");
        rig.price(BTC, "150");
        rig.tick(60 * SECOND);
        rig.price(BTC, "120");
        assertThat(rig.last(PortfolioMarked.class).peakEquity()).isEqualTo(105_000);
        Next next = new Next(rig);
        next.send(new Input.ClockTick(next.now + 120 * SECOND));

        PortfolioMarked mark = next.events(PortfolioMarked.class).getLast();
        assertThat(mark.peakEquity()).isEqualTo(105_000);
        assertThat(mark.complete()).isFalse();
    }

    @Test
    void marksComeAtTheirIntervalAndNotMoreOften() {
        int before = rig.events(PortfolioMarked.class).size();
        for (int i = 0; i < 180; i++) {
            rig.tick(SECOND);
        }
        assertThat(rig.events(PortfolioMarked.class)).hasSizeBetween(before + 3, before + 4);
    }

    @Test
    void nothingTradesBeforeTheVenueWasAsked() {
        rig.place(limit("1"));
        Next next = new Next(rig);
        assertThat(next.engine.isRecovering()).isTrue();
        assertThat(next.engine.reconciliationNeeded(next.now)).singleElement()
                .satisfies(need -> assertThat(need.reason()).contains("restarted"));
        next.send(new Input.StartStrategies(next.now));
        assertThat(next.events(LedgerEvent.StrategyStarted.class)).isEmpty();
        next.said(4 * SECOND, List.of(), List.of(), "100000", "0");
        assertThat(next.engine.isRecovering()).isFalse();
        next.send(new Input.StartStrategies(next.now));
        assertThat(next.events(LedgerEvent.StrategyStarted.class)).hasSize(1);
        assertThat(next.strategy.heard).isEmpty();
    }

    @Test
    void anOrderOnItsWayIsInDoubtUntilTheVenueHadTimeAndDoesNotKnowIt() {
        OrderState order = rig.place(limit("1"));
        Next next = new Next(rig);
        assertThat(next.order(order).status()).isEqualTo(OrderStatus.UNKNOWN);
        assertThat(next.events(OrderInDoubt.class)).hasSize(1);

        next.said(SECOND, List.of(), List.of(), "100000", "0");
        assertThat(next.order(order).status()).isEqualTo(OrderStatus.UNKNOWN);
        next.said(2 * SECOND, List.of(), List.of(), "100000", "0");

        assertThat(next.events(OrderNeverArrived.class)).hasSize(1);
        assertThat(next.order(order).status()).isEqualTo(OrderStatus.REJECTED);
        assertThat(next.commands).isEmpty();
    }

    @Test
    void anOrderThatTheVenueHasGoesOnAndItsMissedFillsAreBookedOnce() {
        OrderState order = rig.place(limit("1"));
        Next next = new Next(rig);
        VenueFill fill = fill(order, "0.4");
        for (int i = 0; i < 3; i++) {
            next.said(
                    2 * SECOND,
                    List.of(at(order, VenueOrder.State.WORKING, "0.4")),
                    List.of(fill),
                    "99964",
                    "0.4");
        }

        assertThat(next.order(order).status()).isEqualTo(OrderStatus.PARTIALLY_FILLED);
        assertThat(next.events(LedgerEvent.OrderFilled.class)).hasSize(1);
        assertThat(next.events(LedgerEvent.BalanceAdjusted.class)).isEmpty();
    }

    @Test
    void anOrderWhoseFillsAreMissingInTheAnswerWaits() {
        OrderState order = rig.place(limit("1"));
        Next next = new Next(rig);
        next.said(SECOND, List.of(at(order, VenueOrder.State.FILLED, "1")), List.of(), "99910", "1");
        assertThat(next.order(order).status()).isEqualTo(OrderStatus.UNKNOWN);
        next.said(SECOND, List.of(at(order, VenueOrder.State.FILLED, "1")), List.of(fill(order, "1")), "99910", "1");
        assertThat(next.order(order).status()).isEqualTo(OrderStatus.FILLED);
    }

    @Test
    void aCancelOfUnknownFateIsSentAgainIfTheOrderStillWorks() {
        OrderState order = rig.accepted(limit("1"));
        rig.act(context -> context.cancel(order.id()));
        Next next = new Next(rig);
        next.said(SECOND, List.of(at(order, VenueOrder.State.WORKING, "0")), List.of(), "100000", "0");

        assertThat(next.order(order).status()).isEqualTo(OrderStatus.PENDING_CANCEL);
        assertThat(next.commands).singleElement().isInstanceOf(CancelOrder.class);
    }

    @Test
    void anOrderThatWasCancelledWhileWeWereDownIsClosed() {
        OrderState order = rig.accepted(limit("1"));
        Next next = new Next(rig);
        next.said(4 * SECOND, List.of(at(order, VenueOrder.State.CANCELLED, "0")), List.of(), "100000", "0");
        assertThat(next.order(order).status()).isEqualTo(OrderStatus.CANCELLED);
    }

    @Test
    void aVenueThatDoesNotAnswerHaltsTheAccountWhichStillCancelsAndExits() {
        rig.trade(BTC, Side.BUY, "2", "100");
        OrderState order = rig.place(limit("1"));
        Next next = new Next(rig);
        next.now += 10 * SECOND;
        for (int i = 0; i < 3; i++) {
            next.send(new Input.Reconcile(next.now, VenueStatement.unanswered("SIM", next.now)));
        }
        assertThat(next.events(AccountHalted.class)).singleElement().satisfies(
                halt -> assertThat(halt.reason()).contains(order.id().toString()));
        assertThat(next.engine.ledger().isBlocked()).isTrue();
        next.said(SECOND, List.of(), List.of(), "99800", "2");
        assertThat(next.order(order).status()).isEqualTo(OrderStatus.REJECTED);
        next.send(new Input.Flatten(next.now, null, "out"));
        assertThat(next.commands).hasSize(1);
        next.send(new Input.ResumeAccount(next.now, "Ann"));
        assertThat(next.engine.ledger().isBlocked()).isFalse();
    }

    @Test
    void anAccountThatNeverOrderedBeginsWithWhatItsVenueHolds() {
        Next next = new Next(rig);
        next.said(SECOND, List.of(), List.of(), "100500", "0");

        assertThat(next.events(LedgerEvent.BalanceAdjusted.class)).singleElement().satisfies(adjusted -> {
            assertThat(adjusted.said()).isEqualTo(Decimal.of(100_500));
            assertThat(adjusted.reason()).contains("before its first order");
        });
        assertThat(next.engine.ledger().cash(Rig.USDT)).isEqualTo(Decimal.of(100_500));
    }

    @Test
    void aDepositIsBookedWhenItWasSeenTwiceAndNotWhileAnOrderIsInDoubt() {
        rig.accepted(limit("1"));
        OrderState doubted = rig.place(limit("2"));
        Next next = new Next(rig);
        OrderState resting = next.engine.ledger().orders().open().getFirst();
        List<VenueOrder> orders = List.of(at(resting, VenueOrder.State.WORKING, "0"));
        next.said(SECOND, orders, List.of(), "100500", "0");
        next.said(SECOND, orders, List.of(), "100500", "0");
        assertThat(next.events(LedgerEvent.DifferenceSeen.class)).isEmpty();
        next.said(2 * SECOND, orders, List.of(), "100500", "0");
        assertThat(next.order(doubted).status().isClosed()).isTrue();
        assertThat(next.events(LedgerEvent.BalanceAdjusted.class)).isEmpty();
        next.said(2 * SECOND, orders, List.of(), "100500", "0");

        assertThat(next.events(LedgerEvent.BalanceAdjusted.class)).singleElement().satisfies(adjusted -> {
            assertThat(adjusted.booked()).isEqualTo(Decimal.of(100_000));
            assertThat(adjusted.said()).isEqualTo(Decimal.of(100_500));
        });
        assertThat(next.engine.ledger().cash(Rig.USDT)).isEqualTo(Decimal.of(100_500));
    }

    @Test
    void ordersOfOthersAreFlaggedOnceAndLeftAlone() {
        Next next = new Next(rig);
        VenueOrder foreign = new VenueOrder(
                new VenueOrder.Ids("web_77", "V900"),
                limit("1"),
                new VenueOrder.Progress(VenueOrder.State.WORKING, Quantity.ZERO, Decimal.ZERO, next.now, next.now));
        next.said(SECOND, List.of(foreign), List.of(), "100000", "0");
        next.said(SECOND, List.of(foreign), List.of(), "100000", "0");

        assertThat(next.events(LedgerEvent.ForeignOrderSeen.class)).singleElement().satisfies(
                seen -> assertThat(seen.text()).contains("web_77"));
        assertThat(next.commands).isEmpty();
        assertThat(next.engine.ledger().orders().open()).isEmpty();
    }

    @Test
    void anOwnFillCountsAlsoWhereTheVenuesClockIsBehindTheBeginningOfTheAccount() {
        OrderState order = rig.place(limit("1"));
        Next next = new Next(rig);
        VenueFill told = fill(order, "1");
        VenueFill early = new VenueFill(BTC.id(), told.ids(), told.side(), told.fill(), 1);
        VenueFill foreign = new VenueFill(
                BTC.id(), new VenueOrder.Ids("web_1", "V9"), Side.SELL, rig.fill("90", "1"), 1);
        next.said(
                3 * SECOND,
                List.of(at(order, VenueOrder.State.FILLED, "1")),
                List.of(early, foreign),
                "99910",
                "1");

        assertThat(next.order(order).status()).isEqualTo(OrderStatus.FILLED);
        assertThat(next.events(LedgerEvent.ForeignFillBooked.class)).isEmpty();
    }

    @Test
    void aFillOfAnInstrumentThatIsNotConfiguredIsFlaggedOnceAndNotBooked() {
        Next next = new Next(rig);
        VenueFill strange = new VenueFill(
                new InstrumentId("DOGEUSDT", "SIM"),
                new VenueOrder.Ids("web_1", "V9"),
                Side.BUY,
                rig.fill("1", "1"),
                next.now);
        for (int i = 0; i < 3; i++) {
            next.said(SECOND, List.of(), List.of(strange), "100000", "0");
        }
        assertThat(next.events(LedgerEvent.ForeignOrderSeen.class)).singleElement().satisfies(
                seen -> assertThat(seen.text()).contains("not configured"));
        assertThat(next.engine.ledger().fills()).isZero();
    }

    @Test
    void anOrderOfOursThatIsClosedHereAndWorksThereIsCancelledThereWhenSeenTwice() {
        OrderState order = rig.accepted(limit("1"));
        rig.cancelled(order);
        Next next = new Next(rig);
        List<VenueOrder> orders = List.of(at(order, VenueOrder.State.WORKING, "0"));
        next.said(SECOND, orders, List.of(), "100000", "0");
        assertThat(next.commands).isEmpty();
        next.said(SECOND, orders, List.of(), "100000", "0");

        assertThat(next.commands).singleElement().isInstanceOf(CancelOrder.class);
        assertThat(next.events(LedgerEvent.ForeignOrderSeen.class)).hasSize(1);
    }

    @Test
    void aPositionOfAContractIsAdjustedToTheVenues() {
        Next next = new Next(rig);
        for (int i = 0; i < 2; i++) {
            next.now += SECOND;
            next.send(new Input.Reconcile(next.now, new VenueStatement(
                    "SIM",
                    next.now,
                    new Coverage(true, true, true, false, true, 0),
                    List.of(),
                    List.of(),
                    List.of(),
                    List.of(new VenueStatement.Holding(Rig.PERP.id(), Decimal.of(-3))))));
        }
        assertThat(next.events(LedgerEvent.PositionAdjusted.class)).hasSize(1);
        assertThat(Objects.requireNonNull(next.engine.position(Rig.PERP.id())).signedQuantity())
                .isEqualTo(Decimal.of(-3));
    }

    @Test
    void anAmendmentThatIsInDoubtIsNotAmendedAgain() {
        OrderState order = rig.accepted(limit("2"));
        rig.act(context -> context.amend(order.id(), Quantity.of("3"), OrderPrices.limit(Price.of("91"))));
        rig.report(new VenueEvent.FateUnknown(BTC.id(), Rig.attempt(order), "time out", rig.nowNanos()));
        Next next = new Next(rig);
        OrderState restored = next.order(order);
        assertThat(restored.attempts()).hasSize(2);
        next.said(SECOND, List.of(at(order, VenueOrder.State.WORKING, "0")), List.of(), "100000", "0");
        assertThat(next.order(order).status()).isEqualTo(OrderStatus.UNKNOWN);
        next.said(3 * SECOND, List.of(at(order, VenueOrder.State.WORKING, "0")), List.of(), "100000", "0");
        assertThat(next.order(order).status()).isEqualTo(OrderStatus.ACCEPTED);
        assertThat(next.order(order).request().quantity()).isEqualTo(Quantity.of("2"));
        assertThat(next.events(LedgerEvent.AmendRefused.class)).hasSize(1);
    }

    @Test
    void aCommandThatNobodyAnswersPutsItsOrderInDoubtAndAsks() {
        OrderState order = rig.place(limit("1"));
        rig.tick(4 * SECOND);
        assertThat(order.status()).isEqualTo(OrderStatus.SUBMITTED);
        rig.tick(SECOND);
        assertThat(order.status()).isEqualTo(OrderStatus.UNKNOWN);
        assertThat(rig.engine.reconciliationNeeded(rig.nowNanos())).singleElement().satisfies(need -> {
            assertThat(need.venue()).isEqualTo("SIM");
            assertThat(need.sinceNanos()).isLessThan(order.createdNanos());
        });
    }

    @Test
    void aStrategyThatWasHaltedStaysHalted() {
        rig.send(new Input.StopStrategy(rig.nowNanos(), "obedient", "somebody"));
        Next next = new Next(rig);
        next.said(SECOND, List.of(), List.of(), "100000", "0");
        next.send(new Input.StartStrategies(next.now));
        assertThat(next.events(LedgerEvent.StrategyStarted.class)).isEmpty();
    }

    @Test
    void aStrategyThatAnswersReportsAloneHasItsWholeBudgetEachTime() {
        OrderState order = rig.accepted(limit("1000"));
        List<Integer> answers = new ArrayList<>();
        rig.whenUpdated(update -> answers.add(1));
        for (int i = 0; i < 200; i++) {
            rig.fill(order, "90", "0.001");
        }
        assertThat(answers).hasSize(200);
        assertThat(rig.events(LedgerEvent.StrategyHalted.class)).isEmpty();
    }

    @Test
    void aHeldOrderThatNobodyAnswersIsDenied() {
        Policy asks = new Policy() {
            @Override
            public String ruleSet() {
                return "asks";
            }

            @Override
            public Verdict judge(Check check) {
                return new Verdict(Decision.HOLD, null, List.of(new Reason("ASK", Decision.HOLD, 1, 0, "ask")));
            }
        };
        Rig held = new Rig(asks, CONFIG);
        OrderState order = held.place(limit("1"));
        held.tick(299 * SECOND);
        assertThat(order.status()).isEqualTo(OrderStatus.HELD);
        held.tick(SECOND);
        assertThat(order.status()).isEqualTo(OrderStatus.DENIED);
        assertThat(held.last(LedgerEvent.OrderDenied.class).code()).isEqualTo("HOLD_EXPIRED");
    }
}
