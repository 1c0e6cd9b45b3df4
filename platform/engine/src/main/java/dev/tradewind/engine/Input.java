package dev.tradewind.engine;

import dev.tradewind.sdk.instrument.Instrument;
import dev.tradewind.sdk.market.MarketEvent;
import dev.tradewind.sdk.order.OrderId;
import dev.tradewind.sdk.order.VenueEvent;
import dev.tradewind.sdk.value.Currency;
import dev.tradewind.sdk.value.Decimal;
import dev.tradewind.sdk.value.Money;

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

    /** The kill switch: on cancels every order that does not reduce a position, and denies new ones. */
    record SwitchKill(long receivedNanos, boolean on, String reason) implements Input {}

    /** A person's answer about a held order. */
    record AnswerHold(long receivedNanos, OrderId orderId, boolean approved, String by) implements Input {}
}
