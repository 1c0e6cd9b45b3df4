package dev.tradewind.simulation.matching;

import dev.tradewind.sdk.order.Side;

/** A command to a book under test. */
record Command(Type type, long id, long price, long quantity, Terms terms) {
    enum Type {
        SUBMIT,
        AMEND,
        MOVE,
        REDUCE,
        CANCEL
    }

    /** What only a new order has. */
    record Terms(
            OrderKind kind, long owner, Side side, long display, boolean stop, long trigger, SelfTrade selfTrade) {}

    boolean run(MatchingBook book, OrderTicket ticket) {
        return switch (type) {
            case SUBMIT -> {
                ticket.of(terms.kind, id, terms.owner, terms.side, price, quantity)
                        .display(terms.display)
                        .selfTrade(terms.selfTrade);
                if (terms.stop) {
                    ticket.stop(terms.trigger);
                }
                yield book.submit(ticket);
            }
            case AMEND -> book.amend(id, price, quantity);
            case MOVE -> book.move(id, price);
            case REDUCE -> book.reduce(id, quantity);
            case CANCEL -> book.cancel(id);
        };
    }

    boolean run(NaiveBook book) {
        return switch (type) {
            case SUBMIT -> book.submit(this);
            case AMEND -> book.amend(id, price, quantity);
            case MOVE -> book.move(id, price);
            case REDUCE -> book.reduce(id, quantity);
            case CANCEL -> book.cancel(id);
        };
    }
}
