package dev.tradewind.runtime.plugin;

import dev.tradewind.sdk.plugin.SimulationModels;

/**
 * Models of costs and fills, and the plugin that supplies them.
 *
 * @param models the models
 * @param pluginId the plugin's id
 * @param pluginVersion the plugin's version
 */
public record InstalledModels(SimulationModels models, String pluginId, String pluginVersion) {
    public String name() {
        return models.name();
    }
}
