package dev.tradewind.policy.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

final class RulesBenchmarkTest {
    private static final Path SHIPPED = Path.of(System.getProperty("tradewind.root", "../.."), "rules");

    @Test
    void everyContenderGivesTheExpectedVerdictsAndAFigureForEach() throws IOException {
        List<RulesBenchmark.Row> rows = RulesBenchmark.run(2_000, SHIPPED);

        assertThat(rows).hasSize(30).allSatisfy(row -> assertThat(row.value()).isNotNegative());
        assertThat(rows)
                .filteredOn(row -> row.name().equals("verdict: allow, p50"))
                .extracting(RulesBenchmark.Row::contender)
                .containsExactly("hand-written Java", "drools", "drools, session alone");
    }
}
