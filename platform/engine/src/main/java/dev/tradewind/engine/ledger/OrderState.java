package dev.tradewind.engine.ledger;

import dev.tradewind.engine.ledger.LedgerEvent.OrderLinks;
import dev.tradewind.sdk.order.ClientOrderId;
import dev.tradewind.sdk.order.Order;
import dev.tradewind.sdk.order.OrderId;
import dev.tradewind.sdk.order.OrderRequest;
import dev.tradewind.sdk.order.OrderStatus;
import dev.tradewind.sdk.value.Decimal;
import dev.tradewind.sdk.value.Quantity;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An order as the ledger holds it. Changed by {@link Ledger} alone. */
public final class OrderState implements Order {
    private final OrderId id;
    private final String strategy;
    private final OrderLinks links;
    private final long createdNanos;

    OrderRequest request;
    OrderStatus status = OrderStatus.INITIALISED;
    /** What the order is apart from a pending amend or cancel: SUBMITTED, ACCEPTED, PARTIALLY_FILLED or UNKNOWN. */
    OrderStatus working = OrderStatus.INITIALISED;

    Quantity filledQuantity = Quantity.ZERO;
    Decimal filledValue = Decimal.ZERO;
    @Nullable ClientOrderId clientOrderId;
    /** Attempts before the last one, oldest first. */
    List<ClientOrderId> formerAttempts = List.of();
    /** The attempt that a pending amendment would make; null if none is pending. */
    @Nullable ClientOrderId replacement;
    /** What a pending amendment asked for; null if none is pending. */
    @Nullable OrderRequest wanted;
    boolean triggered;
    /** Codes of the rules that denied or held it when it was last judged; empty if none did. */
    List<String> objections = List.of();
    /** Why we asked for the order to be cancelled; empty if we did not, or were refused while it was open. */
    String cancelReason = "";
    /** When the last command about the order was decided that may be at the venue; 0 if none was. */
    long sentNanos;
    /** When a person was last asked about it; 0 if never. */
    long heldNanos;
    /** Whether the venue refused to cancel it, and has not named it as working since. */
    boolean cancelRefused;
    /** What it counts for among the open orders of its side; null if it is not open. */
    OpenSide.@Nullable Share share;

    OrderState(OrderId id, String strategy, OrderRequest request, OrderLinks links, long createdNanos) {
        this.id = id;
        this.strategy = strategy;
        this.request = request;
        this.links = links;
        this.createdNanos = createdNanos;
    }

    @Override
    public OrderId id() {
        return id;
    }

    public String strategy() {
        return strategy;
    }

    public OrderLinks links() {
        return links;
    }

    @Override
    public OrderRequest request() {
        return request;
    }

    @Override
    public OrderStatus status() {
        return status;
    }

    @Override
    public Quantity filledQuantity() {
        return filledQuantity;
    }

    @Override
    public Decimal filledValue() {
        return filledValue;
    }

    @Override
    public long createdNanos() {
        return createdNanos;
    }

    /** The last attempt at the venue; null before the first. */
    public @Nullable ClientOrderId clientOrderId() {
        return clientOrderId;
    }

    /** Every attempt that was ever made for the order or asked for: former ones, the last one, a pending one. */
    public List<ClientOrderId> attempts() {
        List<ClientOrderId> attempts = new ArrayList<>(formerAttempts);
        if (clientOrderId != null) {
            attempts.add(clientOrderId);
        }
        if (replacement != null) {
            attempts.add(replacement);
        }
        return attempts;
    }

    /** Whether this attempt was made for the order or asked for. */
    public boolean hasAttempt(ClientOrderId attempt) {
        return attempts().contains(attempt);
    }

    /** Whether an amendment was sent and not answered; also while a cancel is pending. */
    public boolean hasPendingAmendment() {
        return replacement != null;
    }

    /** From now on the venue knows the order by this attempt; all others are former ones, each once. */
    void liveOnAs(ClientOrderId attempt) {
        List<ClientOrderId> others = attempts();
        others.removeIf(attempt::equals);
        formerAttempts = List.copyOf(others);
        clientOrderId = attempt;
        replacement = null;
        wanted = null;
    }

    /** A replacement that never came to be keeps its number, so that it is not used again, as a former attempt. */
    void dropReplacement() {
        if (replacement != null && clientOrderId != null) {
            liveOnAs(clientOrderId);
        }
    }

    /** Codes of the rules that denied the order, or else of those that held it, when it was last judged. */
    public List<String> objections() {
        return objections;
    }

    /** Why we asked for the order to be cancelled; empty if we did not, or were refused while it was open. */
    public String cancelReason() {
        return cancelReason;
    }

    /** When the last command about the order was decided; 0 if it never left. Known while the order is open. */
    public long sentNanos() {
        return sentNanos;
    }

    /** When a person was last asked about the order; 0 if never. Known while the order is open. */
    public long heldNanos() {
        return heldNanos;
    }

    /** Whether the venue refused to cancel it, and has not named it as working since. Known while the order is open. */
    public boolean cancelRefused() {
        return cancelRefused;
    }

    /** The attempt that a pending amendment would make; null if none is pending. */
    public @Nullable ClientOrderId replacement() {
        return replacement;
    }

    /** What a pending amendment asked for; null if none is pending. */
    public @Nullable OrderRequest wanted() {
        return wanted;
    }

    /** Whether a command about the order is on its way and nobody doubts yet that it will be answered. */
    public boolean isInFlight() {
        return status == OrderStatus.SUBMITTED
                || status == OrderStatus.PENDING_CANCEL
                || status == OrderStatus.PENDING_AMEND;
    }

    /**
     * Whether the venue has to be asked what became of the order, or of our last wish about it: a fill proves that the
     * order is there, but not that a cancel of unknown fate has arrived.
     */
    public boolean isInDoubt() {
        if (status.isClosed()) {
            return false;
        }
        boolean works = status == OrderStatus.ACCEPTED || status == OrderStatus.PARTIALLY_FILLED;
        boolean wishOpen = works && (replacement != null || !cancelReason.isEmpty());
        return status == OrderStatus.UNKNOWN || working == OrderStatus.UNKNOWN || wishOpen;
    }

    /** Whether a stop order's trigger traded. */
    public boolean triggered() {
        return triggered;
    }

    @Override
    public String toString() {
        return id + " " + status + " " + request;
    }

    /** The most that may still fill: of an amendment that was not answered nobody knows which of the two works. */
    public Decimal mostLeft() {
        Decimal left = remainingQuantity().value();
        OrderRequest asked = wanted;
        return asked == null ? left : left.max(asked.quantity().value().minus(filledQuantity.value()));
    }
}
