package dev.tradewind.testkit.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The engine and the venue, one order flow a file in src/test/resources/scenarios. */
class ScenarioFilesTest {
    private static List<Path> files() throws IOException, URISyntaxException {
        Path folder = Path.of(Objects.requireNonNull(ScenarioFilesTest.class.getResource("/scenarios")).toURI());
        try (Stream<Path> files = Files.list(folder)) {
            return files.sorted().toList();
        }
    }

    @TestFactory
    List<DynamicTest> runsAsWritten() throws IOException, URISyntaxException {
        return files().stream()
                .map(file -> DynamicTest.dynamicTest(file.getFileName().toString(), () -> {
                    String text = Files.readString(file);
                    assertThat(Scenario.parse(file.getFileName().toString(), text).run()).isNotEmpty();
                }))
                .toList();
    }

    @Test
    void thereAreManyAndEachExpectsSomething() throws IOException, URISyntaxException {
        assertThat(files()).hasSizeGreaterThanOrEqualTo(20).allSatisfy(file -> {
            assertThat(file.getFileName().toString()).endsWith(".txt");
            assertThat(Files.readAllLines(file)).anyMatch(line -> line.startsWith("expect "));
        });
    }
}
