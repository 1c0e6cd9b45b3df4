package dev.tradewind.testkit.venue;

import dev.tradewind.sdk.order.OrderRequest;
import dev.tradewind.sdk.order.Side;
import dev.tradewind.sdk.order.VenueEvent.Accepted;
import dev.tradewind.sdk.order.VenueEvent.CancelRejected;
import dev.tradewind.sdk.order.VenueEvent.Cancelled;
import dev.tradewind.sdk.order.VenueEvent.FateUnknown;
import dev.tradewind.sdk.order.VenueEvent.Filled;
import dev.tradewind.sdk.order.VenueEvent.Rejected;
import dev.tradewind.sdk.plugin.VenueConnection;
import dev.tradewind.sdk.plugin.VenueOrder;
import dev.tradewind.sdk.plugin.VenueQueries;
import dev.tradewind.testkit.venue.ExchangeDouble.Fault;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/** What a venue must do where the exchange misbehaves; each check on connections of its own. */
final class FaultChecks {
    private static final int PATIENCE = 20;

    private final Supplier<? extends VenueConnection> connect;
    private final ExchangeDouble exchange;
    private final long answerNanos;
    private final long settleNanos;

    FaultChecks(
            Supplier<? extends VenueConnection> connect,
            ExchangeDouble exchange,
            long answerNanos,
            long settleNanos) {
        this.connect = connect;
        this.exchange = exchange;
        this.answerNanos = answerNanos;
        this.settleNanos = settleNanos;
    }

    private VenueTrial start() {
        return VenueTrial.started(connect.get());
    }

    private static void require(boolean holds, String what) {
        if (!holds) {
            throw new AssertionError(what);
        }
    }

    /** Lets time pass until it holds, or for longer than it should take. */
    private void passUntil(VenueTrial trial, Supplier<Boolean> holds) {
        for (int i = 0; i < PATIENCE && !holds.get(); i++) {
            trial.pass(answerNanos);
        }
    }

    private OrderStory resting(VenueTrial trial) {
        OrderStory story = trial.submit(trial.limit(Side.BUY, 2, trial.far(Side.BUY)));
        passUntil(trial, () -> story.has(Accepted.class));
        require(story.has(Accepted.class) && !story.isOver(), "a limit order far from the market rests: " + story);
        return story;
    }

    void fillBeforeAnswer() {
        try (VenueTrial trial = start()) {
            exchange.misbehave(Fault.EVENTS_BEFORE_ANSWERS);
            OrderRequest through = trial.limit(Side.BUY, 2, trial.through(Side.BUY, 10));
            OrderStory story = trial.submit(through);
            passUntil(trial, story::isOver);
            // The answer to the command is still to come.
            trial.pass(answerNanos);
            exchange.behave();
            require(story.isFilled(), "an order that trades at once is filled: " + story);
            story.checkAnswers();
            story.checkOrder();
            story.checkFills(trial.instrument());
        }
    }

    /** An order that the exchange took, and nobody said so. */
    void unknownFate(Fault fault) {
        try (VenueTrial trial = start()) {
            exchange.misbehave(fault);
            OrderStory story = trial.submit(trial.limit(Side.BUY, 2, trial.far(Side.BUY)));
            passUntil(trial, () -> story.has(FateUnknown.class) || story.has(Rejected.class));
            require(
                    !story.has(Rejected.class),
                    "an order without an answer may work at the exchange, and is never called rejected: " + story);
            require(story.has(FateUnknown.class), "an order without an answer is of unknown fate: " + story);
            exchange.behave();
            VenueQueries queries = trial.venue()
                    .queries()
                    .orElseThrow(() -> new AssertionError("a venue whose answers can be lost must be open to questions"));
            Optional<VenueOrder> found = queries.order(trial.instrument().id(), story.id());
            require(found.isPresent() && found.get().isWorking(), "the exchange, asked, says that it works: " + found);
            require(
                    queries.openOrders().stream()
                            .anyMatch(order -> order.ids().own().equals(Optional.of(story.id()))),
                    "it is among the open orders");
            trial.cancel(story);
            passUntil(trial, story::isOver);
            require(
                    story.has(Accepted.class) && story.has(Cancelled.class),
                    "an order whose fate is known again is accepted, and can be cancelled: " + story);
            story.checkAnswers();
            story.checkOrder();
        }
    }

    void disorder(Fault fault) {
        try (VenueTrial trial = start()) {
            exchange.misbehave(fault);
            new VenueFlow(trial, 9, settleNanos).run();
            exchange.behave();
            trial.pass(settleNanos);
            Set<String> trades = new LinkedHashSet<>();
            boolean filled = false;
            for (OrderStory story : trial.stories()) {
                story.checkAnswers();
                story.checkOrder();
                story.checkFills(trial.instrument());
                for (Filled fill : story.fills()) {
                    filled = true;
                    require(trades.add(fill.fill().tradeId()), "the trade id " + fill.fill().tradeId() + " came twice");
                }
            }
            require(filled, "no order of the trial was filled, so that it says nothing");
        }
    }

    void fillsWhenCancelled() {
        try (VenueTrial trial = start()) {
            OrderStory story = resting(trial);
            exchange.misbehave(Fault.FILLS_WHEN_CANCELLED);
            trial.cancel(story);
            passUntil(trial, () -> story.isOver() && story.has(CancelRejected.class));
            exchange.behave();
            require(story.isFilled(), "a fill that wins over a cancel is told: " + story);
            require(!story.has(Cancelled.class), "an order that was filled was not cancelled: " + story);
            story.checkAnswers();
            story.checkFills(trial.instrument());
        }
    }

    void cutOff() {
        try (VenueTrial trial = start()) {
            OrderStory story = resting(trial);
            // Some of what follows is to be heard of, so that the connection has something to go on from.
            trial.pass(settleNanos);
            exchange.misbehave(Fault.EVENTS_LOST);
            exchange.fillAll();
            exchange.cutConnections();
            exchange.behave();
            passUntil(trial, story::isOver);
            require(story.isFilled(), "what was filled while the connection was cut off is told afterwards: " + story);
            story.checkAnswers();
            story.checkOrder();
            story.checkFills(trial.instrument());
            OrderStory next = resting(trial);
            trial.cancel(next);
            passUntil(trial, next::isOver);
            require(next.has(Cancelled.class), "a connection that was cut off works again: " + next);
        }
    }
}
