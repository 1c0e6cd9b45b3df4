package dev.tradewind.store.projection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tradewind.engine.codec.ByteWriter;
import dev.tradewind.engine.ledger.Ledger;
import dev.tradewind.sdk.plugin.TradingMode;
import dev.tradewind.store.database.Database;
import dev.tradewind.store.database.TestServer;
import dev.tradewind.store.journal.Appends;
import dev.tradewind.store.journal.Bytes;
import dev.tradewind.store.journal.Journal;
import dev.tradewind.store.journal.JournalBatch;
import dev.tradewind.store.journal.JournalWriter;
import dev.tradewind.store.journal.Lease;
import dev.tradewind.store.journal.Ownership;
import dev.tradewind.store.journal.Recovery;
import dev.tradewind.store.journal.Snapshots;
import dev.tradewind.store.journal.Story;
import dev.tradewind.store.session.AccountTerms;
import dev.tradewind.store.session.AccountTermsStore;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.jooq.Record;
import org.jooq.Table;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ProjectorTest {
    private static final int BATCHES = 300;

    private Database database;

    @BeforeEach
    void writeAJournal() {
        database = TestServer.database();
        try (Ownership ownership = new Ownership(database, "n");
                JournalWriter writer = new JournalWriter(database)) {
            Appends appends = new Appends(writer);
            for (String shard : List.of("a", "b")) {
                writer.open(ownership.acquire(shard, Duration.ZERO));
                appends.append(new Story(shard, shard.hashCode()), BATCHES);
            }
            appends.await();
        }
    }

    @AfterEach
    void close() {
        database.close();
    }

    /** Every row of every table as text, in the order of its first columns. */
    private Map<String, List<String>> tables() {
        Map<String, List<String>> tables = new TreeMap<>();
        for (Table<? extends Record> table : ProjectedTables.ALL) {
            List<String> rows = new ArrayList<>();
            database.jooq().selectFrom(table).fetch().forEach(row -> rows.add(row.toString()));
            rows.sort(null);
            tables.put(table.getName(), rows);
        }
        return tables;
    }

    @Test
    void everyEventIsFoundInItsTable() {
        assertThat(new Projector(database).catchUp()).isEqualTo(2 * BATCHES);

        Map<String, Integer> events = new TreeMap<>();
        for (String shard : List.of("a", "b")) {
            new Journal(database).read(shard, 1, batch -> {
                batch.content().events().forEach(event ->
                        events.merge(event.getClass().getSimpleName(), 1, Integer::sum));
                return true;
            });
        }
        Map<String, List<String>> tables = tables();
        assertThat(tables.get("orders")).hasSize(sum(events, "OrderInitialised"));
        assertThat(tables.get("decisions")).hasSize(sum(events, "OrderJudged"));
        assertThat(tables.get("decision_reasons")).hasSize(sum(events, "OrderDenied"));
        assertThat(tables.get("fills")).hasSize(sum(events, "OrderFilled", "UnknownOrderFilled"));
        assertThat(tables.get("portfolio_snapshots")).hasSize(sum(events, "DayStarted"));
        assertThat(tables.get("strategy_log"))
                .hasSize(sum(events, "OrderInitialised", "SignalSkipped", "RequestRefused", "StrategyStarted"));
        assertThat(tables.get("account_log"))
                .hasSize(sum(
                        events,
                        "UnknownOrderFilled",
                        "InstrumentAdded",
                        "CashMoved",
                        "RateSet",
                        "RuleSetActivated",
                        "KillSwitchSet",
                        "VenueAnomaly"));
    }

    @Test
    void ordersAndFillsSayTheirModeAndOlderOnesThatOfTheAccount() {
        new AccountTermsStore(database).keep(new AccountTerms("a", "PAPER", "sim", "simulated", "USDT"), false);
        new Projector(database).catchUp();
        String join = " t join tradewind.shard s on s.id = t.shard where s.name = ";
        for (String table : List.of("orders", "fills")) {
            String count = "select count(*) from tradewind." + table + join;
            assertThat(number(count + "'a' and mode <> 'PAPER'")).as(table).isZero();
            assertThat(number(count + "'a' and mode = 'PAPER'")).as(table).isPositive();
            // Nothing is known of it.
            assertThat(number(count + "'b' and mode <> ''")).as(table).isZero();
        }
        // What a batch says itself counts, whatever the terms say.
        try (Ownership ownership = new Ownership(database, "later");
                JournalWriter writer = new JournalWriter(database)) {
            Lease lease = ownership.acquire("c", Duration.ZERO);
            writer.open(lease);
            Appends appends = new Appends(writer);
            Story story = new Story("c", 3);
            for (int i = 0; i < BATCHES; i++) {
                appends.append(JournalBatch.of(
                        "c", TradingMode.TESTNET, null, Bytes.NONE, story.events(), new ByteWriter()));
            }
            appends.await();
        }
        new AccountTermsStore(database).keep(new AccountTerms("c", "PAPER", "sim", "simulated", "USDT"), false);
        new Projector(database).catchUp();
        assertThat(number("select count(*) from tradewind.orders" + join + "'c' and mode = 'TESTNET'")).isPositive();
        assertThat(number("select count(*) from tradewind.fills" + join + "'c' and mode <> 'TESTNET'")).isZero();
    }

    private static int sum(Map<String, Integer> events, String... types) {
        int sum = 0;
        for (String type : types) {
            assertThat(events).containsKey(type);
            sum += events.getOrDefault(type, 0);
        }
        return sum;
    }

    @Test
    void theTablesSayWhatTheLedgerSays() {
        new Projector(database).catchUp();
        Ledger ledger = new Recovery(database).recover("a").ledger();

        assertThat(number("select quantity from tradewind.positions p join tradewind.shard s on s.id = p.shard"
                        + " where s.name = 'a'"))
                .isEqualByComparingTo(ledger.positions().iterator().next().quantity().toBigDecimal());
        ledger.balances().forEach(money -> assertThat(number(
                        "select amount from tradewind.balances b join tradewind.shard s on s.id = b.shard"
                                + " where s.name = 'a' and currency = '" + money.currency().code() + "'"))
                .isEqualByComparingTo(money.amount().toBigDecimal()));
        assertThat(number("select count(*) from tradewind.fills f join tradewind.shard s on s.id = f.shard"
                        + " where s.name = 'a'"))
                .isEqualByComparingTo(BigDecimal.valueOf(ledger.fills()));
        assertThat(number("select count(*) from tradewind.orders o join tradewind.shard s on s.id = o.shard"
                        + " where s.name = 'a' and status not in ('DENIED', 'FILLED', 'CANCELLED')"))
                .isEqualByComparingTo(BigDecimal.valueOf(ledger.orders().open().size()));
        assertThat(number("select count(*) from tradewind.orders o join tradewind.shard s on s.id = o.shard"
                        + " where s.name = 'a'"))
                .isEqualByComparingTo(BigDecimal.valueOf(ledger.lastOrderId()));
    }

    @Test
    void aDecisionKeepsEveryFactOfItsVerdictAndItsReasons() {
        new Projector(database).catchUp();

        Record row = database.jooq()
                .fetchOne("select d.*, r.code, r.actual, r.bound from tradewind.decisions d"
                        + " join tradewind.decision_reasons r using (shard, sequence, number)"
                        + " where d.decision = 'DENY' order by d.shard, d.sequence limit 1");
        assertThat(row).isNotNull();
        assertThat(row.get("vocabulary")).isEqualTo(1);
        assertThat((Object[]) row.get("facts")).hasSize(21);
        assertThat(row.get("rule_set")).isEqualTo("rules-1");
        assertThat(row.get("code")).isEqualTo("NOTIONAL");
        assertThat(row.get("actual")).isEqualTo(54.0);
        assertThat(row.get("bound")).isEqualTo(50.0);
        assertThat(database.jooq().fetchCount(database.jooq().selectFrom("tradewind.decisions")))
                .isEqualTo(database.jooq().fetchCount(database.jooq().selectFrom("tradewind.orders")));
    }

    @Test
    void rebuiltFromZeroTheTablesAreTheSame() {
        Projector projector = new Projector(database);
        projector.catchUp();
        Map<String, List<String>> before = tables();

        assertThat(projector.rebuild("a")).isEqualTo(BATCHES);
        assertThat(tables()).isEqualTo(before);
        assertThat(new Projector(database, 13, () -> {}).rebuild("b")).isEqualTo(BATCHES);
        assertThat(tables()).isEqualTo(before);
    }

    @Test
    void stoppedAtAnyInstantItGoesOnWhereItWas() {
        new Projector(database).catchUp();
        Map<String, List<String>> whole = tables();
        Projector first = new Projector(database);
        first.rebuild("b");
        database.jooq().execute("delete from tradewind.projection_position");
        for (Table<? extends Record> table : ProjectedTables.ALL) {
            database.jooq().deleteFrom(table).execute();
        }
        // A snapshot in the middle, so that some start from it and some from the beginning.
        Recovery.Recovered middle = new Recovery(database).recover("a", BATCHES / 2, batch -> {});
        new Snapshots(database).save(middle.head(), middle.ledger());

        Random random = new Random(7);
        int stops = 0;
        String progress = "select coalesce(sum(sequence), 0) from tradewind.projection_position";
        while (number(progress).intValue() < 2 * BATCHES) {
            int[] chunksLeft = {random.nextInt(4)};
            Projector mortal = new Projector(database, 1 + random.nextInt(60), () -> {
                if (chunksLeft[0]-- == 0) {
                    throw new IllegalStateException("stopped on purpose");
                }
            });
            try {
                mortal.catchUp();
            } catch (IllegalStateException e) {
                stops++;
            }
        }

        assertThat(stops).isGreaterThan(5);
        assertThat(tables()).isEqualTo(whole);
    }

    @Test
    void twoProjectorsDoNotWriteAnythingTwice() {
        Projector one = new Projector(database, 50, () -> {});
        Projector other = new Projector(database, 30, () -> {});
        one.position("a");
        other.position("a");
        one.catchUp("a");
        assertThat(other.catchUp("a")).isLessThanOrEqualTo(30);

        Map<String, List<String>> tables = tables();
        one.rebuild("a");
        assertThat(tables()).isEqualTo(tables);
    }

    @Test
    void aThreadFollowsTheJournal() throws Exception {
        try (ProjectorThread thread = new ProjectorThread(database, Duration.ofSeconds(30))) {
            thread.wake();
            Projector observer = new Projector(database);
            long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
            while (observer.position("b") < BATCHES && System.nanoTime() < deadline) {
                Thread.sleep(10);
            }
            assertThat(observer.position("b")).isEqualTo(BATCHES);
            assertThat(thread.trouble()).isEmpty();
        }
    }

    @Test
    void aMistakeInTheMiddleLeavesTheTablesAsTheyWere() {
        Projector failing = new Projector(database, BATCHES, () -> {
            throw new IllegalStateException("on purpose");
        });

        assertThatThrownBy(() -> failing.catchUp("a")).hasMessageContaining("on purpose");
        assertThat(tables().values()).allSatisfy(rows -> assertThat(rows).isEmpty());
    }

    private BigDecimal number(String query) {
        Record row = database.jooq().fetchOne(query);
        assertThat(row).isNotNull();
        return row.get(0, BigDecimal.class);
    }
}
