package dev.tradewind.plugin.binance;

import dev.tradewind.plugin.binance.Calls.Target;
import dev.tradewind.sdk.plugin.VenueException;
import dev.tradewind.sdk.plugin.VenueException.Reason;
import dev.tradewind.sdk.plugin.VenueFill;
import dev.tradewind.sdk.plugin.VenueOrder;
import dev.tradewind.sdk.plugin.VenueOrder.Ids;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * Finds out what was not heard of: trades and ends of orders while the user data stream was down, trades that an
 * order's total counts and no report told, and the outcome of amendments without an answer.
 */
final class Recovery {
    /** So often something is asked for that should be there and is not. */
    static final int TRIES = 5;

    private final Collection<String> symbols;
    private final Rest rest;
    private final Teller teller;
    private final Attempts attempts;
    private final Executor executor;
    private final long pauseMillis;
    /** The last trade of each symbol that was asked for; what the stream tells does not count, for it may miss some. */
    private final Map<String, Long> lastTrades = new LinkedHashMap<>();
    /** Clients' ids of orders by symbol and the exchange's id, the latest. */
    private final LinkedHashMap<String, String> names = new LinkedHashMap<>();

    private final Set<Attempt> searching = ConcurrentHashMap.newKeySet();
    private final Set<Attempt> doubted = ConcurrentHashMap.newKeySet();
    private boolean begun;

    /** @param pauseMillis before something is asked for again; the first time it is a quarter of that */
    Recovery(Collection<String> symbols, Wire wire, Executor executor, long pauseMillis) {
        this.symbols = symbols;
        this.rest = wire.rest();
        this.teller = wire.teller();
        this.attempts = wire.attempts();
        this.executor = executor;
        this.pauseMillis = pauseMillis;
        attempts.onMissingTrades(this::searchTrades);
    }

    /** Tells all that happened since the last call; the first time that is where it begins. */
    synchronized void catchUp() {
        for (String symbol : symbols) {
            if (begun) {
                trades(symbol);
            } else {
                lastTrades.put(symbol, lastOf(rest.ask(Calls.lastTrade(symbol)), -1));
            }
        }
        begun = true;
        Map<String, List<Attempt>> alive = new LinkedHashMap<>();
        for (Attempt attempt : attempts.alive()) {
            alive.computeIfAbsent(attempt.symbol(), symbol -> new ArrayList<>()).add(attempt);
        }
        alive.forEach((symbol, own) -> {
            Set<String> open = new LinkedHashSet<>();
            for (VenueOrder order : Messages.orders(rest.ask(Calls.openOrders(symbol)))) {
                open.add(order.ids().client());
                attempts.state(order, "");
            }
            for (Attempt attempt : own) {
                // An order of unknown fate that is not there may still arrive: the host says when it cannot.
                if (!open.contains(attempt.id.toString())) {
                    order(attempt).ifPresent(order -> attempts.state(order, ""));
                }
            }
        });
    }

    private static long lastOf(Json trades, long otherwise) {
        long last = otherwise;
        for (Json trade : trades.items()) {
            last = Math.max(last, trade.whole("id"));
        }
        return last;
    }

    private void trades(String symbol) {
        while (true) {
            long last = lastTrades.getOrDefault(symbol, -1L);
            Json page = rest.ask(Calls.myTrades(symbol, "fromId", last + 1));
            tell(symbol, Messages.trades(page));
            lastTrades.put(symbol, lastOf(page, last));
            if (page.items().size() < Calls.MAX_TRADES) {
                return;
            }
        }
    }

    /** Tells trades, whose orders the exchange names by its own ids. */
    private void tell(String symbol, List<VenueFill> fills) {
        for (VenueFill fill : named(symbol, fills)) {
            attempts.fill(fill);
        }
    }

    /** Trades with the client's ids of their orders, which the exchange does not say with them. */
    List<VenueFill> named(String symbol, List<VenueFill> fills) {
        Map<String, String> asked = new LinkedHashMap<>();
        List<VenueFill> named = new ArrayList<>();
        for (VenueFill fill : fills) {
            String client = asked.computeIfAbsent(fill.ids().venue(), id -> clientId(symbol, id));
            Ids ids = new Ids(client, fill.ids().venue());
            named.add(new VenueFill(fill.instrument(), ids, fill.side(), fill.fill(), fill.eventNanos()));
        }
        return named;
    }

    /** Remembers the names of orders that the exchange told, so that their trades need no question for each. */
    void remember(List<VenueOrder> orders) {
        synchronized (names) {
            for (VenueOrder order : orders) {
                names.put(order.request().instrument().symbol() + " " + order.ids().venue(), order.ids().client());
            }
            while (names.size() > Attempts.MAX_REMEMBERED) {
                names.pollFirstEntry();
            }
        }
    }

    private String clientId(String symbol, String venueId) {
        String known = attempts.clientIdOf(symbol, venueId);
        if (known.isEmpty()) {
            synchronized (names) {
                known = names.getOrDefault(symbol + " " + venueId, "");
            }
        }
        return known.isEmpty()
                ? Messages.order(rest.ask(Calls.order(symbol, Target.venue(venueId)))).ids().client()
                : known;
    }

    /** An order as the exchange has it; empty if it says that there is none. */
    Optional<VenueOrder> order(Attempt attempt) {
        return order(attempt.symbol(), Target.client(attempt.id));
    }

    Optional<VenueOrder> order(String symbol, Target target) {
        Answer answer = rest.send(
                Calls.order(symbol, target), rest.clock().millis() + TimeUnit.SECONDS.toMillis(60));
        return switch (answer) {
            case Answer.Done done -> Optional.of(Messages.order(done.body()));
            case Answer.Refused refused when refused.code() == Refusals.NO_SUCH_ORDER -> Optional.empty();
            case Answer.Refused refused -> throw new VenueException(Reason.REFUSED, refused.words());
            case Answer.NotSent not -> throw new VenueException(Reason.UNREACHABLE, not.words());
            case Answer.Unknown unknown -> throw new VenueException(Reason.UNREACHABLE, unknown.words());
        };
    }

    /** An order's total counts more than the trades heard of. Returns at once. */
    private void searchTrades(Attempt attempt) {
        later(searching, attempt, () -> {
            if (!attempt.missesTrades()) {
                return true;
            }
            if (attempt.venueId.isEmpty()) {
                return false;
            }
            Json answer = rest.ask(Calls.myTrades(attempt.symbol(), "orderId", attempt.venueId));
            tell(attempt.symbol(), Messages.trades(answer));
            return !attempt.missesTrades();
        }, () -> attempts.searched(attempt));
    }

    /** Something about an order is in doubt: asks until it is not. Returns at once. */
    void doubt(Attempt attempt) {
        Attempt old = attempt.replaces;
        boolean replacing = old != null && !attempt.accepted;
        later(doubted, attempt, () -> {
            if (attempt.over || (replacing && attempt.accepted)) {
                return true;
            }
            Optional<VenueOrder> found = order(attempt);
            found.ifPresent(order -> attempts.state(order, ""));
            if (found.isPresent() && old != null) {
                order(old).ifPresent(order -> attempts.state(order, ""));
            }
            return found.isPresent();
        }, () -> {
            if (old != null && replacing && !attempt.accepted) {
                goesOn(old, attempt);
            }
        });
    }

    /** The exchange never had a replacement, long after it could have come: the old order is what it is. */
    private void goesOn(Attempt old, Attempt replacement) {
        try {
            order(old).ifPresent(order -> attempts.state(order, "its replacement did not come"));
            attempts.notReplaced(old, replacement, "the exchange knows of no replacement");
        } catch (VenueException e) {
            teller.trouble(
                    old.request.instrument(), "cannot find out what became of order " + old + ": " + e.getMessage());
        }
    }

    private interface Search {
        /** @return whether it is settled */
        boolean once();
    }

    private void later(Set<Attempt> busy, Attempt attempt, Search search, Runnable inVain) {
        if (!busy.add(attempt)) {
            return;
        }
        executor.execute(() -> {
            boolean settled = false;
            boolean answered = false;
            for (int i = 0; i < TRIES && !settled && !teller.isClosed(); i++) {
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(i == 0 ? pauseMillis / 4 : pauseMillis << (i - 1)));
                try {
                    settled = search.once();
                    answered = true;
                } catch (VenueException e) {
                    answered = false;
                }
            }
            busy.remove(attempt);
            // Without an answer nothing is known; the next time that the stream is up, all is asked again.
            if (!settled && answered && !teller.isClosed()) {
                inVain.run();
            }
        });
    }
}
