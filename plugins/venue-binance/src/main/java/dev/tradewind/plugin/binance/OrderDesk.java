package dev.tradewind.plugin.binance;

import dev.tradewind.plugin.binance.Answer.Done;
import dev.tradewind.plugin.binance.Answer.NotSent;
import dev.tradewind.plugin.binance.Answer.Refused;
import dev.tradewind.plugin.binance.Answer.Unknown;
import dev.tradewind.plugin.binance.Calls.Target;
import dev.tradewind.sdk.instrument.Instrument;
import dev.tradewind.sdk.order.OrderCommand;
import dev.tradewind.sdk.order.OrderCommand.AmendOrder;
import dev.tradewind.sdk.order.OrderCommand.CancelOrder;
import dev.tradewind.sdk.order.OrderCommand.SubmitOrder;
import dev.tradewind.sdk.order.OrderId;
import dev.tradewind.sdk.order.OrderRequest;
import dev.tradewind.sdk.order.VenueEvent;
import dev.tradewind.sdk.plugin.VenueCapabilities;
import dev.tradewind.sdk.plugin.VenueException;
import dev.tradewind.sdk.plugin.VenueOrder;
import dev.tradewind.sdk.value.Decimal;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.function.Consumer;

/**
 * Sends commands. Those about one order go one after another, each after the answer to the one before, so that a cancel
 * never overtakes its order; those about different orders go at once.
 */
final class OrderDesk {
    /** A cancel whose fate is open is sent again: to cancel twice does no harm. */
    static final int CANCEL_TRIES = 3;

    private static final long CANCEL_PATIENCE_MILLIS = 60_000;

    private final Map<String, Instrument> instruments;
    private final VenueCapabilities capabilities;
    private final Rest rest;
    private final Attempts attempts;
    private final Teller teller;
    private final Amender amender;
    private final Executor executor;
    private final Consumer<Attempt> doubts;
    private final Map<OrderId, SerialQueue> queues = new ConcurrentHashMap<>();
    private final boolean trades;

    /** @param doubts is given an order of which the exchange says something else than was heard of */
    OrderDesk(
            Map<String, Instrument> instruments,
            VenueCapabilities capabilities,
            Wire wire,
            boolean trades,
            Executor executor,
            Consumer<Attempt> doubts) {
        this.instruments = instruments;
        this.capabilities = capabilities;
        this.rest = wire.rest();
        this.attempts = wire.attempts();
        this.teller = wire.teller();
        this.trades = trades;
        this.executor = executor;
        this.doubts = doubts;
        this.amender = new Amender(wire, doubts);
    }

    /** Takes a command and returns at once. */
    void execute(OrderCommand command) {
        queues.compute(command.orderId(), (id, queue) -> {
            SerialQueue own = queue == null ? new SerialQueue(executor, () -> forget(id)) : queue;
            long came = System.nanoTime();
            own.add(() -> send(command, came));
            return own;
        });
    }

    private void forget(OrderId id) {
        queues.computeIfPresent(id, (key, queue) -> queue.isIdle() ? null : queue);
    }

    private void send(OrderCommand command, long came) {
        if (teller.isClosed()) {
            return;
        }
        try {
            switch (command) {
                case SubmitOrder submit -> submit(submit, came);
                case CancelOrder cancel -> cancel(cancel);
                case AmendOrder amend -> amend(amend, came);
            }
        } catch (RuntimeException e) {
            // A fault of this plugin, after which nobody knows what was sent.
            teller.order(new VenueEvent.FateUnknown(
                    command.instrument(),
                    command.clientOrderId(),
                    "the plugin failed: " + e,
                    rest.clock().nanos()));
        }
    }

    private void submit(SubmitOrder command, long came) {
        Attempt attempt = attempts.add(command.clientOrderId(), command.request(), null);
        if (attempt == null) {
            refuse(command, "the client order id " + command.clientOrderId() + " was used before; nothing was sent");
            return;
        }
        Optional<String> objection = objection(command.request());
        if (objection.isPresent()) {
            attempts.rejected(attempt, objection.get());
            return;
        }
        Call call = Calls.submit(attempt.symbol(), command.request(), attempt.id);
        long until = rest.clock()
                .deadlineMillis(command.decidedNanos(), command.validUntilNanos(), System.nanoTime() - came);
        switch (rest.send(call, until)) {
            case Done done -> placed(attempt, done.body());
            case Refused refused -> attempts.rejected(attempt, refused.words());
            case NotSent not -> attempts.rejected(attempt, not.words());
            case Unknown unknown -> attempts.unknown(attempt, unknown.words());
        }
    }

    private void placed(Attempt attempt, Json body) {
        try {
            VenueOrder order = Messages.order(body);
            Messages.placementFills(body, order).forEach(attempts::fill);
            attempts.state(order, "");
        } catch (VenueException e) {
            attempts.unknown(attempt, "it was sent, but the answer makes no sense: " + e.getMessage());
            doubts.accept(attempt);
        }
    }

    private void refuse(SubmitOrder command, String reason) {
        teller.order(new VenueEvent.Rejected(
                command.instrument(), command.clientOrderId(), reason, rest.clock().nanos()));
    }

    private Optional<String> objection(OrderRequest request) {
        if (!trades) {
            return Optional.of("this connection sends no orders, since access=market-data");
        }
        Instrument instrument = instruments.get(request.instrument().symbol());
        if (instrument == null || !instrument.id().equals(request.instrument())) {
            return Optional.of("there is no " + request.instrument() + " on this connection; add it to symbols");
        }
        return capabilities
                .objection(request)
                .or(() -> Calls.objection(request))
                .or(() -> steps(request, instrument));
    }

    private static Optional<String> steps(OrderRequest request, Instrument instrument) {
        Decimal tick = instrument.steps().tick();
        Decimal lot = instrument.steps().lot();
        Decimal quantity = request.quantity().value();
        if (quantity.signum() <= 0 || !quantity.isMultipleOf(lot)) {
            return Optional.of("the quantity " + quantity + " is not a positive multiple of the lot " + lot);
        }
        if (quantity.compareTo(instrument.steps().minQuantity()) < 0) {
            return Optional.of("the quantity " + quantity + " is below the minimum of "
                    + instrument.steps().minQuantity());
        }
        var limit = request.prices().limit();
        var stop = request.prices().stop();
        if (limit != null && (limit.value().signum() <= 0 || !limit.value().isMultipleOf(tick))) {
            return Optional.of("the limit " + limit + " is not a positive multiple of the tick " + tick);
        }
        if (stop != null && (stop.value().signum() <= 0 || !stop.value().isMultipleOf(tick))) {
            return Optional.of("the stop " + stop + " is not a positive multiple of the tick " + tick);
        }
        return Optional.empty();
    }

    private void cancel(CancelOrder command) {
        Attempt known = attempts.find(command.clientOrderId());
        Attempt attempt = known == null ? null : known.last();
        if (!trades || (attempt != null && attempt.over)) {
            refuse(command, trades ? "the order is gone" : "this connection sends no orders");
            return;
        }
        String symbol = command.instrument().symbol();
        Target target = Target.client(attempt == null ? command.clientOrderId() : attempt.id);
        for (int tried = 1; ; tried++) {
            Answer answer =
                    rest.send(Calls.cancel(symbol, target), rest.clock().millis() + CANCEL_PATIENCE_MILLIS);
            switch (answer) {
                case Done done -> {
                    cancelled(command, done.body());
                    return;
                }
                case Refused refused -> {
                    refuse(command, refused.words());
                    // Gone at the exchange, and not yet here: perhaps the report was lost.
                    if (attempt != null && !attempt.over) {
                        doubts.accept(attempt);
                    }
                    return;
                }
                case NotSent not -> {
                    refuse(command, not.words());
                    return;
                }
                case Unknown unknown -> {
                    if (tried >= CANCEL_TRIES) {
                        teller.order(new VenueEvent.FateUnknown(
                                command.instrument(),
                                attempt == null ? command.clientOrderId() : attempt.id,
                                "cancel: " + unknown.words() + ", " + tried + " times",
                                rest.clock().nanos()));
                        if (attempt != null) {
                            doubts.accept(attempt);
                        }
                        return;
                    }
                }
            }
        }
    }

    private void cancelled(CancelOrder command, Json body) {
        try {
            attempts.state(Messages.order(body), "");
        } catch (VenueException e) {
            Attempt attempt = attempts.find(command.clientOrderId());
            if (attempt != null) {
                doubts.accept(attempt.last());
            }
        }
    }

    private void refuse(CancelOrder command, String reason) {
        teller.order(new VenueEvent.CancelRejected(
                command.instrument(), command.clientOrderId(), reason, rest.clock().nanos()));
    }

    private void amend(AmendOrder command, long came) {
        Optional<String> objection = objection(command.request());
        Attempt known = attempts.find(command.clientOrderId());
        Attempt attempt = known == null ? null : known.last();
        if (attempt != null && attempt.adopted) {
            // What is left of it could be more than is to be ordered.
            objection = Optional.of("it was placed before this connection was made, and what its former attempts"
                    + " filled is not known; cancel it and place another");
        }
        if (objection.isPresent() || attempt == null || !attempts.beginReplacing(attempt)) {
            teller.order(new VenueEvent.AmendRejected(
                    command.instrument(),
                    command.clientOrderId(),
                    objection.orElse("there is no such order that works"),
                    rest.clock().nanos()));
            return;
        }
        amender.amend(attempt, command, came);
    }
}
