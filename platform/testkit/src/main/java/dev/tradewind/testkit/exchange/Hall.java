package dev.tradewind.testkit.exchange;

import dev.tradewind.sdk.market.BookDelta;
import dev.tradewind.sdk.market.MarketEvent;
import dev.tradewind.sdk.market.TradeTick;
import dev.tradewind.sdk.order.Side;
import dev.tradewind.sdk.value.Decimal;
import dev.tradewind.simulation.matching.BookDepth;
import dev.tradewind.simulation.matching.MatchingBook;
import dev.tradewind.simulation.synthetic.Correlation;
import dev.tradewind.simulation.synthetic.Listing;
import dev.tradewind.simulation.synthetic.Mood;
import dev.tradewind.simulation.synthetic.SyntheticExchange;
import dev.tradewind.simulation.synthetic.TickMarket;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Where all trade: a synthetic market with the clients' orders in the same books. One thread at a time; what is done
 * goes through {@link #inside}, which first lets everybody else act up to now and afterwards tells the news.
 */
final class Hall {
    private static final double CORRELATION = 0.6;
    private static final long FIRST_OWNER = 1000;

    /** How far from the market an order may stand to be filled on demand. */
    private static final double MOST_DISTANCE = 0.05;

    private final ReentrantLock lock = new ReentrantLock();
    private final ExchangeClock clock;
    private final Publisher publisher;
    private final TruthFile truth;
    private final Map<String, Tape> tapes = new LinkedHashMap<>();
    private final Map<String, Account> accounts = new LinkedHashMap<>();
    private final Desk desk;
    private final SyntheticExchange exchange;

    Hall(ExchangeOptions options, ExchangeClock clock, Publisher publisher, TruthFile truth) {
        this.clock = clock;
        this.publisher = publisher;
        this.truth = truth;
        List<Listing> listings = new ArrayList<>();
        for (String name : options.symbols()) {
            Symbol symbol = Symbol.named(name);
            listings.add(new Listing(symbol.instrument(), symbol.firstPrice(), Mood.MIXED));
            tapes.put(name, new Tape(symbol, publisher, () -> book(symbol).depth()));
        }
        for (AccountSpec spec : options.accounts()) {
            accounts.put(spec.apiKey(), new Account(spec, FIRST_OWNER + accounts.size()));
        }
        desk = new Desk(this::tradingNanos);
        TickMarket market = new TickMarket(
                options.seed(), clock.nanos(), listings, Correlation.equal(listings.size(), CORRELATION));
        exchange = SyntheticExchange.open(market, this::hear, desk);
    }

    private long tradingNanos() {
        return exchange.nanos();
    }

    private void hear(MarketEvent event) {
        Tape tape = tapes.get(event.instrument().symbol());
        if (tape == null) {
            return;
        }
        if (event instanceof TradeTick tick) {
            Tape.Traded traded = tape.hear(tick);
            desk.numberTrade(tape.symbol, traded.id(), traded.ticks(), traded.lots(), traded.buyerTook());
        } else if (event instanceof BookDelta delta) {
            tape.hear(delta);
        }
    }

    /** Does something, as the only one, now. */
    <T> T inside(Supplier<T> work) {
        lock.lock();
        try {
            settle(true);
            return work.get();
        } finally {
            try {
                settle(false);
            } finally {
                lock.unlock();
            }
        }
    }

    /** Lets everybody act up to now, unless told not to; sends off stops; tells the news. */
    private void settle(boolean advance) {
        if (advance) {
            exchange.advanceTo(clock.nanos());
        }
        boolean more = true;
        while (more) {
            more = false;
            for (Tape tape : tapes.values()) {
                more |= tape.trigger(desk, book(tape.symbol));
                exchange.publish(tape.symbol.id());
            }
        }
        tellReports();
        for (Tape tape : tapes.values()) {
            tape.tellDepth(exchange.nanos());
        }
    }

    private void tellReports() {
        List<Report> reports = desk.takeReports();
        Map<Account, Set<String>> touched = new LinkedHashMap<>();
        for (Report report : reports) {
            Account account = report.order.account;
            Symbol symbol = report.order.symbol();
            String json = report.json().toString();
            truth.append("report", account.apiKey, json);
            publisher.user(account, json);
            Set<String> assets = touched.computeIfAbsent(account, any -> new TreeSet<>());
            assets.add(symbol.base());
            assets.add(symbol.quote());
        }
        touched.forEach((account, assets) -> publisher.user(account, position(account, assets)));
    }

    private String position(Account account, Set<String> assets) {
        List<JsonObject> balances = assets.stream()
                .map(asset -> new JsonObject()
                        .put("a", asset)
                        .put("f", account.free(asset))
                        .put("l", account.locked(asset)))
                .toList();
        return new JsonObject()
                .put("e", "outboundAccountPosition")
                .put("E", millis())
                .put("u", account.updatedNanos() / ExchangeClock.MILLI)
                .put("B", balances)
                .toString();
    }

    // All below is called within inside().

    long millis() {
        return clock.nanos() / ExchangeClock.MILLI;
    }

    /** @throws ApiError if it is refused */
    ExchangeOrder place(Account account, OrderTerms terms) {
        try {
            ExchangeOrder order = desk.place(account, terms, book(terms.symbol()));
            exchange.publish(terms.symbol().id());
            return order;
        } catch (ArithmeticException e) {
            // Amounts beyond what can be counted are beyond every filter too.
            throw ApiError.filter("LOT_SIZE");
        }
    }

    void cancel(ExchangeOrder order, String cancelId) {
        desk.cancel(order, cancelId, book(order.symbol()));
        exchange.publish(order.symbol().id());
    }

    /**
     * Fills part of the order of an account that stands nearest to the market, if one does within a bound.
     *
     * @param share how much of the order, above 0 to 1
     * @return what was filled, for the log; null if there was no order to fill
     */
    @Nullable String fillByHouse(Account account, double share) {
        ExchangeOrder nearest = null;
        double best = MOST_DISTANCE;
        for (ExchangeOrder order : desk.register.open(account, null)) {
            double distance = distance(order);
            if (!order.isWaiting() && distance <= best) {
                best = distance;
                nearest = order;
            }
        }
        if (nearest == null) {
            return null;
        }
        long open = nearest.lots - nearest.filledLots;
        long lots = Math.max(1, Math.min(open, (long) Math.ceil(open * share)));
        boolean filled = desk.fillByHouse(nearest, lots, book(nearest.symbol()));
        exchange.publish(nearest.symbol().id());
        return filled ? "order " + nearest.orderId + " " + nearest.filled() + "/" + nearest.quantity() : null;
    }

    private double distance(ExchangeOrder order) {
        double price = order.terms.price().toDouble();
        double best = tape(order.symbol()).bestPrice(order.terms.side()).toDouble();
        return price == 0 ? Double.MAX_VALUE : Math.abs(best - price) / price;
    }

    OrderRegister register() {
        return desk.register;
    }

    MatchingBook book(Symbol symbol) {
        return exchange.book(symbol.id());
    }

    /** @throws ApiError if there is no such pair */
    Tape tape(@Nullable String name) {
        Tape tape = name == null ? null : tapes.get(name);
        if (tape == null) {
            throw ApiError.of(-1121, "Invalid symbol.");
        }
        return tape;
    }

    Tape tape(Symbol symbol) {
        return tape(symbol.name());
    }

    List<Tape> tapes() {
        return List.copyOf(tapes.values());
    }

    @Nullable Account account(String apiKey) {
        return accounts.get(apiKey);
    }

    List<Account> accounts() {
        return List.copyOf(accounts.values());
    }

    BookDepth depth(Symbol symbol) {
        return book(symbol).depth();
    }

    /** The middle between best bid and best ask; the last price if one side is empty. */
    Decimal reference(Tape tape) {
        Decimal bid = tape.bestPrice(Side.BUY);
        Decimal ask = tape.bestPrice(Side.SELL);
        return bid.isZero() || ask.isZero() ? tape.lastPrice() : bid.plus(ask).times(Decimal.parse("0.5"));
    }
}
