package dev.tradewind.testkit.venue;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.tradewind.sdk.order.OrderConditions;
import dev.tradewind.sdk.order.OrderType;
import dev.tradewind.sdk.order.TimeInForce;
import dev.tradewind.sdk.plugin.VenueConnection;
import dev.tradewind.sdk.plugin.VenueFeature;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/**
 * What every venue must do, as tests. A plugin extends it and says how to connect:
 *
 * <pre>{@code
 * class MyVenueContractTest extends VenueContract {
 *     protected VenueConnection connect() {
 *         return new MyVenueFactory().connect(parameters);
 *     }
 * }
 * }</pre>
 *
 * <p>What is checked follows from the venue's capabilities; what it does not claim is skipped. The orders are small, of
 * the first instrument, and need an account that can pay for some hundred times the smallest order. A
 * {@link dev.tradewind.sdk.plugin.SteppedVenue} is stepped; at any other the tests wait in real time, so it should be a
 * test double of the exchange, not the exchange.
 */
public abstract class VenueContract {
    private static final long ANSWER_NANOS = 500_000_000L;
    private static final long WATCH_NANOS = 30_000_000_000L;
    private static final long SETTLE_NANOS = 5_000_000_000L;

    /** A new connection, not started; in the same state each time. */
    protected abstract VenueConnection connect();

    /** Within which time the venue answers a command, in nanoseconds. */
    protected long answerNanos() {
        return ANSWER_NANOS;
    }

    /** How long the market data is watched, in nanoseconds; each instrument must trade meanwhile. */
    protected long watchNanos() {
        return WATCH_NANOS;
    }

    /** How long it takes until nothing more comes after a flow of commands, in nanoseconds. */
    protected long settleNanos() {
        return SETTLE_NANOS;
    }

    /** The exchange's test double, to be asked to misbehave; empty for a venue in the same process. */
    protected Optional<ExchangeDouble> exchange() {
        return Optional.empty();
    }

    private VenueChecks checks() {
        return new VenueChecks(this::connect, answerNanos(), settleNanos());
    }

    private FaultChecks faults() {
        Optional<ExchangeDouble> exchange = exchange();
        assumeTrue(exchange.isPresent(), "the venue is in the same process: there is no network between");
        return new FaultChecks(this::connect, exchange.orElseThrow(), answerNanos(), settleNanos());
    }

    @Test
    public final void listsSaneInstruments() {
        checks().instruments();
    }

    @Test
    public final void tellsTheMarketWithoutHolesOrCrossings() {
        checks().marketData(watchNanos());
    }

    @Test
    public final void givesEveryCommandOneFinalAnswer() {
        checks().answers();
    }

    @Test
    public final void acceptsBeforeItFills() {
        checks().acceptance();
    }

    @Test
    public final void fillsNoMoreThanWasAskedForAndNoWorseThanTheLimit() {
        checks().fills();
    }

    @Test
    public final void tellsEventsInOrderOfTime() {
        checks().order();
    }

    @Test
    public final void refusesToCancelWhatIsGone() {
        checks().unknownCancels();
    }

    @Test
    public final void refusesAnIdThatWasUsed() {
        checks().usedIds();
    }

    @Test
    public final void survivesCancelsThatRaceWithFills() {
        checks().cancelRace();
    }

    @Test
    public final void refusesWhatIsOffTheStepsOrUnknown() {
        checks().steps();
    }

    @Test
    public final void takesNothingBeforeItsStartAndAfterItsEnd() {
        checks().life();
    }

    @Test
    public final void keepsPostOnlyOrdersFromTaking() {
        assumeTrue(checks().can(VenueFeature.POST_ONLY), "the venue takes no post-only orders");
        checks().postOnly();
    }

    @Test
    public final void leavesNothingOfImmediateOrders() {
        assumeTrue(checks().takes(TimeInForce.IOC), "the venue takes no IOC orders");
        checks().immediate(OrderConditions.IOC);
    }

    @Test
    public final void fillsFillOrKillOrdersWhollyOrNot() {
        assumeTrue(checks().takes(TimeInForce.FOK), "the venue takes no FOK orders");
        checks().immediate(OrderConditions.FOK);
    }

    @Test
    public final void letsOrdersExpire() {
        assumeTrue(checks().takes(TimeInForce.GTD), "the venue takes no GTD orders");
        checks().expiry();
    }

    @Test
    public final void triggersStopsBeforeTheyFill() {
        assumeTrue(checks().takes(OrderType.STOP), "the venue takes no stop orders");
        checks().stops();
    }

    @Test
    public final void amendsAnOrderUnderItsId() {
        assumeTrue(checks().can(VenueFeature.AMEND), "the venue does not amend");
        checks().amendments();
    }

    @Test
    public final void doesTheSameEachTime() {
        assumeTrue(checks().can(VenueFeature.REPEATABLE), "the venue does not repeat itself");
        checks().repeats();
    }

    @Test
    public final void tellsAnAcceptanceBeforeAFillThatCameFirst() {
        faults().fillBeforeAnswer();
    }

    @Test
    public final void callsTheFateOfAnOrderUnknownWhereNoAnswerComes() {
        faults().unknownFate(ExchangeDouble.Fault.SILENCE_AFTER_ACCEPTING);
    }

    @Test
    public final void callsTheFateOfAnOrderUnknownAfterAnInternalError() {
        faults().unknownFate(ExchangeDouble.Fault.ERROR_AFTER_ACCEPTING);
    }

    @Test
    public final void tellsOnceWhatItHearsTwice() {
        faults().disorder(ExchangeDouble.Fault.EVENTS_TWICE);
    }

    @Test
    public final void tellsInOrderWhatItHearsOutOfOrder() {
        faults().disorder(ExchangeDouble.Fault.EVENTS_OUT_OF_ORDER);
    }

    @Test
    public final void tellsAFillThatWinsOverACancel() {
        faults().fillsWhenCancelled();
    }

    @Test
    public final void tellsAfterwardsWhatHappenedWhileItWasCutOff() {
        faults().cutOff();
    }
}
