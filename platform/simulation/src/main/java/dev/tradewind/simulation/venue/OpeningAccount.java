package dev.tradewind.simulation.venue;

import dev.tradewind.sdk.instrument.InstrumentId;
import dev.tradewind.sdk.order.ClientOrderId;
import dev.tradewind.sdk.order.OrderRequest;
import dev.tradewind.sdk.value.Decimal;
import dev.tradewind.sdk.value.Money;
import dev.tradewind.sdk.value.Quantity;
import java.util.List;

/**
 * How an account stands at a simulated venue when it opens. A venue in the same process ends with it: what it knew is
 * told anew by whoever kept the books.
 *
 * @param name the account, as in its client order ids
 * @param cash by currency
 * @param positions what is held
 * @param orders that work, in the order in which they were placed
 */
public record OpeningAccount(
        String name, List<Money> cash, List<OpeningPosition> positions, List<OpeningOrder> orders) {
    public OpeningAccount {
        cash = List.copyOf(cash);
        positions = List.copyOf(positions);
        orders = List.copyOf(orders);
    }

    /**
     * A position.
     *
     * @param quantity negative when short
     * @param cost what the open quantity was opened for, without sign, in the settlement currency
     */
    public record OpeningPosition(InstrumentId instrument, Decimal quantity, Decimal cost) {}

    /**
     * An order that works.
     *
     * @param id the attempt under which the venue knew it
     * @param request the order as it is now
     * @param filled how much of it traded
     * @param triggered whether a stop has been triggered, so that it is a limit order now
     */
    public record OpeningOrder(ClientOrderId id, OrderRequest request, Quantity filled, boolean triggered) {}
}
