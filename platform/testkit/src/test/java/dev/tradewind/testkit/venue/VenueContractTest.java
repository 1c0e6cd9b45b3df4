package dev.tradewind.testkit.venue;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tradewind.sdk.order.OrderConditions;
import dev.tradewind.testkit.venue.BrokenVenue.Fault;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each check of the contract fails where what it is about is broken, and passes where nothing is. */
final class VenueContractTest {
    private static final long ANSWER_NANOS = 500_000_000L;

    /** A check, the fault that it finds, and what it says then. */
    record Case(Consumer<VenueChecks> check, Fault fault, String message) {
        @Override
        public String toString() {
            return fault + ": " + message;
        }
    }

    static List<Case> cases() {
        return List.of(
                new Case(VenueChecks::instruments, Fault.LISTS_TWICE, "is listed twice"),
                new Case(checks -> checks.marketData(30_000_000_000L), Fault.LOSES_UPDATES, "GAP"),
                new Case(checks -> checks.marketData(30_000_000_000L), Fault.CROSSES_THE_BOOK, "CROSSED"),
                new Case(VenueChecks::answers, Fault.SWALLOWS_CANCEL_REFUSALS, "every cancel is done or refused, once"),
                new Case(VenueChecks::answers, Fault.CANCELS_TWICE, "must end exactly once"),
                new Case(VenueChecks::acceptance, Fault.FILLS_BEFORE_ACCEPTING, "must be accepted before"),
                new Case(VenueChecks::fills, Fault.FILLS_TOO_MUCH, "was filled with"),
                new Case(VenueChecks::fills, Fault.REPEATS_TRADE_IDS, "came twice"),
                new Case(VenueChecks::order, Fault.STAMPS_BACKWARDS, "time runs backwards"),
                new Case(VenueChecks::unknownCancels, Fault.SWALLOWS_CANCEL_REFUSALS, "that is gone is refused"),
                new Case(VenueChecks::usedIds, Fault.TAKES_IDS_AGAIN, "is not taken again"),
                new Case(VenueChecks::postOnly, Fault.IGNORES_POST_ONLY, "that would trade at once is refused"),
                new Case(checks -> checks.immediate(OrderConditions.IOC), Fault.LETS_IMMEDIATE_ORDERS_REST, "IOC leaves"),
                new Case(checks -> checks.immediate(OrderConditions.FOK), Fault.LETS_IMMEDIATE_ORDERS_REST, "FOK leaves"),
                new Case(VenueChecks::expiry, Fault.FORGETS_TO_EXPIRE, "expires at its time"),
                new Case(VenueChecks::stops, Fault.HIDES_TRIGGERS, "must be triggered before it fills"),
                new Case(VenueChecks::amendments, Fault.AMENDS_UNDER_ANOTHER_ID, "names the order"),
                new Case(VenueChecks::cancelRace, Fault.CANCELS_TWICE, "must end exactly once"),
                new Case(VenueChecks::steps, Fault.ACCEPTS_OFF_STEPS, "off the instrument's steps is rejected"),
                new Case(VenueChecks::repeats, Fault.NEVER_THE_SAME, "two runs differ"),
                new Case(VenueChecks::life, Fault.WORKS_WHEN_CLOSED, "a closed venue takes nothing"));
    }

    private static VenueChecks on(Fault fault) {
        AtomicLong connections = new AtomicLong();
        return new VenueChecks(
                () -> {
                    long seed = fault == Fault.NEVER_THE_SAME ? connections.incrementAndGet() : 7;
                    return new BrokenVenue(Venues.synthetic(seed, 0), fault);
                },
                ANSWER_NANOS,
                10 * ANSWER_NANOS);
    }

    @ParameterizedTest
    @MethodSource("cases")
    void aCheckFindsWhatIsBroken(Case one) {
        assertThatThrownBy(() -> one.check().accept(on(one.fault())))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining(one.message());
    }

    @ParameterizedTest
    @MethodSource("cases")
    void aCheckPassesWhereNothingIs(Case one) {
        assertThatCode(() -> one.check().accept(on(Fault.NONE))).doesNotThrowAnyException();
    }
}
