package dev.tradewind.runtime.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tradewind.engine.policy.Limits.Limit;
import dev.tradewind.sdk.testing.TestData;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code rules check} and {@code rules test}, as they are typed. */
class RulesTestCommandTest {
    @TempDir
    private Path folder;

    @BeforeEach
    void copyShipped() throws IOException {
        Path shipped = TestData.projectRoot().resolve("rules");
        try (Stream<Path> walk = Files.walk(shipped)) {
            for (Path file : walk.filter(Files::isRegularFile).toList()) {
                Path to = folder.resolve(shipped.relativize(file).toString());
                Files.createDirectories(to.getParent());
                Files.copy(file, to);
            }
        }
    }

    private void change(String file, String from, String to) throws IOException {
        Path path = folder.resolve(file);
        String before = Files.readString(path);
        assertThat(before).contains(from);
        Files.writeString(path, before.replace(from, to));
    }

    private CommandRun run(String... args) {
        return CommandRun.of(Stream.concat(Stream.of("rules"), Stream.of(args)).toList());
    }

    @Test
    void theShippedScenariosPassAndReachEverything() {
        CommandRun run = run("test", folder.toString()).done();

        assertThat(run.out())
                .contains("pass  scenarios/size.yaml:9  An order at the largest value passes")
                .contains("0 failed; 0 rules and rows not reached. Rule set ");
        assertThat(run("test", folder.toString(), "--json").done().out())
                .startsWith("{")
                .contains("\"passed\" : true", "\"unreached\" : [ ]", "\"file\" : \"scenarios/size.yaml\"");
    }

    @Test
    void aChangedLimitFailsTheScenariosThatExpectTheOldOne() throws IOException {
        change("limits/limits.csv", "*,*,*,100000,", "*,*,*,90000,");

        CommandRun run = run("test", folder.toString());

        assertThat(run.code()).isEqualTo(ExitCode.FAILED);
        assertThat(run.out()).contains("FAIL  scenarios/size.yaml:9", "      scenarios/size.yaml:11",
                "        expected  allow", "        came      deny: ORDER_NOTIONAL (limit 90000, actual 100000)",
                "                  The order is worth 100000, more than the limit of 90000.");
        run = run("test", folder.toString(), "--json");
        assertThat(run.code()).isEqualTo(ExitCode.FAILED);
        assertThat(run.out()).contains("\"passed\" : false", "\"came\" : \"deny: ORDER_NOTIONAL (limit 90000");
    }

    private static String row(String firstFour) {
        return firstFour + ",".repeat(Limit.values().length - 1) + "\n";
    }

    @Test
    void aRowThatNoScenarioReachesIsNamed() throws IOException {
        Files.writeString(folder.resolve("limits/limits.csv"),
                Files.readString(folder.resolve("limits/limits.csv")) + row("*,sma-cross,*,250000"));

        assertThat(run("test", folder.toString()).done().out()).contains(
                "! no scenario reaches limits/limits.csv:4  *,sma-cross,*: no limit of an order came from it");
    }

    @Test
    void whatCannotBeReadEndsWithTwoAndItsPlace() throws IOException {
        change("scenarios/size.yaml", "side: sell", "sied: sell");

        CommandRun run = run("test", folder.toString());

        assertThat(run.code()).isEqualTo(ExitCode.BAD_INPUT);
        assertThat(run.out()).isEmpty();
        assertThat(run.err()).contains("an order has no key `sied` (did you mean `side`?)", " problems in ");
    }

    @Test
    void rowsThatOverlapAreWarnedAboutByCheck() throws IOException {
        Files.writeString(folder.resolve("limits/limits.csv"), Files.readString(folder.resolve("limits/limits.csv"))
                + row("main,*,*,5") + row("*,*,BTCUSDT,6"));

        CommandRun run = run("check", folder.toString()).done();

        assertThat(run.out()).contains("warning: limits/limits.csv:5: this row and line 4 both hold for main,*,BTCUSDT",
                " rules, no problem. Rule set ");
        assertThat(List.of(run.out().split("\n"))).hasSizeGreaterThan(1);
    }
}
