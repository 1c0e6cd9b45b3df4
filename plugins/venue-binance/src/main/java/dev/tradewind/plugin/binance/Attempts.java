package dev.tradewind.plugin.binance;

import dev.tradewind.plugin.binance.Attempt.End;
import dev.tradewind.plugin.binance.Messages.Report;
import dev.tradewind.sdk.instrument.InstrumentId;
import dev.tradewind.sdk.order.ClientOrderId;
import dev.tradewind.sdk.order.OrderRequest;
import dev.tradewind.sdk.order.OrderType;
import dev.tradewind.sdk.order.TimeInForce;
import dev.tradewind.sdk.order.VenueEvent;
import dev.tradewind.sdk.plugin.VenueFill;
import dev.tradewind.sdk.plugin.VenueNotice.ForeignFill;
import dev.tradewind.sdk.plugin.VenueOrder;
import dev.tradewind.sdk.plugin.VenueOrder.State;
import dev.tradewind.sdk.value.Decimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * All orders that the exchange has of us. The same thing is heard several times here: as the answer to a request, on
 * the user data stream, as the answer to a question; twice, late, in another order. It is told once, and in order:
 * accepted, triggered, filled, ended. An end that counts more than the trades heard of waits for them.
 *
 * <p>Every method takes the teller's lock.
 */
final class Attempts {
    /** So many ids and trades are known as used; the oldest, if they are over, are forgotten. */
    static final int MAX_REMEMBERED = 100_000;

    private final Teller teller;
    private final ServerClock clock;
    private final Map<ClientOrderId, Attempt> attempts = new LinkedHashMap<>();
    private final Map<String, Attempt> byVenueId = new LinkedHashMap<>();
    private final LinkedHashSet<String> trades = new LinkedHashSet<>();
    private Consumer<Attempt> searcher = attempt -> {};

    Attempts(Teller teller, ServerClock clock) {
        this.teller = teller;
        this.clock = clock;
    }

    /** @param searcher is given an attempt some of whose trades were not heard of; should return at once */
    void onMissingTrades(Consumer<Attempt> searcher) {
        this.searcher = searcher;
    }

    /** A new attempt; null if the id was used before. */
    @Nullable Attempt add(ClientOrderId id, OrderRequest request, @Nullable Attempt replaces) {
        Attempt[] added = new Attempt[1];
        teller.locked(() -> {
            if (!attempts.containsKey(id)) {
                added[0] = new Attempt(id, request, replaces);
                attempts.put(id, added[0]);
                forgetOldest();
            }
        });
        return added[0];
    }

    private void forgetOldest() {
        if (attempts.size() <= MAX_REMEMBERED) {
            return;
        }
        for (Attempt oldest : attempts.values()) {
            if (oldest.over) {
                attempts.remove(oldest.id);
                byVenueId.remove(oldest.symbol() + " " + oldest.venueId);
                return;
            }
        }
    }

    @Nullable Attempt find(ClientOrderId id) {
        Attempt[] found = new Attempt[1];
        teller.locked(() -> found[0] = attempts.get(id));
        return found[0];
    }

    /** The client's id of an order of the exchange; empty if it is not known. */
    String clientIdOf(String symbol, String venueId) {
        String[] found = {""};
        teller.locked(() -> {
            Attempt attempt = byVenueId.get(symbol + " " + venueId);
            found[0] = attempt == null ? "" : attempt.id.toString();
        });
        return found[0];
    }

    /** Those that may work at the exchange. */
    List<Attempt> alive() {
        List<Attempt> alive = new ArrayList<>();
        teller.locked(() -> attempts.values().stream()
                .filter(one -> !one.over && (one.accepted || one.unknown))
                .forEach(alive::add));
        return alive;
    }

    /** What the user data stream says. */
    void report(Report report) {
        teller.locked(() -> {
            report.fill().ifPresent(this::fill);
            Attempt attempt = attemptOf(report.order());
            if (attempt == null) {
                return;
            }
            boolean inBook = attempt.accepted && report.working() && report.execution().equals("NEW");
            if (inBook && attempt.request.type().isStop() && !attempt.over) {
                trigger(attempt, report.order().progress().changedNanos());
            }
            state(report.order(), report.reason());
        });
    }

    /** What an answer says of an order. Does nothing with orders that are not ours. */
    void state(VenueOrder order, String reason) {
        teller.locked(() -> {
            Attempt attempt = attemptOf(order);
            if (attempt == null) {
                return;
            }
            long nanos = order.progress().changedNanos();
            State state = order.progress().state();
            if (state == State.REJECTED) {
                reject(attempt, reason.isEmpty() ? "refused by the matching engine" : reason, nanos);
                return;
            }
            accept(attempt, order.ids().venue(), order.progress().placedNanos());
            attempt.filledAtVenue = attempt.filledAtVenue.max(order.progress().filled().value());
            attempt.executed = attempt.executed.max(attempt.filledAtVenue);
            if (state != State.WORKING && attempt.end == null && !attempt.over) {
                attempt.end = new End(state, reason, nanos);
            }
            settle(attempt);
        });
    }

    /** A trade of an order, ours or not. */
    void fill(VenueFill fill) {
        teller.locked(() -> {
            String symbol = fill.instrument().symbol();
            Attempt attempt = fill.ids().own().map(attempts::get).orElse(null);
            attempt = attempt == null ? byVenueId.get(symbol + " " + fill.ids().venue()) : attempt;
            // With the order's id: two orders of ours that trade with each other share a trade.
            if (!trades.add(symbol + " " + fill.ids().venue() + " " + fill.fill().tradeId())) {
                return;
            }
            if (trades.size() > MAX_REMEMBERED) {
                trades.removeFirst();
            }
            if (attempt == null && fill.ids().own().isPresent()) {
                // Placed before this connection was made: the host knows it.
                teller.order(new VenueEvent.Filled(
                        fill.instrument(), fill.ids().own().get(), fill.side(), fill.fill(), fill.eventNanos()));
                return;
            }
            if (attempt == null) {
                teller.notice(new ForeignFill(fill));
                return;
            }
            accept(attempt, fill.ids().venue(), fill.eventNanos());
            if (attempt.request.type().isStop()) {
                trigger(attempt, fill.eventNanos());
            }
            attempt.filled = attempt.filled.plus(fill.fill().quantity().value());
            teller.order(new VenueEvent.Filled(
                    fill.instrument(), attempt.id, fill.side(), fill.fill(), fill.eventNanos()));
            settle(attempt);
        });
    }

    /** The exchange refused it, for certain, and never had it. */
    void rejected(Attempt attempt, String reason) {
        teller.locked(() -> reject(attempt, reason, clock.nanos()));
    }

    private void reject(Attempt attempt, String reason, long nanos) {
        if (attempt.accepted || attempt.over) {
            return;
        }
        attempt.over = true;
        // The refusal of a replacement is the refusal of an amendment, which is told where that was asked for.
        if (attempt.replaces == null) {
            teller.order(new VenueEvent.Rejected(attempt.request.instrument(), attempt.id, reason, nanos));
        }
    }

    /** Nobody knows whether the exchange has it. */
    void unknown(Attempt attempt, String reason) {
        teller.locked(() -> {
            if (!attempt.over && !attempt.accepted) {
                attempt.unknown = true;
                tellUnknown(attempt, reason);
            }
        });
    }

    /** Nobody knows what became of a cancel or an amendment. */
    void tellUnknown(Attempt attempt, String reason) {
        teller.order(new VenueEvent.FateUnknown(attempt.request.instrument(), attempt.id, reason, clock.nanos()));
    }

    private @Nullable Attempt attemptOf(VenueOrder order) {
        String key = order.request().instrument().symbol() + " " + order.ids().venue();
        Attempt attempt = byVenueId.get(key);
        if (attempt != null) {
            return attempt;
        }
        ClientOrderId id = order.ids().own().orElse(null);
        if (id == null) {
            return null;
        }
        attempt = attempts.get(id);
        if (attempt == null) {
            // Placed before this connection was made; that it was accepted was told then, or is the host's to ask.
            attempt = new Attempt(id, order.request(), null);
            attempt.accepted = true;
            attempt.triggered = true;
            attempt.adopted = true;
            attempt.venueId = order.ids().venue();
            // What it filled before is the host's to ask, too.
            attempt.filled = order.progress().filled().value();
            attempts.put(id, attempt);
            byVenueId.put(key, attempt);
        }
        return attempt;
    }

    private void accept(Attempt attempt, String venueId, long nanos) {
        if (attempt.accepted) {
            return;
        }
        attempt.accepted = true;
        attempt.unknown = false;
        attempt.venueId = venueId;
        byVenueId.put(attempt.symbol() + " " + venueId, attempt);
        Attempt old = attempt.replaces;
        if (old == null) {
            teller.order(new VenueEvent.Accepted(attempt.request.instrument(), attempt.id, venueId, nanos));
            return;
        }
        // The exchange places the new order only once the old one is cancelled.
        old.over = true;
        old.end = null;
        old.beingReplaced = false;
        old.replacedBy = attempt;
        teller.order(new VenueEvent.Amended(
                attempt.request.instrument(),
                old.id,
                attempt.id,
                attempt.request.quantity(),
                attempt.request.prices(),
                nanos));
    }

    private void trigger(Attempt attempt, long nanos) {
        if (!attempt.triggered) {
            attempt.triggered = true;
            teller.order(new VenueEvent.Triggered(attempt.request.instrument(), attempt.id, nanos));
        }
    }

    /** Tells the end if it is time, and has trades searched for that were not heard of. */
    private void settle(Attempt attempt) {
        if (attempt.missesTrades()) {
            searcher.accept(attempt);
            return;
        }
        End end = attempt.end;
        if (end == null || attempt.over || (attempt.beingReplaced && end.state() != State.FILLED)) {
            return;
        }
        attempt.over = true;
        VenueEvent event = ending(attempt, end);
        if (event != null) {
            teller.order(event);
        }
    }

    private static @Nullable VenueEvent ending(Attempt attempt, End end) {
        InstrumentId instrument = attempt.request.instrument();
        return switch (end.state()) {
            case CANCELLED -> new VenueEvent.Cancelled(instrument, attempt.id, end.reason(), end.nanos());
            case EXPIRED -> {
                // What Binance calls expired is mostly the rest of an order that was never to rest.
                TimeInForce time = attempt.request.conditions().timeInForce();
                OrderType type = attempt.request.type();
                boolean immediate =
                        time != TimeInForce.GTC || type == OrderType.MARKET || type == OrderType.STOP;
                String why = end.reason().isEmpty() || end.reason().equals("NONE")
                        ? "nothing more to trade with"
                        : end.reason();
                yield immediate || !end.reason().isEmpty()
                        ? new VenueEvent.Cancelled(instrument, attempt.id, why, end.nanos())
                        : new VenueEvent.Expired(instrument, attempt.id, end.nanos());
            }
            case FILLED, WORKING, REJECTED -> null;
        };
    }

    /** The trades of an attempt were asked for and are in; what is still missing is given up. */
    void searched(Attempt attempt) {
        teller.locked(() -> {
            if (!attempt.missesTrades()) {
                return;
            }
            teller.trouble(attempt.request.instrument(), "order " + attempt + " filled " + attempt.filledAtVenue
                    + " at the exchange, of which only " + attempt.filled + " is among its trades; compare balances");
            attempt.filledAtVenue = attempt.filled;
            settle(attempt);
        });
    }

    /** An amendment of it begins. @return whether it works, so that it can be amended */
    boolean beginReplacing(Attempt attempt) {
        boolean[] can = new boolean[1];
        teller.locked(() -> {
            can[0] = attempt.accepted && !attempt.over && attempt.end == null && !attempt.beingReplaced;
            attempt.beingReplaced |= can[0];
        });
        return can[0];
    }

    /** An amendment failed for certain; the order goes on as it was, or has ended meanwhile. */
    void notReplaced(Attempt attempt, Attempt replacement, String reason) {
        teller.locked(() -> {
            replacement.over = true;
            attempt.beingReplaced = false;
            teller.order(new VenueEvent.AmendRejected(
                    attempt.request.instrument(), attempt.id, reason, clock.nanos()));
            settle(attempt);
        });
    }

    /** Whether a replacement was seen to live already. */
    boolean isReplaced(Attempt attempt) {
        boolean[] is = new boolean[1];
        teller.locked(() -> is[0] = attempt.replacedBy != null);
        return is[0];
    }

    /** What an attempt filled so far, as far as is known. */
    Decimal filledAtVenue(Attempt attempt) {
        Decimal[] filled = new Decimal[1];
        teller.locked(() -> filled[0] = attempt.filledForSure());
        return filled[0];
    }
}
