package dev.tradewind.policy.surveillance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tradewind.policy.ConductRules;
import dev.tradewind.policy.surveillance.StreamEvent.Cancelled;
import dev.tradewind.policy.surveillance.StreamEvent.Closed;
import dev.tradewind.policy.surveillance.StreamEvent.Filled;
import dev.tradewind.policy.surveillance.StreamEvent.Placed;
import dev.tradewind.policy.surveillance.StreamEvent.Quoted;
import dev.tradewind.policy.surveillance.StreamEvent.Traded;
import dev.tradewind.sdk.instrument.InstrumentId;
import dev.tradewind.sdk.order.Side;
import dev.tradewind.sdk.testing.TestData;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Each kind of conduct by hand, beside its honest twin, judged by the shipped rules. */
class SurveillanceTest {
    private static final InstrumentId BTC = new InstrumentId("BTCUSDT", "BINANCE");
    private static final long SECOND = 1_000_000_000L;
    private static final long START = 1_700_000_000L * SECOND;

    @TempDir
    private static Path cache;

    private static ConductRules rules;

    private final List<StreamEvent> events = new ArrayList<>();
    private long now = START;
    private int orders;

    @BeforeAll
    static void loadTheShippedRules() {
        rules = ConductRules.load(TestData.projectRoot().resolve("rules"), cache)
                .withOwners(Map.of("one", "owner", "two", "owner"));
    }

    private List<Alert> alerts() {
        return alerts(events);
    }

    private static List<Alert> alerts(List<StreamEvent> stream) {
        List<Alert> alerts = new ArrayList<>();
        try (Surveillance surveillance = new Surveillance(rules, alerts::add)) {
            stream.forEach(surveillance::accept);
            surveillance.finish();
        }
        return alerts;
    }

    private void pass(double seconds) {
        now += Math.round(seconds * SECOND);
    }

    private String place(String account, Side side, double price, double quantity) {
        String id = "o" + ++orders;
        events.add(new Placed(now, BTC, account, id, side, price, quantity));
        return id;
    }

    private void fill(
            String account, String order, String trade, Side side, double price, double quantity, boolean taker) {
        events.add(new Filled(now, BTC, account, order, trade, side, price, quantity, taker));
    }

    private void take(String account, Side side, double price, double quantity) {
        fill(account, place(account, side, Double.NaN, quantity), "t" + orders, side, price, quantity, true);
        events.add(new Traded(now, BTC, price, quantity));
    }

    /** A market that moves a little around a price for so many seconds. */
    private void quietMarket(double price, int seconds) {
        for (int i = 0; i < seconds; i++) {
            double middle = price * (1 + (i % 2 == 0 ? 1e-5 : -1e-5));
            events.add(new Quoted(now, BTC, middle - 0.5, middle + 0.5));
            events.add(new Traded(now, BTC, middle, 10));
            pass(1);
        }
    }

    @Test
    void anOwnerOnBothSidesOfATradeIsFoundAtTheFirst() {
        fill("one", place("one", Side.SELL, 100, 2), "T1", Side.SELL, 100, 2, false);
        fill("two", place("two", Side.BUY, 100, 2), "T1", Side.BUY, 100, 2, true);

        assertThat(alerts()).singleElement().satisfies(alert -> {
            assertThat(alert.rule().code()).isEqualTo("WASH_SELF_MATCH");
            assertThat(alert.subject().owner()).isEqualTo("owner");
            assertThat(alert.evidence().orders()).containsExactly("one/o1", "two/o2");
            assertThat(alert.evidence().trades()).containsExactly("T1");
            assertThat(alert.evidence().facts())
                    .containsEntry("selfMatches", 1.0)
                    .containsKey("limits.washSelfMatches");
            assertThat(alert.finding().text())
                    .isEqualTo("owner was buyer and seller of 1 trades in BTCUSDT, 2 in all;"
                            + " 1 is enough for an alert.");
        });
    }

    @Test
    void whatWasToldBeforeIsNotToldAgainWhenItIsLookedAtAgain() {
        fill("one", place("one", Side.SELL, 100, 2), "T1", Side.SELL, 100, 2, false);
        fill("two", place("two", Side.BUY, 100, 2), "T1", Side.BUY, 100, 2, true);
        pass(400);
        fill("one", place("one", Side.SELL, 100, 2), "T2", Side.SELL, 100, 2, false);
        fill("two", place("two", Side.BUY, 100, 2), "T2", Side.BUY, 100, 2, true);
        List<Alert> all = alerts();
        assertThat(all).hasSize(2);
        Alert first = all.getFirst();
        List<Alert> again = new ArrayList<>();
        try (Surveillance surveillance = new Surveillance(rules, again::add)) {
            surveillance.known(first.rule().code(), first.subject().account(), BTC, first.nanos());
            // As told in any order.
            surveillance.known(first.rule().code(), first.subject().account(), BTC, first.nanos() - 1);
            events.forEach(surveillance::accept);
            surveillance.finish();
        }
        assertThat(again).singleElement().isEqualTo(all.getLast());
    }

    @Test
    void theSameTradesOfTwoOwnersAreNothing() {
        fill("three", place("three", Side.SELL, 100, 2), "T1", Side.SELL, 100, 2, false);
        fill("four", place("four", Side.BUY, 100, 2), "T1", Side.BUY, 100, 2, true);

        assertThat(alerts()).isEmpty();
    }

    private void roundTrips(int times, double soldAt) {
        for (int i = 0; i < times; i++) {
            fill("one", place("one", Side.SELL, soldAt, 2), "", Side.SELL, soldAt, 2, false);
            fill("two", place("two", Side.BUY, 100, 2), "", Side.BUY, 100, 2, true);
            pass(5);
        }
    }

    @Test
    void pairsOfTheSamePriceAndQuantityAreFoundWithoutTheIdsOfTrades() {
        roundTrips(4, 100);

        assertThat(alerts()).singleElement().satisfies(alert -> {
            assertThat(alert.rule().code()).isEqualTo("WASH_PAIRS");
            assertThat(alert.evidence().orders()).hasSize(8);
        });
    }

    @Test
    void pairsAtDifferentPricesAreTrading() {
        roundTrips(8, 100.5);

        assertThat(alerts()).isEmpty();
    }

    private void layers(int levels, double each, double lifeSeconds, boolean again) {
        List<String> shown = new ArrayList<>();
        for (int i = 0; i < levels; i++) {
            shown.add(place("layerer", Side.BUY, 99 - i, each));
        }
        String real = place("layerer", Side.SELL, 100, 1);
        pass(lifeSeconds);
        fill("layerer", real, "T", Side.SELL, 100, 1, false);
        pass(0.2);
        shown.forEach(id -> events.add(new Cancelled(now, BTC, "layerer", id)));
        if (again) {
            for (int i = 0; i < levels; i++) {
                place("layerer", Side.BUY, 98 - i, each);
            }
        }
    }

    @Test
    void ordersOnSeveralLevelsThatAreWithdrawnAfterAFillAreLayering() {
        layers(4, 3, 2, false);

        assertThat(alerts()).singleElement().satisfies(alert -> {
            assertThat(alert.rule().code()).isEqualTo("LAYERING");
            assertThat(alert.finding().actual()).isEqualTo(12.0);
            assertThat(alert.finding().limit()).isEqualTo(4.0);
            assertThat(alert.evidence().orders())
                    .containsExactlyInAnyOrder("layerer/o1", "layerer/o2", "layerer/o3", "layerer/o4", "layerer/o5");
            assertThat(alert.evidence().fromNanos()).isEqualTo(START + 2 * SECOND);
        });
    }

    @Test
    void oneLargeOrderIsSpoofing() {
        layers(1, 20, 2, false);

        assertThat(alerts()).extracting(alert -> alert.rule().code()).containsExactly("SPOOFING");
    }

    @Test
    void ordersThatWorkedForLongOrComeBackAreNoLayering() {
        layers(4, 3, 60, false);
        pass(60);
        layers(4, 3, 2, true);

        assertThat(alerts()).isEmpty();
    }

    private void messages(int perSecond, int seconds, boolean filled) {
        for (int i = 0; i < perSecond * seconds / 2; i++) {
            String id = place("sender", Side.BUY, 90, 1);
            if (filled && i % 10 == 0) {
                fill("sender", id, "T" + i, Side.BUY, 90, 0.1, false);
            }
            pass(1.0 / perSecond);
            events.add(new Cancelled(now, BTC, "sender", id));
            pass(1.0 / perSecond);
        }
    }

    @Test
    void manyMessagesWithoutTradesAreStuffing() {
        messages(300, 4, false);

        assertThat(alerts()).singleElement().satisfies(alert -> {
            assertThat(alert.rule().code()).isEqualTo("QUOTE_STUFFING");
            assertThat(alert.evidence().orders()).hasSize(Ids.MOST);
        });
    }

    @Test
    void manyMessagesThatTradeAndFewMessagesAreNot() {
        messages(300, 4, true);
        pass(100);
        messages(40, 4, false);

        assertThat(alerts()).isEmpty();
    }

    private void beforeTheClose(double quantity, double step) {
        quietMarket(100_000, 120);
        for (int i = 0; i < 10; i++) {
            double price = 100_000 + step * i;
            events.add(new Quoted(now, BTC, price - 0.5, price + 0.5));
            take("closer", Side.BUY, price, quantity);
            events.add(new Traded(now, BTC, price, 10));
            pass(1);
        }
        events.add(new Closed(now, BTC));
    }

    @Test
    void muchOfTheVolumeThatMovesThePriceIntoTheCloseIsMarkingIt() {
        beforeTheClose(50, 5);

        assertThat(alerts()).extracting(alert -> alert.rule().code()).contains("MARKING_THE_CLOSE");
    }

    @Test
    void aSmallOrderBeforeTheCloseIsNotThoughThePriceMoves() {
        beforeTheClose(2, 5);

        assertThat(alerts()).extracting(alert -> alert.rule().code()).doesNotContain("MARKING_THE_CLOSE");
    }

    private void push(boolean exits, double step) {
        quietMarket(100_000, 120);
        for (int i = 1; i <= 8; i++) {
            double price = 100_000 + step * i;
            events.add(new Quoted(now, BTC, price - 0.5, price + 0.5));
            take("pusher", Side.BUY, price, 20);
            pass(0.5);
        }
        if (exits) {
            take("pusher", Side.SELL, 100_000 + step * 7, 150);
        }
        quietMarket(100_000 + (exits ? step : step * 8), 60);
    }

    @Test
    void ordersThatTakeEverFartherPricesAreRamping() {
        push(false, 5);

        assertThat(alerts()).extracting(alert -> alert.rule().code()).containsExactly("RAMPING");
    }

    @Test
    void aMoveThatIsLeftAtItsEndAndComesBackIsIgnition() {
        push(true, 5);

        assertThat(alerts()).extracting(alert -> alert.rule().code()).containsExactly("MOMENTUM_IGNITION");
    }

    @Test
    void ordersThatDoNotMoveThePriceAreNeither() {
        push(false, 0);
        pass(600);
        push(true, 0);

        assertThat(alerts()).isEmpty();
    }

    @Test
    void theSameStreamGivesTheSameAlerts() {
        layers(4, 3, 2, false);
        roundTrips(6, 100);
        pass(100);
        push(true, 5);

        assertThat(alerts()).hasSizeGreaterThanOrEqualTo(3).isEqualTo(alerts());
    }

    @Test
    void whatIsRepeatedSoonIsCountedAndToldWithTheNext() {
        layers(4, 3, 2, false);
        pass(60);
        layers(4, 3, 2, false);
        pass(60);
        layers(4, 3, 2, false);
        pass(600);
        layers(4, 3, 2, false);

        assertThat(alerts()).extracting(Alert::repeats).containsExactly(0, 2);
    }

    @Test
    void moreAccountsThanThereAreWindowsForAreTaken() {
        for (int i = 0; i < Surveillance.MOST_ACCOUNTS * 2; i++) {
            place("account" + i, Side.BUY, 100, 1);
        }
        for (int i = 0; i < Working.MOST_ORDERS * 2; i++) {
            place("many", Side.BUY, 100, 1);
            pass(1);
        }
        layers(4, 3, 2, false);

        assertThat(alerts()).extracting(alert -> alert.rule().code()).containsExactly("LAYERING");
    }
}
