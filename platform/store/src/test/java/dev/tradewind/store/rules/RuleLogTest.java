package dev.tradewind.store.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tradewind.store.database.Database;
import dev.tradewind.store.database.TestServer;
import dev.tradewind.store.journal.Bytes;
import dev.tradewind.store.rules.RuleEvent.Deed;
import dev.tradewind.store.rules.RuleEvent.Kind;
import dev.tradewind.store.session.Sessions;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;

class RuleLogTest {
    private static Deed deed(Kind kind, long version, String reason) {
        return new Deed(kind, version, "h1", "", "ada", reason, "details");
    }

    private static RuleLog log(Database database) {
        new Sessions(database).keepRules("h1", Bytes.of(new byte[] {1}));
        return new RuleLog(database);
    }

    @Test
    void rowsAreNumberedChainedAndComeBack() {
        try (Database database = TestServer.database()) {
            RuleLog log = log(database);
            assertThat(log.active()).isEmpty();
            RuleEvent proposed = log.append(5, rows -> deed(Kind.PROPOSED, 0, "less"));
            assertThat(proposed.id()).isEqualTo(1);
            assertThat(proposed.version()).isEqualTo(1);
            // The bytes of the chain are as they ever were.
            assertThat(HexFormat.of().formatHex(proposed.hash().toByteArray()))
                    .isEqualTo("6d833179257da8dd04b310bc7845576bd032d63fed43e303720890930ecb2c78");
            RuleEvent active = log.append(6, rows -> {
                assertThat(rows).containsExactly(proposed);
                return deed(Kind.ACTIVATED, 1, "now");
            });
            assertThat(log.active()).contains(active);
            assertThat(log.all()).containsExactly(proposed, active);
            assertThat(RuleLog.broken(log.all())).isEmpty();
            assertThatThrownBy(() -> log.append(7, rows -> {
                        throw new IllegalStateException("refused");
                    }))
                    .hasMessage("refused");
            assertThat(log.all()).hasSize(2);
        }
    }

    @Test
    void whatIsChangedRemovedOrPutInIsFound() {
        try (Database database = TestServer.database()) {
            RuleLog log = log(database);
            for (int i = 0; i < 4; i++) {
                log.append(i, rows -> deed(Kind.ACTIVATED, 0, "again"));
            }
            List<RuleEvent> rows = log.all();
            List<RuleEvent> without = new ArrayList<>(rows);
            without.remove(1);
            assertThat(RuleLog.broken(without)).contains("the rule log is broken: row 2 is missing");
            List<RuleEvent> changed = new ArrayList<>(rows);
            changed.set(2, new RuleEvent(3, deed(Kind.ACTIVATED, 3, "other"), 2, rows.get(2).hash()));
            assertThat(RuleLog.broken(changed)).hasValueSatisfying(text -> assertThat(text).contains("row 3"));
            List<RuleEvent> later = new ArrayList<>(rows);
            later.set(3, new RuleEvent(4, rows.get(3).what(), 99, rows.get(3).hash()));
            assertThat(RuleLog.broken(later)).hasValueSatisfying(text -> assertThat(text).contains("row 4"));
        }
    }

    @Test
    void nobodyChangesARowOnceItIsWritten() throws Exception {
        try (Database database = TestServer.database()) {
            log(database).append(1, rows -> deed(Kind.ACTIVATED, 0, "first"));
            for (String change : List.of(
                    "update tradewind.rule_log set reason = 'x'",
                    "delete from tradewind.rule_log",
                    "truncate tradewind.rule_log")) {
                try (Connection owner = database.connectAsOwner("test");
                        Statement statement = owner.createStatement()) {
                    assertThatThrownBy(() -> statement.execute(change))
                            .isInstanceOf(SQLException.class)
                            .hasMessageContaining("append-only");
                }
                try (Connection application = database.pool().getConnection();
                        Statement statement = application.createStatement()) {
                    assertThatThrownBy(() -> statement.execute(change)).isInstanceOf(SQLException.class);
                }
            }
        }
    }

    @Test
    void twoThatAppendAtOnceDoSoOneAfterTheOther() throws Exception {
        try (Database database = TestServer.database()) {
            RuleLog log = log(database);
            List<Thread> threads = new ArrayList<>();
            for (int i = 0; i < 2; i++) {
                threads.add(Thread.ofPlatform().start(() -> {
                    for (int j = 0; j < 20; j++) {
                        log.append(1, rows -> deed(Kind.ACTIVATED, 0, "row " + (rows.size() + 1)));
                    }
                }));
            }
            for (Thread thread : threads) {
                thread.join();
            }
            List<RuleEvent> rows = log.all();
            assertThat(rows).hasSize(40);
            assertThat(rows).allSatisfy(row -> assertThat(row.what().reason()).isEqualTo("row " + row.id()));
            assertThat(RuleLog.broken(rows)).isEmpty();
        }
    }
}
