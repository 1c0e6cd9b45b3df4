package dev.tradewind.testkit.venue;

import dev.tradewind.sdk.plugin.VenueConnection;
import dev.tradewind.sdk.plugin.VenueFactory;
import dev.tradewind.sdk.strategy.Parameters;
import dev.tradewind.simulation.venue.SyntheticVenueFactory;
import java.util.Map;

final class SyntheticVenueContractTest extends VenueContract {
    @Override
    protected VenueConnection connect() {
        VenueFactory factory = new SyntheticVenueFactory();
        return factory.connect(Parameters.of(factory.parameters(), Map.of("seed", "7", "cash", "1000000")));
    }
}
