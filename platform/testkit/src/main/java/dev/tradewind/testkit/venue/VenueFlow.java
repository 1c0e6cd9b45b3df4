package dev.tradewind.testkit.venue;

import dev.tradewind.sdk.order.OrderConditions;
import dev.tradewind.sdk.order.OrderRequest;
import dev.tradewind.sdk.order.OrderType;
import dev.tradewind.sdk.order.Side;
import dev.tradewind.sdk.order.TimeInForce;
import dev.tradewind.sdk.plugin.VenueCapabilities;
import dev.tradewind.sdk.plugin.VenueFeature;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** Sends commands of all kinds that a venue says it takes, the same for the same seed and the same market. */
final class VenueFlow {
    private static final int COMMANDS = 300;
    private static final long STEP_NANOS = 50 * VenueTrial.MILLI;

    private final VenueTrial trial;
    private final VenueCapabilities can;
    private final SplittableRandom random;
    private final long settleNanos;
    private final List<OrderStory> sent = new ArrayList<>();

    /** @param settleNanos within which nothing more comes */
    VenueFlow(VenueTrial trial, long seed, long settleNanos) {
        this.settleNanos = settleNanos;
        this.trial = trial;
        this.can = trial.venue().capabilities();
        this.random = new SplittableRandom(seed);
    }

    /** Sends them all, then cancels what is left. */
    void run() {
        for (int i = 0; i < COMMANDS; i++) {
            if (!trial.book().isTwoSided()) {
                trial.elapse(STEP_NANOS);
                continue;
            }
            one();
            // Some commands are on their way together.
            if (random.nextInt(3) > 0) {
                trial.elapse(random.nextLong(STEP_NANOS));
            }
        }
        trial.pass(settleNanos);
        for (OrderStory story : sent) {
            if (!story.isOver()) {
                trial.cancel(story);
            }
        }
        trial.pass(settleNanos);
    }

    private void one() {
        int kind = random.nextInt(100);
        if (kind < 60 || sent.isEmpty()) {
            sent.add(trial.submit(request()));
        } else if (kind < 80) {
            trial.cancel(any());
        } else if (kind < 95 && can.can(VenueFeature.AMEND)) {
            amend(any());
        } else {
            trial.submitAgain(any(), request());
        }
    }

    /** One of the last orders, which may well be over. */
    private OrderStory any() {
        int last = Math.min(8, sent.size());
        return sent.get(sent.size() - 1 - random.nextInt(last));
    }

    private void amend(OrderStory story) {
        if (story.request().type() != OrderType.LIMIT) {
            trial.cancel(story);
            return;
        }
        OrderRequest near = trial.limit(
                story.request().side(), 1 + random.nextInt(6), trial.through(story.request().side(), offset()));
        trial.amend(
                story,
                story.request().withQuantity(near.quantity()).withPrices(near.prices()));
    }

    /** Ticks beyond the best price of the other side: mostly short of it. */
    private int offset() {
        return random.nextInt(10) - 8;
    }

    private OrderRequest request() {
        Side side = random.nextBoolean() ? Side.BUY : Side.SELL;
        int times = 1 + random.nextInt(6);
        OrderType type = pick(List.copyOf(can.orderTypes()));
        TimeInForce time = pick(List.copyOf(can.timesInForce()));
        boolean rests = time == TimeInForce.GTC || time == TimeInForce.GTD;
        long expires = time == TimeInForce.GTD ? trial.now() + 1 + random.nextLong(3 * VenueTrial.SECOND) : 0;
        boolean postOnly = rests
                && type == OrderType.LIMIT
                && can.can(VenueFeature.POST_ONLY)
                && random.nextBoolean();
        OrderConditions conditions = new OrderConditions(time, expires, postOnly, false);
        return shaped(type, side, times).with(conditions);
    }

    private OrderRequest shaped(OrderType type, Side side, int times) {
        OrderRequest limit = trial.limit(side, times, trial.through(side, offset()));
        return switch (type) {
            case MARKET -> trial.market(side, times);
            case LIMIT -> limit;
            case STOP ->
                OrderRequest.stop(limit.instrument(), side, limit.quantity(), trial.through(side, random.nextInt(4)));
            case STOP_LIMIT ->
                OrderRequest.stopLimit(
                        limit.instrument(),
                        side,
                        limit.quantity(),
                        trial.through(side, random.nextInt(4)),
                        trial.through(side, random.nextInt(4)));
            case TRAILING_STOP ->
                OrderRequest.trailingStop(
                        limit.instrument(), side, limit.quantity(), trial.instrument().steps().tick());
        };
    }

    private <T> T pick(List<T> choices) {
        return choices.get(random.nextInt(choices.size()));
    }
}
