package dev.tradewind.policy.bench;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tradewind.policy.RuleSet;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a start must not pay for: readers of files that are not there. */
class LoadedClassesTest {
    private static final Path SHIPPED = Path.of(System.getProperty("tradewind.root", "../.."), "rules");

    @Test
    void aStartWithoutWorkbooksLoadsNoReaderOfThemNorOfScenarios(@TempDir Path folder)
            throws IOException, InterruptedException {
        Path cache = folder.resolve("cache");
        RuleSet.load(SHIPPED, cache);
        Path log = folder.resolve("classes.txt");
        Process process = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:+UseSerialGC",
                        "-Xlog:class+load:file=" + log,
                        "-cp",
                        System.getProperty("java.class.path", ""),
                        ColdStart.class.getName(),
                        SHIPPED.toString(),
                        cache.toString()))
                .redirectErrorStream(true)
                .start();
        String printed = new String(process.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(printed).isZero();

        String loaded = Files.readString(log);
        assertThat(loaded).contains("dev.tradewind.policy.RuleSet ", "dev.tradewind.policy.limits.LimitsTable ");
        for (String unwanted : List.of(
                "snakeyaml",
                "javax.xml.stream",
                "com.sun.org.apache.xerces",
                "dev.tradewind.policy.scenario",
                "dev.tradewind.policy.limits.Workbook",
                "dev.tradewind.policy.limits.SheetReader",
                "dev.tradewind.policy.language.RuleParser ",
                "dev.tradewind.policy.language.PolicyTranslator",
                "dev.tradewind.policy.language.Glossary")) {
            assertThat(loaded).as(unwanted).doesNotContain(unwanted);
        }
    }
}
