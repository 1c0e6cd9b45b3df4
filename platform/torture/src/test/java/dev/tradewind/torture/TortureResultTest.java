package dev.tradewind.torture;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tradewind.testkit.exchange.JsonText;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What a run proves, and what it does not. */
class TortureResultTest {
    private static final TorturePlan PLAN =
            new TorturePlan(10, 7, "", Path.of("."), List.of(), Schedule.POINTS, 40);

    private static TortureResult result(int database, int restarts, int inFlight, List<Finding> findings) {
        return new TortureResult(
                PLAN,
                Map.of("database", database),
                Map.of("restart", restarts),
                new TortureResult.Counts(10, 100, 50, inFlight),
                2.34567,
                60,
                findings);
    }

    @Test
    void aRunInWhichAllHappenedAndNothingWasFoundIsAProof() {
        TortureResult result = result(1, 1, 3, List.of());

        assertThat(result.gaps()).isEmpty();
        assertThat(result.exitCode()).isZero();
    }

    @Test
    void aKillOrFaultThatDidNotHappenOrTooFewOrdersInFlightIsAGap() {
        assertThat(result(0, 1, 3, List.of()).gaps()).singleElement().asString().contains("database");
        assertThat(result(1, 0, 3, List.of()).gaps()).singleElement().asString().contains("restart");
        assertThat(result(1, 1, 2, List.of()).gaps()).singleElement().asString().contains("2 of 10");
        assertThat(result(1, 1, 2, List.of()).exitCode()).isEqualTo(1);
    }

    @Test
    void everyFindingIsNamedWithItsEvidence() {
        TortureResult result = result(
                1,
                1,
                3,
                List.of(Finding.lost("a fill", "trade 7"), Finding.doubled("an order", "id 8 \"twice\"")));

        Map<String, ?> json = JsonText.object(result.json());
        assertThat(result.exitCode()).isEqualTo(1);
        assertThat(json.get("lost")).isEqualTo("1");
        assertThat(json.get("doubled")).isEqualTo("1");
        assertThat(json.get("unexplained")).isEqualTo("0");
        assertThat(json.get("recoverySecondsMax")).isEqualTo("2.346");
        assertThat(result.json()).contains("trade 7", "id 8 \\\"twice\\\"");
        assertThat(result.text()).contains("LOST  a fill: trade 7");
    }

    @Test
    void theSameSeedDoesTheSame() {
        Schedule one = new Schedule(5, Schedule.POINTS);
        Schedule other = new Schedule(5, Schedule.POINTS);
        List<Schedule.Step> steps = java.util.stream.Stream.generate(one::next).limit(200).toList();

        assertThat(steps).isEqualTo(java.util.stream.Stream.generate(other::next).limit(200).toList());
        assertThat(steps.subList(0, Schedule.POINTS.size()).stream().map(Schedule.Step::point).toList())
                .containsExactlyInAnyOrderElementsOf(Schedule.POINTS);
    }
}
