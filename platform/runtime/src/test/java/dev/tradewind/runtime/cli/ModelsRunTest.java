package dev.tradewind.runtime.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tradewind.runtime.plugin.PluginZip;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Models of the simulated venue that come from a plugin. */
class ModelsRunTest {
    @TempDir
    private Path folder;

    private Path plugins = Path.of("");
    private Path data = Path.of("");

    @BeforeEach
    void prepare() throws IOException {
        plugins = Files.createDirectories(folder.resolve("plugins"));
        TraderPlugin.trading(plugins);
        data = DemoBars.write(folder.resolve("DEMO-1m.csv"), DemoBars.rows(200));
    }

    private void models(String methods) {
        PluginZip.in(plugins, "broker").entry("broker.Broker", """
                package broker;
                import dev.tradewind.sdk.instrument.Instrument;
                import dev.tradewind.sdk.market.Bar;
                import dev.tradewind.sdk.order.*;
                import dev.tradewind.sdk.plugin.*;
                import dev.tradewind.sdk.value.*;
                import java.util.*;
                public class Broker implements TradewindPlugin {
                    public List<SimulationModels> simulationModels() {
                        return List.of(new SimulationModels() {
                            public String name() { return "broker"; }
                            %s
                        });
                    }
                }
                """.formatted(methods))
                .write();
    }

    private static final String FLAT_FEE = """
            public Optional<FeeModel> feeModel() {
                return Optional.of((instrument, side, price, quantity, liquidity) ->
                        new Money(Decimal.of(3), instrument.settlement()));
            }
            """;

    private CommandRun run(String... more) {
        return CommandRun.backtest(folder, plugins, data, more);
    }

    @Test
    void aFeeModelReplacesTheFeeAndTheRestStaysBuiltIn() throws IOException {
        models(FLAT_FEE);

        CommandRun run = run("--models", "broker", "--slippage-bps", "5").done();

        assertThat(run.out()).contains("\"fills\":20,", "\"fees\":\"60\"");
        String report = Files.readString(CommandRun.report(folder).resolve("report.html"));
        assertThat(report).contains("broker of broker 1.2.3", "5 bps");
    }

    @Test
    void withoutTheOptionTheyAreNotUsed() {
        models(FLAT_FEE);

        assertThat(run("--fee-bps", "0").done().out()).contains("\"fees\":\"0\"");
    }

    @Test
    void slippageLatencyAndFillsAreUsedToo() throws IOException {
        models("""
                public Optional<SlippageModel> slippageModel() {
                    return Optional.of((instrument, side, reference, quantity, bar) -> new Price(
                            reference.value().plus(Decimal.of(side == Side.BUY ? 1 : -1))));
                }
                public Optional<LatencyModel> latencyModel() { return Optional.of(command -> 1_000_000L); }
                public Optional<FillModel> fillModel() {
                    return Optional.of(new FillModel() {
                        public Quantity available(Instrument instrument, Bar bar) {
                            return new Quantity(Decimal.of(4));
                        }
                        public boolean fillsResting(Side side, Price limit, Price reached) { return true; }
                    });
                }
                """);

        run("--models", "broker", "--fee-bps", "0").done();

        List<String> fills = Files.readAllLines(CommandRun.report(folder).resolve("fills.csv"));
        // The decision falls at the end of the first bar, 00:01:00; a millisecond later that open is gone.
        assertThat(fills.get(1)).startsWith("2024-01-01T00:02:00Z,O-1,DEMO.SYNTHETIC,BUY,4,101.12,0");
        assertThat(fills.get(2)).startsWith("2024-01-01T00:03:00Z,O-1,DEMO.SYNTHETIC,BUY,4,");
    }

    @Test
    void pluginListNamesThem() {
        models(FLAT_FEE);

        assertThat(CommandRun.of(List.of("plugin", "list", "--plugins", plugins.toString())).done().out())
                .contains("--models broker  (broker 1.2.3)", "Supplies models of: fees.");
        assertThat(CommandRun.of(List.of("plugin", "list", "--json", "--plugins", plugins.toString())).done().out())
                .contains("\"models\" : [ {", "\"supplies\" : [ \"fees\" ]");
    }

    @Test
    void anUnknownNameIsRefusedWithTheNearest() {
        models(FLAT_FEE);

        run("--models", "brokr").stopped(folder, ExitCode.BAD_INPUT, "unknown models 'brokr'; did you mean broker?");
    }

    @Test
    void aModelThatThrowsIsNamed() {
        models("""
                public Optional<FeeModel> feeModel() {
                    return Optional.of((instrument, side, price, quantity, liquidity) -> {
                        throw new IllegalStateException("no tariff");
                    });
                }
                """);

        run("--models", "broker").stopped(folder, ExitCode.FAILED,
                "the models broker of broker 1.2.3 failed in fee(): java.lang.IllegalStateException: no tariff, at"
                        + " broker.");
    }

    @Test
    void answersThatMakeNoSenseAreNamed() {
        models("public Optional<LatencyModel> latencyModel() { return Optional.of(command -> -1L); }");
        run("--models", "broker").stopped(folder, ExitCode.FAILED, "gave a latency of -1 ns; it must be 0 or more");

        models("public Optional<SlippageModel> slippageModel() { return Optional.of((i, s, r, q, b) -> null); }");
        assertThat(run("--models", "broker").err())
                .contains("the models broker of broker 1.2.3 answered null in slipped()");
    }
}
