package dev.tradewind.runtime.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tradewind.sdk.testing.TestData;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * A command line that was run in this process, and what came of it.
 *
 * @param code its exit code
 * @param out standard output
 * @param err standard error
 */
record CommandRun(int code, String out, String err) {
    static CommandRun of(List<String> args) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        int code;
        try (PrintWriter outWriter = new PrintWriter(out);
                PrintWriter errWriter = new PrintWriter(err)) {
            code = Tradewind.run(outWriter, errWriter, args.toArray(String[]::new));
        }
        return new CommandRun(code, out.toString(), err.toString());
    }

    /** A backtest of DEMO with a report in {@code folder/out/report} and the result as JSON. */
    static CommandRun backtest(Path folder, Path plugin, Path data, String... more) {
        List<String> args = new ArrayList<>(List.of(
                "backtest", "--strategy", "trader", "--plugins", plugin.toString(), "--data", data.toString(),
                "--json"));
        List<String> given = List.of(more);
        if (!given.contains("--out")) {
            args.addAll(List.of("--out", report(folder).toString()));
        }
        if (!given.contains("--instrument")) {
            args.addAll(List.of("--instrument", "DEMO"));
        }
        if (!given.contains("--rules") && !given.contains("--no-rules")) {
            args.addAll(List.of("--rules", TestData.projectRoot().resolve("rules").toString()));
        }
        args.addAll(given);
        return of(args);
    }

    static Path report(Path folder) {
        return folder.resolve("out/report");
    }

    /** It ended with this code and one line that holds these parts, printed no result and left no file of a report. */
    CommandRun stopped(Path folder, int exitCode, String... parts) {
        assertThat(err).startsWith("tradewind: ").hasLineCount(1).contains(parts).doesNotContain("null");
        assertThat(code).as(err).isEqualTo(exitCode);
        assertThat(out).isEmpty();
        assertThat(left(folder.resolve("out"))).isEmpty();
        return this;
    }

    private static List<Path> left(Path folder) {
        if (!Files.exists(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile).toList();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    /** It ended well. */
    CommandRun done() {
        assertThat(err).isEmpty();
        assertThat(code).isZero();
        return this;
    }
}
