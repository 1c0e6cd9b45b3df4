package dev.tradewind.testkit.venue;

import dev.tradewind.sdk.plugin.VenueConnection;

final class ReplayVenueContractTest extends VenueContract {
    @Override
    protected VenueConnection connect() {
        return Venues.replay(7, 3_000_000L);
    }
}
