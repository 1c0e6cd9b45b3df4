package dev.tradewind.simulation.venue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tradewind.sdk.instrument.Instrument;
import dev.tradewind.sdk.market.MarketEvent;
import dev.tradewind.sdk.order.ClientOrderId;
import dev.tradewind.sdk.order.OrderCommand.CancelOrder;
import dev.tradewind.sdk.order.OrderId;
import dev.tradewind.sdk.order.OrderRequest;
import dev.tradewind.sdk.order.Side;
import dev.tradewind.sdk.order.VenueEvent;
import dev.tradewind.sdk.plugin.VenueListener;
import dev.tradewind.sdk.strategy.Parameters;
import dev.tradewind.sdk.value.Currency;
import dev.tradewind.sdk.value.Decimal;
import dev.tradewind.sdk.value.Money;
import dev.tradewind.sdk.value.Price;
import dev.tradewind.sdk.value.Quantity;
import dev.tradewind.simulation.venue.OpeningAccount.OpeningOrder;
import dev.tradewind.simulation.venue.OpeningAccount.OpeningPosition;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A venue that is told how an account stands, as after a restart of whoever hosts it. */
class SyntheticVenueOpeningTest {
    private static final Currency USD = Currency.of("USD");
    private static final ClientOrderId ID = new ClientOrderId("a", 0, 7);

    private final SyntheticVenueFactory factory = new SyntheticVenueFactory(1_800_000_000_000_000_000L);
    private final SyntheticVenue venue =
            (SyntheticVenue) factory.connect(Parameters.of(factory.parameters(), Map.of()));
    private final Instrument demo = venue.instruments().getFirst();
    private final List<VenueEvent> told = new ArrayList<>();

    private OpeningAccount opening(Price limit) {
        OrderRequest request = OrderRequest.limit(demo.id(), Side.BUY, Quantity.of("2"), limit);
        return new OpeningAccount(
                "a",
                List.of(new Money(Decimal.of(1_000), USD)),
                List.of(new OpeningPosition(demo.id(), Decimal.of(3), Decimal.of(300))),
                List.of(new OpeningOrder(ID, request, Quantity.of("0.5"), false)));
    }

    private void start() {
        venue.start(new VenueListener() {
            @Override
            public void onMarket(MarketEvent event) {}

            @Override
            public void onOrder(VenueEvent event) {
                told.add(event);
            }
        });
    }

    @Test
    void anAccountKeepsItsCashPositionAndWorkingOrder() {
        venue.open(opening(Price.of("50.00")));
        start();
        venue.advanceTo(venue.nanos() + 1_000_000L);

        assertThat(venue.cash("a", USD)).isEqualTo(Decimal.of(1_000));
        assertThat(venue.quantity("a", demo)).isEqualTo(Decimal.of(3));
        assertThat(venue.working("a")).singleElement().satisfies(order -> {
            assertThat(order.id()).isEqualTo(ID);
            assertThat(order.filled()).isEqualTo(Quantity.of("0.5"));
        });
        assertThat(told).as("nothing happened to the order").isEmpty();
        venue.execute(new CancelOrder(demo.id(), new OrderId(1), ID, venue.nanos()));
        venue.advanceTo(venue.nanos() + 1_000_000_000L);
        assertThat(told).singleElement().isInstanceOf(VenueEvent.Cancelled.class);
        assertThat(venue.working("a")).isEmpty();
    }

    @Test
    void anAccountIsOpenedOnce() {
        venue.open(opening(Price.of("50.00")));

        assertThatThrownBy(() -> venue.open(opening(Price.of("50.00")))).isInstanceOf(IllegalStateException.class);
    }
}
