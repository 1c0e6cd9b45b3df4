package dev.tradewind.plugin.binance;

import dev.tradewind.sdk.plugin.TradingMode;
import dev.tradewind.sdk.plugin.VenueConnection;
import dev.tradewind.sdk.plugin.VenueFactory;
import dev.tradewind.sdk.plugin.VenueHost;
import dev.tradewind.sdk.strategy.ParameterSpec;
import dev.tradewind.sdk.strategy.Parameters;
import java.util.List;
import java.util.Optional;

/** Makes connections to Binance's spot market. */
final class BinanceSpotFactory implements VenueFactory {
    @Override
    public String name() {
        return "binance-spot";
    }

    @Override
    public String description() {
        return "Binance's spot market, or its testnet: orders by signed REST, market data and what becomes of orders by"
                + " WebSocket.";
    }

    @Override
    public List<ParameterSpec> parameters() {
        return Settings.specs();
    }

    @Override
    public VenueConnection connect(Parameters parameters) {
        return connect(parameters, VenueHost.WITHOUT_LIVE);
    }

    @Override
    public void check(Parameters parameters, VenueHost host) {
        credentials(parameters, permitted(parameters, host));
    }

    @Override
    public VenueConnection connect(Parameters parameters, VenueHost host) {
        Settings settings = permitted(parameters, host);
        return BinanceConnection.open(settings, credentials(parameters, settings));
    }

    private Settings permitted(Parameters parameters, VenueHost host) {
        Settings settings = Settings.of(parameters);
        // Before any key is read or anything is sent.
        if (!host.permits(settings.mode())) {
            throw new IllegalArgumentException("the venue " + name() + " would trade in mode " + settings.mode()
                    + ", which is not permitted here; use mode=testnet, or access=market-data");
        }
        return settings;
    }

    private static Optional<Credentials> credentials(Parameters parameters, Settings settings) {
        return settings.mode() == TradingMode.PAPER
                ? Optional.empty()
                : Optional.of(Credentials.read(
                        parameters.text("api-key"), parameters.text("api-secret"), System::getenv));
    }
}
