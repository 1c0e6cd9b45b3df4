package dev.tradewind.runtime.node;

import dev.tradewind.sdk.instrument.InstrumentId;
import dev.tradewind.sdk.order.ClientOrderId;
import dev.tradewind.sdk.order.OrderCommand;
import dev.tradewind.sdk.order.VenueEvent;
import dev.tradewind.sdk.value.Quantity;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;

/** The orders that went through a connection and of which it has not told the end, by their last names. Bounded. */
final class OpenOrders {
    /** The eldest are forgotten then; the venue is asked about them in its turn. */
    private static final int MOST = 10_000;

    private final LinkedHashMap<ClientOrderId, Left> open = new LinkedHashMap<>();

    private record Left(InstrumentId instrument, Quantity quantity) {}

    synchronized void sent(OrderCommand command) {
        if (command instanceof OrderCommand.SubmitOrder submit) {
            open.put(
                    submit.clientOrderId(),
                    new Left(submit.instrument(), submit.request().quantity()));
            if (open.size() > MOST) {
                open.remove(open.firstEntry().getKey());
            }
        }
    }

    synchronized void heard(VenueEvent event) {
        ClientOrderId id = event.clientOrderId();
        switch (event) {
            case VenueEvent.Rejected e -> open.remove(id);
            case VenueEvent.Cancelled e -> open.remove(id);
            case VenueEvent.Expired e -> open.remove(id);
            case VenueEvent.Filled e -> {
                Left left = open.get(id);
                Quantity filled = e.fill().quantity();
                if (left != null && left.quantity().compareTo(filled) > 0) {
                    open.put(id, new Left(left.instrument(), left.quantity().minus(filled)));
                } else {
                    open.remove(id);
                }
            }
            case VenueEvent.Amended e -> {
                open.remove(id);
                open.put(e.replacement(), new Left(e.instrument(), e.quantity()));
            }
            case VenueEvent.Accepted e -> {}
            case VenueEvent.Triggered e -> {}
            case VenueEvent.AmendRejected e -> {}
            case VenueEvent.CancelRejected e -> {}
            case VenueEvent.FateUnknown e -> {}
        }
    }

    void each(BiConsumer<InstrumentId, ClientOrderId> told) {
        List<Map.Entry<ClientOrderId, Left>> all;
        synchronized (this) {
            all = new ArrayList<>(open.entrySet());
        }
        all.forEach(one -> told.accept(one.getValue().instrument(), one.getKey()));
    }
}
