package dev.tradewind.torture;

import dev.tradewind.sdk.order.Fill;
import dev.tradewind.sdk.value.Decimal;
import dev.tradewind.torture.Books.BookedFill;
import dev.tradewind.torture.Books.Story;
import dev.tradewind.torture.Truth.PlacedOrder;
import dev.tradewind.torture.Truth.Trade;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Holds the platform's journal against what the exchange says. Nobody but the platform trades in the account. */
final class Comparison {
    private final Books books;
    private final Truth truth;
    private final List<Finding> findings = new ArrayList<>();

    private Comparison(Books books, Truth truth) {
        this.books = books;
        this.truth = truth;
    }

    static List<Finding> of(Books books, Truth truth) {
        Comparison comparison = new Comparison(books, truth);
        comparison.fills();
        comparison.placedOrders();
        comparison.ownOrders();
        comparison.balances();
        books.strange().forEach(what -> comparison.findings.add(
                Finding.unexplained("the journal holds what nobody but the account itself could cause", what)));
        return comparison.findings;
    }

    private void fills() {
        Set<String> known = new LinkedHashSet<>();
        for (Trade trade : truth.fills()) {
            known.add(trade.key());
            List<BookedFill> booked = books.fills().getOrDefault(trade.key(), List.of());
            if (booked.isEmpty()) {
                findings.add(Finding.lost("a fill is not booked", trade + "; " + ours(trade.clientId())));
            } else if (booked.size() > 1) {
                findings.add(Finding.doubled("a fill is booked " + booked.size() + " times", trade + "; " + booked));
            } else {
                compare(trade, booked.getFirst());
            }
        }
        books.fills().forEach((key, booked) -> {
            if (!known.contains(key)) {
                findings.add(Finding.unexplained("a fill is booked that the exchange never had", booked.toString()));
            }
        });
    }

    private void compare(Trade trade, BookedFill booked) {
        Fill fill = booked.fill();
        Story story = books.ofAttempt(trade.clientId());
        boolean same = fill.quantity().value().equals(trade.quantity())
                && fill.price().value().equals(trade.price())
                && fill.fee().amount().equals(trade.fee())
                && (story == null || story.id == booked.order());
        if (!same) {
            findings.add(Finding.unexplained("a fill is booked otherwise than it happened", trade + "; " + booked));
        }
    }

    private String ours(String clientId) {
        Story story = books.ofAttempt(clientId);
        return story == null ? "the journal knows no attempt " + clientId : story.text();
    }

    /** What the exchange has, by the ids that it was given. */
    private void placedOrders() {
        Map<String, PlacedOrder> byClientId = new LinkedHashMap<>();
        for (PlacedOrder order : truth.orders()) {
            PlacedOrder before = byClientId.put(order.clientId(), order);
            if (before != null) {
                findings.add(Finding.doubled(
                        "two orders have the id " + order.clientId(),
                        before.text() + "; " + order.text() + "; " + ours(order.clientId())));
            }
            Story story = books.ofAttempt(order.clientId());
            if (story == null) {
                findings.add(Finding.lost("the exchange has an order that the journal never knew", order.text()));
            } else if (order.works() && !story.open) {
                findings.add(Finding.lost(
                        "an order works at the exchange that is over here", order.text() + "; " + story.text()));
            }
        }
    }

    private void ownOrders() {
        Map<Long, List<PlacedOrder>> placed = new LinkedHashMap<>();
        for (PlacedOrder order : truth.orders()) {
            Story story = books.ofAttempt(order.clientId());
            if (story != null) {
                placed.computeIfAbsent(story.id, id -> new ArrayList<>(1)).add(order);
            }
        }
        for (Story story : books.orders().values()) {
            own(story, placed.getOrDefault(story.id, List.of()));
        }
    }

    private void own(Story story, List<PlacedOrder> placed) {
        Decimal executed = placed.stream().map(PlacedOrder::executed).reduce(Decimal.ZERO, Decimal::plus);
        String evidence = placed.stream().map(PlacedOrder::text).toList() + "; " + story.text();
        if (story.placed > 1 && placed.size() > 1) {
            findings.add(Finding.doubled("an order was placed " + story.placed + " times", evidence));
        }
        if (executed.compareTo(story.most) > 0) {
            findings.add(Finding.doubled(
                    "order " + story.id + " traded " + executed + ", more than the " + story.most + " asked for",
                    evidence));
        }
        if (!executed.equals(story.filled)) {
            boolean less = story.filled.compareTo(executed) < 0;
            String what = "order " + story.id + " filled " + story.filled + " here and " + executed
                    + " at the exchange";
            findings.add(less ? Finding.lost(what, evidence) : Finding.unexplained(what, evidence));
        }
        if (story.open && placed.stream().noneMatch(PlacedOrder::works)) {
            findings.add(Finding.lost("order " + story.id + " is open here alone", evidence));
        }
        boolean neverThere = story.end.equals("REJECTED") && !placed.isEmpty();
        if (neverThere && placed.stream().noneMatch(order -> order.status().equals("REJECTED"))) {
            findings.add(Finding.lost("order " + story.id + " was taken for one that never came to be", evidence));
        }
    }

    private void balances() {
        Map<String, Decimal> held = books.holdings();
        Set<String> assets = new LinkedHashSet<>(truth.balances().keySet());
        assets.addAll(held.keySet());
        for (String asset : assets) {
            Decimal here = held.getOrDefault(asset, Decimal.ZERO);
            Decimal there = truth.balances().getOrDefault(asset, Decimal.ZERO);
            if (!here.equals(there)) {
                findings.add(Finding.unexplained(
                        asset + " is " + here + " here and " + there + " at the exchange",
                        "adjusted by " + books.adjusted().get(asset)));
            }
            Decimal initial = truth.initial().getOrDefault(asset, Decimal.ZERO);
            List<Decimal> wanted = initial.isZero() ? List.of() : List.of(initial);
            List<Decimal> adjusted = books.adjusted().getOrDefault(asset, List.of());
            if (!adjusted.equals(wanted)) {
                findings.add(Finding.unexplained(
                        asset + " was adjusted by " + adjusted + " where only what the account began with, " + initial
                                + ", was not known",
                        "nobody paid in or out"));
            }
        }
    }
}
