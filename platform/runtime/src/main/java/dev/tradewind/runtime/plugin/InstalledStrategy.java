package dev.tradewind.runtime.plugin;

import dev.tradewind.sdk.strategy.StrategyFactory;

/**
 * A strategy and the plugin that supplies it.
 *
 * @param factory describes and makes it
 * @param pluginId the plugin's id
 * @param pluginVersion the plugin's version
 */
public record InstalledStrategy(StrategyFactory factory, String pluginId, String pluginVersion) {
    public String name() {
        return factory.name();
    }
}
