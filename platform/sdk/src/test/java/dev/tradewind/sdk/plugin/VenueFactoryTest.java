package dev.tradewind.sdk.plugin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tradewind.sdk.instrument.Instrument;
import dev.tradewind.sdk.order.ClientOrderId;
import dev.tradewind.sdk.order.OrderCommand;
import dev.tradewind.sdk.order.OrderType;
import dev.tradewind.sdk.order.TimeInForce;
import dev.tradewind.sdk.strategy.ParameterSpec;
import dev.tradewind.sdk.strategy.Parameters;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class VenueFactoryTest {
    /** A connection that says no more than it must. */
    private static class Plain implements VenueConnection {
        boolean closed;

        @Override
        public String name() {
            return "PLAIN";
        }

        @Override
        public VenueCapabilities capabilities() {
            return new VenueCapabilities(
                    EnumSet.of(OrderType.LIMIT), EnumSet.of(TimeInForce.GTC), EnumSet.noneOf(VenueFeature.class));
        }

        @Override
        public List<Instrument> instruments() {
            return List.of();
        }

        @Override
        public void start(VenueListener listener) {}

        @Override
        public void execute(OrderCommand command) {}

        @Override
        public void close() {
            closed = true;
        }
    }

    private static VenueFactory of(Plain connection) {
        return new VenueFactory() {
            @Override
            public String name() {
                return "plain";
            }

            @Override
            public String description() {
                return "A venue";
            }

            @Override
            public VenueConnection connect(Parameters parameters) {
                return connection;
            }
        };
    }

    private static final Parameters NONE = Parameters.of(List.of(), Map.of());

    @Test
    void aConnectionThatDoesNotSayIsTakenForRealMoneyAndRefused() {
        Plain connection = new Plain();

        assertThatThrownBy(() -> of(connection).connect(NONE, VenueHost.WITHOUT_LIVE))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("the venue plain would trade in mode LIVE, which is not permitted here");
        assertThat(connection.closed).isTrue();
        assertThat(of(new Plain()).connect(NONE, mode -> true).mode()).isEqualTo(TradingMode.LIVE);
    }

    @Test
    void aConnectionOfAPermittedModeIsMade() {
        Plain demo = new Plain() {
            @Override
            public TradingMode mode() {
                return TradingMode.DEMO;
            }
        };

        assertThat(of(demo).connect(NONE, VenueHost.WITHOUT_LIVE)).isSameAs(demo);
        assertThat(demo.queries()).isEmpty();
        assertThat(demo.times()).isEqualTo(VenueTimes.NONE);
    }

    @Test
    void anOrderOfOursIsKnownByItsId() {
        assertThat(new VenueOrder.Ids("paper-0-7", "42").own()).contains(new ClientOrderId("paper", 0, 7));
        for (String other : List.of("", "web_abc", "a-b", "paper-0-07", "x-y-Z", "paper-0--7")) {
            assertThat(new VenueOrder.Ids(other, "42").own()).as(other).isEmpty();
        }
    }

    @Test
    void aTextIsOneLine() {
        ParameterSpec text = ParameterSpec.text("symbols", "What to trade", "A");

        assertThat(text.check(" A,B ")).isEqualTo("A,B");
        assertThat(text.domain()).isEqualTo("text");
        assertThatThrownBy(() -> text.check("A\nB")).hasMessageContaining("symbols must be one line");
        assertThatThrownBy(() -> text.check("A".repeat(5_000))).hasMessageContaining("4096");
    }

    @Test
    void timesAreNotNegative() {
        assertThatThrownBy(() -> new VenueTimes(-1, 0)).isInstanceOf(IllegalArgumentException.class);
    }
}
