package dev.tradewind.policy.surveillance.trial;

import dev.tradewind.policy.surveillance.trial.Slicer.Plan;
import dev.tradewind.sdk.order.Side;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;

/** People who do what surveillance looks for, each once, in a way that chance makes different every time. */
final class Manipulators {
    private final TrialMarket market;
    private final SplittableRandom random;
    private final Scale scale;
    private final Set<Kind> gaveUp = EnumSet.noneOf(Kind.class);

    /** Who owns the accounts of those who have several. */
    static final Map<String, String> OWNERS =
            Map.of("wash_trades", "wash_trades-owner", "wash_trades-too", "wash_trades-owner");

    Manipulators(TrialMarket market, SplittableRandom random) {
        this.market = market;
        this.random = random;
        this.scale = Scale.of(market.recording());
    }

    /**
     * Somebody who manipulates.
     *
     * @param accounts his accounts
     */
    record Manipulator(Kind kind, List<TrialAccount> accounts, Actor actor) {}

    /**
     * One of a kind.
     *
     * @param fromNanos when he begins, of those who are free to choose
     */
    Manipulator of(Kind kind, long fromNanos, long closeNanos) {
        String name = kind.name().toLowerCase(Locale.ROOT);
        TrialAccount first = market.account(name);
        return switch (kind) {
            case WASH_TRADES -> {
                TrialAccount second = market.account(name + "-too");
                yield new Manipulator(kind, List.of(first, second), wash(first, second, fromNanos));
            }
            case LAYERING -> one(kind, first, layers(kind, first, fromNanos, 4 + random.nextInt(3)));
            case SPOOFING -> one(kind, first, layers(kind, first, fromNanos, 1));
            case QUOTE_STUFFING -> one(kind, first, stuffing(first, fromNanos));
            case MARKING_THE_CLOSE -> one(kind, first, close(first, closeNanos));
            case RAMPING -> one(kind, first, ramp(first, fromNanos));
            case MOMENTUM_IGNITION -> one(kind, first, ignition(first, fromNanos));
        };
    }

    private static Manipulator one(Kind kind, TrialAccount account, Actor actor) {
        return new Manipulator(kind, List.of(account), actor);
    }

    private double in(double low, double high) {
        return Scale.between(random, low, high);
    }

    private Side side() {
        return random.nextBoolean() ? Side.BUY : Side.SELL;
    }

    /** Two accounts of one owner trade with each other, to and fro. */
    private Actor wash(TrialAccount first, TrialAccount second, long fromNanos) {
        boolean oneTrade = random.nextBoolean();
        double usual = scale.trade() * in(2, 10);
        int[] left = {5 + random.nextInt(6)};
        long[] at = {fromNanos};
        return () -> {
            if (left[0] == 0 || market.now() < at[0]) {
                return;
            }
            boolean forth = left[0] % 2 == 0;
            market.cross(forth ? first : second, forth ? second : first, usual * in(0.7, 1.3), oneTrade);
            left[0]--;
            at[0] = market.now() + Scale.nanos(in(1, 8));
        };
    }

    /** Kinds whose manipulator gave up: the market came to what he only wanted to show. */
    Set<Kind> gaveUp() {
        return gaveUp;
    }

    /** Shows a lot on one side, trades a little on the other, takes the lot back. */
    private Actor layers(Kind kind, TrialAccount account, long fromNanos, int levels) {
        return new Layers(market, account, new Layers.Plan(
                fromNanos,
                side(),
                levels,
                scale.trade() * in(0.5, 2),
                in(levels == 1 ? 10 : 6, 30),
                Math.max(market.recording().tickSize(), market.bid() * scale.move(1) * in(0.3, 1)),
                in(2, 12),
                in(0.05, 2)), () -> gaveUp.add(kind));
    }

    /** Orders that live for an instant, by the hundred. */
    private Actor stuffing(TrialAccount account, long fromNanos) {
        double perSecond = in(120, 500);
        long until = fromNanos + Scale.nanos(in(3, 8));
        long[] sent = {0};
        return () -> {
            if (market.now() < fromNanos || (market.now() > until && account.resting().isEmpty())) {
                return;
            }
            account.cancelAll();
            long due = (long) ((market.now() - fromNanos) / 1e9 * perSecond / 2);
            while (market.now() <= until && sent[0] < due) {
                Side side = side();
                account.place(side, market.behind(side, 5 + random.nextInt(20)), scale.trade());
                sent[0]++;
            }
        };
    }

    /** Buys or sells as much as it takes before the close. */
    private Actor close(TrialAccount account, long closeNanos) {
        double seconds = in(15, 45);
        int slices = 8 + random.nextInt(20);
        double part = in(0.35, 0.65);
        double quantity = scale.perSecond() * 60 * part / (1 - part) / slices;
        return new Slicer(market, account, random.split(), new Plan(closeNanos - Scale.nanos(seconds + 1), side(),
                slices, seconds / slices * 0.9, quantity, scale.move(60) * in(3, 7) / slices));
    }

    /** Takes ever farther prices. */
    private Actor ramp(TrialAccount account, long fromNanos) {
        int slices = 10 + random.nextInt(16);
        double every = in(0.5, 2);
        double part = in(0.4, 0.7);
        double quantity = scale.perSecond() * every * part / (1 - part);
        return new Slicer(market, account, random.split(), new Plan(fromNanos, side(), slices, every, quantity,
                scale.move(slices * every) * in(4, 9) / slices));
    }

    /** Starts a move, sells into it. */
    private Actor ignition(TrialAccount account, long fromNanos) {
        int slices = 4 + random.nextInt(6);
        double every = in(0.2, 0.8);
        double part = in(0.45, 0.75);
        double quantity = scale.perSecond() * every * part / (1 - part);
        Side side = side();
        Slicer push = new Slicer(market, account, random.split(), new Plan(fromNanos, side, slices, every, quantity,
                scale.move(slices * every) * in(5, 12) / slices));
        int exits = 2 + random.nextInt(4);
        double exit = quantity * slices * in(0.85, 1) / exits;
        double wait = in(1, 5);
        Slicer[] out = {null};
        return () -> {
            push.step();
            Slicer leaving = out[0];
            if (leaving != null) {
                leaving.step();
            } else if (push.isDone()) {
                out[0] = new Slicer(market, account, random.split(), new Plan(market.now() + Scale.nanos(wait),
                        side.opposite(), exits, in(0.5, 2), exit, scale.move(1) * 0.1));
            }
        };
    }
}
