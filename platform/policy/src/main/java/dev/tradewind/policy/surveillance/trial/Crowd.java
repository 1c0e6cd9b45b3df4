package dev.tradewind.policy.surveillance.trial;

import dev.tradewind.policy.surveillance.trial.MarketMaker.Style;
import dev.tradewind.policy.surveillance.trial.Slicer.Plan;
import dev.tradewind.sdk.order.Side;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** People who do nothing wrong, and look like others who do. */
final class Crowd {
    private final TrialMarket market;
    private final SplittableRandom random;
    private final Scale scale;
    private final long closeNanos;
    private final List<Actor> actors = new ArrayList<>();

    private Crowd(TrialMarket market, SplittableRandom random, long closeNanos) {
        this.market = market;
        this.random = random;
        this.scale = Scale.of(market.recording());
        this.closeNanos = closeNanos;
    }

    /** All of them. */
    static List<Actor> of(TrialMarket market, SplittableRandom random, long closeNanos) {
        Crowd crowd = new Crowd(market, random, closeNanos);
        crowd.makers();
        crowd.slicers();
        crowd.actors.add(crowd.iceberg("honest-iceberg"));
        crowd.actors.add(crowd.scalper("honest-scalper"));
        crowd.actors.add(crowd.bracket("honest-bracket"));
        return crowd.actors;
    }

    private double in(double low, double high) {
        return Scale.between(random, low, high);
    }

    private Side side() {
        return random.nextBoolean() ? Side.BUY : Side.SELL;
    }

    private long time(double beforeEnd) {
        return market.now() + Scale.nanos(in(60, market.recording().seconds() - beforeEnd));
    }

    private void makers() {
        maker("honest-maker", new Style(1, scale.trade() * in(1, 4), 1, in(0.5, 2)));
        maker("honest-maker-levels", new Style(5, scale.trade() * in(1, 4), 1, in(0.8, 3)));
        maker("honest-maker-fast", new Style(4, scale.trade() * in(0.5, 2), 1, in(0.25, 0.6)));
        maker("honest-maker-seller", new Style(2, scale.trade() * in(1, 3), in(2, 3), in(0.5, 2)));
    }

    private void maker(String name, Style style) {
        actors.add(new MarketMaker(market, market.account(name), random.split(), style));
    }

    private void slicers() {
        double seconds = market.recording().seconds();
        double every = in(3, 10);
        slicer("honest-twap", new Plan(market.now(), side(), (int) (seconds / every), every,
                scale.perSecond() * every * in(0.05, 0.12), scale.move(1) * 0.05));
        double quick = in(0.5, 2.5);
        int slices = 10 + random.nextInt(20);
        slicer("honest-participant", new Plan(time(90), side(), slices, quick,
                scale.perSecond() * quick * in(0.1, 0.25), scale.move(20) * in(0.2, 1.2) / slices));
        int sweeps = 2 + random.nextInt(4);
        slicer("honest-sweep", new Plan(time(60), side(), sweeps, 0.5,
                scale.perSecond() * in(0.5, 2), scale.move(10) * in(0.5, 2.5) / sweeps));
        int atClose = 10 + random.nextInt(15);
        double before = in(40, 55);
        slicer("honest-close", new Plan(closeNanos - Scale.nanos(before), side(), atClose, before / atClose,
                scale.perSecond() * before / atClose * in(0.05, 0.15), scale.move(60) * in(0.1, 0.5) / atClose));
    }

    private void slicer(String name, Plan plan) {
        actors.add(new Slicer(market, market.account(name), random.split(), plan));
    }

    /** Shows a small part of a large order at the best price, again and again. */
    private Actor iceberg(String name) {
        TrialAccount account = market.account(name);
        Side side = side();
        double part = scale.trade() * in(0.5, 2);
        long[] renew = {market.now()};
        return () -> {
            if (account.resting().isEmpty() || market.now() > renew[0]) {
                account.cancelAll();
                account.place(side, market.best(side), part);
                renew[0] = market.now() + Scale.nanos(in(5, 15));
            }
        };
    }

    /** Buys and soon sells as much, or the other way round, always the same quantity. */
    private Actor scalper(String name) {
        TrialAccount account = market.account(name);
        double quantity = scale.trade() * in(1, 3);
        Side[] next = {side()};
        long[] at = {market.now() + Scale.nanos(in(5, 20))};
        boolean[] inside = {false};
        return () -> {
            if (market.now() < at[0]) {
                return;
            }
            account.take(next[0], quantity, scale.move(1) * 0.05);
            next[0] = next[0].opposite();
            inside[0] = !inside[0];
            at[0] = market.now() + Scale.nanos(inside[0] ? in(1, 8) : in(10, 40));
        };
    }

    /** Offers at two prices to sell or buy one thing; when one is filled the other is taken back. */
    private Actor bracket(String name) {
        TrialAccount account = market.account(name);
        double quantity = scale.trade() * in(1, 3);
        int[] seen = {0};
        long[] at = {market.now() + Scale.nanos(in(2, 10))};
        return () -> {
            if (account.fills() > seen[0]) {
                seen[0] = account.fills();
                account.cancelAll();
                at[0] = market.now() + Scale.nanos(in(5, 25));
            } else if (account.resting().isEmpty() && market.now() > at[0]) {
                account.place(Side.BUY, market.best(Side.BUY), quantity);
                account.place(Side.SELL, market.behind(Side.SELL, 3), quantity);
            }
        };
    }
}
