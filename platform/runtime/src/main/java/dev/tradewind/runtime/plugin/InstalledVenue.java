package dev.tradewind.runtime.plugin;

import dev.tradewind.sdk.plugin.VenueFactory;

/**
 * A venue, and the plugin that supplies it.
 *
 * @param factory makes connections
 * @param pluginId the plugin's id
 * @param pluginVersion the plugin's version
 */
public record InstalledVenue(VenueFactory factory, String pluginId, String pluginVersion) {
    public String name() {
        return factory.name();
    }
}
