package dev.tradewind.runtime.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tradewind.policy.RuleSet;
import dev.tradewind.runtime.config.RulesMode;
import dev.tradewind.store.database.Database;
import dev.tradewind.store.rules.RuleEvent;
import dev.tradewind.store.rules.RuleEvent.Kind;
import dev.tradewind.store.rules.RuleLog;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Versions of rules, and two nodes of a cluster that judge by them. */
@EnabledOnOs(OS.LINUX)
class RuleGovernanceTest {
    @TempDir
    private static Path home;

    private static Database database;

    @BeforeAll
    static void open() {
        database = Database.embedded(home);
    }

    @AfterAll
    static void close() {
        database.close();
    }

    private static LiveRules node(Path folder, RulesMode mode, boolean alone) {
        LiveRules.Terms terms = new LiveRules.Terms(folder, home.resolve("cache"), mode, alone);
        return LiveRules.open(terms, database, () -> 5L, () -> RuleSet.load(folder, terms.cache()));
    }

    private static void setLimit(Path folder, String notional) throws IOException {
        Path limits = folder.resolve("limits/limits.csv");
        Files.writeString(
                limits, Files.readString(limits).replaceFirst("\\*,\\*,\\*,[0-9.]+,", "*,*,*," + notional + ","));
    }

    private static String inForce(LiveRules node) {
        return node.active().rules().hash();
    }

    @Test
    void aVersionGoesThroughTwoPeopleAndReachesEveryNode(@TempDir Path folder) throws Exception {
        Path rules = NodeProcess.rules(folder);
        // Whatever was in force before, it is this now.
        node(rules, RulesMode.WATCHED, true).close();
        try (LiveRules north = node(rules, RulesMode.APPROVED, false);
                LiveRules south = node(rules, RulesMode.APPROVED, false)) {
            RuleGovernance desk = new RuleGovernance(north);
            String first = inForce(north);
            assertThat(inForce(south)).isEqualTo(first);
            refused("are in force already", () -> desk.propose("ada", rules, "nothing"));

            setLimit(rules, "2000000");
            refused("one line", () -> desk.propose("ada", rules, " "));
            RuleEvent raised = desk.propose("ada", rules, "a larger client");
            assertThat(raised.what().details())
                    .contains("~ limits of *,*,*: max-order-notional 1000000 -> 2000000")
                    .contains("no order is recorded");
            long id = raised.id();

            refused("is not approved", () -> desk.activate("bob", id, false));
            refused("ada's own", () -> desk.approve("ada", id, ""));
            refused("no version 99", () -> desk.approve("bob", 99, ""));
            refused("no tightening", () -> desk.activate("ada", id, true));
            // What bob would look at in the folder is not what was proposed.
            setLimit(rules, "3000000");
            refused("2000000 -> 3000000", () -> desk.approve("bob", id, "seen"));
            setLimit(rules, "2000000");
            desk.approve("bob", id, "seen");
            refused("approved already", () -> desk.approve("eve", id, ""));

            // Somebody edits the folder meanwhile: both are shown, and nothing is activated.
            setLimit(rules, "3000000");
            refused("2000000 -> 3000000", () -> desk.activate("ada", id, false));
            setLimit(rules, "2000000");
            assertThat(inForce(north)).isEqualTo(first);

            desk.activate("ada", id, false);
            assertThat(inForce(north)).isEqualTo(raised.what().ruleSet()).isNotEqualTo(first);
            assertThat(south.follow()).isTrue();
            assertThat(inForce(south)).isEqualTo(inForce(north));
            refused("activated already", () -> desk.activate("ada", id, false));
            try (LiveRules joining = node(rules, RulesMode.APPROVED, false)) {
                assertThat(inForce(joining)).isEqualTo(inForce(north));
            }
            twoProposalsAtOnce(north, rules);
            rollsBack(north, first);
            List<RuleEvent> log = north.log().all();
            assertThat(RuleLog.broken(log)).isEmpty();
            assertThat(log.stream().filter(event -> event.what().kind() == Kind.APPROVED))
                    .noneMatch(approval -> log.stream().anyMatch(event -> event.id() == approval.version()
                            && event.what().person().equals(approval.what().person())));
        }
    }

    /** The second was a change of rules that are not in force any more. */
    private static void twoProposalsAtOnce(LiveRules node, Path rules) throws IOException {
        RuleGovernance desk = new RuleGovernance(node);
        setLimit(rules, "900000");
        RuleEvent one = desk.propose("ada", rules, "less");
        setLimit(rules, "800000");
        RuleEvent two = desk.propose("bob", rules, "still less");
        desk.approve("ada", two.id(), "");
        // Lower than before for everybody: one person is enough.
        setLimit(rules, "900000");
        RuleEvent active = desk.activate("ada", one.id(), true);
        assertThat(active.what().reason()).isEqualTo("emergency tightening");
        setLimit(rules, "800000");
        refused("What changed since:", () -> desk.activate("bob", two.id(), false));
        assertThat(inForce(node)).isEqualTo(one.what().ruleSet());
    }

    private static void rollsBack(LiveRules node, String first) {
        RuleGovernance desk = new RuleGovernance(node);
        RuleEvent back = desk.rollback("ada", "too narrow");
        assertThat(back.what().kind()).isEqualTo(Kind.PROPOSED);
        refused("ada's own", () -> desk.approve("ada", back.id(), ""));
        refused("no tightening", () -> desk.activate("ada", back.id(), true));
        desk.approve("eve", back.id(), "");
        desk.activate("ada", back.id(), false);
        assertThat(inForce(node)).isEqualTo(back.what().ruleSet()).isNotEqualTo(first);
    }

    /** As somebody does who may write into the database, for the program may: the log is append-only for it. */
    @Test
    void aRowThatWasWrittenIntoTheLogByAnotherWayPutsNothingInForce(@TempDir Path folder, @TempDir Path own)
            throws Exception {
        Path rules = NodeProcess.rules(folder);
        try (Database apart = Database.embedded(own)) {
            LiveRules.Terms terms = new LiveRules.Terms(rules, home.resolve("cache"), RulesMode.APPROVED, true);
            try (LiveRules node = LiveRules.open(terms, apart, () -> 5L, () -> RuleSet.load(rules))) {
                setLimit(rules, "7000000");
                RuleEvent wanted = new RuleGovernance(node).propose("mallory", rules, "more");
                String first = inForce(node);
                try (Connection connection = apart.pool().getConnection();
                        Statement statement = connection.createStatement()) {
                    statement.execute("insert into tradewind.rule_log (id, kind, version, rule_set, base, person,"
                            + " reason, details, time_nanos, hash) select 3, 'ACTIVATED', 2, rule_set, base, 'ada', 'approved by"
                            + " bob', '', time_nanos, hash from tradewind.rule_log where id = " + wanted.id());
                }
                assertThat(node.follow()).isFalse();
                assertThat(inForce(node)).isEqualTo(first);
                assertThat(node.trouble()).contains("the rule log is broken at row 3");
                refused("the rule log is broken at row 3", () -> new RuleGovernance(node).approve("bob", 2, ""));
            }
            assertThatThrownBy(() -> LiveRules.open(terms, apart, () -> 5L, () -> RuleSet.load(rules)))
                    .isInstanceOf(NodeException.class)
                    .hasMessageContaining("the rule log is broken at row 3")
                    .hasMessageContaining("restore a backup");
        }
    }

    @Test
    void aNodeThatWatchesItsFolderTakesNoVersionsAndAnEmptyFolderIsRefused(@TempDir Path folder) throws Exception {
        Path rules = NodeProcess.rules(folder);
        setLimit(rules, "77");
        try (LiveRules node = node(rules, RulesMode.WATCHED, true)) {
            assertThat(inForce(node)).isEqualTo(RuleSet.load(rules).hash());
            refused("rules-mode: approved", () -> new RuleGovernance(node).propose("ada", rules, "why"));
        }
        try (LiveRules node = node(rules, RulesMode.APPROVED, true)) {
            Path empty = Files.createDirectories(folder.resolve("empty"));
            refused("holds no rules", () -> new RuleGovernance(node).propose("ada", empty, "why"));
        }
    }

    private static void refused(String why, Runnable what) {
        assertThatThrownBy(what::run).isInstanceOf(NodeException.class).hasMessageContaining(why);
    }
}
