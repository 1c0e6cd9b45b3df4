package dev.tradewind.testkit.venue;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tradewind.sdk.instrument.Instrument;
import dev.tradewind.sdk.market.MarketEvent;
import dev.tradewind.sdk.order.OrderCommand;
import dev.tradewind.sdk.order.OrderCommand.CancelOrder;
import dev.tradewind.sdk.order.VenueEvent;
import dev.tradewind.sdk.order.VenueEvent.Accepted;
import dev.tradewind.sdk.order.VenueEvent.Rejected;
import dev.tradewind.sdk.plugin.SteppedVenue;
import dev.tradewind.sdk.plugin.TradingMode;
import dev.tradewind.sdk.plugin.VenueCapabilities;
import dev.tradewind.sdk.plugin.VenueListener;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A venue that passes on what a misbehaving exchange says, as it comes, fails each check of faults. */
final class FaultChecksTest {
    private static final long ANSWER_NANOS = 500_000_000L;

    /** A check, and what it says of a venue that thinks nothing of what it hears. */
    record Case(String name, Consumer<FaultChecks> check, String message) {
        @Override
        public String toString() {
            return name;
        }
    }

    static List<Case> cases() {
        return List.of(
                new Case("fill first", FaultChecks::fillBeforeAnswer, "must be accepted before"),
                new Case(
                        "silence",
                        checks -> checks.unknownFate(ExchangeDouble.Fault.SILENCE_AFTER_ACCEPTING),
                        "an order without an answer is of unknown fate"),
                new Case(
                        "error",
                        checks -> checks.unknownFate(ExchangeDouble.Fault.ERROR_AFTER_ACCEPTING),
                        "is never called rejected"),
                new Case("twice", checks -> checks.disorder(ExchangeDouble.Fault.EVENTS_TWICE), "2 times"),
                new Case(
                        "out of order",
                        checks -> checks.disorder(ExchangeDouble.Fault.EVENTS_OUT_OF_ORDER),
                        "must be accepted before"),
                new Case("cancel", FaultChecks::fillsWhenCancelled, "a fill that wins over a cancel is told"),
                new Case("cut off", FaultChecks::cutOff, "while the connection was cut off is told afterwards"));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void aVenueThatPassesOnWhatItHearsFails(Case one) {
        CarelessVenue[] made = new CarelessVenue[1];
        ExchangeDouble exchange = new ExchangeDouble() {
            @Override
            public void misbehave(Fault fault) {
                made[0].fault = fault;
            }

            @Override
            public void behave() {
                made[0].fault = null;
            }

            @Override
            public void cutConnections() {}

            @Override
            public void fillAll() {}
        };
        FaultChecks checks = new FaultChecks(
                () -> made[0] = new CarelessVenue(Venues.synthetic(7, 0)), exchange, ANSWER_NANOS, 5 * ANSWER_NANOS);

        assertThatThrownBy(() -> one.check().accept(checks))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining(one.message());
    }

    /** A good venue, behind a network and a plugin that takes everything at its word. */
    private static final class CarelessVenue implements SteppedVenue {
        ExchangeDouble.@Nullable Fault fault;

        private final SteppedVenue exchange;
        private final List<VenueEvent> held = new ArrayList<>();

        CarelessVenue(SteppedVenue exchange) {
            this.exchange = exchange;
        }

        private List<VenueEvent> bent(VenueEvent event) {
            ExchangeDouble.@Nullable Fault now = fault;
            if (now == null) {
                return List.of(event);
            }
            return switch (now) {
                case EVENTS_TWICE -> List.of(event, event);
                case EVENTS_BEFORE_ANSWERS, EVENTS_OUT_OF_ORDER -> swapped(event);
                case SILENCE_AFTER_ACCEPTING, EVENTS_LOST -> List.of();
                case ERROR_AFTER_ACCEPTING -> List.of(event instanceof Accepted one
                        ? new Rejected(one.instrument(), one.clientOrderId(), "503", one.eventNanos())
                        : event);
                case FILLS_WHEN_CANCELLED -> List.of(event);
            };
        }

        private List<VenueEvent> swapped(VenueEvent event) {
            if (event instanceof Accepted && held.isEmpty()) {
                held.add(event);
                return List.of();
            }
            List<VenueEvent> both = new ArrayList<>();
            both.add(event);
            both.addAll(held);
            held.clear();
            return both;
        }

        @Override
        public void start(VenueListener listener) {
            exchange.start(new VenueListener() {
                @Override
                public void onMarket(MarketEvent event) {
                    listener.onMarket(event);
                }

                @Override
                public void onOrder(VenueEvent event) {
                    bent(event).forEach(listener::onOrder);
                }
            });
        }

        @Override
        public void execute(OrderCommand command) {
            // It was filled just before, which is nowhere told.
            boolean refused = fault == ExchangeDouble.Fault.FILLS_WHEN_CANCELLED && command instanceof CancelOrder;
            if (!refused) {
                exchange.execute(command);
            }
        }

        @Override
        public String name() {
            return exchange.name();
        }

        @Override
        public TradingMode mode() {
            return exchange.mode();
        }

        @Override
        public VenueCapabilities capabilities() {
            return exchange.capabilities();
        }

        @Override
        public List<Instrument> instruments() {
            return exchange.instruments();
        }

        @Override
        public long nanos() {
            return exchange.nanos();
        }

        @Override
        public long nextNanos() {
            return exchange.nextNanos();
        }

        @Override
        public void advanceTo(long nanos) {
            exchange.advanceTo(nanos);
        }

        @Override
        public void close() {
            exchange.close();
        }
    }
}
