package dev.tradewind.testkit.scenario;

import dev.tradewind.engine.ledger.LedgerEvent;
import dev.tradewind.engine.ledger.LedgerEvent.OrderEvent;
import dev.tradewind.engine.ledger.LedgerEvent.OrderInitialised;
import dev.tradewind.sdk.order.Fill;
import dev.tradewind.sdk.order.OrderId;
import dev.tradewind.sdk.order.OrderType;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What happened to each order, and what orders are called. */
final class Stories {
    private final Map<String, OrderId> byName = new LinkedHashMap<>();
    private final Map<OrderId, Story> byId = new LinkedHashMap<>();
    private @Nullable OrderId target;

    /** What happened to one order. */
    static final class Story {
        private final List<String> chapters = new ArrayList<>();
        private @Nullable Fill lastFill;
        private String reason = "";
        private String refusal = "";
        private String cancelReason = "";
        private boolean triggered;

        boolean triggered() {
            return triggered;
        }

        @Nullable Fill lastFill() {
            return lastFill;
        }

        /** Why it was denied, held, rejected or cancelled; empty if nobody said. A denial starts with its code. */
        String reason() {
            return reason;
        }

        /** Why its last cancel or amendment was refused; empty if it was not. */
        String refusal() {
            return refusal;
        }

        @Override
        public String toString() {
            return String.join(", ", chapters);
        }
    }

    void name(String name, OrderId id) {
        byName.put(name, id);
    }

    /** The order of this name, or null; a bracket's exits are {@code NAME.stop-loss} and {@code NAME.take-profit}. */
    @Nullable OrderId find(String name) {
        return byName.get(name);
    }

    Story story(OrderId id) {
        return byId.computeIfAbsent(id, key -> new Story());
    }

    /** The scenario now cancels or amends this order: what was refused before is forgotten. */
    void aim(OrderId id) {
        target = id;
        story(id).refusal = "";
    }

    void on(LedgerEvent event) {
        if (event instanceof OrderEvent about) {
            onOrder(about, story(about.orderId()));
        } else if (event instanceof LedgerEvent.RequestRefused refused && target != null) {
            refuse(story(target), refused.reason());
        }
    }

    private static void refuse(Story story, String reason) {
        story.refusal = reason;
        story.chapters.add("request refused (" + reason + ")");
    }

    private void onOrder(OrderEvent event, Story story) {
        switch (event) {
            case OrderInitialised e -> nameExit(e);
            case LedgerEvent.OrderJudged e -> {}
            case LedgerEvent.OrderDenied e -> end(story, "denied", e.code() + ": " + e.reason());
            case LedgerEvent.OrderHeld e -> end(story, "held", e.reason());
            case LedgerEvent.OrderReduced e -> story.chapters.add("reduced to " + e.quantity());
            case LedgerEvent.OrderSubmitted e -> story.chapters.add("submitted");
            case LedgerEvent.OrderAccepted e -> story.chapters.add("accepted");
            case LedgerEvent.OrderRejected e -> end(story, "rejected", e.reason());
            case LedgerEvent.OrderFilled e -> {
                story.lastFill = e.fill();
                story.chapters.add("filled " + e.fill().quantity() + " at " + e.fill().price() + " "
                        + e.fill().liquidity().name().toLowerCase(Locale.ROOT));
            }
            case LedgerEvent.OrderTriggered e -> {
                story.triggered = true;
                story.chapters.add("triggered");
            }
            case LedgerEvent.OrderCancelled e ->
                // The venue knows only that it was asked; why is in our own request.
                end(story, "cancelled", story.cancelReason + e.reason());
            case LedgerEvent.OrderExpired e -> end(story, "expired", "");
            case LedgerEvent.CancelRequested e -> {
                story.cancelReason = e.reason() + ": ";
                story.chapters.add("cancel sent");
            }
            case LedgerEvent.CancelRefused e -> refuse(story, e.reason());
            case LedgerEvent.AmendRequested e -> story.chapters.add("amendment sent");
            case LedgerEvent.OrderAmended e -> story.chapters.add("amended");
            case LedgerEvent.AmendRefused e -> refuse(story, e.reason());
            case LedgerEvent.OrderFateUnknown e -> end(story, "fate unknown", e.reason());
            case LedgerEvent.OrderInDoubt e -> end(story, "in doubt", e.reason());
            case LedgerEvent.OrderNeverArrived e -> end(story, "never arrived", e.reason());
        }
    }

    private static void end(Story story, String what, String reason) {
        story.reason = reason;
        story.chapters.add(reason.isEmpty() ? what : what + " (" + reason + ")");
    }

    private void nameExit(OrderInitialised event) {
        if (event.links().parent() == 0) {
            return;
        }
        OrderId parent = new OrderId(event.links().parent());
        for (Map.Entry<String, OrderId> entry : List.copyOf(byName.entrySet())) {
            if (entry.getValue().equals(parent)) {
                String what = event.request().type() == OrderType.STOP ? ".stop-loss" : ".take-profit";
                String name = entry.getKey() + what;
                int number = 2;
                while (byName.containsKey(name)) {
                    name = entry.getKey() + what + "-" + number++;
                }
                byName.put(name, event.orderId());
            }
        }
    }
}
