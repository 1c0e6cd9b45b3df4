package dev.tradewind.plugin.binance;

import dev.tradewind.plugin.binance.Calls.Target;
import dev.tradewind.sdk.instrument.InstrumentId;
import dev.tradewind.sdk.order.ClientOrderId;
import dev.tradewind.sdk.plugin.VenueFill;
import dev.tradewind.sdk.plugin.VenueOrder;
import dev.tradewind.sdk.plugin.VenueQueries;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** Asks the exchange about the account. */
final class BinanceQueries implements VenueQueries {
    /** The exchange answers for at most 24 hours at once when it is asked by time. */
    private static final long MAX_SPAN_MILLIS = TimeUnit.HOURS.toMillis(24);
    /** Further back, all are read by their numbers. */
    private static final int MAX_SPANS = 30;

    private final Collection<String> symbols;
    private final Rest rest;
    private final Recovery recovery;

    BinanceQueries(Collection<String> symbols, Rest rest, Recovery recovery) {
        this.symbols = symbols;
        this.rest = rest;
        this.recovery = recovery;
    }

    @Override
    public long serverNanos() {
        rest.synchronise();
        return rest.clock().nanos();
    }

    @Override
    public Optional<VenueOrder> order(InstrumentId instrument, ClientOrderId id) {
        return recovery.order(instrument.symbol(), Target.client(id));
    }

    @Override
    public List<VenueOrder> openOrders() {
        List<VenueOrder> open = new ArrayList<>();
        for (String symbol : symbols) {
            open.addAll(Messages.orders(rest.ask(Calls.openOrders(symbol))));
        }
        recovery.remember(open);
        return open;
    }

    @Override
    public List<VenueOrder> closedOrders(InstrumentId instrument, long sinceNanos) {
        String symbol = instrument.symbol();
        List<VenueOrder> closed = new ArrayList<>();
        List<VenueOrder> page = firstOrders(symbol, TimeUnit.NANOSECONDS.toMillis(sinceNanos));
        while (!page.isEmpty()) {
            recovery.remember(page);
            page.stream()
                    .filter(order -> !order.isWorking() && order.progress().changedNanos() >= sinceNanos)
                    .forEach(closed::add);
            if (page.size() < Calls.MAX_ORDERS) {
                break;
            }
            long last = Long.parseLong(page.getLast().ids().venue());
            page = Messages.orders(rest.ask(Calls.allOrders(symbol, "orderId", last + 1)));
        }
        return closed;
    }

    /** The first page of orders since then: by time for as long as it is empty, from then on by their numbers. */
    private List<VenueOrder> firstOrders(String symbol, long sinceMillis) {
        long now = rest.clock().millis();
        if (now - sinceMillis > MAX_SPANS * MAX_SPAN_MILLIS) {
            return Messages.orders(rest.ask(Calls.allOrders(symbol, "orderId", 0)));
        }
        for (long from = sinceMillis; from <= now; from += MAX_SPAN_MILLIS) {
            List<VenueOrder> found = Messages.orders(rest.ask(Calls.allOrders(symbol, "startTime", from)));
            if (!found.isEmpty()) {
                long first = Long.parseLong(found.getFirst().ids().venue());
                return Messages.orders(rest.ask(Calls.allOrders(symbol, "orderId", first)));
            }
        }
        return List.of();
    }

    @Override
    public List<VenueFill> fills(InstrumentId instrument, long sinceNanos) {
        String symbol = instrument.symbol();
        List<VenueFill> fills = new ArrayList<>();
        long now = rest.clock().millis();
        long from = TimeUnit.NANOSECONDS.toMillis(sinceNanos);
        List<VenueFill> page = List.of();
        if (now - from > MAX_SPANS * MAX_SPAN_MILLIS) {
            page = Messages.trades(rest.ask(Calls.myTrades(symbol, "fromId", 0)));
            from = now + 1;
        }
        while (page.isEmpty() && from <= now) {
            page = Messages.trades(rest.ask(Calls.myTrades(symbol, "startTime", from)));
            from += MAX_SPAN_MILLIS;
        }
        // Once the first is known, the rest follows by number, whatever its time.
        while (!page.isEmpty()) {
            page.stream().filter(fill -> fill.eventNanos() >= sinceNanos).forEach(fills::add);
            long last = Long.parseLong(page.getLast().fill().tradeId());
            page = Messages.trades(rest.ask(Calls.myTrades(symbol, "fromId", last + 1)));
        }
        return recovery.named(symbol, fills);
    }

    @Override
    public List<Balance> balances() {
        return Messages.balances(rest.ask(Calls.account()));
    }
}
