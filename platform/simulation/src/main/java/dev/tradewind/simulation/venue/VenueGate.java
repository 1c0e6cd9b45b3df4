package dev.tradewind.simulation.venue;

import dev.tradewind.sdk.instrument.Instrument;
import dev.tradewind.sdk.instrument.InstrumentId;
import dev.tradewind.sdk.instrument.TradingSteps;
import dev.tradewind.sdk.order.ClientOrderId;
import dev.tradewind.sdk.order.OrderCommand;
import dev.tradewind.sdk.order.OrderCommand.AmendOrder;
import dev.tradewind.sdk.order.OrderCommand.CancelOrder;
import dev.tradewind.sdk.order.OrderCommand.SubmitOrder;
import dev.tradewind.sdk.order.OrderRequest;
import dev.tradewind.sdk.order.OrderType;
import dev.tradewind.sdk.order.TimeInForce;
import dev.tradewind.sdk.order.VenueEvent;
import dev.tradewind.sdk.plugin.VenueCapabilities;
import dev.tradewind.sdk.value.Decimal;
import dev.tradewind.sdk.value.Price;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a venue refuses without a look at the market: what it does not trade, cannot do, or has had already. */
final class VenueGate {
    /** Client order ids that are remembered; beyond, the oldest are forgotten. */
    static final int MAX_REMEMBERED = 1 << 20;

    private final VenueCapabilities capabilities;
    private final int remembered;
    private final Map<InstrumentId, Instrument> instruments = new LinkedHashMap<>();
    private final Set<ClientOrderId> seen = new LinkedHashSet<>();

    VenueGate(VenueCapabilities capabilities, List<Instrument> instruments) {
        this(capabilities, instruments, MAX_REMEMBERED);
    }

    VenueGate(VenueCapabilities capabilities, List<Instrument> instruments, int remembered) {
        this.capabilities = capabilities;
        this.remembered = remembered;
        for (Instrument instrument : instruments) {
            this.instruments.put(instrument.id(), instrument);
        }
    }

    /** Why the command cannot be taken; null if it can. A submitted order's id is remembered either way. */
    @Nullable String objection(OrderCommand command) {
        Instrument instrument = instruments.get(command.instrument());
        if (instrument == null) {
            return command.instrument() + " is not traded here";
        }
        return switch (command) {
            case SubmitOrder submit -> remember(submit.clientOrderId())
                    ? objection(submit.request(), instrument)
                    : "the client order id " + submit.clientOrderId() + " was used before";
            case AmendOrder amend -> objection(amend.request(), instrument);
            case CancelOrder cancel -> null;
        };
    }

    private boolean remember(ClientOrderId id) {
        if (!seen.add(id)) {
            return false;
        }
        if (seen.size() > remembered) {
            Iterator<ClientOrderId> oldest = seen.iterator();
            oldest.next();
            oldest.remove();
        }
        return true;
    }

    private @Nullable String objection(OrderRequest request, Instrument instrument) {
        String unable = capabilities.objection(request).orElse(null);
        if (unable != null) {
            return unable;
        }
        TimeInForce time = request.conditions().timeInForce();
        if (request.conditions().postOnly()
                && (!request.type().hasLimitPrice() || time == TimeInForce.IOC || time == TimeInForce.FOK)) {
            return "post-only is for limit orders that rest";
        }
        TradingSteps steps = instrument.steps();
        if (request.quantity().value().signum() <= 0
                || !request.quantity().value().isMultipleOf(steps.lot())
                || request.quantity().value().compareTo(steps.minQuantity()) < 0) {
            return "a quantity of " + request.quantity() + "; it must be a multiple of " + steps.lot() + ", at least "
                    + steps.minQuantity();
        }
        Price limit = request.prices().limit();
        Price stop = request.prices().stop();
        Decimal offset = request.prices().trailingOffset();
        boolean trails = request.type() == OrderType.TRAILING_STOP;
        boolean missing = (request.type().hasLimitPrice() && limit == null)
                || (request.type().isStop() && (trails ? offset == null : stop == null));
        if (missing || isOff(limit, steps) || isOff(stop, steps) || (offset != null && offset.signum() <= 0)) {
            return "a limit of " + limit + ", a stop of " + stop + ", an offset of " + offset + "; an order of type "
                    + request.type() + " needs its prices, and they must be positive multiples of " + steps.tick();
        }
        boolean small = limit != null
                && limit.value().times(request.quantity().value()).compareTo(steps.minNotional()) < 0;
        return small ? "it is worth less than the minimum of " + steps.minNotional() : null;
    }

    private static boolean isOff(@Nullable Price price, TradingSteps steps) {
        return price != null && (price.value().signum() <= 0 || !price.value().isMultipleOf(steps.tick()));
    }

    /** The event that refuses the command. */
    static VenueEvent refusal(OrderCommand command, String reason, long nanos) {
        return switch (command) {
            case SubmitOrder submit ->
                new VenueEvent.Rejected(command.instrument(), command.clientOrderId(), reason, nanos);
            case AmendOrder amend ->
                new VenueEvent.AmendRejected(command.instrument(), command.clientOrderId(), reason, nanos);
            case CancelOrder cancel ->
                new VenueEvent.CancelRejected(command.instrument(), command.clientOrderId(), reason, nanos);
        };
    }
}
