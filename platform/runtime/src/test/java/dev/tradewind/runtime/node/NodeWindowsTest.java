package dev.tradewind.runtime.node;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tradewind.engine.Engine;
import dev.tradewind.engine.ledger.LedgerEvent;
import dev.tradewind.engine.policy.Check;
import dev.tradewind.runtime.config.NodeConfig;
import dev.tradewind.runtime.config.Settings;
import dev.tradewind.sdk.instrument.InstrumentId;
import dev.tradewind.sdk.market.TradeTick;
import dev.tradewind.sdk.value.Price;
import dev.tradewind.sdk.value.Quantity;
import dev.tradewind.store.database.Database;
import dev.tradewind.store.journal.Journal;
import dev.tradewind.store.market.FeedTick;
import dev.tradewind.store.market.TickStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** What rules know of the last hour and day, from the first order of a node on that was away for a moment. */
@EnabledOnOs(OS.LINUX)
class NodeWindowsTest {
    private static final InstrumentId DEMO = new InstrumentId("DEMO", "SYNTHETIC");
    private static final long MINUTE = 60_000_000_000L;
    private static final int MINUTES = 26 * 60;

    @TempDir
    private Path folder;

    /** A trade of 10 each minute, at prices from 90 to 110. */
    private void rememberADay() {
        try (Database database = Database.embedded(folder.resolve("home"))) {
            TickStore store = new TickStore(database);
            long now = System.currentTimeMillis() * 1_000_000;
            List<FeedTick> ticks = new ArrayList<>();
            for (int i = 0; i < MINUTES; i++) {
                long nanos = now - (MINUTES - i) * MINUTE;
                TradeTick trade =
                        TradeTick.of(DEMO, nanos, Price.of(i % 2 == 0 ? "90" : "110"), Quantity.of("10"), null, "");
                ticks.add(FeedTick.of(i + 1, nanos, trade));
            }
            store.store(store.feed("yesterday"), ticks);
            store.rollUp();
        }
    }

    @Test
    void theFirstOrderIsJudgedByWhatWasTradedBeforeAndAReplaySeesTheSame() throws Exception {
        rememberADay();
        Path config = folder.resolve("tradewind.yaml");
        Files.writeString(
                config,
                NodeProcess.settings(
                        NodeProcess.rules(folder),
                        List.of(NodeProcess.plugin(folder, "busy", "false")),
                        "  busy:\n    plugin: busy\n    account: crash\n    instruments: [DEMO.SYNTHETIC]\n"));
        Settings settings = Settings.load(config, true, Map.of(), Map.of("http-port", "0"));
        NodeHome home = new NodeHome(folder.resolve("home"));
        List<LedgerEvent> events = new ArrayList<>();
        try (Node node = Node.start(home, NodeConfig.of(settings), settings)) {
            long deadline = System.nanoTime() + 90 * 1_000_000_000L;
            while (events.stream().filter(LedgerEvent.OrderJudged.class::isInstance).count() < 5) {
                assertThat(System.nanoTime()).as(node.components().toString()).isLessThan(deadline);
                Thread.sleep(100);
                events.clear();
                new Journal(node.database()).read("crash", 1, batch -> {
                    events.addAll(batch.content().events());
                    return true;
                });
            }
        }
        LedgerEvent.OrderJudged first = events.stream()
                .filter(LedgerEvent.OrderJudged.class::isInstance)
                .map(LedgerEvent.OrderJudged.class::cast)
                .findFirst()
                .orElseThrow();
        double quantity = fact(first, "quantity");
        // 24 to 25 hours of 600, of which the last begins as it is.
        assertThat(fact(first, "volumeSharePercent"))
                .isBetween(quantity / (24.2 * 600) * 100 * 0.95, quantity / (22.9 * 600) * 100);
        assertThat(fact(first, "rangePercent") * fact(first, "referencePrice") / 100).isGreaterThanOrEqualTo(19.9);
        assertThat(events.stream()
                        .filter(event -> event instanceof LedgerEvent.HistoryTold told
                                && told.strategy().equals(Engine.WINDOWS))
                        .count())
                .as("hours and minutes")
                .isEqualTo(2);
        try (Replays replays = Replays.open(NodeConfig.of(settings), home)) {
            ReplayResult result = replays.replay(replays.session(""));
            assertThat(result.difference()).isNull();
            assertThat(result.compared().batches()).isGreaterThan(10);
        }
    }

    private static double fact(LedgerEvent.OrderJudged judged, String name) {
        return judged.facts().number(Check.numberNames().indexOf(name));
    }
}
