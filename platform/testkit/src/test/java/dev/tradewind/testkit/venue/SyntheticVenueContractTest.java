package dev.tradewind.testkit.venue;

import dev.tradewind.sdk.plugin.VenueConnection;

final class SyntheticVenueContractTest extends VenueContract {
    @Override
    protected VenueConnection connect() {
        return Venues.synthetic(7, 3_000_000L);
    }
}
