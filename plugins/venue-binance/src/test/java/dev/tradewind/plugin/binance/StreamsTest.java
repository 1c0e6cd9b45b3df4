package dev.tradewind.plugin.binance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.tradewind.engine.book.BookOutcome;
import dev.tradewind.engine.book.FeedBook;
import dev.tradewind.sdk.instrument.Instrument;
import dev.tradewind.sdk.market.BookDelta;
import dev.tradewind.sdk.market.BookSnapshot;
import dev.tradewind.sdk.market.MarketEvent;
import dev.tradewind.sdk.market.TradeTick;
import dev.tradewind.sdk.order.VenueEvent;
import dev.tradewind.sdk.plugin.VenueListener;
import dev.tradewind.sdk.plugin.VenueNotice;
import dev.tradewind.sdk.plugin.VenueNotice.BalancesChanged;
import dev.tradewind.sdk.plugin.VenueNotice.Channel;
import dev.tradewind.sdk.plugin.VenueNotice.ConnectionChanged;
import dev.tradewind.sdk.plugin.VenueNotice.State;
import dev.tradewind.sdk.plugin.VenueQueries;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Streams that are renewed, cut and refused. */
final class StreamsTest {
    private final ScriptedExchange exchange = new ScriptedExchange();

    private static final class Heard implements VenueListener {
        private final FeedBook book;
        private final List<String> faults = new ArrayList<>();
        private final List<ConnectionChanged> changes = new ArrayList<>();
        private final Set<String> trades = new LinkedHashSet<>();
        private int deltas;
        private int snapshots;

        Heard(Instrument instrument) {
            this.book = new FeedBook(instrument);
        }

        @Override
        public synchronized void onMarket(MarketEvent event) {
            if (event instanceof BookSnapshot snapshot) {
                snapshots++;
                fault(book.apply(snapshot), event);
            } else if (event instanceof BookDelta delta) {
                deltas++;
                fault(book.apply(delta), event);
            } else if (event instanceof TradeTick trade && !trades.add(trade.tradeId())) {
                faults.add("told twice: " + trade);
            }
        }

        private void fault(BookOutcome outcome, MarketEvent event) {
            if (outcome != BookOutcome.APPLIED) {
                faults.add(outcome + " " + event);
            }
        }

        @Override
        public synchronized void onOrder(VenueEvent event) {
            faults.add(event.toString());
        }

        @Override
        public synchronized void onNotice(VenueNotice notice) {
            if (notice instanceof ConnectionChanged change) {
                changes.add(change);
            } else if (!(notice instanceof BalancesChanged)) {
                faults.add(notice.toString());
            }
        }

        synchronized boolean was(Channel channel, State state) {
            return changes.stream().anyMatch(one -> one.channel() == channel && one.state() == state);
        }

        synchronized int deltas() {
            return deltas;
        }
    }

    @AfterEach
    void close() {
        exchange.close();
    }

    private static void await(BooleanSupplier holds) throws InterruptedException {
        for (int i = 0; i < 200 && !holds.getAsBoolean(); i++) {
            TimeUnit.MILLISECONDS.sleep(50);
        }
        assertThat(holds.getAsBoolean()).isTrue();
    }

    private static BinanceConnection open(Settings settings, String secret) {
        return BinanceConnection.open(
                settings, Optional.of(new Credentials(ScriptedExchange.KEY, Signer.of(secret))));
    }

    @Test
    void aStreamIsReplacedBeforeItsTimeIsOverWithoutAHoleOrARepetition() throws Exception {
        try (BinanceConnection venue = open(exchange.settings(700), ScriptedExchange.SECRET)) {
            Heard heard = new Heard(venue.instruments().getFirst());
            venue.start(heard);

            await(() -> exchange.marketStreams() >= 4 && heard.deltas() > 20);

            synchronized (heard) {
                assertThat(heard.faults).isEmpty();
                assertThat(heard.was(Channel.MARKET, State.DOWN)).isFalse();
                assertThat(heard.snapshots).isEqualTo(1);
            }
        }
    }

    @Test
    void aCutIsSaidAndHealed() throws Exception {
        try (BinanceConnection venue = open(exchange.settings(), ScriptedExchange.SECRET)) {
            Heard heard = new Heard(venue.instruments().getFirst());
            venue.start(heard);
            await(() -> heard.was(Channel.ORDERS, State.UP) && heard.deltas() > 2);

            exchange.cutConnections();

            await(() -> heard.was(Channel.MARKET, State.DOWN) && heard.was(Channel.ORDERS, State.DOWN));
            int before = heard.deltas();
            await(() -> heard.deltas() > before + 5);
            synchronized (heard) {
                assertThat(heard.changes.getLast().state()).isEqualTo(State.UP);
            }
        }
    }

    @Test
    void aWrongSecretEndsTheOrderChannelForGood() throws Exception {
        try (BinanceConnection venue = open(exchange.settings(), "another")) {
            Heard heard = new Heard(venue.instruments().getFirst());
            venue.start(heard);

            await(() -> heard.was(Channel.ORDERS, State.FAILED));
        }
    }

    @Test
    void aSubscriptionThatIsNotAnsweredIsMadeAnew() throws Exception {
        exchange.keepSilentAboutSubscriptions(1);
        try (BinanceConnection venue = open(exchange.settings(), ScriptedExchange.SECRET)) {
            Heard heard = new Heard(venue.instruments().getFirst());
            venue.start(heard);

            await(() -> heard.was(Channel.ORDERS, State.UP));

            synchronized (heard) {
                assertThat(heard.changes)
                        .filteredOn(change -> change.channel() == Channel.ORDERS)
                        .first()
                        .satisfies(change -> assertThat(change.reason()).contains("was not answered within"));
            }
        }
    }

    @Test
    void questionsAreAnswered() {
        try (BinanceConnection venue = open(exchange.settings(), ScriptedExchange.SECRET)) {
            VenueQueries queries = venue.queries().orElseThrow();

            assertThat(queries.balances()).singleElement().satisfies(balance -> {
                assertThat(balance.currency().code()).isEqualTo("BTC");
                assertThat(balance.total().toString()).isEqualTo("2");
            });
            assertThat(queries.serverNanos() / 1_000_000).isCloseTo(
                    System.currentTimeMillis(), within(500L));
            assertThat(queries.openOrders()).isEmpty();
            assertThat(queries.fills(venue.instruments().getFirst().id(), 0)).isEmpty();
            assertThat(queries.closedOrders(venue.instruments().getFirst().id(), 0)).isEmpty();
        }
    }
}
