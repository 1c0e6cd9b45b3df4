package dev.tradewind.runtime.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tradewind.policy.RuleException;
import dev.tradewind.runtime.config.ConfigException;
import dev.tradewind.runtime.config.NodeConfig;
import dev.tradewind.runtime.config.Settings;
import dev.tradewind.runtime.plugin.PluginZip;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** What a start refuses before its database is opened, 'config check' refuses in the same words. */
@EnabledOnOs(OS.LINUX)
class PreflightTest {
    private static final String CROSSER =
            """
            package demo;
            import dev.tradewind.sdk.market.*;
            import dev.tradewind.sdk.plugin.TradewindPlugin;
            import dev.tradewind.sdk.strategy.*;
            import java.util.*;
            public class Crosser implements TradewindPlugin {
                public List<StrategyFactory> strategies() {
                    return List.of(new StrategyFactory() {
                        public String name() { return "crosser"; }
                        public String description() { return "Crosses."; }
                        public List<ParameterSpec> parameters() {
                            return List.of(ParameterSpec.wholeNumber("fast", "Bars", 5, 1, 100),
                                    ParameterSpec.wholeNumber("slow", "Bars", 20, 1, 100));
                        }
                        public Strategy create(Parameters parameters) {
                            if (parameters.wholeNumber("fast") >= parameters.wholeNumber("slow")) {
                                throw new IllegalArgumentException("fast must be less than slow");
                            }
                            return new Strategy() {
                                public void onBar(Bar bar, StrategyContext context) {}
                            };
                        }
                    });
                }
            }
            """;

    @TempDir
    private static Path folder;

    private static String begin = "";

    @BeforeAll
    static void plugins() throws Exception {
        Path crosser = PluginZip.in(folder, "crosser").entry("demo.Crosser", CROSSER).write();
        List<Path> plugins = List.of(crosser, BinanceZip.write(folder));
        begin = "rules: " + NodeProcess.rules(folder) + "\nplugins: " + plugins + "\n";
    }

    private static List<String> check(String text) {
        return check(begin + text, Map.of());
    }

    private static List<String> check(String text, Map<String, String> environment) {
        Path file = folder.resolve("tradewind.yaml");
        try {
            Files.writeString(file, text);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
        Settings settings = Settings.load(file, true, environment, Map.of());
        return Preflight.check(new NodeHome(folder.resolve("home")), NodeConfig.of(settings), settings);
    }

    private static void refuses(String text, String... parts) {
        assertThatThrownBy(() -> check(text))
                .isInstanceOf(ConfigException.class)
                .hasMessageContainingAll(parts)
                .message()
                .hasLineCount(1);
    }

    private static String venues(String venue) {
        return "venues:\n  v: {" + venue + "}\n";
    }

    private static String demo(String mode, String strategy) {
        return "accounts:\n  a: {venue: v, mode: " + mode + "}\nstrategies:\n  s: {account: a, " + strategy + "}\n";
    }

    private static final String GOOD = "plugin: crosser, instruments: [DEMO.SYNTHETIC], bars: 5s";

    @Test
    void whatIsWellHasNoWarning() {
        assertThat(check(venues("plugin: synthetic") + demo("demo", GOOD))).isEmpty();
    }

    @Test
    void pluginsParametersAndInstrumentsThatAreNotThereAreRefused() {
        refuses(
                venues("plugin: synthetc") + demo("demo", GOOD),
                "unknown venue, 'synthetc'; did you mean 'synthetic'?");
        refuses(venues("plugin: synthetic, parameters: {sede: 7}") + demo("demo", GOOD), "unknown parameter 'sede'");
        refuses(venues("plugin: synthetic") + demo("demo", GOOD.replace("crosser", "croser")), "croser", "crosser");
        refuses(
                venues("plugin: synthetic") + demo("demo", GOOD + ", parameters: {fats: 3}"),
                "unknown parameter 'fats'");
        refuses(
                venues("plugin: synthetic") + demo("demo", GOOD + ", parameters: {fast: 30}"),
                "strategies.s.plugin",
                "fast must be less than slow");
        refuses(
                venues("plugin: synthetic") + demo("demo", GOOD.replace("DEMO.", "DOME.")),
                "strategies.s.instruments names DOME.SYNTHETIC",
                "DEMO.SYNTHETIC");
    }

    @Test
    void aModeThatTheVenueDoesNotHaveIsRefusedWithTheOneThatItHas() {
        refuses(
                venues("plugin: synthetic") + demo("paper", GOOD),
                "accounts.a.mode is PAPER, but the venue 'v' trades in mode DEMO",
                "set 'mode: demo'");
        refuses(
                venues("plugin: binance-spot") + demo("paper", GOOD),
                "accounts.a.mode is PAPER, but the venue 'v' trades in mode TESTNET");
        refuses(venues("plugin: synthetic") + demo("live", GOOD), "choose demo, paper or testnet");
        refuses(venues("plugin: synthetic") + demo("play", GOOD), "choose demo, paper or testnet; it was 'play'");
    }

    @Test
    void keysAreReadBeforeAnybodyIsAsked() throws IOException {
        String account = demo("testnet", GOOD.replace("DEMO.SYNTHETIC", "BTCUSDT.BINANCE"));
        refuses(
                venues("plugin: binance-spot, parameters: {api-key: abc, api-secret: abc}") + account,
                "must be env:NAME or file:PATH, never the secret itself");
        Path key = folder.resolve("key");
        String inFile =
                "plugin: binance-spot, parameters: {api-key: 'file:" + key + "', api-secret: 'file:" + key + "'}";
        refuses(
                venues(inFile) + account,
                "cannot read " + key);
        Files.writeString(key, "abc");
        Files.setPosixFilePermissions(key, PosixFilePermissions.fromString("rw-r--r--"));
        refuses(
                venues(inFile) + account,
                "chmod 600");
    }

    @Test
    void rulesThatAreNotThereOrDoNotCompileAreRefused() throws IOException {
        String rest = venues("plugin: synthetic") + demo("demo", "plugin: crosser, instruments: [DEMO.SYNTHETIC]");
        String none = begin.replaceFirst("rules: .*", "rules: " + folder.resolve("no-such-rules"));
        assertThatThrownBy(() -> check(none + rest, Map.of()))
                .isInstanceOf(RuleException.class)
                .hasMessageContaining("no-such-rules");
        Path bad = NodeProcess.rules(Files.createDirectories(folder.resolve("bad")));
        Files.writeString(bad.resolve("risk/bad.drl"), "package x\nrule \"odd\" when\n");
        String broken = begin.replaceFirst("rules: .*", "rules: " + bad);
        assertThatThrownBy(() -> check(broken + rest, Map.of()))
                .isInstanceOf(RuleException.class)
                .hasMessageContaining("bad.drl");
    }

    @Test
    void whatStartsAndIsHardlyMeantSoIsAWarning() {
        assertThat(check(venues("plugin: synthetic") + demo("demo", "plugin: crosser, instruments: [DEMO.SYNTHETIC]")))
                .singleElement()
                .asString()
                .contains("strategy 's' (crosser) works on bars and gets none: add 'bars: 1m'");
        assertThat(check(begin + venues("plugin: synthetic") + demo("demo", GOOD), Map.of("TRADEWIND_SOMETHING", "1")))
                .containsExactly("the environment sets TRADEWIND_SOMETHING, which is unknown and does nothing; 'config"
                        + " print' shows what can be set");
    }
}
