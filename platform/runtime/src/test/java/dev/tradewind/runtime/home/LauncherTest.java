package dev.tradewind.runtime.home;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tradewind.sdk.testing.TestData;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The launcher in an installation with a blank in its path, with JDKs that only print how they were called. */
@DisabledOnOs(OS.WINDOWS)
class LauncherTest {
    @TempDir
    private Path folder;

    private Path install;
    private Path home;

    private record Result(int exitCode, List<String> out, String err) {
        /** The argument after this one. */
        String after(String argument) {
            return out.get(out.indexOf(argument) + 1);
        }
    }

    @BeforeEach
    void unpack() throws IOException {
        install = Files.createDirectories(folder.resolve("un packed"));
        home = folder.resolve("home");
        Files.copy(TestData.projectRoot().resolve("tradewind"), install.resolve("tradewind"));
        Files.createDirectories(install.resolve("lib/bench"));
        Files.writeString(install.resolve("lib/b.jar"), "b");
        Files.writeString(install.resolve("lib/a.jar"), "a");
        Files.writeString(install.resolve("lib/bench/z.jar"), "z");
        Files.createDirectories(install.resolve("lib/torture"));
        Files.writeString(install.resolve("lib/torture/t.jar"), "t");
        Files.createDirectories(install.resolve("lib/node"));
        Files.writeString(install.resolve("lib/node/n.jar"), "n");
    }

    /** A JDK whose java prints one argument a line, and writes the cache it is asked for. */
    private Path jdk(String name, String version) throws IOException {
        Path jdk = folder.resolve(name);
        Files.createDirectories(jdk.resolve("bin"));
        Files.writeString(jdk.resolve("release"), "IMPLEMENTOR=\"Test\"\nJAVA_VERSION=\"" + version + "\"\n");
        Path java = Files.writeString(jdk.resolve("bin/java"), """
                #!/usr/bin/env bash
                for a in "$@"; do
                  case $a in -XX:AOTCacheOutput=*) echo made >"${a#*=}"; echo "$a" >>"$TRADEWIND_HOME/trained" ;; esac
                done
                printf '%s\\n' "$@"
                exit "${EXIT:-0}"
                """);
        assertThat(java.toFile().setExecutable(true)).isTrue();
        return jdk;
    }

    private Result run(Map<String, String> environment, Path launcher, String... arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of("bash", launcher.toString()));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile());
        builder.environment().keySet().removeIf(name -> name.startsWith("TRADEWIND_") || name.equals("JAVA_HOME"));
        builder.environment().put("TRADEWIND_HOME", home.toString());
        builder.environment().put("TRADEWIND_CACHE_NOW", "1");
        builder.environment().putAll(environment);
        Path err = folder.resolve("err.txt");
        Process process = builder.redirectError(err.toFile()).start();
        process.getOutputStream().close();
        String out = new String(process.getInputStream().readAllBytes(), UTF_8);
        return new Result(process.waitFor(), out.lines().toList(), Files.readString(err));
    }

    private Result run(Path jdk, String... arguments) throws Exception {
        return run(Map.of("TRADEWIND_JAVA_HOME", jdk.toString()), install.resolve("tradewind"), arguments);
    }

    @Test
    void startsJavaWithTheJarsInOrderAndTheArgumentsAsTheyAre() throws Exception {
        Result result = run(jdk("jdk", "25.0.1"), "backtest", "--data", "my file.csv", "*", "");

        assertThat(result.after("-cp")).isEqualTo(install + "/lib/a.jar:" + install + "/lib/b.jar");
        assertThat(result.out())
                .contains("-Dtradewind.install=" + install)
                .endsWith("dev.tradewind.runtime.cli.Tradewind", "backtest", "--data", "my file.csv", "*", "");
        assertThat(result.exitCode()).isZero();
        assertThat(result.err()).isEmpty();
    }

    @Test
    void whatIsAboutANodeSeesItsJarsToo() throws Exception {
        assertThat(run(jdk("jdk", "25")).after("-cp")).as("no command runs").endsWith("/lib/node/n.jar");
        assertThat(run(jdk("jdk2", "25"), "status").after("-cp")).endsWith("/lib/node/n.jar");
        assertThat(run(jdk("jdk4", "25"), "--home", "h").out())
                .as("options alone are those of run")
                .endsWith("dev.tradewind.runtime.cli.Tradewind", "run", "--home", "h");
        assertThat(run(jdk("jdk5", "25"), "--version").out())
                .endsWith("dev.tradewind.runtime.cli.Tradewind", "--version");
        assertThat(run(jdk("jdk3", "25"), "backtest").after("-cp")).endsWith("/lib/b.jar");
    }

    @Test
    void tortureSeesItsOwnJarsAndThoseOfANode() throws Exception {
        assertThat(run(jdk("jdk", "25"), "torture").after("-cp"))
                .endsWith("/lib/b.jar:" + install + "/lib/node/n.jar:" + install + "/lib/torture/t.jar");
        assertThat(run(jdk("jdk2", "25"), "bench").after("-cp")).doesNotContain("torture");
    }

    @Test
    void aNodeOfAClusterIsGivenWhatHazelcastLooksAt() throws Exception {
        Path config = Files.writeString(folder.resolve("c.yaml"), "http-port: 0\ncluster:\n  join: [a:1]\n");
        String flag = "java.base/sun.nio.ch=ALL-UNNAMED";
        Path jdk = jdk("jdk", "25");

        assertThat(run(jdk, "run", "--join", "a:1").out()).contains(flag);
        assertThat(run(jdk, "run", "--config", config.toString()).out()).contains(flag);
        assertThat(run(jdk, "--config=" + config).out()).contains(flag);
        assertThat(run(jdk, "run").out()).doesNotContain(flag);
        assertThat(run(jdk, "status", "--config", config.toString()).out()).doesNotContain(flag);
        Files.copy(config, home.resolve("tradewind.yaml"));
        assertThat(run(jdk).out()).contains(flag);
    }

    @Test
    void benchSeesItsOwnJarsToo() throws Exception {
        assertThat(run(jdk("jdk", "25"), "bench").after("-cp")).endsWith("/lib/b.jar:" + install + "/lib/bench/z.jar");
        assertThat(run(jdk("jdk2", "25"), "--help").after("-cp")).as("help lists it").contains("/lib/bench/z.jar");
        assertThat(run(jdk("jdk3", "25"), "backtest").after("-cp")).endsWith("/lib/b.jar");
    }

    @Test
    void whatIsMeasuredOfANodeSeesItsJarsAndHasItsFlags() throws Exception {
        Result journal = run(jdk("jdk", "25"), "bench", "journal", "--json");
        assertThat(journal.after("-cp"))
                .endsWith("/lib/b.jar:" + install + "/lib/node/n.jar:" + install + "/lib/bench/z.jar");
        assertThat(journal.out()).contains("-Xmn16m").doesNotContain("-Xmn256m");
        assertThat(run(jdk("jdk2", "25"), "bench", "engine").out()).contains("-Xmn256m");
    }

    @Test
    void aCommandOverLittleDataIsCompiledQuicklyAndAnyOtherThoroughly() throws Exception {
        Path little = Files.writeString(folder.resolve("little.csv"), "x");
        Path much = folder.resolve("much.csv");
        try (RandomAccessFile sparse = new RandomAccessFile(much.toFile(), "rw")) {
            sparse.setLength((64L << 20) + 1);
        }
        Path bars = Files.createDirectories(home.resolve("catalogue/BTCUSDT.BINANCE")).resolve("1m.bars");
        Files.writeString(bars, "x");
        Path jdk = jdk("jdk", "25");

        assertThat(isQuick(jdk, "plugin", "list")).isTrue();
        assertThat(isQuick(jdk, "backtest", "--data", little.toString(), "--json")).isTrue();
        assertThat(isQuick(jdk, "backtest", "--data=X=" + little)).isTrue();
        assertThat(isQuick(jdk, "backtest", "--data", "catalogue:BTCUSDT@1m", "--out", much.toString())).isTrue();
        assertThat(isQuick(jdk, "backtest", "--data", little.toString(), much.toString())).isFalse();
        assertThat(isQuick(jdk, "backtest", "--data", "catalogue:ETHUSDT@1m")).isFalse();
        assertThat(isQuick(jdk, "backtest", "--data", folder.toString())).isFalse();
        assertThat(isQuick(jdk, "bench", "engine")).isFalse();
        assertThat(isQuick(jdk, "data", "import", little.toString())).isFalse();
    }

    private boolean isQuick(Path jdk, String... arguments) throws Exception {
        Result result = run(jdk, arguments);
        assertThat(result.err()).isEmpty();
        return result.out().contains("-XX:TieredStopAtLevel=1");
    }

    @Test
    void findsItsFolderThroughSymbolicLinks() throws Exception {
        Path first = Files.createSymbolicLink(folder.resolve("first"), Path.of("un packed/tradewind"));
        Path second = Files.createSymbolicLink(folder.resolve("second"), first);
        Map<String, String> environment = Map.of("TRADEWIND_JAVA_HOME", jdk("jdk", "25").toString());

        assertThat(run(environment, second, "x").out()).contains("-Dtradewind.install=" + install);
    }

    @Test
    void passesTheExitCodeOn() throws Exception {
        Map<String, String> environment =
                Map.of("TRADEWIND_JAVA_HOME", jdk("jdk", "25").toString(), "EXIT", "1", "TRADEWIND_NO_CACHE", "1");

        assertThat(run(environment, install.resolve("tradewind"), "x").exitCode()).isEqualTo(1);
    }

    @Test
    void aJavaHomeThatIsTooOldIsIgnored() throws Exception {
        Map<String, String> environment = Map.of(
                "JAVA_HOME", jdk("old", "17.0.15").toString(),
                "PATH", jdk("new", "26-ea") + "/bin:" + System.getenv("PATH"));

        Result result = run(environment, install.resolve("tradewind"), "x");

        assertThat(result.exitCode()).isZero();
        assertThat(cacheNames()).allMatch(name -> name.startsWith("java-26-ea-"));
    }

    @Test
    void aNamedJdkThatIsTooOldIsAnErrorThatSaysSo() throws Exception {
        Result result = run(jdk("old", "17.0.15"), "x");

        assertThat(result.exitCode()).isEqualTo(2);
        assertThat(result.err()).hasLineCount(1).contains("TRADEWIND_JAVA_HOME=", "JDK 25", "it is 17.0.15");
    }

    @Test
    void theCacheIsMadeOnceAndAgainForAnotherJarOrJdk() throws Exception {
        Path jdk = jdk("jdk", "25.0.1");
        run(jdk, "x");
        Result second = run(jdk, "x");
        assertThat(second.out()).anyMatch(argument -> argument.startsWith("-XX:AOTCache=" + home));
        assertThat(trainings()).isEqualTo(1);

        Files.writeString(install.resolve("lib/a.jar"), "c");
        run(jdk, "x");
        assertThat(trainings()).as("a jar of the same size changed").isEqualTo(2);

        run(jdk("other", "25.0.2"), "x");
        assertThat(trainings()).as("another JDK").isEqualTo(3);
        assertThat(cacheNames()).hasSize(3).allMatch(name -> name.endsWith(".aot"));
    }

    @Test
    void theCacheIsMadeAfterTheFirstCommandWhereNobodyWaitsForIt() throws Exception {
        Path jdk = jdk("jdk", "25.0.1");
        Map<String, String> environment =
                Map.of("TRADEWIND_JAVA_HOME", jdk.toString(), "TRADEWIND_CACHE_NOW", "");

        Result first = run(environment, install.resolve("tradewind"), "x");

        assertThat(first.out()).noneMatch(argument -> argument.contains("AOTCache"));
        assertThat(first.err()).isEmpty();
        Path making = home.resolve("cache/start/making");
        for (int tries = 0; tries < 200 && (!Files.exists(home.resolve("trained")) || Files.exists(making)); tries++) {
            TimeUnit.MILLISECONDS.sleep(100);
        }
        assertThat(trainings()).isEqualTo(1);
        assertThat(cacheNames()).singleElement().asString().endsWith(".aot");
    }

    @Test
    void aNodeHasACacheOfItsOwn() throws Exception {
        Path jdk = jdk("jdk", "25.0.1");

        assertThat(run(jdk, "run").out()).anyMatch(argument -> argument.startsWith("-XX:AOTCache=" + home));
        run(jdk, "status");
        run(jdk, "run", "--http-port", "0");

        assertThat(trainings()).isEqualTo(2);
        assertThat(cacheNames()).hasSize(2);
    }

    @Test
    void noMoreThanFourCachesAreKept() throws Exception {
        for (int i = 0; i < 6; i++) {
            run(jdk("jdk" + i, "25.0." + i), "x");
        }

        assertThat(cacheNames()).hasSize(4);
    }

    @Test
    void startsWithoutACacheWhereNoneCanBeWritten() throws Exception {
        Files.writeString(home, "a file, not a folder");

        Result result = run(jdk("jdk", "25"), "x");

        assertThat(result.exitCode()).isZero();
        assertThat(result.out()).noneMatch(argument -> argument.contains("AOTCache"));
    }

    @Test
    void aFolderWithoutJarsIsAnErrorThatSaysSo() throws Exception {
        Path alone = Files.copy(install.resolve("tradewind"), folder.resolve("alone"));

        Result result = run(Map.of("TRADEWIND_JAVA_HOME", jdk("jdk", "25").toString()), alone, "x");

        assertThat(result.exitCode()).isEqualTo(2);
        assertThat(result.err()).contains("neither a lib folder nor sources").hasLineCount(1);
    }

    private long trainings() throws IOException {
        return Files.readAllLines(home.resolve("trained")).size();
    }

    private List<String> cacheNames() throws IOException {
        try (Stream<Path> files = Files.list(home.resolve("cache/start"))) {
            return files.map(path -> path.getFileName().toString()).sorted().toList();
        }
    }
}
