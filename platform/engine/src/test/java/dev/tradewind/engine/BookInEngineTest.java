package dev.tradewind.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tradewind.engine.Engine.NamedStrategy;
import dev.tradewind.engine.ledger.LedgerEvent;
import dev.tradewind.engine.policy.NoRules;
import dev.tradewind.sdk.instrument.InstrumentId;
import dev.tradewind.sdk.market.Bar;
import dev.tradewind.sdk.market.BookDelta;
import dev.tradewind.sdk.market.BookDelta.Sequences;
import dev.tradewind.sdk.market.BookLevels;
import dev.tradewind.sdk.market.BookSnapshot;
import dev.tradewind.sdk.market.BookView;
import dev.tradewind.sdk.market.MarketEvent;
import dev.tradewind.sdk.market.PriceLevel;
import dev.tradewind.sdk.market.Timeframe;
import dev.tradewind.sdk.market.TradeTick;
import dev.tradewind.sdk.order.OrderCommand;
import dev.tradewind.sdk.order.Side;
import dev.tradewind.sdk.strategy.Strategy;
import dev.tradewind.sdk.strategy.StrategyContext;
import dev.tradewind.sdk.value.Money;
import dev.tradewind.sdk.value.Price;
import dev.tradewind.sdk.value.Quantity;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class BookInEngineTest {
    private static final InstrumentId ID = Rig.BTC.id();

    private final List<String> seen = new ArrayList<>();
    private @Nullable BookView kept;
    private final Engine engine = new Engine(
            Rig.config(Rig.LIVE), new NoRules(), List.of(new NamedStrategy("looks", "", new Looking())));
    private long nanos = 1_000;

    private final class Looking implements Strategy {
        @Override
        public void onStart(StrategyContext context) {
            kept = context.book(ID);
        }

        @Override
        public void onBook(MarketEvent event, StrategyContext context) {
            BookView book = context.book(ID);
            assertThat(book).isSameAs(kept);
            seen.add(book.isReady() ? book.level(Side.BUY, 0).price() + "/" + book.level(Side.SELL, 0).price() : "-");
        }
    }

    private static final class Nowhere implements Output {
        @Override
        public void event(LedgerEvent event) {}

        @Override
        public void command(OrderCommand command) {}
    }

    private void send(Input input) {
        engine.decide(input, new Nowhere());
    }

    private void market(MarketEvent event) {
        send(new Input.MarketData(++nanos, event));
    }

    private void start() {
        send(new Input.AddInstrument(nanos, Rig.BTC));
        send(new Input.MoveCash(nanos, Money.of("1000", "USDT"), "start"));
        send(new Input.StartStrategies(nanos));
    }

    private static List<PriceLevel> level(String price, String quantity) {
        return List.of(new PriceLevel(Price.of(price), Quantity.of(quantity)));
    }

    private BookSnapshot snapshot(long sequence, String bid, String ask) {
        return new BookSnapshot(ID, nanos, sequence, BookLevels.of(level(bid, "1"), level(ask, "1")));
    }

    private BookDelta delta(long sequence, String bid) {
        return new BookDelta(
                ID, nanos, Sequences.contiguous(sequence, sequence), BookLevels.of(level(bid, "1"), List.of()));
    }

    private void trade(String price) {
        market(TradeTick.of(ID, nanos, Price.of(price), Quantity.of("1"), Side.BUY, "1"));
    }

    private String mark() {
        return Objects.requireNonNull((InstrumentSlot) engine.position(ID)).markPrice().toString();
    }

    @Test
    void strategiesSeeTheBookWithTheEventInItAndNoBookAfterAGap() {
        start();
        market(delta(5, "99"));
        market(snapshot(4, "98", "101"));
        market(delta(6, "99.5"));
        market(delta(8, "99.7"));

        assertThat(seen).containsExactly("-", "99/101", "99.5/101", "-");
        assertThat(engine.failure()).isNull();
    }

    @Test
    void theMiddleOfTheBookIsThePriceAndTradesAreNotUntilTheBookIsLost() {
        start();
        trade("90");
        assertThat(mark()).isEqualTo("90");

        market(snapshot(4, "99", "100"));
        assertThat(mark()).isEqualTo("99.5");
        trade("100");
        assertThat(mark()).isEqualTo("99.5");
        market(delta(5, "99.01"));
        assertThat(mark()).isEqualTo("99.505");

        market(delta(9, "99.9"));
        assertThat(mark()).isEqualTo("99.505");
        trade("97");
        assertThat(mark()).isEqualTo("97");
        market(snapshot(12, "99", "100"));
        assertThat(mark()).isEqualTo("99.5");
    }

    @Test
    void anInstrumentWithBarsIsValuedAtTheirCloses() {
        start();
        market(Bar.of(ID, Timeframe.MINUTE_1, nanos, "90", "90", "90", "90", "1"));
        market(snapshot(4, "99", "100"));
        assertThat(mark()).isEqualTo("90");
        assertThat(seen).containsExactly("99/100");
    }
}
