package dev.tradewind.engine;

import static dev.tradewind.engine.Rig.BTC;
import static dev.tradewind.engine.Rig.attempt;
import static dev.tradewind.sdk.order.OrderStatus.ACCEPTED;
import static dev.tradewind.sdk.order.OrderStatus.CANCELLED;
import static dev.tradewind.sdk.order.OrderStatus.EXPIRED;
import static dev.tradewind.sdk.order.OrderStatus.FILLED;
import static dev.tradewind.sdk.order.OrderStatus.PARTIALLY_FILLED;
import static dev.tradewind.sdk.order.OrderStatus.PENDING_AMEND;
import static dev.tradewind.sdk.order.OrderStatus.PENDING_CANCEL;
import static dev.tradewind.sdk.order.OrderStatus.REJECTED;
import static dev.tradewind.sdk.order.OrderStatus.SUBMITTED;
import static dev.tradewind.sdk.order.OrderStatus.UNKNOWN;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tradewind.engine.ledger.LedgerEvent;
import dev.tradewind.engine.ledger.LedgerEvent.AmendRefused;
import dev.tradewind.engine.ledger.OrderState;
import dev.tradewind.sdk.order.ClientOrderId;
import dev.tradewind.sdk.order.OrderCommand.AmendOrder;
import dev.tradewind.sdk.order.OrderId;
import dev.tradewind.sdk.order.OrderPrices;
import dev.tradewind.sdk.order.OrderRequest;
import dev.tradewind.sdk.order.OrderStatus;
import dev.tradewind.sdk.order.Side;
import dev.tradewind.sdk.order.VenueEvent;
import dev.tradewind.sdk.value.Price;
import dev.tradewind.sdk.value.Quantity;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Every status and everything that a venue can say in it. */
class OrderStatesTest {
    private static final OrderRequest BUY_2 =
            OrderRequest.limit(BTC.id(), Side.BUY, Quantity.of("2"), Price.of("99"));
    private static final OrderPrices AT_98 = OrderPrices.limit(Price.of("98"));

    /** What a venue can say; a fill of 0.5 leaves some open whatever was filled before, one of 2 does not. */
    private enum Saying {
        ACCEPTED_IT,
        REJECTED_IT,
        FILLED_PART,
        FILLED_ALL,
        CANCELLED_IT,
        EXPIRED_IT,
        TRIGGERED_IT,
        AMENDED_IT,
        REFUSED_AMEND,
        REFUSED_CANCEL,
        FATE_UNKNOWN
    }

    /**
     * Status after each saying, in the order of {@link Saying}; an exclamation mark where it must be flagged as an
     * anomaly.
     */
    private static final Map<OrderStatus, String> TABLE = Map.ofEntries(
            Map.entry(SUBMITTED, "ACCEPTED REJECTED PARTIALLY_FILLED FILLED CANCELLED EXPIRED! SUBMITTED! SUBMITTED!"
                    + " SUBMITTED! SUBMITTED! UNKNOWN"),
            Map.entry(ACCEPTED, "ACCEPTED REJECTED! PARTIALLY_FILLED FILLED CANCELLED EXPIRED! ACCEPTED! ACCEPTED!"
                    + " ACCEPTED! ACCEPTED! UNKNOWN"),
            Map.entry(PARTIALLY_FILLED, "PARTIALLY_FILLED REJECTED! PARTIALLY_FILLED FILLED! CANCELLED EXPIRED!"
                    + " PARTIALLY_FILLED! PARTIALLY_FILLED! PARTIALLY_FILLED! PARTIALLY_FILLED! UNKNOWN"),
            Map.entry(PENDING_AMEND, "PENDING_AMEND REJECTED! PENDING_AMEND FILLED CANCELLED EXPIRED! PENDING_AMEND!"
                    + " ACCEPTED ACCEPTED PENDING_AMEND! PENDING_AMEND"),
            Map.entry(PENDING_CANCEL, "PENDING_CANCEL REJECTED PENDING_CANCEL FILLED CANCELLED EXPIRED!"
                    + " PENDING_CANCEL! PENDING_CANCEL! PENDING_CANCEL! ACCEPTED PENDING_CANCEL"),
            Map.entry(UNKNOWN, "ACCEPTED REJECTED PARTIALLY_FILLED FILLED CANCELLED EXPIRED! UNKNOWN! UNKNOWN!"
                    + " UNKNOWN! UNKNOWN! UNKNOWN"),
            Map.entry(FILLED, closed("FILLED", null)),
            Map.entry(CANCELLED, closed("CANCELLED", Saying.CANCELLED_IT)),
            Map.entry(EXPIRED, closed("EXPIRED", Saying.EXPIRED_IT)),
            Map.entry(REJECTED, closed("REJECTED", Saying.REJECTED_IT)));

    /** @param same what says again how it ended */
    private static String closed(String status, @Nullable Saying same) {
        List<String> cells = new ArrayList<>();
        for (Saying saying : Saying.values()) {
            cells.add(saying == same ? status : status + "!");
        }
        return String.join(" ", cells);
    }

    private static OrderState in(OrderStatus status, Rig rig) {
        OrderState order = status == SUBMITTED || status == UNKNOWN || status == REJECTED
                ? rig.place(BUY_2)
                : rig.accepted(BUY_2);
        long now = rig.nowNanos();
        switch (status) {
            case PARTIALLY_FILLED -> rig.fill(order, "99", "0.5");
            case PENDING_AMEND -> rig.act(context -> context.amend(order.id(), Quantity.of("3"), AT_98));
            case PENDING_CANCEL -> rig.act(context -> context.cancel(order.id()));
            case UNKNOWN -> rig.report(new VenueEvent.FateUnknown(BTC.id(), attempt(order), "no answer", now));
            case FILLED -> rig.fill(order, "99", "2");
            case CANCELLED -> rig.cancelled(order);
            case EXPIRED -> rig.report(new VenueEvent.Expired(BTC.id(), attempt(order), now));
            case REJECTED -> rig.report(new VenueEvent.Rejected(BTC.id(), attempt(order), "no", now));
            case SUBMITTED, ACCEPTED -> {}
            case INITIALISED, HELD, DENIED -> throw new IllegalArgumentException("never at a venue: " + status);
        }
        assertThat(order.status()).isEqualTo(status);
        return order;
    }

    private static void say(Saying saying, OrderState order, Rig rig) {
        long now = rig.nowNanos();
        var id = attempt(order);
        switch (saying) {
            case ACCEPTED_IT -> rig.accept(order);
            case REJECTED_IT -> rig.report(new VenueEvent.Rejected(BTC.id(), id, "no", now));
            case FILLED_PART -> rig.fill(order, "99", "0.5");
            case FILLED_ALL -> rig.fill(order, "99", "2");
            case CANCELLED_IT -> rig.cancelled(order);
            case EXPIRED_IT -> rig.report(new VenueEvent.Expired(BTC.id(), id, now));
            case TRIGGERED_IT -> rig.report(new VenueEvent.Triggered(BTC.id(), id, now));
            case AMENDED_IT -> rig.amended(order, id, "3", AT_98);
            case REFUSED_AMEND -> rig.report(new VenueEvent.AmendRejected(BTC.id(), id, "no", now));
            case REFUSED_CANCEL -> rig.report(new VenueEvent.CancelRejected(BTC.id(), id, "no", now));
            case FATE_UNKNOWN -> rig.report(new VenueEvent.FateUnknown(BTC.id(), id, "no answer", now));
        }
    }

    @TestFactory
    List<DynamicTest> legalSayingsMoveTheOrderAndOthersAreFlaggedAndNothingIsLost() {
        List<DynamicTest> tests = new ArrayList<>();
        for (OrderStatus status : OrderStatus.values()) {
            String row = TABLE.get(status);
            if (row == null) {
                continue;
            }
            String[] cells = row.split(" ");
            assertThat(cells).as("%s", status).hasSameSizeAs(Saying.values());
            for (Saying saying : Saying.values()) {
                String cell = cells[saying.ordinal()];
                tests.add(DynamicTest.dynamicTest(status + " and " + saying, () -> check(status, saying, cell)));
            }
        }
        return tests;
    }

    private static void check(OrderStatus status, Saying saying, String cell) {
        Rig rig = new Rig();
        OrderState order = in(status, rig);
        long anomalies = rig.engine.ledger().anomalies();
        Quantity filled = order.filledQuantity();

        say(saying, order, rig);

        assertThat(order.status()).isEqualTo(OrderStatus.valueOf(cell.replace("!", "")));
        assertThat(rig.engine.ledger().anomalies() - anomalies).as("anomalies").isEqualTo(cell.endsWith("!") ? 1 : 0);
        String fill = saying == Saying.FILLED_PART ? "0.5" : saying == Saying.FILLED_ALL ? "2" : "0";
        assertThat(order.filledQuantity()).isEqualTo(filled.plus(Quantity.of(fill)));
        assertThat(rig.held(BTC)).isEqualTo(order.filledQuantity().toString());
        assertThat(rig.engine.ledger().orders().open().contains(order)).isEqualTo(!order.status().isClosed());
    }

    @Test
    void theTableHasEveryStatusThatAnOrderAtAVenueCanHave() {
        Set<OrderStatus> atVenue = EnumSet.complementOf(
                EnumSet.of(OrderStatus.INITIALISED, OrderStatus.HELD, OrderStatus.DENIED));
        assertThat(TABLE.keySet()).containsExactlyInAnyOrderElementsOf(atVenue);
    }

    @Test
    void anAmendmentThatReplacesTheOrderKeepsBothAttemptsKnown() {
        Rig rig = new Rig();
        OrderState order = rig.accepted(BUY_2);
        var first = attempt(order);
        rig.act(context -> context.amend(order.id(), Quantity.of("3"), AT_98));
        var second = rig.commands(AmendOrder.class).getLast().replacement();
        assertThat(second).isNotEqualTo(first);

        rig.amended(order, second, "3", AT_98);

        assertThat(attempt(order)).isEqualTo(second);
        assertThat(order.status()).isEqualTo(ACCEPTED);
        assertThat(order.request().quantity()).isEqualTo(Quantity.of("3"));
        assertThat(order.request().prices()).isEqualTo(AT_98);
        // A late fill of the first attempt is still one of this order.
        rig.report(new VenueEvent.Filled(BTC.id(), first, Side.BUY, rig.fill("99", "1"), rig.nowNanos()));
        assertThat(order.filledQuantity()).isEqualTo(Quantity.of("1"));
        assertThat(order.status()).isEqualTo(PARTIALLY_FILLED);
        assertThat(rig.engine.ledger().anomalies()).isZero();
    }

    @Test
    void aFillWhileAnAmendmentIsPendingMayCompleteTheOrderAndTheAmendmentComesTooLate() {
        Rig rig = new Rig();
        OrderState order = in(PENDING_AMEND, rig);
        rig.fill(order, "99", "2");
        assertThat(order.status()).isEqualTo(FILLED);
        rig.report(new VenueEvent.AmendRejected(BTC.id(), attempt(order), "gone", rig.nowNanos()));
        assertThat(order.status()).isEqualTo(FILLED);
        assertThat(order.request().quantity()).isEqualTo(Quantity.of("2"));
        assertThat(rig.engine.ledger().anomalies()).isZero();
    }

    @Test
    void aCancelThatLosesTheRaceToAFillIsNoAnomalyAndOneThatWasNeverAskedForIs() {
        Rig rig = new Rig();
        OrderState order = in(PENDING_CANCEL, rig);
        rig.fill(order, "99", "2");
        rig.report(new VenueEvent.CancelRejected(BTC.id(), attempt(order), "filled already", rig.nowNanos()));
        assertThat(order.status()).isEqualTo(FILLED);
        assertThat(rig.engine.ledger().anomalies()).isZero();

        OrderState other = in(FILLED, rig);
        rig.report(new VenueEvent.CancelRejected(BTC.id(), attempt(other), "what cancel?", rig.nowNanos()));
        assertThat(rig.engine.ledger().anomalies()).isEqualTo(1);
    }

    @Test
    void anEndThatComesByTwoWaysIsToldOnceAndOneOfAFormerAttemptIsFlagged() {
        Rig rig = new Rig();
        OrderState order = rig.accepted(BUY_2);
        var first = attempt(order);
        rig.act(context -> context.amend(order.id(), Quantity.of("3"), AT_98));
        rig.amended(order, rig.commands(AmendOrder.class).getLast().replacement(), "3", AT_98);
        rig.act(context -> context.cancel(order.id()));
        rig.cancelled(order);
        int events = rig.events.size();
        // With other words and another time, as the answer to a request has.
        rig.report(new VenueEvent.Cancelled(BTC.id(), attempt(order), "canceled", rig.nowNanos() + 1));
        assertThat(rig.events).as("nothing is journaled").hasSize(events);
        assertThat(rig.engine.ledger().anomalies()).isZero();
        rig.report(new VenueEvent.Cancelled(BTC.id(), first, "canceled", rig.nowNanos()));
        assertThat(rig.engine.ledger().anomalies()).isEqualTo(1);
    }

    @Test
    void aCancelledOrderCarriesOurReasonWhereWeAskedAndTheVenuesWhereWeDidNot() {
        Rig rig = new Rig();
        rig.cancelled(in(PENDING_CANCEL, rig));
        OrderState unasked = rig.accepted(BUY_2);
        rig.report(new VenueEvent.Cancelled(BTC.id(), attempt(unasked), "delisted", rig.nowNanos()));
        OrderState refused = in(PENDING_CANCEL, rig);
        rig.report(new VenueEvent.CancelRejected(BTC.id(), attempt(refused), "busy", rig.nowNanos()));
        rig.report(new VenueEvent.Cancelled(BTC.id(), attempt(refused), "end of day", rig.nowNanos()));

        assertThat(rig.events(LedgerEvent.OrderCancelled.class))
                .extracting(LedgerEvent.OrderCancelled::reason)
                .containsExactly("asked for by the strategy", "delisted", "end of day");
    }

    @Test
    void anAmendmentToWhatIsFilledAlreadyClosesTheOrder() {
        Rig rig = new Rig();
        OrderState order = in(PARTIALLY_FILLED, rig);
        rig.act(context -> context.amend(order.id(), Quantity.of("1"), AT_98));
        rig.fill(order, "99", "0.5");
        assertThat(order.status()).isEqualTo(PENDING_AMEND);
        rig.amended(order, attempt(order), "1", AT_98);
        assertThat(order.status()).isEqualTo(FILLED);
    }

    @Test
    void aRefusedCancelGoesBackToTheAmendmentThatIsStillPending() {
        Rig rig = new Rig();
        OrderState order = in(PENDING_AMEND, rig);
        rig.act(context -> context.cancel(order.id()));
        assertThat(order.status()).isEqualTo(PENDING_CANCEL);
        rig.report(new VenueEvent.CancelRejected(BTC.id(), attempt(order), "busy", rig.nowNanos()));
        assertThat(order.status()).isEqualTo(PENDING_AMEND);
        rig.amended(order, attempt(order), "3", AT_98);
        assertThat(order.status()).isEqualTo(ACCEPTED);
    }

    @Test
    void anUnknownFateIsNeitherResentNorClosedAndTheAnswerSettlesIt() {
        Rig rig = new Rig();
        OrderState order = in(UNKNOWN, rig);
        int commands = rig.commands.size();
        rig.price(BTC, "100");
        assertThat(rig.commands).hasSize(commands);
        rig.act(context -> context.amend(order.id(), Quantity.of("3"), AT_98));
        assertThat(rig.engine.ledger().refusedRequests()).isEqualTo(1);
        rig.fill(order, "99", "0.5");
        assertThat(order.status()).isEqualTo(PARTIALLY_FILLED);
    }

    @Test
    void anAttemptThatWasNeverMadeIsNotBelievedButTheNewTermsAre() {
        Rig rig = new Rig();
        OrderState order = in(PENDING_AMEND, rig);
        var before = attempt(order);
        rig.amended(order, new ClientOrderId("test", 0, 9_999), "3", AT_98);

        assertThat(attempt(order)).isEqualTo(before);
        assertThat(order.request().quantity()).isEqualTo(Quantity.of("3"));
        assertThat(rig.engine.ledger().anomalies()).isEqualTo(1);
    }

    @Test
    void requestsThatMakeNoSenseAreRefusedAndCounted() {
        Rig rig = new Rig();
        OrderState closed = in(CANCELLED, rig);
        OrderState cancelling = in(PENDING_CANCEL, rig);
        int commands = rig.commands.size();
        rig.act(context -> {
            context.cancel(closed.id());
            context.cancel(cancelling.id());
            context.cancel(new OrderId(4711));
            context.amend(closed.id(), Quantity.of("3"), AT_98);
            context.amend(cancelling.id(), Quantity.of("3"), AT_98);
        });
        assertThat(rig.engine.ledger().refusedRequests()).isEqualTo(5);
        assertThat(rig.commands).hasSize(commands);
    }

    @Test
    void anAmendmentIsCheckedBeforeItIsSent() {
        Rig rig = new Rig();
        OrderState order = in(PARTIALLY_FILLED, rig);
        int commands = rig.commands.size();
        rig.act(context -> {
            context.amend(order.id(), Quantity.of("0.5"), AT_98);
            context.amend(order.id(), Quantity.of("3.0001"), AT_98);
            context.amend(order.id(), Quantity.of("3"), OrderPrices.limit(Price.of("98.001")));
            context.amend(order.id(), Quantity.of("30000"), AT_98);
        });
        assertThat(rig.events(AmendRefused.class)).hasSize(4);
        assertThat(rig.commands).hasSize(commands);
        assertThat(order.status()).isEqualTo(PARTIALLY_FILLED);
    }
}
