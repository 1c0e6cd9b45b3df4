package dev.tradewind.policy.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

final class RulesBenchmarkTest {
    @Test
    void everyContenderGivesTheExpectedVerdictsAndAFigureForEach() throws IOException {
        List<RulesBenchmark.Row> rows = RulesBenchmark.run(2_000);

        assertThat(rows).hasSize(14).allSatisfy(row -> assertThat(row.value()).isNotNegative());
        assertThat(rows)
                .filteredOn(row -> row.name().equals("verdict: allow, p50"))
                .extracting(RulesBenchmark.Row::contender)
                .containsExactly("hand-written Java", "drools");
    }
}
