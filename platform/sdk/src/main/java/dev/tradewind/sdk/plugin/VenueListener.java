package dev.tradewind.sdk.plugin;

import dev.tradewind.sdk.market.MarketEvent;
import dev.tradewind.sdk.order.VenueEvent;

/** Hears what a venue says. Should return soon: the venue waits. */
public interface VenueListener {
    /** The market said something. */
    void onMarket(MarketEvent event);

    /** Something became of an order of ours. */
    void onOrder(VenueEvent event);

    /** Anything else: connections that come and go, balances, fills of orders that are not ours. */
    default void onNotice(VenueNotice notice) {}
}
