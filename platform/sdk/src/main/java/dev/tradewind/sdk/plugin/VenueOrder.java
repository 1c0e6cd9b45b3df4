package dev.tradewind.sdk.plugin;

import dev.tradewind.sdk.order.ClientOrderId;
import dev.tradewind.sdk.order.OrderRequest;
import dev.tradewind.sdk.value.Decimal;
import dev.tradewind.sdk.value.Quantity;
import java.util.Optional;

/**
 * An order as the venue has it.
 *
 * @param ids what it is called
 * @param request what was asked for; the reason is empty
 * @param progress what became of it
 */
public record VenueOrder(Ids ids, OrderRequest request, Progress progress) {
    /** Whether it works, and if not, why. */
    public enum State {
        WORKING,
        FILLED,
        CANCELLED,
        EXPIRED,
        REJECTED
    }

    /**
     * Names of an order.
     *
     * @param client the text that whoever placed it gave it; empty where there is none
     * @param venue the venue's own
     */
    public record Ids(String client, String venue) {
        /** Our own id; empty if it was placed by somebody else, such as by hand on the venue's page. */
        public Optional<ClientOrderId> own() {
            return ClientOrderId.isOne(client) ? Optional.of(ClientOrderId.parse(client)) : Optional.empty();
        }
    }

    /**
     * What became of an order.
     *
     * @param state whether it works
     * @param filled how much of it traded
     * @param filledValue sum of price × quantity of its fills, in the quote currency
     * @param placedNanos when the venue took it, by its clock
     * @param changedNanos when it last changed, by the venue's clock
     */
    public record Progress(
            State state, Quantity filled, Decimal filledValue, long placedNanos, long changedNanos) {}

    public boolean isWorking() {
        return progress.state() == State.WORKING;
    }
}
