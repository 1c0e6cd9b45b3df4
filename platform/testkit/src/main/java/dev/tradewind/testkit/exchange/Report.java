package dev.tradewind.testkit.exchange;

import dev.tradewind.sdk.value.Decimal;
import org.jspecify.annotations.Nullable;

/**
 * What an {@code executionReport} tells: an order as it was at one moment. Kept until the command that led to it is
 * done, for only then trades have their numbers.
 */
final class Report {
    final ExchangeOrder order;
    private final String execution;
    private final String clientOrderId;
    private final String originalClientOrderId;
    private final @Nullable ExchangeFill fill;
    private final ExchangeOrder.Status status;
    private final Decimal filled;
    private final Decimal quoteFilled;
    private final boolean working;
    private final long workingNanos;
    private final long nanos;

    private Report(
            ExchangeOrder order, String execution, String clientOrderId, String original, @Nullable ExchangeFill fill,
            long nanos) {
        this.order = order;
        this.execution = execution;
        this.clientOrderId = clientOrderId;
        this.originalClientOrderId = original;
        this.fill = fill;
        this.status = order.status;
        this.filled = order.filled();
        this.quoteFilled = order.quoteFilled;
        this.working = order.isOpen() && !order.isWaiting();
        this.workingNanos = order.workingNanos;
        this.nanos = nanos;
    }

    /** NEW, EXPIRED or TRADE_PREVENTION. */
    static Report of(ExchangeOrder order, String execution, long nanos) {
        return new Report(order, execution, order.terms.clientOrderId(), "", null, nanos);
    }

    static Report trade(ExchangeOrder order, ExchangeFill fill, long nanos) {
        return new Report(order, "TRADE", order.terms.clientOrderId(), "", fill, nanos);
    }

    /** @param cancelId the client's name for the cancellation */
    static Report cancelled(ExchangeOrder order, String cancelId, long nanos) {
        return new Report(order, "CANCELED", cancelId, order.terms.clientOrderId(), null, nanos);
    }

    JsonObject json() {
        OrderTerms terms = order.terms;
        ExchangeFill done = fill;
        long millis = nanos / ExchangeClock.MILLI;
        JsonObject json = new JsonObject()
                .put("e", "executionReport")
                .put("E", millis)
                .put("s", order.symbol().name())
                .put("c", clientOrderId)
                .put("S", terms.side())
                .put("o", terms.type())
                .put("f", terms.timeInForce())
                .put("q", order.quantity())
                .put("p", terms.price())
                .put("P", terms.amounts().stopPrice())
                .put("F", Decimal.ZERO)
                .put("g", -1)
                .put("C", originalClientOrderId)
                .put("x", execution)
                .put("X", status)
                .put("r", "NONE")
                .put("i", order.orderId)
                .put("l", done == null ? Decimal.ZERO : done.quantity())
                .put("z", filled)
                .put("L", done == null ? Decimal.ZERO : done.price())
                .put("n", done == null ? "0" : done.commission())
                .put("N", done == null ? null : done.commissionAsset())
                .put("T", millis)
                .put("t", done == null ? -1L : done.trade().id())
                .put("I", order.orderId)
                .put("w", working)
                .put("m", done != null && done.maker())
                .put("M", done != null)
                .put("O", order.createdNanos / ExchangeClock.MILLI)
                .put("Z", quoteFilled)
                .put("Y", done == null ? Decimal.ZERO : done.quoteQuantity())
                .put("Q", terms.amounts().quoteQuantity());
        if (workingNanos != ExchangeOrder.NEVER) {
            json.put("W", workingNanos / ExchangeClock.MILLI);
        }
        return json.put("V", terms.selfTrade());
    }
}
