package dev.tradewind.policy.surveillance.trial;

import dev.tradewind.policy.surveillance.trial.TrialAccount.Resting;
import dev.tradewind.sdk.order.Side;
import java.util.ArrayList;
import java.util.List;

/**
 * Shows large orders on one side of the market, waits until a small one on the other side is filled, takes the large
 * ones back. Who sees the market come to what he only wanted to show takes it back and gives up.
 */
final class Layers implements Actor {
    private final TrialMarket market;
    private final TrialAccount account;
    private final Plan plan;
    private final Runnable givesUp;
    private final List<String> shown = new ArrayList<>();
    private String real = "";
    private long next;
    private long patientUntil = Long.MAX_VALUE;
    private Stage stage = Stage.WAITS;

    private enum Stage {
        WAITS,
        SHOWS,
        FILLED,
        OVER
    }

    /**
     * What it does.
     *
     * @param real the side of the small order
     * @param small its quantity
     * @param times how many times that is shown
     * @param apart distance of one level from the next, and of the first from the best price
     * @param patienceSeconds after which he takes the price that is there
     * @param reactionSeconds from the fill until he takes back what he showed
     */
    record Plan(
            long fromNanos,
            Side real,
            int levels,
            double small,
            double times,
            double apart,
            double patienceSeconds,
            double reactionSeconds) {}

    Layers(TrialMarket market, TrialAccount account, Plan plan, Runnable givesUp) {
        this.market = market;
        this.account = account;
        this.plan = plan;
        this.givesUp = givesUp;
        this.next = plan.fromNanos();
    }

    @Override
    public void step() {
        if (market.now() < next) {
            return;
        }
        switch (stage) {
            case WAITS -> show();
            case SHOWS -> watch();
            case FILLED -> {
                account.cancelAll();
                stage = Stage.OVER;
            }
            case OVER -> next = Long.MAX_VALUE;
        }
    }

    private void show() {
        Side pretended = plan.real().opposite();
        double direction = pretended == Side.BUY ? -1 : 1;
        for (int level = 1; level <= plan.levels(); level++) {
            double price = market.onTick(market.best(pretended) + direction * plan.apart() * level);
            shown.add(account.place(pretended, price, plan.small() * plan.times() / plan.levels()));
        }
        real = account.place(plan.real(), market.best(plan.real()), plan.small());
        patientUntil = market.now() + Scale.nanos(plan.patienceSeconds());
        stage = Stage.SHOWS;
    }

    private void watch() {
        if (isMet()) {
            account.cancelAll();
            stage = Stage.OVER;
            givesUp.run();
        } else if (!account.works(real)) {
            stage = Stage.FILLED;
            next = market.now() + Scale.nanos(plan.reactionSeconds());
        } else if (market.now() > patientUntil) {
            account.cancel(real);
            account.take(plan.real(), plan.small(), 0);
            stage = Stage.FILLED;
            next = market.now() + Scale.nanos(plan.reactionSeconds());
        }
    }

    /** Whether something traded of what was only to be seen. */
    private boolean isMet() {
        double working = 0;
        for (Resting order : account.resting()) {
            working += shown.contains(order.id) ? order.rest : 0;
        }
        return working < plan.small() * plan.times() * (1 - 1e-9);
    }
}
