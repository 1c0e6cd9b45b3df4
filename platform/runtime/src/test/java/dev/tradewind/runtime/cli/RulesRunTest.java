package dev.tradewind.runtime.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tradewind.sdk.testing.TestData;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Rules that cannot be used, and rules that let nothing through. */
class RulesRunTest {
    @TempDir
    private Path folder;

    private Path plugin = Path.of("");
    private Path data = Path.of("");
    private Path rules = Path.of("");

    @BeforeEach
    void prepare() throws IOException {
        plugin = TraderPlugin.trading(folder);
        data = DemoBars.write(folder.resolve("DEMO-1m.csv"), DemoBars.rows(200));
        rules = Files.createDirectories(folder.resolve("my rules"));
        Path limits = Files.createDirectories(rules.resolve("limits"));
        for (String table : new String[] {"limits.csv", "restricted.csv"}) {
            Files.copy(TestData.projectRoot().resolve("rules/limits").resolve(table), limits.resolve(table));
        }
    }

    private void rule(String condition) throws IOException {
        Path file = Files.createDirectories(rules.resolve("risk")).resolve("mine.drl");
        Files.writeString(file, """
                package tradewind.risk
                import dev.tradewind.engine.policy.Check
                global dev.tradewind.policy.VerdictCollector verdict
                rule "Mine" @code(MINE) @severity(HARD) @owner("Risk") @description("d")
                when
                    Check( %s )
                then
                    verdict.deny("Not today.");
                end
                """.formatted(condition));
    }

    private CommandRun run() {
        return CommandRun.backtest(folder, plugin, data, "--rules", rules.toString());
    }

    @Test
    void aBrokenRuleIsNamedByFileLineAndColumn() throws IOException {
        rule("notionl > 5");

        run().stopped(folder, ExitCode.BAD_INPUT,
                "mine.drl:6:12: there is no property `notionl` (did you mean `notional`?");
    }

    @Test
    void aBrokenLimitIsNamedByFileLineAndColumn() throws IOException {
        rule("notional > 5");
        Path limits = rules.resolve("limits/limits.csv");
        Files.writeString(limits, Files.readString(limits).replace(",100000,", ",lots,"));

        run().stopped(folder, ExitCode.BAD_INPUT, "limits.csv:3:7", "lots");
    }

    @Test
    void aFolderThatIsNotThere() {
        CommandRun.backtest(folder, plugin, data, "--rules", folder.resolve("nowhere").toString())
                .stopped(folder, ExitCode.BAD_INPUT, "nowhere: there is no such folder");
    }

    @Test
    void aRuleThatDeniesEverythingIsSaidAtTheTopOfTheReportAndCounted() throws IOException {
        rule("notional >= 0");

        CommandRun run = run().done();

        assertThat(run.out()).contains("\"orders\":10,", "\"fills\":0,",
                "\"denied\":{\"count\":10,\"byRule\":{\"MINE\":10}}");
        String report = Files.readString(CommandRun.report(folder).resolve("report.html"));
        assertThat(report.indexOf("The rules denied every order: MINE 10 times."))
                .isPositive()
                .isLessThan(report.indexOf("<table"));
        assertThat(report).contains("Not today.");
    }

    @Test
    void leverageThatTheLimitsTakeBackIsSaid() throws IOException {
        rule("notional > 1000000000");
        String warning = "Leverage 3 was asked for, but the rules allow positions of 1.1 times equity";

        CommandRun run = CommandRun.backtest(
                folder, plugin, data, "--rules", rules.toString(), "--leverage", "3", "--size", "all-in").done();
        assertThat(run.out()).contains(warning, "\"leverage\":\"3\"", "\"volume\":\"10 %\"", "\"models\":\"none\"",
                "\"askedFrom\":\"start\"");
        assertThat(Files.readString(CommandRun.report(folder).resolve("report.html"))).contains(warning,
                "<dt>Leverage</dt><dd>3</dd>", "<dt>Share of a bar&#39;s volume</dt><dd>10 %</dd>");

        Path limits = rules.resolve("limits/limits.csv");
        Files.writeString(limits, Files.readString(limits).replace(",1.1,", ",3,"));
        run = CommandRun.backtest(
                folder, plugin, data, "--rules", rules.toString(), "--leverage", "3", "--size", "all-in").done();
        assertThat(run.out()).contains("\"warnings\":[]");
    }

    @Test
    void tradesTellHowFarThePriceRan() throws IOException {
        rule("notional > 1000000000");

        run().done();

        List<String> trades = Files.readAllLines(CommandRun.report(folder).resolve("trades.csv"));
        assertThat(trades.getFirst()).contains("max_adverse,max_favourable");
        assertThat(trades.subList(1, trades.size())).isNotEmpty().allSatisfy(row -> {
            String[] cells = row.split(",");
            assertThat(new BigDecimal(cells[11])).isLessThanOrEqualTo(new BigDecimal(cells[7]).min(BigDecimal.ZERO));
            assertThat(new BigDecimal(cells[12])).isGreaterThanOrEqualTo(new BigDecimal(cells[7]).max(BigDecimal.ZERO));
        });
    }

    @Test
    void onATerminalItIsSaidFirst() throws IOException {
        rule("notional >= 0");
        CommandRun run = CommandRun.of(List.of("backtest", "--strategy", "trader", "--plugins",
                plugin.toString(), "--data", data.toString(), "--instrument", "DEMO", "--rules", rules.toString()));

        assertThat(run.done().out()).startsWith("! Every order was denied, so that nothing was traded:")
                .contains("! DENIED MINE: 10 orders");
    }
}
