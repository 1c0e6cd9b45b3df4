package dev.tradewind.runtime.node;

import dev.tradewind.engine.ledger.LedgerEvent;
import dev.tradewind.engine.ledger.LedgerEvent.OrderEvent;
import dev.tradewind.sdk.order.OrderId;
import java.util.ArrayList;
import java.util.List;

/**
 * What the log says of a durable batch: a line an order, with all that the batch says of it, since writing lines is
 * what the journal's thread spends most of its time on.
 */
final class OrderLines {
    private OrderLines() {}

    /** A line. */
    record Line(OrderId order, String text) {}

    /** Of the events of a batch, in their order; those that follow each other and are about one order are one line. */
    static List<Line> of(List<LedgerEvent> events) {
        List<Line> lines = new ArrayList<>(1);
        int begin = 0;
        while (begin < events.size()) {
            int end = begin + 1;
            if (events.get(begin) instanceof OrderEvent first) {
                while (end < events.size()
                        && events.get(end) instanceof OrderEvent next
                        && next.orderId().equals(first.orderId())) {
                    end++;
                }
                lines.add(new Line(first.orderId(), names(events.subList(begin, end))));
            }
            begin = end;
        }
        return lines;
    }

    private static String names(List<LedgerEvent> events) {
        if (events.size() == 1) {
            return events.getFirst().getClass().getSimpleName();
        }
        StringBuilder text = new StringBuilder();
        for (LedgerEvent event : events) {
            text.append(text.isEmpty() ? "" : ", ").append(event.getClass().getSimpleName());
        }
        return text.toString();
    }
}
