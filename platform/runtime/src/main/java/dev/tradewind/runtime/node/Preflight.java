package dev.tradewind.runtime.node;

import dev.tradewind.policy.RuleSet;
import dev.tradewind.runtime.config.NodeConfig;
import dev.tradewind.runtime.config.Settings;
import dev.tradewind.runtime.home.Installation;
import dev.tradewind.runtime.plugin.PluginHost;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * What a start looks at before its database is opened: plugins, rules, venues, strategies and modes. Nobody is
 * connected with, and it may run beside a node on the same home.
 */
public final class Preflight {
    private Preflight() {}

    /**
     * Checks all that, as a start does.
     *
     * @return lines about what starts, and is perhaps not meant so
     * @throws dev.tradewind.runtime.config.ConfigException if something in the configuration cannot be
     * @throws dev.tradewind.policy.RuleException if the rules cannot be used
     * @throws dev.tradewind.runtime.plugin.PluginException if a plugin cannot be used
     * @throws NodeException if no rules are installed
     */
    public static List<String> check(NodeHome home, NodeConfig config, Settings settings) {
        try (PluginHost plugins = plugins(config, home)) {
            List<String> warnings = check(new NodeParts(config, settings, plugins), settings);
            if (!WithoutRules.holds(config)) {
                rules(config, home);
            }
            warnings.addAll(WithoutRules.warnings(config));
            return warnings;
        }
    }

    static List<String> check(NodeParts parts, Settings settings) {
        List<String> warnings = new ArrayList<>(settings.warnings());
        warnings.addAll(parts.check());
        return warnings;
    }

    static PluginHost plugins(NodeConfig config, NodeHome home) {
        List<Path> paths = new ArrayList<>(Installation.pluginFolders());
        paths.addAll(config.plugins());
        return PluginHost.open(paths, home.folder().resolve("cache").resolve("plugins"));
    }

    static RuleSet rules(NodeConfig config, NodeHome home) {
        Path folder = config.rules()
                .or(Installation::rules)
                .orElseThrow(() -> new NodeException(
                        "no rules are installed with this program; name a folder with 'rules:' in the configuration"));
        return RuleSet.load(folder, home.folder().resolve("cache").resolve("rules"));
    }
}
