package dev.tradewind.policy.surveillance.trial;

import dev.tradewind.sdk.order.Side;
import java.util.SplittableRandom;

/**
 * Takes the price in one direction, in slices: someone who works off a large order, however slowly or fast, who wants
 * the closing price, or who manipulates.
 */
final class Slicer implements Actor {
    private final TrialMarket market;
    private final TrialAccount account;
    private final SplittableRandom random;
    private final Plan plan;
    private long next;
    private int left;

    /**
     * What it does.
     *
     * @param fromNanos when it begins
     * @param slices how many
     * @param everySeconds time from one to the next, on average
     * @param quantity of one, on average
     * @param push relative move that one makes
     */
    record Plan(long fromNanos, Side side, int slices, double everySeconds, double quantity, double push) {}

    Slicer(TrialMarket market, TrialAccount account, SplittableRandom random, Plan plan) {
        this.market = market;
        this.account = account;
        this.random = random;
        this.plan = plan;
        this.next = plan.fromNanos();
        this.left = plan.slices();
    }

    @Override
    public void step() {
        while (left > 0 && market.now() >= next) {
            account.take(plan.side(), plan.quantity() * Scale.between(random, 0.6, 1.4), plan.push());
            left--;
            next += Scale.nanos(plan.everySeconds() * Scale.between(random, 0.5, 1.5));
        }
    }

    boolean isDone() {
        return left == 0;
    }
}
