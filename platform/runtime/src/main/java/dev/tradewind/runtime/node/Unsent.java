package dev.tradewind.runtime.node;

import dev.tradewind.sdk.order.OrderCommand;
import dev.tradewind.sdk.order.OrderCommand.AmendOrder;
import dev.tradewind.sdk.order.OrderCommand.CancelOrder;
import dev.tradewind.sdk.order.OrderCommand.SubmitOrder;
import dev.tradewind.sdk.order.VenueEvent;

/** What is known of a command that never left: that it was not done. */
final class Unsent {
    private Unsent() {}

    static VenueEvent report(OrderCommand command, String reason, long nanos) {
        return switch (command) {
            case SubmitOrder submit ->
                new VenueEvent.Rejected(submit.instrument(), submit.clientOrderId(), reason, nanos);
            case AmendOrder amend ->
                new VenueEvent.AmendRejected(amend.instrument(), amend.clientOrderId(), reason, nanos);
            case CancelOrder cancel ->
                new VenueEvent.CancelRejected(cancel.instrument(), cancel.clientOrderId(), reason, nanos);
        };
    }
}
