package dev.tradewind.runtime.node;

import dev.tradewind.sdk.instrument.InstrumentId;
import dev.tradewind.sdk.order.ClientOrderId;
import dev.tradewind.sdk.plugin.VenueFill;
import dev.tradewind.sdk.plugin.VenueOrder;
import dev.tradewind.sdk.plugin.VenueQueries;
import java.util.List;
import java.util.Optional;

/** Questions to a plugin that may break over them. */
record GuardedQueries(VenueQueries to, MendedConnection.Guard guard) implements VenueQueries {
    @Override
    public long serverNanos() {
        return guard.call("the venue's clock", to::serverNanos);
    }

    @Override
    public Optional<VenueOrder> order(InstrumentId instrument, ClientOrderId id) {
        return guard.call("a question about an order", () -> to.order(instrument, id));
    }

    @Override
    public List<VenueOrder> openOrders() {
        return guard.call("a question about open orders", to::openOrders);
    }

    @Override
    public List<VenueOrder> closedOrders(InstrumentId instrument, long sinceNanos) {
        return guard.call("a question about closed orders", () -> to.closedOrders(instrument, sinceNanos));
    }

    @Override
    public List<VenueFill> fills(InstrumentId instrument, long sinceNanos) {
        return guard.call("a question about fills", () -> to.fills(instrument, sinceNanos));
    }

    @Override
    public List<Balance> balances() {
        return guard.call("a question about balances", to::balances);
    }
}
