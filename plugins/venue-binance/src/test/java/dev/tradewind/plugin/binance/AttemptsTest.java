package dev.tradewind.plugin.binance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tradewind.sdk.market.MarketEvent;
import dev.tradewind.sdk.order.ClientOrderId;
import dev.tradewind.sdk.order.OrderConditions;
import dev.tradewind.sdk.order.OrderRequest;
import dev.tradewind.sdk.order.Side;
import dev.tradewind.sdk.order.VenueEvent;
import dev.tradewind.sdk.order.VenueEvent.Accepted;
import dev.tradewind.sdk.order.VenueEvent.Cancelled;
import dev.tradewind.sdk.order.VenueEvent.Expired;
import dev.tradewind.sdk.order.VenueEvent.FateUnknown;
import dev.tradewind.sdk.order.VenueEvent.Filled;
import dev.tradewind.sdk.order.VenueEvent.Rejected;
import dev.tradewind.sdk.plugin.VenueListener;
import dev.tradewind.sdk.plugin.VenueNotice;
import dev.tradewind.sdk.value.Decimal;
import dev.tradewind.sdk.value.Price;
import dev.tradewind.sdk.value.Quantity;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

/** What is told of orders, however it is heard. */
final class AttemptsTest {
    private static final ClientOrderId ID = new ClientOrderId("paper", 0, 7);

    /** What a listener of one set of attempts hears. */
    private static final class Told implements VenueListener {
        final List<VenueEvent> events = new ArrayList<>();
        final List<VenueNotice> notices = new ArrayList<>();
        final Teller teller = new Teller(ServerClock.ofSystem());
        final Attempts attempts = new Attempts(teller, ServerClock.ofSystem());

        Told() {
            teller.start(this);
        }

        @Override
        public void onMarket(MarketEvent event) {
            throw new AssertionError(event);
        }

        @Override
        public void onOrder(VenueEvent event) {
            events.add(event);
        }

        @Override
        public void onNotice(VenueNotice notice) {
            notices.add(notice);
        }

        void hears(String report) {
            attempts.report(Messages.report(Json.parse(report)));
        }

        List<String> names() {
            return events.stream().map(event -> event.getClass().getSimpleName()).toList();
        }
    }

    private static OrderRequest buy(int quantity) {
        return OrderRequest.limit(
                Listing.id("BTCUSDT"), Side.BUY, new Quantity(Decimal.of(quantity)), Price.of("100"));
    }

    private static String report(String client, String execution, String status, int total, int last, int filled) {
        return """
                {"e":"executionReport","E":5,"s":"BTCUSDT","c":"%s","C":"","S":"BUY","o":"LIMIT","f":"GTC","q":"%d",
                "p":"100","P":"0","x":"%s","X":"%s","r":"NONE","i":42,"l":"%d","z":"%d","L":"%s","n":"0.1","N":"BNB",
                "T":%d,"t":%d,"w":true,"m":true,"O":1,"Z":"0"}"""
                .formatted(
                        client, total, execution, status, last, filled, last > 0 ? "100" : "0", filled + 1,
                        last > 0 ? 1_000 + filled : -1);
    }

    /** All reports of an order: accepted, filled in steps, and cancelled if something is left. */
    private static List<String> life(int total, int fills) {
        List<String> life = new ArrayList<>();
        life.add(report(ID.toString(), "NEW", "NEW", total, 0, 0));
        for (int i = 1; i <= fills; i++) {
            life.add(report(ID.toString(), "TRADE", i == total ? "FILLED" : "PARTIALLY_FILLED", total, 1, i));
        }
        if (fills < total) {
            life.add(report(ID.toString(), "CANCELED", "CANCELED", total, 0, fills));
        }
        return life;
    }

    @Property(tries = 300)
    void reportsInAnyOrderAndNumberAreToldOnceAndInOrder(
            @ForAll @IntRange(min = 1, max = 6) int total,
            @ForAll @IntRange(max = 6) int filled,
            @ForAll @IntRange(max = 3) int repeats,
            @ForAll long seed) {
        int fills = Math.min(total, filled);
        List<String> heard = life(total, fills);
        Random random = new Random(seed);
        for (int i = 0; i < repeats; i++) {
            heard.add(heard.get(random.nextInt(heard.size())));
        }
        Collections.shuffle(heard, random);
        Told told = new Told();
        told.attempts.add(ID, buy(total), null);

        heard.forEach(told::hears);

        List<String> expected = new ArrayList<>(List.of("Accepted"));
        expected.addAll(Collections.nCopies(fills, "Filled"));
        expected.addAll(fills < total ? List.of("Cancelled") : List.of());
        assertThat(told.names()).isEqualTo(expected);
        assertThat(told.events).allSatisfy(event -> assertThat(event.clientOrderId()).isEqualTo(ID));
    }

    @Test
    void anOrderOfUnknownFateIsAcceptedOnceItIsHeardOf() {
        Told told = new Told();
        Attempt attempt = told.attempts.add(ID, buy(1), null);
        assertThat(attempt).isNotNull();

        told.attempts.unknown(attempt, "no answer");
        assertThat(told.attempts.alive()).containsExactly(attempt);
        told.hears(life(1, 0).getFirst());
        told.attempts.unknown(attempt, "no answer");
        told.attempts.rejected(attempt, "late");

        assertThat(told.events).hasExactlyElementsOfTypes(FateUnknown.class, Accepted.class);
    }

    @Test
    void anIdIsTakenOnce() {
        Told told = new Told();
        assertThat(told.attempts.add(ID, buy(1), null)).isNotNull();
        assertThat(told.attempts.add(ID, buy(1), null)).isNull();
    }

    @Test
    void aFillAfterTheEndIsToldAllTheSame() {
        Told told = new Told();
        told.attempts.add(ID, buy(3), null);
        told.hears(report(ID.toString(), "NEW", "NEW", 3, 0, 0));
        told.hears(report(ID.toString(), "CANCELED", "CANCELED", 3, 0, 0));
        told.hears(report(ID.toString(), "TRADE", "PARTIALLY_FILLED", 3, 1, 1));

        assertThat(told.events).hasExactlyElementsOfTypes(Accepted.class, Cancelled.class, Filled.class);
    }

    @Test
    void tradesThatAreMissingAreSearchedForAndGivenUpAloud() {
        Told told = new Told();
        List<Attempt> searched = new ArrayList<>();
        told.attempts.onMissingTrades(searched::add);
        Attempt attempt = told.attempts.add(ID, buy(3), null);
        assertThat(attempt).isNotNull();
        told.hears(report(ID.toString(), "NEW", "NEW", 3, 0, 0));
        told.hears(report(ID.toString(), "CANCELED", "CANCELED", 3, 0, 2));
        assertThat(searched).containsExactly(attempt);
        assertThat(told.events).hasExactlyElementsOfTypes(Accepted.class);

        told.attempts.searched(attempt);

        assertThat(told.events).hasExactlyElementsOfTypes(Accepted.class, Cancelled.class);
        assertThat(told.notices).singleElement().isInstanceOfSatisfying(
                VenueNotice.Trouble.class,
                trouble -> assertThat(trouble.text()).contains("filled 2 at the exchange", "only 0"));
    }

    @Test
    void whatOthersTradeInTheAccountIsNoticedAndNotTakenForOurs() {
        Told told = new Told();
        told.hears(report("web_abc", "NEW", "NEW", 1, 0, 0));
        told.hears(report("web_abc", "TRADE", "FILLED", 1, 1, 1));
        told.hears(report("web_abc", "TRADE", "FILLED", 1, 1, 1));

        assertThat(told.events).isEmpty();
        assertThat(told.notices).singleElement().isInstanceOfSatisfying(
                VenueNotice.ForeignFill.class,
                foreign -> assertThat(foreign.fill().ids().client()).isEqualTo("web_abc"));
    }

    @Test
    void anOrderFromBeforeThisConnectionIsToldOfToo() {
        Told told = new Told();
        told.hears(report(ID.toString(), "TRADE", "PARTIALLY_FILLED", 3, 1, 2));
        told.hears(report(ID.toString(), "TRADE", "PARTIALLY_FILLED", 3, 1, 2));
        told.hears(report(ID.toString(), "CANCELED", "CANCELED", 3, 0, 2));

        assertThat(told.events).hasExactlyElementsOfTypes(Filled.class, Cancelled.class);
    }

    @Test
    void theRestOfAnOrderThatWasNotToRestIsCancelledRatherThanExpired() {
        for (String time : List.of("IOC", "GTC")) {
            Told told = new Told();
            told.attempts.add(ID, buy(1).with(time.equals("IOC")
                    ? OrderConditions.IOC
                    : OrderConditions.GTC), null);
            told.hears(report(ID.toString(), "EXPIRED", "EXPIRED", 1, 0, 0));

            assertThat(told.events)
                    .hasExactlyElementsOfTypes(
                            Accepted.class, time.equals("IOC") ? Cancelled.class : Expired.class);
        }
    }

    @Test
    void aRejectionByTheMatchingEngineIsOne() {
        Told told = new Told();
        told.attempts.add(ID, buy(1), null);
        told.hears(report(ID.toString(), "REJECTED", "REJECTED", 1, 0, 0));

        assertThat(told.events).hasExactlyElementsOfTypes(Rejected.class);
    }

    /** Otherwise an amendment of the amended order would order that quantity again. */
    @Test
    void whatAFormerAttemptFilledCountsAlsoBeforeItsTradesAreHeardOf() {
        Told told = new Told();
        Attempt former = Objects.requireNonNull(told.attempts.add(ID, buy(5), null));
        told.hears(report(ID.toString(), "NEW", "NEW", 5, 0, 0));
        String end = report(ID.toString(), "CANCELED", "CANCELED", 5, 0, 3);
        told.attempts.state(Messages.report(Json.parse(end)).order(), "");
        Attempt next = Objects.requireNonNull(told.attempts.add(new ClientOrderId("paper", 0, 8), buy(6), former));

        assertThat(next.filledInAll()).isEqualTo(Decimal.of(3));
        told.attempts.searched(former);
        assertThat(next.filledInAll()).as("also when its trades were given up").isEqualTo(Decimal.of(3));
    }

    @Test
    void anOrderOfAConnectionBeforeIsKnownAsSuch() {
        Told told = new Told();
        told.hears(report(ID.toString(), "NEW", "NEW", 5, 0, 0));

        assertThat(Objects.requireNonNull(told.attempts.find(ID)).adopted).isTrue();
    }
}
