package dev.tradewind.torture;

import dev.tradewind.runtime.plugin.SdkVersion;
import dev.tradewind.testkit.exchange.AccountSpec;
import dev.tradewind.testkit.exchange.ExchangeProcess;
import dev.tradewind.torture.trader.TraderPlugin;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** The folder of the platform under test: its home, configuration, rules, keys, and the trader as a plugin. */
final class PlatformHome {
    /** The account that trades. */
    static final String ACCOUNT = "torture";

    /** The strategy in it. */
    static final String STRATEGY = "trader";

    /** What is traded. */
    static final List<String> SYMBOLS = List.of("BTCUSDT", "ETHUSDT");

    private static final String RULES = "rules/";
    private static final List<String> RULE_FILES =
            List.of("risk/size.drl", "limits/limits.csv", "limits/restricted.csv");
    private static final List<String> TRADER_CLASSES = List.of("TraderPlugin", "TraderPlugin$Factory", "Trader");

    private final Path folder;

    private PlatformHome(Path folder) {
        this.folder = folder;
    }

    /**
     * Makes one.
     *
     * @param plugins folders or zips besides the installed plugins
     * @param pauseMillis between two actions of the trader
     */
    static PlatformHome make(Path folder, ExchangeProcess exchange, List<Path> plugins, int pauseMillis, long seed)
            throws IOException {
        PlatformHome home = new PlatformHome(Files.createDirectories(folder));
        Files.createDirectories(home.harness());
        for (String name : RULE_FILES) {
            Path file = folder.resolve(RULES).resolve(name);
            Files.createDirectories(file.resolveSibling("."));
            try (InputStream in = resource(RULES + name)) {
                Files.write(file, in.readAllBytes());
            }
        }
        home.writeKey("api-key", AccountSpec.DEFAULT_KEY);
        home.writeKey("api-secret", AccountSpec.DEFAULT_SECRET);
        home.writeTrader();
        home.writeConfiguration(exchange, plugins, pauseMillis, Math.floorMod(seed, 1_000_000));
        return home;
    }

    Path home() {
        return folder.resolve("home");
    }

    Path configuration() {
        return folder.resolve("tradewind.yaml");
    }

    /** Where the child is told at which instant to stand still. */
    Path harness() {
        return folder.resolve("harness");
    }

    Path output() {
        return folder.resolve("platform.out");
    }

    Path log() {
        return home().resolve("logs").resolve("tradewind.log");
    }

    private static InputStream resource(String name) {
        InputStream in = PlatformHome.class.getResourceAsStream(name);
        if (in == null) {
            throw new IllegalStateException("the program holds no " + name);
        }
        return in;
    }

    private void writeKey(String name, String text) throws IOException {
        Path file = folder.resolve(name);
        Files.deleteIfExists(file);
        Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(file, text);
    }

    private Path trader() {
        return folder.resolve("torture-trader.zip");
    }

    private void writeTrader() throws IOException {
        try (OutputStream out = Files.newOutputStream(trader());
                ZipOutputStream zip = new ZipOutputStream(out)) {
            entry(zip, "plugin.properties", ("plugin.id=torture-trader\nplugin.version=1.0.0\ntradewind.sdk="
                    + SdkVersion.current() + "\n").getBytes(StandardCharsets.UTF_8));
            entry(
                    zip,
                    "classes/META-INF/services/dev.tradewind.sdk.plugin.TradewindPlugin",
                    TraderPlugin.class.getName().getBytes(StandardCharsets.UTF_8));
            for (String name : TRADER_CLASSES) {
                try (InputStream in = resource("trader/" + name + ".class")) {
                    entry(zip, "classes/dev/tradewind/torture/trader/" + name + ".class", in.readAllBytes());
                }
            }
        }
    }

    private static void entry(ZipOutputStream zip, String name, byte[] content) throws IOException {
        zip.putNextEntry(new ZipEntry(name));
        zip.write(content);
        zip.closeEntry();
    }

    private void writeConfiguration(ExchangeProcess exchange, List<Path> plugins, int pauseMillis, long seed)
            throws IOException {
        StringBuilder all = new StringBuilder(quoted(trader()));
        plugins.forEach(plugin -> all.append(", ").append(quoted(plugin)));
        String text =
                """
                http-port: 0
                rules: %s
                plugins: [%s]
                limits:
                  callback-seconds: 60
                  snapshot-every: 300
                venues:
                  exchange:
                    plugin: binance-spot
                    parameters:
                      mode: testnet
                      symbols: "%s"
                      api-key: %s
                      api-secret: %s
                      rest-url: %s
                      market-url: %s
                      user-url: %s
                      timeout-millis: 3000
                      depth-levels: 100
                      quotes: false
                accounts:
                  %s:
                    venue: exchange
                    mode: testnet
                    base-currency: USDT
                    size: fixed:0.001
                strategies:
                  %s:
                    plugin: torture-trader
                    account: %s
                    instruments: [%s]
                    parameters: {pause-millis: %d, seed: %d}
                """
                        .formatted(
                                quoted(folder.resolve(RULES)),
                                all,
                                String.join(",", SYMBOLS),
                                quoted("file:" + folder.resolve("api-key")),
                                quoted("file:" + folder.resolve("api-secret")),
                                exchange.restUrl(),
                                exchange.streamUrl(),
                                exchange.wsApiUrl(),
                                ACCOUNT,
                                STRATEGY,
                                ACCOUNT,
                                String.join(", ", SYMBOLS.stream().map(name -> name + ".BINANCE").toList()),
                                pauseMillis,
                                seed);
        Files.writeString(configuration(), text);
    }

    private static String quoted(Object value) {
        return "'" + value.toString().replace("'", "''") + "'";
    }
}
