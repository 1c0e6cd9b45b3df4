package dev.tradewind.testkit.exchange;

import dev.tradewind.sdk.value.Decimal;
import java.util.ArrayList;
import java.util.List;

/** An order that the exchange took, for ever. */
final class ExchangeOrder {
    /** What became of an order, in the words of the dialect. */
    enum Status {
        NEW,
        PARTIALLY_FILLED,
        FILLED,
        CANCELED,
        EXPIRED,
        EXPIRED_IN_MATCH;

        boolean isOpen() {
            return this == NEW || this == PARTIALLY_FILLED;
        }
    }

    static final long NEVER = -1;

    final long orderId;
    final Account account;
    final OrderTerms terms;
    final long createdNanos;
    final long lots;

    final List<ExchangeFill> fills = new ArrayList<>();

    Status status = Status.NEW;
    long filledLots;
    Decimal quoteFilled = Decimal.ZERO;
    long updatedNanos;

    /** When it came into the book; {@link #NEVER} for a stop that waits. */
    long workingNanos = NEVER;

    /** What is still taken aside for it, in {@link #lockedAsset}. */
    Decimal locked = Decimal.ZERO;

    ExchangeOrder(long orderId, Account account, OrderTerms terms, long lots, long nanos) {
        this.orderId = orderId;
        this.account = account;
        this.terms = terms;
        this.lots = lots;
        this.createdNanos = nanos;
        this.updatedNanos = nanos;
    }

    Symbol symbol() {
        return terms.symbol();
    }

    boolean isOpen() {
        return status.isOpen();
    }

    /** Whether it is a stop whose price has not been traded yet. */
    boolean isWaiting() {
        return isOpen() && workingNanos == NEVER;
    }

    Decimal quantity() {
        return symbol().quantity(lots);
    }

    Decimal filled() {
        return symbol().quantity(filledLots);
    }

    String lockedAsset() {
        return terms.isBuy() ? symbol().quote() : symbol().base();
    }
}
