package dev.tradewind.testkit.venue;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tradewind.sdk.order.OrderConditions;
import dev.tradewind.testkit.venue.BrokenVenue.Fault;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Each check of the contract fails where what it is about is broken, and passes where nothing is. */
final class VenueContractTest {
    private static final long ANSWER_NANOS = 500_000_000L;

    /** A check, the fault that it finds, and what it says then. */
    private enum Check {
        INSTRUMENTS(VenueChecks::instruments, Fault.LISTS_TWICE, "is listed twice"),
        HOLES(checks -> checks.marketData(30_000_000_000L), Fault.LOSES_UPDATES, "GAP"),
        CROSSINGS(checks -> checks.marketData(30_000_000_000L), Fault.CROSSES_THE_BOOK, "CROSSED"),
        ANSWERS(VenueChecks::answers, Fault.SWALLOWS_CANCEL_REFUSALS, "every cancel is done or refused, once"),
        ENDS(VenueChecks::answers, Fault.CANCELS_TWICE, "must end exactly once"),
        ACCEPTANCE(VenueChecks::acceptance, Fault.FILLS_BEFORE_ACCEPTING, "must be accepted before"),
        FILLS(VenueChecks::fills, Fault.FILLS_TOO_MUCH, "was filled with"),
        TRADE_IDS(VenueChecks::fills, Fault.REPEATS_TRADE_IDS, "came twice"),
        ORDER(VenueChecks::order, Fault.STAMPS_BACKWARDS, "time runs backwards"),
        UNKNOWN_CANCELS(VenueChecks::unknownCancels, Fault.SWALLOWS_CANCEL_REFUSALS, "that is gone is refused"),
        USED_IDS(VenueChecks::usedIds, Fault.TAKES_IDS_AGAIN, "is not taken again"),
        POST_ONLY(VenueChecks::postOnly, Fault.IGNORES_POST_ONLY, "that would trade at once is refused"),
        IMMEDIATE(checks -> checks.immediate(OrderConditions.IOC), Fault.LETS_IMMEDIATE_ORDERS_REST, "IOC leaves"),
        WHOLE(checks -> checks.immediate(OrderConditions.FOK), Fault.LETS_IMMEDIATE_ORDERS_REST, "FOK leaves"),
        EXPIRY(VenueChecks::expiry, Fault.FORGETS_TO_EXPIRE, "expires at its time"),
        STOPS(VenueChecks::stops, Fault.HIDES_TRIGGERS, "must be triggered before it fills"),
        AMENDMENTS(VenueChecks::amendments, Fault.AMENDS_UNDER_ANOTHER_ID, "names the order"),
        CANCEL_RACE(VenueChecks::cancelRace, Fault.CANCELS_TWICE, "must end exactly once"),
        STEPS(VenueChecks::steps, Fault.ACCEPTS_OFF_STEPS, "off the instrument's steps is rejected"),
        REPEATS(VenueChecks::repeats, Fault.NEVER_THE_SAME, "two runs differ"),
        LIFE(VenueChecks::life, Fault.WORKS_WHEN_CLOSED, "a closed venue takes nothing");

        final Consumer<VenueChecks> check;
        final Fault fault;
        final String message;

        Check(Consumer<VenueChecks> check, Fault fault, String message) {
            this.check = check;
            this.fault = fault;
            this.message = message;
        }
    }

    private static VenueChecks on(Fault fault) {
        AtomicLong connections = new AtomicLong();
        return new VenueChecks(
                () -> {
                    long seed = fault == Fault.NEVER_THE_SAME ? connections.incrementAndGet() : 7;
                    return new BrokenVenue(Venues.synthetic(seed, 0), fault);
                },
                ANSWER_NANOS);
    }

    @ParameterizedTest
    @EnumSource
    void aCheckFindsWhatIsBroken(Check check) {
        assertThatThrownBy(() -> check.check.accept(on(check.fault)))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining(check.message);
    }

    @ParameterizedTest
    @EnumSource
    void aCheckPassesWhereNothingIs(Check check) {
        assertThatCode(() -> check.check.accept(on(Fault.NONE))).doesNotThrowAnyException();
    }
}
