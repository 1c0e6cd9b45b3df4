package dev.tradewind.engine;

import dev.tradewind.sdk.instrument.Instrument;
import dev.tradewind.sdk.instrument.InstrumentId;
import dev.tradewind.sdk.order.ClientOrderId;
import dev.tradewind.sdk.order.Fill;
import dev.tradewind.sdk.order.Liquidity;
import dev.tradewind.sdk.order.OrderCommand;
import dev.tradewind.sdk.order.OrderRequest;
import dev.tradewind.sdk.order.Side;
import dev.tradewind.sdk.order.VenueEvent;
import dev.tradewind.sdk.plugin.VenueFill;
import dev.tradewind.sdk.plugin.VenueOrder;
import dev.tradewind.sdk.plugin.VenueOrder.State;
import dev.tradewind.sdk.plugin.VenueQueries.Balance;
import dev.tradewind.sdk.value.Currency;
import dev.tradewind.sdk.value.Decimal;
import dev.tradewind.sdk.value.Money;
import dev.tradewind.sdk.value.Price;
import dev.tradewind.sdk.value.Quantity;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * An exchange for spot trading with a truth of its own. Like a real one it takes a client order id again once the order
 * of that name has ended, refuses what comes after its validity, and answers questions with a lag.
 */
final class FakeExchange {
    static final long RECEIVE_WINDOW = 2_000_000_000L;

    final List<Held> orders = new ArrayList<>();
    final List<VenueFill> fills = new ArrayList<>();
    private final Random random;
    private final TreeMap<Long, Map<Currency, Decimal>> balances = new TreeMap<>();
    private final Map<Currency, Decimal> now = new LinkedHashMap<>();

    /** An order as it was at each time that it changed. */
    static final class Held {
        final String client;
        final String venueId;
        final OrderRequest request;
        final long placedNanos;
        final TreeMap<Long, VenueOrder> history = new TreeMap<>();

        Held(String client, String venueId, OrderRequest request, long placedNanos) {
            this.client = client;
            this.venueId = venueId;
            this.request = request.withReason("");
            this.placedNanos = placedNanos;
            become(State.WORKING, Quantity.ZERO, Decimal.ZERO, placedNanos);
        }

        void become(State state, Quantity filled, Decimal value, long nanos) {
            VenueOrder.Progress progress = new VenueOrder.Progress(state, filled, value, placedNanos, nanos);
            history.put(nanos, new VenueOrder(new VenueOrder.Ids(client, venueId), request, progress));
        }

        VenueOrder last() {
            return history.lastEntry().getValue();
        }

        boolean works() {
            return last().isWorking();
        }

        Decimal filled() {
            return last().progress().filled().value();
        }
    }

    FakeExchange(Random random, Money cash, long nanos) {
        this.random = random;
        move(cash, nanos);
    }

    void move(Money money, long nanos) {
        now.merge(money.currency(), money.amount(), Decimal::plus);
        balances.put(nanos, new LinkedHashMap<>(now));
    }

    Decimal balance(Currency currency) {
        return now.getOrDefault(currency, Decimal.ZERO);
    }

    Map<Currency, Decimal> balances() {
        return now;
    }

    private @Nullable Held working(String client) {
        return orders.stream()
                .filter(order -> order.works() && order.client.equals(client))
                .findFirst()
                .orElse(null);
    }

    /** Does what a command says and returns what there is to say about it. */
    List<VenueEvent> execute(OrderCommand command, long nanos) {
        InstrumentId instrument = command.instrument();
        ClientOrderId id = command.clientOrderId();
        boolean late = nanos > command.decidedNanos() + RECEIVE_WINDOW;
        Held held = working(id.toString());
        return switch (command) {
            case OrderCommand.SubmitOrder submit -> {
                if (late || held != null) {
                    yield List.of(new VenueEvent.Rejected(instrument, id, late ? "too late" : "duplicate", nanos));
                }
                place(id.toString(), submit.request(), nanos);
                yield List.of(new VenueEvent.Accepted(instrument, id, "V" + orders.size(), nanos));
            }
            case OrderCommand.CancelOrder cancel -> {
                if (late || held == null) {
                    yield List.of(new VenueEvent.CancelRejected(instrument, id, "unknown order", nanos));
                }
                end(held, nanos);
                yield List.of(new VenueEvent.Cancelled(instrument, id, "as asked", nanos));
            }
            case OrderCommand.AmendOrder amend -> {
                Decimal rest = held == null ? Decimal.ZERO : rest(held, amend);
                if (late || held == null || rest.signum() <= 0) {
                    yield List.of(new VenueEvent.AmendRejected(instrument, id, "unknown order", nanos));
                }
                end(held, nanos);
                place(amend.replacement().toString(), amend.request().withQuantity(new Quantity(rest)), nanos);
                yield List.of(new VenueEvent.Amended(
                        instrument, id, amend.replacement(), amend.quantity(), amend.request().prices(), nanos));
            }
        };
    }

    /** What was filled under earlier names of the order is the caller's arithmetic: it gave the whole quantity. */
    private Decimal rest(Held held, OrderCommand.AmendOrder amend) {
        Decimal before = Decimal.ZERO;
        for (Held other : orders) {
            before = ownerOf(other).equals(ownerOf(held)) ? before.plus(other.filled()) : before;
        }
        return amend.quantity().value().minus(before);
    }

    private final Map<String, Long> owners = new LinkedHashMap<>();

    /** The exchange's end of a connection knows which attempts are one order. */
    void learn(OrderCommand command) {
        owners.put(command.clientOrderId().toString(), command.orderId().value());
        if (command instanceof OrderCommand.AmendOrder amend) {
            owners.put(amend.replacement().toString(), command.orderId().value());
        }
    }

    Long ownerOf(Held held) {
        return owners.getOrDefault(held.client, -1L);
    }

    Held place(String client, OrderRequest request, long nanos) {
        Held held = new Held(client, "V" + (orders.size() + 1), request, nanos);
        orders.add(held);
        return held;
    }

    private static void end(Held held, long nanos) {
        VenueOrder.Progress progress = held.last().progress();
        held.become(State.CANCELLED, progress.filled(), progress.filledValue(), nanos);
    }

    /** Fills a part or all of an order. */
    VenueFill fill(Held held, Instrument instrument, long nanos) {
        VenueOrder.Progress before = held.last().progress();
        Decimal rest = held.request.quantity().value().minus(before.filled().value());
        Decimal part = random.nextBoolean()
                ? rest
                : instrument.roundedDownToLot(rest.times(Decimal.ofUnscaled(random.nextInt(1, 10), 1))).value();
        Decimal quantity = part.isZero() ? rest : part;
        Decimal price = Decimal.ofUnscaled(random.nextInt(9000, 11000), 2);
        Money fee = switch (random.nextInt(3)) {
            case 0 -> Money.of("0.001", "BNB");
            case 1 -> new Money(quantity.times(Decimal.parse("0.001")), instrument.base());
            default -> Money.of("0.05", "USDT");
        };
        Fill fill = new Fill(
                "T" + (fills.size() + 1), new Price(price), new Quantity(quantity), fee, Liquidity.TAKER);
        boolean buys = held.request.side() == Side.BUY;
        Decimal worth = price.times(quantity);
        move(new Money(buys ? quantity : quantity.negate(), instrument.base()), nanos);
        move(new Money(buys ? worth.negate() : worth, instrument.quote()), nanos);
        move(fee.negate(), nanos);
        Quantity filled = before.filled().plus(new Quantity(quantity));
        boolean all = filled.equals(held.request.quantity());
        held.become(all ? State.FILLED : State.WORKING, filled, before.filledValue().plus(worth), nanos);
        VenueFill told = new VenueFill(
                instrument.id(),
                // Like real ones, the exchange cannot always tell the client's name of an order in its list of trades.
                new VenueOrder.Ids(random.nextBoolean() ? held.client : "", held.venueId),
                held.request.side(),
                fill,
                nanos);
        fills.add(told);
        return told;
    }

    /** What the exchange says when it is asked; each answer may be as old as the lag. */
    VenueStatement answer(String venue, long askedNanos, long sinceNanos, long lagNanos, boolean reliable) {
        long ordersAt = askedNanos - (reliable ? 0 : random.nextLong(lagNanos + 1));
        long fillsAt = askedNanos - (reliable ? 0 : random.nextLong(lagNanos + 1));
        long balancesAt = askedNanos - (reliable ? 0 : random.nextLong(lagNanos + 1));
        boolean closed = reliable || random.nextInt(8) > 0;
        boolean trades = reliable || random.nextInt(8) > 0;
        List<VenueOrder> seen = new ArrayList<>();
        for (Held held : orders) {
            Map.Entry<Long, VenueOrder> then = held.history.floorEntry(ordersAt);
            VenueOrder order = then == null ? null : then.getValue();
            boolean recent = order != null && order.progress().changedNanos() >= sinceNanos;
            if (order != null && (order.isWorking() || (closed && recent))) {
                seen.add(order);
            }
        }
        List<VenueFill> told = fills.stream()
                .filter(fill -> trades && fill.eventNanos() >= sinceNanos && fill.eventNanos() <= fillsAt)
                .toList();
        List<Balance> held = new ArrayList<>();
        Map.Entry<Long, Map<Currency, Decimal>> then = balances.floorEntry(balancesAt);
        if (then != null) {
            then.getValue().forEach((currency, amount) -> held.add(new Balance(currency, amount, Decimal.ZERO)));
        }
        VenueStatement.Coverage coverage =
                new VenueStatement.Coverage(true, closed, trades, then != null, false, sinceNanos);
        return new VenueStatement(venue, askedNanos, coverage, seen, told, held, List.of());
    }
}
