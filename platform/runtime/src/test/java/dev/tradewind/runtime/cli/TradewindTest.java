package dev.tradewind.runtime.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tradewind.sdk.testing.TestData;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine.Command;

class TradewindTest {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @TempDir
    private Path folder;

    private int run(String... args) {
        try (PrintWriter outWriter = new PrintWriter(out);
                PrintWriter errWriter = new PrintWriter(err)) {
            return Tradewind.run(outWriter, errWriter, args);
        }
    }

    @Test
    void helpNamesTheCommandsTheExitCodesAndExamples() {
        assertThat(run("--help")).isZero();
        assertThat(out.toString()).contains("plugin", "Exit codes:", "Examples:", "--version", "--debug");
        assertThat(err.toString()).isEmpty();
    }

    @Test
    void versionNamesProgramAndJava() {
        assertThat(run("--version")).isZero();
        assertThat(out.toString()).matches("tradewind \\d+\\.\\d+\\.\\d+\\S*, Java 2\\d\\S*\\R");
    }

    @Test
    void aMistypedOptionIsOneLineWithASuggestionAndExitCode2() {
        assertThat(run("plugin", "list", "--jsn")).isEqualTo(2);
        assertThat(err.toString())
                .isEqualToIgnoringNewLines("tradewind: Unknown option: '--jsn'; did you mean --json?"
                        + " (see tradewind plugin list --help)");
        assertThat(out.toString()).isEmpty();
    }

    @Test
    void aMistypedCommandIsOneLineWithASuggestionAndExitCode2() {
        assertThat(run("plugn", "list")).isEqualTo(2);
        assertThat(err.toString()).hasLineCount(1).contains("'plugn'").contains("did you mean plugin");
    }

    @Test
    void aCommandToANodeThatDoesNotRunIsOneLineAndExitCode2() {
        for (String[] command : new String[][] {
            {"status"}, {"stop"}, {"strategy", "stop", "trend"}, {"kill-switch", "on"}, {"resume", "paper"},
            {"orders"}, {"cancel", "O-1"}, {"cancel", "--all"}, {"close", "DEMO.SYNTHETIC"}
        }) {
            err.getBuffer().setLength(0);
            assertThat(run(command)).isEqualTo(2);
            assertThat(err.toString()).hasLineCount(1).startsWith("tradewind: no node runs on ");
        }
    }

    @Test
    void aCancelNamesOneOrderOrAll() {
        for (String[] command : new String[][] {{"cancel"}, {"cancel", "O-1", "--all"}}) {
            err.getBuffer().setLength(0);
            assertThat(run(command)).isEqualTo(2);
            assertThat(err.toString()).hasLineCount(1).contains("name one order, or --all");
        }
    }

    @Test
    void badInputIsOneLineWithoutAStackTraceAndExitCode2() {
        assertThat(run("plugin", "list", "--plugins", folder.resolve("nowhere").toString())).isEqualTo(2);
        assertThat(err.toString()).hasLineCount(1).startsWith("tradewind: no plugin at ").contains("nowhere");
    }

    @Test
    void debugAddsTheStackTrace() {
        String nowhere = folder.resolve("nowhere").toString();

        assertThat(run("--debug", "plugin", "list", "--plugins", nowhere)).isEqualTo(2);
        assertThat(err.toString()).startsWith("tradewind: no plugin at ").contains("at dev.tradewind.runtime.plugin.");
    }

    @Test
    void aRunThatFailsIsOneLineAndExitCode1() {
        assertThat(new ErrorReport(false).report(new IllegalStateException("broken"), new PrintWriter(err, true)))
                .isEqualTo(1);
        assertThat(err.toString())
                .isEqualToIgnoringNewLines("tradewind: the run failed: IllegalStateException: broken"
                        + " (--debug shows where)");
    }

    @Test
    void memoryThatRunsOutIsAFailedRunWithARemedy() {
        assertThat(new ErrorReport(false).report(new OutOfMemoryError(), new PrintWriter(err, true))).isEqualTo(1);
        assertThat(err.toString()).contains("out of memory; give Java more with TRADEWIND_OPTS=-Xmx2g");
    }

    /** Every start looks at the methods of every command, and most starts have no class of the store. */
    @Test
    void commandsOfANodeMentionNoClassThatIsThereForNodesAlone() {
        List<Class<?>> commands = new ArrayList<>(NodeCommandClasses.all().values());
        Command rules = Objects.requireNonNull(RulesCommand.class.getAnnotation(Command.class));
        commands.addAll(List.of(rules.subcommands()));
        assertThat(commands).contains(RulesHistoryCommand.class);
        for (Class<?> command : commands) {
            for (Method method : command.getDeclaredMethods()) {
                List<Class<?>> mentioned = new ArrayList<>(List.of(method.getParameterTypes()));
                mentioned.add(method.getReturnType());
                assertThat(mentioned)
                        .as(command.getSimpleName() + "." + method.getName())
                        .noneMatch(type -> type.getName().startsWith("dev.tradewind.store.")
                                || type.getName().startsWith("dev.tradewind.cluster."));
            }
        }
    }

    @Test
    void theLauncherGivesEveryCommandAboutANodeItsLibraries() throws IOException {
        Set<String> served = Files.readAllLines(TestData.projectRoot().resolve("tradewind")).stream()
                .filter(line -> line.contains(") with_node=yes"))
                .flatMap(line -> Arrays.stream(line.substring(0, line.indexOf(')')).split("[ |]+")))
                .collect(Collectors.toSet());

        Set<String> commands = new LinkedHashSet<>(NodeCommandClasses.all().keySet());
        // A run has them from the beginning; rules are asked about what a node recorded.
        commands.remove("run");
        commands.add("rules");
        assertThat(served).containsAll(commands);
    }
}
