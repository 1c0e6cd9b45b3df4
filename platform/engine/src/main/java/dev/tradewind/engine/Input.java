package dev.tradewind.engine;

import dev.tradewind.engine.guard.GuardSpec;
import dev.tradewind.engine.ledger.KillSwitches;
import dev.tradewind.sdk.instrument.Instrument;
import dev.tradewind.sdk.instrument.InstrumentId;
import dev.tradewind.sdk.market.Bar;
import dev.tradewind.sdk.market.DataQuality;
import dev.tradewind.sdk.market.MarketEvent;
import dev.tradewind.sdk.order.OrderId;
import dev.tradewind.sdk.order.VenueEvent;
import dev.tradewind.sdk.value.Currency;
import dev.tradewind.sdk.value.Decimal;
import dev.tradewind.sdk.value.Money;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Everything that the engine hears. {@code receivedNanos} is set by the sequencer and never falls. */
public sealed interface Input {
    long receivedNanos();

    /** A market said something. */
    record MarketData(long receivedNanos, MarketEvent event) implements Input {}

    /** A venue said something about an order. */
    record VenueReport(long receivedNanos, VenueEvent event) implements Input {}

    /** Time passed: due timers go off. */
    record ClockTick(long receivedNanos) implements Input {}

    /** An instrument can be traded. Comes before anything else about it. */
    record AddInstrument(long receivedNanos, Instrument instrument) implements Input {}

    /** Cash came (positive) or went other than by a trade. */
    record MoveCash(long receivedNanos, Money amount, String reason) implements Input {}

    /** A conversion rate from outside the account. */
    record SetRate(long receivedNanos, Currency from, Currency to, Decimal rate) implements Input {}

    /** Strategies get {@code onStart}. */
    record StartStrategies(long receivedNanos) implements Input {}

    /**
     * A kill switch: on cancels every order in its scope that does not reduce a position, and denies new ones.
     *
     * @param scope see {@link KillSwitches}
     * @param by who puts it so
     * @param flatten whether all positions are closed, too: one decision, durable as a whole or not at all
     */
    record SwitchKill(long receivedNanos, boolean on, String scope, String by, String reason, boolean flatten)
            implements Input {
        /** @throws IllegalArgumentException if positions are to be closed otherwise than by a switch of an account */
        public SwitchKill {
            if (flatten && (!on || scope.startsWith(KillSwitches.STRATEGY))) {
                throw new IllegalArgumentException(
                        "positions are an account's: only a switch put on over all of it closes them, not " + scope);
            }
        }

        /** The firm's, by nobody in particular, and without closing positions. */
        public SwitchKill(long receivedNanos, boolean on, String reason) {
            this(receivedNanos, on, KillSwitches.FIRM, "", reason, false);
        }
    }

    /** A person's answer about a held order. */
    record AnswerHold(long receivedNanos, OrderId orderId, boolean approved, String by) implements Input {}

    /**
     * A person lets an order that rules denied through, should its strategy ask for it, or for less, once more.
     *
     * @param orderId the order that was denied
     * @param untilNanos the last moment at which that counts
     */
    record GrantOverride(long receivedNanos, OrderId orderId, long untilNanos, String by, String reason)
            implements Input {}

    /**
     * The account was recovered: its ledger is folded. Every order that may be on its way is in doubt from now on, and
     * strategies do not start before each venue gave a complete statement.
     */
    record Restarted(long receivedNanos, String reason) implements Input {}

    /** What a venue said when it was asked. */
    record Reconcile(long receivedNanos, VenueStatement statement) implements Input {}

    /** A person lets a halted account trade again. */
    record ResumeAccount(long receivedNanos, String by) implements Input {}

    /** A strategy is to make no more requests; its entries are cancelled. */
    record StopStrategy(long receivedNanos, String strategy, String reason) implements Input {}

    /**
     * Guards every position in an instrument from now on, also the one that is open. Another guard of the same
     * instrument ends with it.
     *
     * @param strategy whose orders the exits are; empty for the account's own
     */
    record SetGuard(long receivedNanos, String strategy, InstrumentId instrument, GuardSpec spec) implements Input {}

    /** Takes a guard and its orders back. */
    record RemoveGuard(long receivedNanos, InstrumentId instrument, String reason) implements Input {}

    /**
     * Cancels every order and closes what is held at the market.
     *
     * @param instrument of this alone; null for all
     */
    record Flatten(long receivedNanos, @Nullable InstrumentId instrument, String reason) implements Input {}

    /**
     * A person cancels an order, whatever strategy it is of.
     *
     * @param orderId null for every open order of the account
     */
    record CancelByHand(long receivedNanos, @Nullable OrderId orderId, String by) implements Input {}

    /** The data of an instrument became bad, bad in another way, or good again. */
    record SetDataQuality(long receivedNanos, DataQuality quality) implements Input {}

    /**
     * Bars of the past of one instrument, oldest first: before the start, or of an outage. No order comes of them.
     *
     * @param strategy the one that gets them as they are; empty for bars of the feed that are told late, which go to
     *     whoever gets such bars and into the longer ones that are made of them
     */
    record TellHistory(long receivedNanos, InstrumentId instrument, String strategy, List<Bar> bars)
            implements Input {
        /** @throws IllegalArgumentException if a bar is of another instrument, or they are not in order */
        public TellHistory {
            bars = List.copyOf(bars);
            long last = Long.MIN_VALUE;
            for (Bar bar : bars) {
                if (!bar.instrument().equals(instrument) || bar.eventNanos() <= last) {
                    throw new IllegalArgumentException(
                            "history is of one instrument and in order of time; not so at " + bar);
                }
                last = bar.eventNanos();
            }
        }
    }

    /** The data of a venue comes from another source from now on. */
    record NoteFeedSource(long receivedNanos, String venue, String source, String reason) implements Input {}

    /**
     * Orders are judged by another rule set from now on.
     *
     * @param ruleSet hash of its content
     * @param reason who switched, and why
     */
    record ActivateRules(long receivedNanos, String ruleSet, String reason) implements Input {}
}
