package dev.tradewind.torture;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** A platform that is killed at any instant while its exchange misbehaves; and two that are broken on purpose. */
@EnabledOnOs(OS.LINUX)
@Execution(ExecutionMode.CONCURRENT)
class TortureTest {
    private static final int KILLS = 25;
    private static final long SEED = 25;

    @TempDir
    private Path folder;

    private TortureResult torture(int kills, String sabotage, List<KillPoint> points) throws Exception {
        Path plugin = VenuePlugin.zip(folder);
        TorturePlan plan = new TorturePlan(
                kills,
                SEED,
                sabotage,
                Files.createDirectories(folder.resolve("run")),
                List.of(plugin),
                points,
                TorturePlan.USUAL_PAUSE_MILLIS);
        try (Torture torture = new Torture(plan, line -> {})) {
            TortureResult result = torture.run();
            System.out.println(result.json().replaceFirst("\"cases\":.*", "…"));
            return result;
        }
    }

    @Test
    void killedTwentyFiveTimesNothingIsLostDoubledOrUnexplained() throws Exception {
        TortureResult result = torture(KILLS, "", Schedule.POINTS);

        assertThat(result.findings()).isEmpty();
        assertThat(result.gaps()).isEmpty();
        assertThat(result.counts().kills()).isEqualTo(KILLS);
        assertThat(result.exitCode()).isZero();
    }

    @Test
    void ordersThatAreSentAgainBlindlyAreCaught() throws Exception {
        TortureResult result =
                torture(4, "resend-blind", List.of(KillPoint.ANSWERED, KillPoint.DURABLE, KillPoint.ANSWERED));

        assertThat(result.count(Finding.Kind.DOUBLED)).isPositive();
        assertThat(result.exitCode()).isEqualTo(1);
    }

    @Test
    void commandsThatLeaveBeforeTheJournalHasThemAreCaught() throws Exception {
        TortureResult result = torture(5, "send-before-durable", List.of(KillPoint.DECIDED));

        assertThat(result.findings()).isNotEmpty();
        assertThat(result.exitCode()).isEqualTo(1);
    }
}
