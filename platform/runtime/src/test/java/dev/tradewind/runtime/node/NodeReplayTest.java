package dev.tradewind.runtime.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tradewind.runtime.config.NodeConfig;
import dev.tradewind.runtime.config.Settings;
import dev.tradewind.runtime.plugin.PluginZip;
import dev.tradewind.store.database.Database;
import dev.tradewind.store.session.Session;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Document;
import org.xml.sax.InputSource;

/** The demo with both of its strategies, killed once; each session is decided again from what is stored. */
@EnabledOnOs(OS.LINUX)
class NodeReplayTest {
    private static final int START_SECONDS = 90;
    private static final int TRADE_SECONDS = 8;

    /** The demo with less patience, and somebody who trades all the time. */
    private static final String DEMO =
            """
            limits:
              snapshot-every: 40
            venues:
              synthetic:
                plugin: synthetic
            accounts:
              paper:
                venue: synthetic
            strategies:
              quotes:
                plugin: market-maker
                account: paper
                instruments: [DEMO.SYNTHETIC]
                parameters: {interval-ms: 50}
              trend:
                plugin: sma-cross
                account: paper
                instruments: [DEMO2.SYNTHETIC]
                bars: 1s
                parameters: {fast: 1, slow: 2}
              busy:
                plugin: busy
                account: paper
                instruments: [DEMO2.SYNTHETIC]
            """;

    @TempDir
    private Path folder;

    private static Path plugin(Path folder, String name, String entry) {
        Path sources = Path.of("../../plugins/strategy-" + name + "/src/main/java").toAbsolutePath();
        return PluginZip.in(folder, name).module(sources, entry).write();
    }

    private static void run(Path home, Path config, boolean kill) throws Exception {
        NodeProcess node = NodeProcess.start(home, config);
        assertThat(node.trading(START_SECONDS)).as(node.output()).isPresent();
        TimeUnit.SECONDS.sleep(TRADE_SECONDS);
        if (kill) {
            // From the database of the running node, which is asked for what it has not kept yet.
            NodeConfig settings = NodeConfig.of(Settings.load(config, true, Map.of(), Map.of()));
            assertThat(LatencyReport.read(settings, new NodeHome(home), "", 0).rows())
                    .extracting(LatencyReport.Row::stage)
                    .containsExactly(LatencyReport.Stage.values());
            node.kill();
        } else {
            assertThat(node.terminate(30)).as("ends on SIGTERM").isTrue();
        }
    }

    @Test
    void everySessionIsDecidedAgainAlikeAndWhatWasChangedIsFound() throws Exception {
        Path home = folder.resolve("home");
        Path config = folder.resolve("tradewind.yaml");
        Path maker = plugin(folder, "market-maker", "dev.tradewind.plugin.marketmaker.MarketMakerPlugin");
        Path cross = plugin(folder, "sma-cross", "dev.tradewind.plugin.smacross.SmaCrossPlugin");
        Path busy = NodeProcess.plugin(folder, "busy", "false");
        Path rules = Path.of("../../rules").toAbsolutePath().normalize();
        Files.writeString(config, "rules: " + rules + "\nplugins: " + List.of(maker, cross, busy) + "\n" + DEMO);
        run(home, config, true);
        run(home, config, false);
        Settings settings = Settings.load(config, true, Map.of(), Map.of());
        NodeConfig node = NodeConfig.of(settings);
        Session last;
        try (Replays replays = Replays.open(node, new NodeHome(home))) {
            List<Session> sessions = replays.sessions();
            assertThat(sessions).hasSize(2);
            ReplayResult killed = replays.replay(sessions.getFirst());
            // What the market said in its last moments was not stored when the process was killed.
            assertThat(killed.difference()).isNull();
            assertThat(killed.isSame()).isTrue();
            assertThat(killed.compared().batches()).isGreaterThan(sessions.getFirst().batches() / 2);
            last = sessions.getLast();
            ReplayResult whole = replays.replay(last);
            assertThat(whole.difference()).isNull();
            assertThat(whole.isSame()).isTrue();
            assertThat(whole.ended()).isEmpty();
            assertThat(whole.compared().batches()).isEqualTo(last.batches()).isGreaterThan(30);
            assertThat(whole.compared().events()).isGreaterThan(100);
            assertThat(whole.compared().marketEvents()).isGreaterThan(100);
            assertThat(replays.session("")).isEqualTo(last);
            BacktestDiff diff = replays.diff(sessions.getFirst());
            assertThat(diff.counts()).as("orders of the session were looked at").isNotEmpty();
            int same = diff.counts().getOrDefault(BacktestDiff.Kind.SAME, 0);
            int all = diff.counts().values().stream().mapToInt(count -> count).sum();
            assertThat(diff.lines()).hasSize(all - same);
            assertThatThrownBy(() -> replays.session("other-1"))
                    .isInstanceOf(NodeException.class)
                    .hasMessageContaining("no session 'other-1'");
        }
        latenciesAreKept(home, node);
        changesAreFound(home, node, last);
    }

    /** What was kept while the first session ran, and when the second ended. */
    private static void latenciesAreKept(Path home, NodeConfig node) throws Exception {
        LatencyReport report = LatencyReport.read(node, new NodeHome(home), "paper", 0);
        assertThat(report.rows()).extracting(LatencyReport.Row::stage).containsExactly(LatencyReport.Stage.values());
        for (LatencyReport.Row row : report.rows()) {
            assertThat(row.count()).isPositive();
            assertThat(row.nanos()).isSorted().hasSize(LatencyReport.PERCENTILES.size());
        }
        assertThat(report.toNanos()).isGreaterThan(report.fromNanos());
        assertThat(LatencyReport.read(node, new NodeHome(home), "other", 0).rows()).isEmpty();
        assertThat(LatencyReport.read(node, new NodeHome(home), "", report.toNanos()).rows()).isEmpty();
        String svg = LatencySvg.of(report, "a < b");
        Document document = DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new InputSource(new StringReader(svg)));
        assertThat(document.getElementsByTagName("g").getLength())
                .isEqualTo(report.rows().size());
    }

    private static void changesAreFound(Path home, NodeConfig node, Session last) throws Exception {
        long middle = (last.firstSequence() + last.lastSequence()) / 2;
        String changeBatch = "update tradewind.journal_batch set payload = overlay(payload placing 'buSy'::bytea from"
                + " position('busy'::bytea in payload)) where sequence = ";
        long batch = Long.parseLong(change(
                home,
                "select min(sequence) from tradewind.journal_batch where position('busy'::bytea in payload) > 0 and"
                        + " sequence >= " + middle,
                ""));
        change(home, "", "alter table tradewind.journal_batch disable trigger append_only");
        change(home, "", changeBatch + batch);
        assertThat(replay(home, node, last).difference())
                .satisfies(found -> assertThat(found.batch()).isEqualTo(batch))
                .satisfies(found -> assertThat(found.toString()).contains("buSy").contains("input "));
        change(home, "", changeBatch.replace("buSy", "busy").replace("position('busy'", "position('buSy'") + batch);
        assertThat(replay(home, node, last).isSame()).isTrue();
        // One change of a book in the place of another.
        String feed = "select sequence from tradewind.market_update where kind = 4 and instrument = (select id from"
                + " tradewind.instrument where symbol = 'DEMO') order by sequence desc offset ";
        long late = Long.parseLong(change(home, feed + "20 limit 1", ""));
        String swapped = change(
                home, "select encode(fields, 'hex') from tradewind.market_update where sequence = " + late, "");
        change(
                home,
                "",
                "update tradewind.market_update set fields = (select fields from tradewind.market_update where"
                        + " sequence = (" + feed + "60 limit 1)) where sequence = " + late);
        assertThat(replay(home, node, last).difference()).isNotNull();
        change(
                home,
                "",
                "update tradewind.market_update set fields = decode('" + swapped + "', 'hex') where sequence = "
                        + late);
        change(home, "", "delete from tradewind.market_update where sequence = " + late);
        ReplayResult shorter = replay(home, node, last);
        assertThat(shorter.isSame()).isTrue();
        Matcher told = Pattern.compile("events (\\d+) to (\\d+) of the feed SYNTHETIC are not stored").matcher(
                shorter.ended());
        assertThat(told.find()).as(shorter.ended()).isTrue();
        assertThat(late).isBetween(Long.parseLong(told.group(1)), Long.parseLong(told.group(2)));
    }

    private static ReplayResult replay(Path home, NodeConfig node, Session session) {
        try (Replays replays = Replays.open(node, new NodeHome(home))) {
            return replays.replay(session);
        }
    }

    private static String change(Path home, String query, String update) throws Exception {
        try (Database database = Database.embedded(home);
                Connection connection = database.connectAsOwner("test");
                Statement statement = connection.createStatement()) {
            if (!update.isEmpty()) {
                statement.execute(update);
                return "";
            }
            try (ResultSet row = statement.executeQuery(query)) {
                assertThat(row.next()).isTrue();
                return row.getString(1);
            }
        }
    }
}
