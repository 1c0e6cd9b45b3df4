package dev.tradewind.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tradewind.engine.ledger.Ledger;
import dev.tradewind.policy.RuleSet;
import dev.tradewind.runtime.cli.InputException;
import dev.tradewind.store.database.Database;
import dev.tradewind.store.journal.Recovery;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** That what is measured is what it says, on a real database; how fast it is, is not tested. */
class JournalBenchmarkTest {
    private static final long SHORT_NANOS = 200_000_000L;

    @TempDir
    private static Path home;

    private static Database database;

    @BeforeAll
    static void startDatabase() {
        database = Database.embedded(home);
    }

    @AfterAll
    static void stopDatabase() {
        database.close();
    }

    @Test
    void anUnknownPartIsRefusedWithThoseThatThereAre() {
        assertThatThrownBy(() -> new JournalBenchmark(List.of("speed")))
                .isInstanceOf(InputException.class)
                .hasMessage("bench journal has no part 'speed'; there are throughput, open-loop, decision, ticks,"
                        + " recovery, rehearsal");
    }

    @Test
    void everyWayCountsWhatItWroteAndEndsWithNothingOnItsWay() throws Exception {
        for (Way way : List.of(new BareWriter(database, 128), new WriterAlone(database, "alone", 128))) {
            try (way) {
                ClosedLoop loop = ClosedLoop.run(way, 16, SHORT_NANOS, database.serverPid());
                assertThat(loop.rows()).isPositive().isEqualTo(loop.events());
                assertThat(loop.timings().size()).isEqualTo((int) loop.rows());
                assertThat(loop.spent().serverNanos()).isNotNegative();
            }
        }
    }

    @Test
    void anAccountJournalsThreeEventsAnOrderAndOneAFillAndComesBackFromThem() throws Exception {
        RuleSet rules = BenchRules.generated(home.resolve("account"), 50);
        long trades;
        try (TradedAccount account = new TradedAccount(database, home, "account", rules)) {
            ClosedLoop loop = ClosedLoop.run(account, 16, SHORT_NANOS, database.serverPid());
            trades = loop.timings().size();
            assertThat(account.sent()).isEqualTo(trades);
            assertThat(loop.rows()).isBetween(2 * trades, 2 * trades + 20);
            assertThat(loop.events()).isBetween(4 * trades, 4 * trades + 20);
        }
        Ledger ledger = new Recovery(database).recover("account").ledger();
        assertThat(ledger.lastOrderId()).isEqualTo(trades);
        assertThat(ledger.fills()).isEqualTo(trades);
        assertThat(ledger.anomalies()).isZero();
    }

    @Test
    void instantsOfAnOrderAreInItsOrderAndHeldBackFillsComeLater() throws Exception {
        Path shipped = Path.of(System.getProperty("tradewind.root", "../.."), "rules");
        RuleSet rules = BenchRules.open(shipped, home.resolve("instants"));
        assertThat(rules.rules()).isNotEmpty();
        try (TradedAccount account = new TradedAccount(database, home, "instants", rules)) {
            List<Integer> filled = new ArrayList<>();
            account.holdBack(true);
            TradedAccount.Marks marks = account.mark(10);
            long[] due = OpenLoop.run(1_000, 10, i -> account.send(() -> filled.add(i)));
            account.awaitSent(10);
            assertThat(filled).isEmpty();
            for (int i = 0; i < 10; i++) {
                assertThat(marks.called[i]).isGreaterThan(due[i]);
                assertThat(marks.decided[i]).isGreaterThan(marks.called[i]);
                assertThat(marks.left[i]).isGreaterThan(marks.decided[i]);
            }
            account.holdBack(false);
            account.awaitIdle();
            assertThat(filled).containsExactly(0, 1, 2, 3, 4, 5, 6, 7, 8, 9);
        }
    }

    @Test
    void aDayHasAsManyEventsAsItShallAndComesBackWhole() throws Exception {
        TradingDay.write(database, "day", 5_000);
        Recovery.Recovered recovered = new Recovery(database).recover("day");
        assertThat(recovered.events()).isBetween(5_000L, 5_005L);
        assertThat(recovered.ledger().fills()).isPositive();
    }

    @Test
    void percentilesAreValuesThatWereMeasured() {
        Timings timings = new Timings();
        for (int i = 100; i >= 1; i--) {
            timings.add(i);
        }
        assertThat(timings.percentile(50)).isEqualTo(50);
        assertThat(timings.percentile(99)).isEqualTo(99);
        assertThat(timings.percentile(100)).isEqualTo(100);
        assertThat(Timings.median(List.of(3.0, 1.0, 2.0))).isEqualTo(2.0);
    }
}
