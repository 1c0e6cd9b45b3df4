package dev.tradewind.plugin.binance;

import dev.tradewind.sdk.order.ClientOrderId;
import dev.tradewind.sdk.order.OrderRequest;
import dev.tradewind.sdk.plugin.VenueOrder;
import dev.tradewind.sdk.value.Decimal;
import org.jspecify.annotations.Nullable;

/** One order at the exchange: what was asked for, and what was told about it. Under the teller's lock. */
final class Attempt {
    final ClientOrderId id;
    /** As it should be; its quantity counts what earlier attempts of the same order filled. */
    final OrderRequest request;
    /** The attempt that this one is to replace, or null. */
    final @Nullable Attempt replaces;

    /** What this attempt filled. */
    volatile Decimal filled = Decimal.ZERO;
    /** What the exchange says that it filled; more than {@link #filled} while reports of trades are missing. */
    volatile Decimal filledAtVenue = Decimal.ZERO;

    /** The most that the exchange ever said it filled, whether its trades were found or not. */
    volatile Decimal executed = Decimal.ZERO;

    /** Whether it was placed before this connection was made: what attempts before it filled is not known here. */
    boolean adopted;

    volatile String venueId = "";
    volatile boolean accepted;
    boolean triggered;
    /** Whether nobody knows whether the exchange has it. */
    boolean unknown;
    /** Whether nothing more is expected. */
    volatile boolean over;
    /** Whether a replacement is under way, so that its end may be a part of that. */
    boolean beingReplaced;
    /** The attempt that lives on instead of it, or null. */
    @Nullable Attempt replacedBy;
    /** An end that waits to be told: for reports of trades, or for the outcome of a replacement. */
    @Nullable End end;

    /**
     * How an order ended.
     *
     * @param state at the exchange
     * @param reason why; may be empty
     * @param nanos when, by the exchange's clock
     */
    record End(VenueOrder.State state, String reason, long nanos) {}

    Attempt(ClientOrderId id, OrderRequest request, @Nullable Attempt replaces) {
        this.id = id;
        this.request = request;
        this.replaces = replaces;
    }

    String symbol() {
        return request.instrument().symbol();
    }

    /** What this attempt filled, by its trades or by the exchange's count, of which one may be ahead of the other. */
    Decimal filledForSure() {
        return filled.max(executed);
    }

    /** What this attempt and those before it filled. */
    Decimal filledInAll() {
        return replaces == null ? filledForSure() : filledForSure().plus(replaces.filledInAll());
    }

    /** The attempt that the order lives on as. */
    Attempt last() {
        Attempt last = this;
        while (last.replacedBy != null) {
            last = last.replacedBy;
        }
        return last;
    }

    boolean missesTrades() {
        return filled.compareTo(filledAtVenue) < 0;
    }

    @Override
    public String toString() {
        return id + " (" + (venueId.isEmpty() ? "not seen at the exchange" : "order " + venueId) + ")";
    }
}
