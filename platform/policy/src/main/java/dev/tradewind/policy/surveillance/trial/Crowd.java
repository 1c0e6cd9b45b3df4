package dev.tradewind.policy.surveillance.trial;

import dev.tradewind.policy.surveillance.trial.MarketMaker.Style;
import dev.tradewind.policy.surveillance.trial.Slicer.Plan;
import dev.tradewind.sdk.order.Side;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/** People who do nothing wrong, and look like others who do. */
final class Crowd {
    /** Two of them trade for the same firm, without knowing of each other. */
    static final Map<String, String> OWNERS = Map.of("honest-maker", "honest-firm", "honest-scalper", "honest-firm");

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
        crowd.actors.add(crowd.momentum("honest-momentum"));
        crowd.actors.add(crowd.ladder("honest-ladder"));
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
        double usual = scale.trade() * in(1, 4);
        maker("honest-maker", new Style(1, usual, 1, in(0.5, 2)));
        actors.add(scalper("honest-scalper", usual));
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
    private Actor scalper(String name, double quantity) {
        TrialAccount account = market.account(name);
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

    /** Buys after a rise or sells after a fall, in a few orders, and leaves again soon. */
    private Actor momentum(String name) {
        TrialAccount account = market.account(name);
        double[] before = {market.bid()};
        long[] at = {market.now() + Scale.nanos(in(20, 60))};
        Slicer[] doing = {null, null};
        return () -> {
            Slicer entry = doing[0];
            Slicer exit = doing[1];
            if (entry != null && exit != null) {
                entry.step();
                exit.step();
                if (exit.isDone()) {
                    doing[0] = null;
                    at[0] = market.now() + Scale.nanos(in(20, 60));
                }
            } else if (market.now() >= at[0]) {
                Side side = market.bid() > before[0] ? Side.BUY : Side.SELL;
                int slices = 3 + random.nextInt(3);
                double quantity = scale.perSecond() * in(0.05, 0.4);
                double push = scale.move(3) * in(0.1, 0.8) / slices;
                doing[0] = new Slicer(market, account, random.split(),
                        new Plan(market.now(), side, slices, in(0.3, 1), quantity, push));
                doing[1] = new Slicer(market, account, random.split(), new Plan(market.now() + Scale.nanos(in(6, 25)),
                        side.opposite(), slices, in(0.3, 1), quantity, push));
                before[0] = market.bid();
            }
        };
    }

    /** Wants to sell a lot on several levels and buys a little; moves all of it with the market after a purchase. */
    private Actor ladder(String name) {
        TrialAccount account = market.account(name);
        double quantity = scale.trade() * in(1, 2);
        Side small = side();
        int[] seen = {-1};
        long[] at = {market.now() + Scale.nanos(in(2, 10))};
        return () -> {
            if (account.fills() != seen[0] && market.now() > at[0]) {
                seen[0] = account.fills();
                account.cancelAll();
                account.place(small, market.behind(small, 1), quantity);
                for (int level = 1; level <= 4; level++) {
                    account.place(small.opposite(), market.behind(small.opposite(), level * 3), quantity * 2);
                }
                at[0] = market.now() + Scale.nanos(in(1, 6));
            }
        };
    }
}
