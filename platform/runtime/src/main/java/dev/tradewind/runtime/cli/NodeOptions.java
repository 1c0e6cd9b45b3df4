package dev.tradewind.runtime.cli;

import dev.tradewind.runtime.config.Settings;
import dev.tradewind.runtime.home.TradewindHome;
import dev.tradewind.runtime.node.NodeHome;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which node: its home folder and configuration; a mixin. */
final class NodeOptions {
    @Option(
            names = "--home",
            paramLabel = "DIR",
            description = "Folder of the node's data. Default: TRADEWIND_HOME, or ~/.tradewind")
    private @Nullable Path home;

    @Option(
            names = "--config",
            paramLabel = "FILE",
            description = "Default: TRADEWIND_CONFIG, or tradewind.yaml in the home")
    private @Nullable Path config;

    @Option(
            names = "--http-port",
            paramLabel = "PORT",
            description = "Port of health and metrics on loopback; 0 for none. Default: 7070")
    private @Nullable String httpPort;

    @Option(names = "--db-url", paramLabel = "URL", description = "An external PostgreSQL instead of the embedded one")
    private @Nullable String databaseUrl;

    @Option(
            names = "--join",
            paramLabel = "HOST:PORT[,...]",
            description = "Shares the accounts with nodes at these addresses, this one's among them; needs --db-url")
    private @Nullable String join;

    @Option(
            names = "--listen",
            paramLabel = "HOST:PORT",
            description = "Where this node of a cluster listens. Default: the first free address of --join")
    private @Nullable String listen;

    @Option(
            names = "--abandon",
            paramLabel = "ACCOUNT[,...]",
            description = "Accounts of the database that are not configured and are given up with what they hold")
    private @Nullable String abandon;

    NodeHome home() {
        return new NodeHome(home == null ? TradewindHome.folder() : home);
    }

    Settings settings() {
        return settings(Map.of());
    }

    /** @param more settings of the command itself, by path */
    Settings settings(Map<String, String> more) {
        Map<String, String> set = new LinkedHashMap<>(more);
        if (httpPort != null) {
            set.put("http-port", httpPort);
        }
        if (databaseUrl != null) {
            set.put("database.url", databaseUrl);
        }
        if (join != null) {
            set.put("cluster.join", join);
        }
        if (listen != null) {
            set.put("cluster.listen", listen);
        }
        if (abandon != null) {
            set.put("abandoned", abandon);
        }
        String variable = System.getenv("TRADEWIND_CONFIG");
        Path named = config != null || variable == null || variable.isBlank() ? config : Path.of(variable);
        Path file = named == null ? home().folder().resolve("tradewind.yaml") : named;
        return Settings.load(file, named != null, System.getenv(), set);
    }
}
