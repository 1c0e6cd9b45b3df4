package dev.tradewind.runtime.node;

import dev.tradewind.engine.ledger.Ledger;
import dev.tradewind.engine.ledger.OrderState;
import dev.tradewind.engine.ledger.PositionState;
import dev.tradewind.sdk.order.ClientOrderId;
import dev.tradewind.sdk.plugin.VenueOrder;
import dev.tradewind.sdk.value.Decimal;
import dev.tradewind.sdk.value.Money;
import dev.tradewind.simulation.venue.OpeningAccount;
import dev.tradewind.simulation.venue.OpeningAccount.OpeningOrder;
import dev.tradewind.simulation.venue.OpeningAccount.OpeningPosition;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * How an account stands at a venue that ended with the process, by its ledger.
 *
 * @param opening what the venue is opened with
 * @param gone orders that it had been told to cancel when the journal was away
 */
record OpeningBooks(OpeningAccount opening, List<VenueOrder> gone) {
    /**
     * Reads a ledger.
     *
     * @param begin what a new account begins with; ignored where the ledger has a story
     * @param cancelled attempts that the venue had been told to cancel
     */
    static OpeningBooks of(String account, Ledger ledger, Money begin, Set<String> cancelled, long nowNanos) {
        List<OpeningPosition> positions = new ArrayList<>();
        for (PositionState position : ledger.positions()) {
            if (!position.quantity().isZero()) {
                positions.add(new OpeningPosition(position.instrument().id(), position.quantity(), position.cost()));
            }
        }
        List<OpeningOrder> orders = new ArrayList<>();
        List<VenueOrder> gone = new ArrayList<>();
        for (OrderState order : ledger.orders().open()) {
            ClientOrderId id = order.clientOrderId();
            if (id == null || !worked(order)) {
                continue;
            }
            OpeningOrder opening =
                    new OpeningOrder(id, order.request(), order.filledQuantity(), order.triggered());
            if (cancelled.contains(id.toString())) {
                gone.add(told(opening, VenueOrder.State.CANCELLED, nowNanos));
            } else {
                orders.add(opening);
            }
        }
        List<Money> cash = ledger.lastNanos() == Long.MIN_VALUE ? List.of(begin) : ledger.balances();
        return new OpeningBooks(new OpeningAccount(account, cash, positions, orders), gone);
    }

    /**
     * Whether the venue had taken the order, as far as the journal knows. One with a cancel or an amendment on its way
     * may not have been taken yet; it is opened all the same, and what was on its way is sent again.
     */
    private static boolean worked(OrderState order) {
        return switch (order.status()) {
            case ACCEPTED, PARTIALLY_FILLED, PENDING_CANCEL, PENDING_AMEND -> true;
            case INITIALISED, DENIED, HELD, SUBMITTED, FILLED, CANCELLED, EXPIRED, REJECTED, UNKNOWN -> false;
        };
    }

    /** An order as a venue would tell it. */
    static VenueOrder told(OpeningOrder order, VenueOrder.State state, long nowNanos) {
        return new VenueOrder(
                new VenueOrder.Ids(order.id().toString(), order.id().toString()),
                order.request(),
                new VenueOrder.Progress(state, order.filled(), Decimal.ZERO, 0, nowNanos));
    }
}
