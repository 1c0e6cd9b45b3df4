package dev.tradewind.simulation.venue;

import static dev.tradewind.simulation.venue.VenueRig.BTC;
import static dev.tradewind.simulation.venue.VenueRig.USDT;

import dev.tradewind.sdk.market.BookDelta;
import dev.tradewind.sdk.market.BookDelta.Sequences;
import dev.tradewind.sdk.market.BookLevels;
import dev.tradewind.sdk.market.BookSnapshot;
import dev.tradewind.sdk.market.MarketEvent;
import dev.tradewind.sdk.market.PriceLevel;
import dev.tradewind.sdk.market.Quote;
import dev.tradewind.sdk.market.TradeTick;
import dev.tradewind.sdk.order.ClientOrderId;
import dev.tradewind.sdk.order.OrderCommand.AmendOrder;
import dev.tradewind.sdk.order.OrderCommand.CancelOrder;
import dev.tradewind.sdk.order.OrderCommand.SubmitOrder;
import dev.tradewind.sdk.order.OrderId;
import dev.tradewind.sdk.order.OrderRequest;
import dev.tradewind.sdk.order.Side;
import dev.tradewind.sdk.order.VenueEvent;
import dev.tradewind.sdk.value.Decimal;
import dev.tradewind.sdk.value.Money;
import dev.tradewind.sdk.value.Price;
import dev.tradewind.sdk.value.Quantity;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A venue with a book whose market and commands a test gives one by one, a second apart. */
final class BookRig {
    static final long SECOND = 1_000_000_000L;

    final List<VenueEvent> events = new ArrayList<>();
    final BookVenue venue;

    private long nowNanos;
    private int orders;
    private long updates;

    BookRig() {
        this(QueueModel.CONSERVATIVE);
    }

    BookRig(QueueModel queue) {
        this(models("0", "0", 0, queue), "1000000", "1");
    }

    BookRig(BookModels models, String cash, String leverage) {
        venue = new BookVenue(models, Decimal.parse(leverage), events::add);
        venue.addInstrument(BTC);
        venue.deposit(Money.of(cash, "USDT"));
    }

    static BookModels models(String maker, String taker, long latencyNanos, QueueModel queue) {
        return new BookModels(
                BasicModels.feeBasisPoints(Decimal.parse(maker), Decimal.parse(taker)),
                BasicModels.slippageBasisPoints(Decimal.parse("10")),
                BasicModels.constantLatency(latencyNanos),
                0,
                queue);
    }

    long nowNanos() {
        return nowNanos;
    }

    /** A second later. */
    private void tick() {
        nowNanos += SECOND;
        venue.runDue(nowNanos - 1);
    }

    /** Lets everything that is due by now happen. */
    BookRig run() {
        venue.runDue(nowNanos);
        return this;
    }

    ClientOrderId submit(OrderRequest request) {
        ClientOrderId id = new ClientOrderId("test", 0, ++orders);
        venue.execute(new SubmitOrder(new OrderId(orders), id, request, nowNanos, nowNanos + 2 * SECOND));
        run();
        return id;
    }

    void cancel(ClientOrderId id) {
        venue.execute(new CancelOrder(BTC.id(), new OrderId(id.counter()), id, nowNanos));
        run();
    }

    void amend(ClientOrderId id, OrderRequest request) {
        ClientOrderId replacement = new ClientOrderId("test", 0, 1000 + ++orders);
        venue.execute(new AmendOrder(new OrderId(id.counter()), id, replacement, request, nowNanos));
        run();
    }

    /** A whole book: {@code "100x1 99x2 | 101x1 102x3"}. */
    void book(String text) {
        market(new BookSnapshot(BTC.id(), nowNanos + SECOND, ++updates, levels(text)));
    }

    /** Levels that changed, in the same form. */
    void change(String text) {
        long number = ++updates;
        market(new BookDelta(BTC.id(), nowNanos + SECOND, Sequences.contiguous(number, number), levels(text)));
    }

    void quote(String bid, String ask) {
        market(new Quote(BTC.id(), nowNanos + SECOND, level(bid), level(ask)));
    }

    void trade(String text, @Nullable Side aggressor) {
        tradeAt(nowNanos + SECOND, text, aggressor);
    }

    /** A trade that is told now and happened at another time. */
    void tradeAt(long eventNanos, String text, @Nullable Side aggressor) {
        PriceLevel level = level(text);
        market(TradeTick.of(BTC.id(), eventNanos, level.price(), level.quantity(), aggressor, ""));
    }

    private void market(MarketEvent event) {
        tick();
        venue.onMarket(event, nowNanos);
        run();
    }

    private static BookLevels levels(String text) {
        String[] sides = (text + " ").split("\\|");
        return BookLevels.of(side(sides[0]), sides.length > 1 ? side(sides[1]) : List.of());
    }

    private static List<PriceLevel> side(String text) {
        List<PriceLevel> levels = new ArrayList<>();
        for (String one : text.strip().split(" +")) {
            if (!one.isEmpty()) {
                levels.add(level(one));
            }
        }
        return levels;
    }

    private static PriceLevel level(String text) {
        String[] parts = text.split("x");
        return new PriceLevel(Price.of(parts[0]), Quantity.of(parts[1]));
    }

    /** What was said since the last question, one short line an event, acceptances left out. */
    List<String> said() {
        List<String> lines = events.stream()
                .filter(event -> !(event instanceof VenueEvent.Accepted))
                .map(VenueRig::line)
                .map(line -> line.replaceAll(" at \\d+s$", ""))
                .toList();
        events.clear();
        return lines;
    }

    String held() {
        return venue.quantity(BTC).toString();
    }

    String cash() {
        return venue.cash(USDT).toString();
    }
}
