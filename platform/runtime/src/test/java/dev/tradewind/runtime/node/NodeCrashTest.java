package dev.tradewind.runtime.node;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tradewind.engine.ledger.Ledger;
import dev.tradewind.engine.ledger.LedgerEvent;
import dev.tradewind.engine.ledger.PositionState;
import dev.tradewind.sdk.order.ClientOrderId;
import dev.tradewind.sdk.value.Currency;
import dev.tradewind.store.database.Database;
import dev.tradewind.store.journal.Journal;
import dev.tradewind.store.projection.Projector;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** A node that is killed at random instants while it trades, and started again. */
@EnabledOnOs(OS.LINUX)
class NodeCrashTest {
    private static final int KILLS = 5;
    private static final int RECOVERY_SECONDS = 90;
    private static final Pattern SEQUENCE = Pattern.compile("\"lag\":0,.*\"sequence\":(\\d+)");

    @TempDir
    private Path folder;

    @Test
    void killedAtAnyInstantNothingIsLostAndNothingIsSentTwice() throws Exception {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        Path home = folder.resolve("home");
        Path plugin = NodeProcess.plugin(folder, "busy", "false");
        Path config = folder.resolve("tradewind.yaml");
        Files.writeString(
                config,
                NodeProcess.settings(
                        NodeProcess.rules(folder),
                        List.of(plugin),
                        "  busy:\n    plugin: busy\n    account: crash\n    instruments: [DEMO.SYNTHETIC]\n"));
        long durable = 0;
        for (int kill = 0; kill < KILLS; kill++) {
            NodeProcess node = NodeProcess.start(home, config);
            assertThat(node.trading(RECOVERY_SECONDS)).as("seed " + seed + ": " + node.output()).isPresent();
            TimeUnit.MILLISECONDS.sleep(random.nextInt(1_500));
            durable = Math.max(durable, durableSequence(node));
            TimeUnit.MICROSECONDS.sleep(random.nextInt(60_000));
            node.kill();
        }
        NodeProcess last = NodeProcess.start(home, config);
        assertThat(last.trading(RECOVERY_SECONDS)).as(last.output()).isPresent();
        assertThat(last.hasLoaded("com.hazelcast.")).as("a node alone has loaded Hazelcast").isFalse();
        NodeProcess second = NodeProcess.start(home, config);
        assertThat(second.waitFor(RECOVERY_SECONDS)).isTrue();
        assertThat(second.exitValue()).isEqualTo(2);
        assertThat(second.output()).hasLineCount(1).contains("a node runs on " + home + " already");
        assertThat(last.terminate(30)).as("ends on SIGTERM").isTrue();
        check(home, durable, seed);
    }

    /** A batch number that is durable for sure: nothing waited for the journal after it had been seen. */
    private static long durableSequence(NodeProcess node) {
        Matcher found = SEQUENCE.matcher(node.status().orElse(""));
        return found.find() ? Long.parseLong(found.group(1)) : 0;
    }

    private static void check(Path home, long durable, long seed) throws Exception {
        try (Database database = Database.embedded(home)) {
            Journal journal = new Journal(database);
            assertThat(journal.verify("crash").isWhole()).as("seed " + seed).isTrue();
            assertThat(journal.head("crash").sequence()).isGreaterThanOrEqualTo(durable);
            Ledger ledger = new Ledger();
            Set<Long> orders = new HashSet<>();
            Set<ClientOrderId> attempts = new HashSet<>();
            int[] restarts = {0};
            journal.read("crash", 1, batch -> {
                for (LedgerEvent event : batch.content().events()) {
                    ledger.evolve(event);
                    switch (event) {
                        case LedgerEvent.OrderInitialised made ->
                            assertThat(orders.add(made.orderId().value())).isTrue();
                        case LedgerEvent.OrderSubmitted sent ->
                            assertThat(attempts.add(sent.clientOrderId())).isTrue();
                        case LedgerEvent.AmendRequested sent ->
                            assertThat(attempts.add(sent.replacement())).isTrue();
                        case LedgerEvent.AccountRestarted restarted -> restarts[0]++;
                        default -> {}
                    }
                }
                return true;
            });
            assertThat(restarts[0]).isEqualTo(KILLS + 1);
            assertThat(ledger.fills()).isGreaterThan(10);
            new Projector(database).catchUp("crash");
            try (Connection connection = database.connect("test")) {
                compare(ledger, orders.size(), connection);
            }
        }
    }

    private static void compare(Ledger ledger, int orders, Connection connection) throws Exception {
        assertThat(number(connection, "select count(*) from tradewind.orders")).isEqualByComparingTo("" + orders);
        assertThat(number(connection, "select count(*) from tradewind.fills"))
                .isEqualByComparingTo("" + ledger.fills());
        assertThat(number(connection, "select coalesce(sum(amount), 0) from tradewind.balances where currency = 'USD'"))
                .isEqualByComparingTo(ledger.cash(Currency.of("USD")).toBigDecimal());
        for (PositionState position : ledger.positions()) {
            assertThat(number(
                            connection,
                            "select coalesce(sum(quantity), 0) from tradewind.positions where symbol = '"
                                    + position.instrument().id().symbol() + "'"))
                    .isEqualByComparingTo(position.quantity().toBigDecimal());
        }
    }

    private static BigDecimal number(Connection connection, String query) throws Exception {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(query)) {
            row.next();
            return row.getBigDecimal(1);
        }
    }
}
