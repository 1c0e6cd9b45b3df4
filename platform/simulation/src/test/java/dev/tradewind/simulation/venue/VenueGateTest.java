package dev.tradewind.simulation.venue;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tradewind.sdk.instrument.Instrument;
import dev.tradewind.sdk.order.ClientOrderId;
import dev.tradewind.sdk.order.OrderCommand.SubmitOrder;
import dev.tradewind.sdk.order.OrderId;
import dev.tradewind.sdk.order.OrderRequest;
import dev.tradewind.sdk.order.OrderType;
import dev.tradewind.sdk.order.Side;
import dev.tradewind.sdk.order.TimeInForce;
import dev.tradewind.sdk.plugin.VenueCapabilities;
import dev.tradewind.sdk.plugin.VenueFeature;
import dev.tradewind.sdk.value.Quantity;
import dev.tradewind.simulation.data.Instruments;
import java.util.EnumSet;
import java.util.List;
import org.junit.jupiter.api.Test;

final class VenueGateTest {
    private static final Instrument DEMO = Instruments.shipped().require("DEMO");

    private final VenueGate gate = new VenueGate(
            new VenueCapabilities(
                    EnumSet.of(OrderType.MARKET), EnumSet.of(TimeInForce.GTC), EnumSet.noneOf(
                            VenueFeature.class)),
            List.of(DEMO),
            3);

    private boolean takes(long number) {
        OrderRequest request = OrderRequest.market(DEMO.id(), Side.BUY, Quantity.of("1"));
        return gate.objection(new SubmitOrder(
                        new OrderId(number), new ClientOrderId("me", 0, number), request, 0, Long.MAX_VALUE))
                == null;
    }

    @Test
    void theOldestIdsAreForgottenBeyondTheBound() {
        assertThat(List.of(takes(1), takes(2), takes(3))).containsOnly(true);
        assertThat(List.of(takes(1), takes(2), takes(3))).containsOnly(false);
        assertThat(takes(4)).isTrue();

        assertThat(takes(2)).isFalse();
        assertThat(takes(1)).isTrue();
    }
}
