package dev.tradewind.engine;

import static dev.tradewind.engine.Rig.BTC;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.offset;

import dev.tradewind.engine.RunSettings.VenueKeeps;
import dev.tradewind.engine.guard.Distance;
import dev.tradewind.engine.guard.ExitCause;
import dev.tradewind.engine.guard.GuardLevels;
import dev.tradewind.engine.guard.GuardSpec;
import dev.tradewind.engine.ledger.GuardState;
import dev.tradewind.engine.ledger.LedgerEvent;
import dev.tradewind.engine.ledger.LedgerSnapshot;
import dev.tradewind.engine.ledger.OrderState;
import dev.tradewind.engine.policy.NoRules;
import dev.tradewind.sdk.market.Bar;
import dev.tradewind.sdk.market.Timeframe;
import dev.tradewind.sdk.order.Bracket;
import dev.tradewind.sdk.order.OrderCommand.AmendOrder;
import dev.tradewind.sdk.order.OrderCommand.CancelOrder;
import dev.tradewind.sdk.order.OrderCommand.SubmitOrder;
import dev.tradewind.sdk.order.OrderConditions;
import dev.tradewind.sdk.order.OrderRequest;
import dev.tradewind.sdk.order.OrderStatus;
import dev.tradewind.sdk.order.OrderType;
import dev.tradewind.sdk.order.Side;
import dev.tradewind.sdk.order.VenueEvent;
import dev.tradewind.sdk.value.Decimal;
import dev.tradewind.sdk.value.Money;
import dev.tradewind.sdk.value.Price;
import dev.tradewind.sdk.value.Quantity;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** Exits of positions that nobody has to ask for, at the venue and in the engine. */
class GuardDeskTest {
    private static final VenueKeeps NOTHING = new VenueKeeps(false, false);
    private static final VenueKeeps STOPS = new VenueKeeps(true, false);
    private static final GuardSpec FIVE_PERCENT = GuardSpec.stop(percent("5"));

    private static Distance percent(String percent) {
        return new Distance.Percent(Decimal.parse(percent));
    }

    private static Rig rig(VenueKeeps keeps) {
        RunSettings settings = new RunSettings(0, 0, new RunSettings.Asking(0, 0, 5, 0, 0), keeps);
        return new Rig(new NoRules(), Rig.config(Rig.LIVE).with(settings));
    }

    private static void guard(Rig rig, GuardSpec spec) {
        rig.send(new Input.SetGuard(rig.nowNanos(), "obedient", BTC.id(), spec));
    }

    private static List<OrderState> open(Rig rig) {
        return List.copyOf(rig.engine.ledger().orders().open());
    }

    private static GuardLevels levels(Rig rig) {
        GuardState guard = Objects.requireNonNull(rig.engine.ledger().operations().guards().get(BTC.id()));
        return Objects.requireNonNull(guard.levels());
    }

    private static SubmitOrder lastSubmit(Rig rig) {
        return rig.commands(SubmitOrder.class).getLast();
    }

    private static void restart(Rig rig) {
        assertThat(LedgerSnapshot.write(LedgerSnapshot.read(LedgerSnapshot.write(rig.engine.ledger()))))
                .isEqualTo(LedgerSnapshot.write(rig.engine.ledger()));
    }

    @Test
    void aStopRestsAtTheVenueForWhatIsHeldAndOnlyReduces() {
        Rig rig = rig(VenueKeeps.ALL);
        guard(rig, FIVE_PERCENT.withTarget(percent("10")));
        rig.trade(BTC, Side.BUY, "2", "100");

        assertThat(open(rig)).extracting(order -> order.request().type())
                .containsExactly(OrderType.STOP, OrderType.LIMIT);
        assertThat(open(rig)).allMatch(order -> order.request().conditions().reduceOnly()
                && order.request().side() == Side.SELL
                && order.request().quantity().equals(Quantity.of("2")));
        assertThat(open(rig).get(0).request().prices().stop()).isEqualTo(Price.of("95"));
        assertThat(open(rig).get(1).request().prices().limit()).isEqualTo(Price.of("110"));
        restart(rig);
    }

    @Test
    void aShortPositionIsGuardedOnTheOtherSide() {
        Rig rig = rig(VenueKeeps.ALL);
        guard(rig, FIVE_PERCENT);
        rig.trade(BTC, Side.SELL, "2", "100");

        OrderRequest stop = open(rig).getFirst().request();
        assertThat(stop.side()).isEqualTo(Side.BUY);
        assertThat(stop.prices().stop()).isEqualTo(Price.of("105"));
    }

    @Test
    void theStopFollowsWhatIsAddedAndWhatIsTakenAway() {
        Rig rig = rig(VenueKeeps.ALL);
        guard(rig, FIVE_PERCENT);
        rig.trade(BTC, Side.BUY, "2", "100");
        OrderState stop = open(rig).getFirst();
        rig.accept(stop);
        rig.trade(BTC, Side.BUY, "2", "110");

        AmendOrder amend = rig.commands(AmendOrder.class).getLast();
        assertThat(amend.quantity()).isEqualTo(Quantity.of("4"));
        assertThat(amend.request().prices().stop()).isEqualTo(Price.of("99.75"));
        rig.amended(stop, amend.replacement(), "4", amend.request().prices());
        rig.trade(BTC, Side.SELL, "3", "108");

        AmendOrder less = rig.commands(AmendOrder.class).getLast();
        assertThat(less.quantity()).isEqualTo(Quantity.of("1"));
        assertThat(less.request().prices().stop()).isEqualTo(Price.of("99.75"));
    }

    @Test
    void aStopThatFillsInPartsLeavesTheRestAsItIs() {
        Rig rig = rig(VenueKeeps.ALL);
        guard(rig, FIVE_PERCENT);
        rig.trade(BTC, Side.BUY, "2", "100");
        OrderState stop = open(rig).getFirst();
        rig.accept(stop);
        rig.fill(stop, "95", "0.5");
        assertThat(rig.commands(AmendOrder.class)).isEmpty();
        rig.fill(stop, "95", "1.5");

        assertThat(rig.held(BTC)).isEqualTo("0");
        assertThat(open(rig)).isEmpty();
        assertThat(rig.events(LedgerEvent.GuardDisarmed.class)).hasSize(1);
        rig.trade(BTC, Side.BUY, "1", "200");
        assertThat(open(rig).getFirst().request().prices().stop()).isEqualTo(Price.of("190"));
    }

    @Test
    void aPositionThatIsClosedByHandTakesItsGuardsBack() {
        Rig rig = rig(VenueKeeps.ALL);
        guard(rig, FIVE_PERCENT.withTarget(percent("10")));
        rig.trade(BTC, Side.BUY, "2", "100");
        open(rig).forEach(rig::accept);
        rig.trade(BTC, Side.SELL, "2", "101");

        assertThat(open(rig)).hasSize(2).allMatch(order -> order.status() == OrderStatus.PENDING_CANCEL);
        assertThat(rig.commands(CancelOrder.class)).hasSize(2);
    }

    @Test
    void aPositionThatTurnsIsGuardedAnew() {
        Rig rig = rig(NOTHING);
        guard(rig, FIVE_PERCENT);
        rig.trade(BTC, Side.BUY, "1", "100");
        rig.trade(BTC, Side.SELL, "3", "100");

        assertThat(levels(rig).side()).isEqualTo(Side.SELL);
        assertThat(levels(rig).exits().stop()).isEqualTo(Decimal.of(105));
        assertThat(rig.events(LedgerEvent.GuardDisarmed.class)).hasSize(1);
    }

    @Test
    void whereTheVenueKeepsNothingTheEngineSellsWhenThePriceIsTouched() {
        Rig rig = rig(NOTHING);
        guard(rig, FIVE_PERCENT);
        rig.trade(BTC, Side.BUY, "2", "100");
        assertThat(open(rig)).isEmpty();
        rig.price(BTC, "95.01");
        assertThat(open(rig)).isEmpty();
        rig.price(BTC, "95");

        SubmitOrder exit = lastSubmit(rig);
        assertThat(exit.request().type()).isEqualTo(OrderType.MARKET);
        assertThat(exit.request().quantity()).isEqualTo(Quantity.of("2"));
        assertThat(exit.request().conditions().reduceOnly()).isFalse();
        assertThat(rig.last(LedgerEvent.ExitStarted.class).cause()).isEqualTo(ExitCause.STOP_LOSS);
        rig.price(BTC, "94");
        assertThat(open(rig)).hasSize(1);
        OrderState order = open(rig).getFirst();
        assertThat(order.request().conditions().reduceOnly()).isTrue();
        rig.accept(order);
        rig.fill(order, "94", "2");
        assertThat(rig.last(LedgerEvent.ExitEnded.class).outcome()).isEqualTo("flat");
        restart(rig);
    }

    @Test
    void aBarThatBeganBeforeThePositionCountsByItsCloseAlone() {
        Rig rig = rig(NOTHING);
        guard(rig, FIVE_PERCENT);
        rig.trade(BTC, Side.BUY, "1", "100");
        long end = rig.nowNanos() + 1;
        rig.send(new Input.MarketData(
                end, Bar.of(BTC.id(), Timeframe.MINUTE_1, end, "100", "100", "90", "100", "1")));
        assertThat(open(rig)).isEmpty();
        long next = end + Rig.MINUTE;
        rig.send(new Input.MarketData(
                next, Bar.of(BTC.id(), Timeframe.MINUTE_1, next, "100", "100", "90", "100", "1")));
        assertThat(open(rig)).hasSize(1);
    }

    @Test
    void theTargetOfASpotVenueIsWatchedHereAndTheStopIsTakenBackBeforeAnythingIsSold() {
        Rig rig = rig(STOPS);
        guard(rig, FIVE_PERCENT.withTarget(percent("10")));
        rig.trade(BTC, Side.BUY, "2", "100");
        OrderState stop = open(rig).getFirst();
        rig.accept(stop);
        int sent = rig.commands(SubmitOrder.class).size();
        rig.price(BTC, "110");

        assertThat(stop.status()).isEqualTo(OrderStatus.PENDING_CANCEL);
        assertThat(rig.commands(SubmitOrder.class)).hasSize(sent);
        rig.fill(stop, "95", "0.5");
        rig.cancelled(stop);
        assertThat(lastSubmit(rig).request().quantity()).isEqualTo(Quantity.of("1.5"));
        assertThat(rig.last(LedgerEvent.ExitStarted.class).cause()).isEqualTo(ExitCause.TAKE_PROFIT);
    }

    @Test
    void aStopAtTheVenueIsLeftToActUntilTheEmergency() {
        Rig rig = rig(VenueKeeps.ALL);
        guard(rig, FIVE_PERCENT.withEmergency(percent("8")));
        rig.trade(BTC, Side.BUY, "2", "100");
        OrderState stop = open(rig).getFirst();
        rig.accept(stop);
        rig.price(BTC, "94");
        assertThat(stop.status()).isEqualTo(OrderStatus.ACCEPTED);
        rig.price(BTC, "92");

        assertThat(stop.status()).isEqualTo(OrderStatus.PENDING_CANCEL);
        assertThat(rig.last(LedgerEvent.ExitStarted.class).cause()).isEqualTo(ExitCause.EMERGENCY);
        rig.cancelled(stop);
        assertThat(lastSubmit(rig).request().type()).isEqualTo(OrderType.MARKET);
    }

    @Test
    void aTrailingStopFollowsTheBestPriceInStepsAndNeverBack() {
        Rig rig = rig(VenueKeeps.ALL);
        guard(rig, FIVE_PERCENT.withTrailing(percent("4")));
        rig.trade(BTC, Side.BUY, "1", "100");
        OrderState stop = open(rig).getFirst();
        rig.accept(stop);
        assertThat(stop.request().prices().stop()).isEqualTo(Price.of("96"));
        rig.price(BTC, "100.1");
        assertThat(rig.events(LedgerEvent.GuardTrailed.class)).isEmpty();
        rig.price(BTC, "110");
        assertThat(rig.commands(AmendOrder.class).getLast().request().prices().stop()).isEqualTo(Price.of("106"));
        rig.price(BTC, "107");
        assertThat(levels(rig).exits().stop()).isEqualTo(Decimal.of(106));
        restart(rig);
    }

    @Test
    void aDistanceInRangesIsMeasuredOnClosedBarsAndHasAFallbackBefore() {
        Rig rig = rig(NOTHING);
        Distance atr = new Distance.Atr(Decimal.of(2), 3, Timeframe.parse("1m"), Decimal.of(7));
        guard(rig, GuardSpec.stop(atr));
        rig.trade(BTC, Side.BUY, "1", "100");
        assertThat(levels(rig).exits().stop()).isEqualTo(Decimal.of(93));
        rig.trade(BTC, Side.SELL, "1", "100");
        for (int i = 0; i < 3; i++) {
            long end = rig.nowNanos() + Rig.MINUTE;
            rig.send(new Input.MarketData(
                    end, Bar.of(BTC.id(), Timeframe.MINUTE_1, end, "100", "101.5", "98.5", "100", "1")));
        }
        rig.trade(BTC, Side.BUY, "1", "100");
        assertThat(levels(rig).exits().stop()).isEqualTo(Decimal.of(94));
    }

    @Test
    void aPositionThatLastsTooLongIsClosed() {
        Rig rig = rig(NOTHING);
        guard(rig, FIVE_PERCENT.withLongest(60 * Rig.MINUTE));
        rig.trade(BTC, Side.BUY, "1", "100");
        assertThat(rig.engine.nextTimerNanos()).isEqualTo(rig.nowNanos() + 60 * Rig.MINUTE);
        rig.tick(59 * Rig.MINUTE);
        assertThat(open(rig)).isEmpty();
        rig.tick(Rig.MINUTE);
        assertThat(rig.last(LedgerEvent.ExitStarted.class).cause()).isEqualTo(ExitCause.TIME);
        assertThat(open(rig)).hasSize(1);
    }

    @Test
    void aGuardSetOnAnOpenPositionArmsAtOnceAndOneThatIsRemovedTakesItsOrdersBack() {
        Rig rig = rig(VenueKeeps.ALL);
        rig.trade(BTC, Side.BUY, "1", "100");
        guard(rig, FIVE_PERCENT);
        OrderState stop = open(rig).getFirst();
        rig.accept(stop);
        rig.send(new Input.RemoveGuard(rig.nowNanos(), BTC.id(), "enough"));
        assertThat(stop.status()).isEqualTo(OrderStatus.PENDING_CANCEL);
        assertThat(rig.engine.ledger().operations().guards()).isEmpty();
    }

    @Test
    void aNewGuardTakesOverTheOrdersOfTheOld() {
        Rig rig = rig(VenueKeeps.ALL);
        guard(rig, FIVE_PERCENT);
        rig.trade(BTC, Side.BUY, "1", "100");
        rig.accept(open(rig).getFirst());
        guard(rig, GuardSpec.stop(percent("10")));

        assertThat(open(rig)).hasSize(1);
        assertThat(rig.commands(AmendOrder.class).getLast().request().prices().stop()).isEqualTo(Price.of("90"));
    }

    @Test
    void whereAVenueCannotKeepABracketAGuardAtItsPricesTakesItsPlace() {
        Rig rig = rig(STOPS);
        OrderState entry = rig.accepted(OrderRequest.market(BTC.id(), Side.BUY, Quantity.of("2"))
                .withBracket(new Bracket(Price.of("120"), Price.of("90"))));
        rig.fill(entry, "100", "0.5");
        assertThat(open(rig)).filteredOn(order -> order.request().type() == OrderType.STOP)
                .singleElement()
                .satisfies(stop -> {
                    assertThat(stop.request().quantity()).isEqualTo(Quantity.of("0.5"));
                    assertThat(stop.request().prices().stop()).isEqualTo(Price.of("90"));
                });
        assertThat(levels(rig).exits().target()).isEqualTo(Decimal.of(120));
        rig.fill(entry, "100", "1.5");
        rig.accept(open(rig).getFirst());
        rig.tick(2_000_000_000L);
        OrderState stop = open(rig).getFirst();
        rig.amended(stop, Rig.attempt(stop), "2", stop.request().prices());
        rig.fill(stop, "90", "2");
        assertThat(rig.engine.ledger().operations().guards()).isEmpty();
    }

    @Test
    void aFeeTakenFromWhatWasBoughtIsNotSoldAsWell() {
        Rig rig = rig(NOTHING);
        guard(rig, FIVE_PERCENT);
        rig.trade(BTC, Side.BUY, "2", "100");
        rig.send(new Input.MoveCash(rig.nowNanos(), Money.of("-0.0021", "BTC"), "fee in kind"));
        rig.price(BTC, "90");

        assertThat(lastSubmit(rig).request().quantity()).isEqualTo(Quantity.of("1.997"));
    }

    @Test
    void theOwnExitsOfAStrategyAreTakenBackBeforeTheGuardSells() {
        Rig rig = rig(NOTHING);
        guard(rig, FIVE_PERCENT);
        rig.trade(BTC, Side.BUY, "2", "100");
        OrderState own = rig.accepted(OrderRequest.limit(BTC.id(), Side.SELL, Quantity.of("2"), Price.of("120"))
                .with(OrderConditions.GTC.withReduceOnly()));
        int sent = rig.commands(SubmitOrder.class).size();
        rig.price(BTC, "90");
        assertThat(own.status()).isEqualTo(OrderStatus.PENDING_CANCEL);
        assertThat(rig.commands(SubmitOrder.class)).hasSize(sent);
        rig.fill(own, "120", "2");
        assertThat(rig.commands(SubmitOrder.class)).hasSize(sent);
        assertThat(rig.last(LedgerEvent.ExitEnded.class).outcome()).isEqualTo("flat");
    }

    @Test
    void anExitThatTheVenueKeepsRefusingHaltsTheAccountUntilSomebodyLooked() {
        Rig rig = rig(NOTHING);
        guard(rig, FIVE_PERCENT);
        rig.trade(BTC, Side.BUY, "2", "100");
        rig.price(BTC, "90");
        for (int i = 0; i < ExitDesk.MAX_PLACEMENTS; i++) {
            OrderState exit = open(rig).getFirst();
            rig.report(new VenueEvent.Rejected(
                    BTC.id(), Rig.attempt(exit), "no", rig.nowNanos()));
            assertThat(open(rig)).isEmpty();
            rig.tick(ExitDesk.RETRY_NANOS);
        }
        assertThat(open(rig)).isEmpty();
        assertThat(rig.events(LedgerEvent.AccountHalted.class)).hasSize(1);
        rig.send(new Input.ResumeAccount(rig.nowNanos(), "Ann"));
        assertThat(open(rig)).hasSize(1);
    }

    @Test
    void withoutReduceOnlyAnExitWaitsUntilTheStopHasMadeRoomAndIsCutToWhatIsLeft() {
        Rig rig = rig(STOPS);
        guard(rig, FIVE_PERCENT);
        rig.trade(BTC, Side.BUY, "2", "100");
        OrderState stop = open(rig).getFirst();
        rig.accept(stop);
        int sent = rig.commands(SubmitOrder.class).size();
        OrderState exit = rig.place(OrderRequest.market(BTC.id(), Side.SELL, Quantity.of("2"))
                .with(OrderConditions.GTC.withReduceOnly()));
        assertThat(exit.status()).isEqualTo(OrderStatus.INITIALISED);
        assertThat(stop.status()).isEqualTo(OrderStatus.PENDING_CANCEL);
        assertThat(rig.commands(SubmitOrder.class)).hasSize(sent);

        rig.fill(stop, "95", "0.5");
        rig.cancelled(stop);
        assertThat(lastSubmit(rig).orderId()).isEqualTo(exit.id());
        assertThat(lastSubmit(rig).request().quantity()).isEqualTo(Quantity.of("1.5"));
        restart(rig);
    }

    @Test
    void withoutReduceOnlyAnExitThatRestsIsCutWhenThePositionShrinks() {
        Rig rig = rig(STOPS);
        rig.trade(BTC, Side.BUY, "2", "100");
        OrderState plain = rig.accepted(OrderRequest.limit(BTC.id(), Side.SELL, Quantity.of("0.5"), Price.of("120")));
        OrderState exit = rig.accepted(OrderRequest.limit(BTC.id(), Side.SELL, Quantity.of("1.5"), Price.of("130"))
                .with(OrderConditions.GTC.withReduceOnly()));
        rig.fill(plain, "120", "0.5");
        assertThat(rig.commands(AmendOrder.class)).isEmpty();
        rig.send(new Input.VenueReport(
                rig.nowNanos(),
                new VenueEvent.Filled(
                        BTC.id(),
                        new dev.tradewind.sdk.order.ClientOrderId("web", 0, 1),
                        Side.SELL,
                        new dev.tradewind.sdk.order.Fill(
                                "by-hand",
                                Price.of("120"),
                                Quantity.of("1"),
                                Money.of("0", "USDT"),
                                dev.tradewind.sdk.order.Liquidity.TAKER),
                        rig.nowNanos())));

        assertThat(exit.status()).isEqualTo(OrderStatus.PENDING_AMEND);
        assertThat(rig.commands(AmendOrder.class).getLast().quantity()).isEqualTo(Quantity.of("0.5"));
    }

    private static Bar minute(long end, String low, String high) {
        return Bar.of(BTC.id(), Timeframe.MINUTE_1, end, "100", high, low, "100", "1");
    }

    @Test
    void afterARestartAGuardIsMeasuredInTheRangesOfThePast() {
        Rig again = rig(NOTHING);
        Distance atr = new Distance.Atr(Decimal.of(2), 3, Timeframe.MINUTE_1, Decimal.of(7));
        guard(again, GuardSpec.stop(atr));
        again.restart();
        long now = again.nowNanos() / Rig.MINUTE * Rig.MINUTE + 20 * Rig.MINUTE;
        assertThat(again.engine.rangesNeeded())
                .containsExactly(new RangeNeed(BTC.id(), Timeframe.MINUTE_1, 16));

        // One came before the history was there, which has it, too.
        again.send(new Input.MarketData(now, minute(now, "90", "110")));
        List<Bar> past = new java.util.ArrayList<>();
        for (int ago = 15; ago >= 0; ago--) {
            past.add(ago == 0 ? minute(now, "90", "110") : minute(now - ago * Rig.MINUTE, "98.5", "101.5"));
        }
        again.send(new Input.TellHistory(now, BTC.id(), Engine.GUARDS, past));
        again.send(new Input.TellHistory(now, BTC.id(), "", List.of(minute(now, "90", "110"))));
        again.trade(BTC, Side.BUY, "1", "100");

        // Fifteen ranges of 3 and one of 20: (3 + 3 + 20) / 3 as Wilder smooths it, twice that far away.
        Decimal stop = Objects.requireNonNull(levels(again).exits().stop());
        assertThat(stop.toDouble()).isCloseTo(100 - 2 * (3 * 2 + 20) / 3.0, offset(0.01));
    }
}
