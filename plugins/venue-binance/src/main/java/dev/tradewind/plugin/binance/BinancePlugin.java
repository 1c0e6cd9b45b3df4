package dev.tradewind.plugin.binance;

import dev.tradewind.sdk.plugin.TradewindPlugin;
import dev.tradewind.sdk.plugin.VenueFactory;
import java.util.List;

/** The plugin's entry. */
public final class BinancePlugin implements TradewindPlugin {
    @Override
    public List<VenueFactory> venues() {
        return List.of(new BinanceSpotFactory());
    }
}
