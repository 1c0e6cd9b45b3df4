package dev.tradewind.policy.surveillance;

import dev.tradewind.policy.limits.Thresholds;
import dev.tradewind.policy.limits.Thresholds.Threshold;
import dev.tradewind.policy.surveillance.Conduct.Party;
import dev.tradewind.policy.surveillance.StreamEvent.Amended;
import dev.tradewind.policy.surveillance.StreamEvent.Cancelled;
import dev.tradewind.policy.surveillance.StreamEvent.Ended;
import dev.tradewind.policy.surveillance.StreamEvent.Filled;
import dev.tradewind.policy.surveillance.StreamEvent.Own;
import dev.tradewind.policy.surveillance.StreamEvent.Placed;
import dev.tradewind.sdk.order.Side;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What one account does in one instrument. */
final class AccountWindow {
    /** Pushes whose aftermath is followed at the same time. */
    static final int MOST_PUSHES = 32;

    private static final long SECOND = 1_000_000_000L;

    private static final int MESSAGES = 0;
    private static final int FILLS = 1;
    private static final int CANCELS = 2;
    private static final int LIFETIMES = 3;
    private static final int NET = 4;
    private static final int GROSS = 5;
    private static final int TAKEN = 6;
    private static final int SERIES = 7;

    private final Party party;
    private final MarketWindow market;
    private final Findings findings;
    private final Working working = new Working();
    private final SecondRing sums = new SecondRing(SERIES, MarketWindow.SECONDS);
    private final List<Pressure> pressures = new ArrayList<>();
    private final List<Push> pushes = new ArrayList<>();
    private final @Nullable Push[] open = new Push[Side.values().length];
    private final Recent recentOrders = new Recent();
    private final Recent recentTrades = new Recent();
    private long messageSecond = Long.MIN_VALUE;

    AccountWindow(Party party, MarketWindow market, Findings findings) {
        this.party = party;
        this.market = market;
        this.findings = findings;
    }

    private Thresholds limits() {
        return findings.limits(party.account(), party.symbol());
    }

    private static long second(long nanos) {
        return Math.floorDiv(nanos, SECOND);
    }

    void accept(Own event) {
        sums.advance(second(event.nanos()));
        recentOrders.add(event.nanos(), event.account() + "/" + event.orderId());
        switch (event) {
            case Placed placed -> placed(placed);
            case Amended amended -> amended(amended);
            case Cancelled cancelled -> cancelled(cancelled);
            case Ended ended -> working.remove(ended.orderId());
            case Filled filled -> filled(filled);
        }
    }

    private void placed(Placed event) {
        message(event.nanos());
        working.put(new Working.Order(
                event.orderId(), event.side(), event.nanos(), event.price(), event.quantity()));
        came(event.side(), event.price(), event.quantity());
    }

    private void came(Side side, double price, double quantity) {
        for (Pressure pressure : pressures) {
            if (pressure.side() != side && !Double.isNaN(price)) {
                pressure.placed(quantity);
            }
        }
    }

    private void amended(Amended event) {
        message(event.nanos());
        Working.Order order = working.get(event.orderId());
        if (order == null) {
            return;
        }
        double rest = Math.max(0, event.quantity() - order.filled);
        boolean moved = order.price != event.price();
        for (Pressure pressure : pressures) {
            if (pressure.side() != order.side) {
                pressure.withdrawn(party.account(), order.id, moved ? order.rest : order.rest - rest, event.nanos());
            }
        }
        if (moved) {
            came(order.side, event.price(), rest);
        }
        order.price = event.price();
        order.rest = rest;
    }

    private void cancelled(Cancelled event) {
        message(event.nanos());
        Working.Order order = working.get(event.orderId());
        if (order == null) {
            return;
        }
        sums.add(CANCELS, 1);
        sums.add(LIFETIMES, (event.nanos() - order.sinceNanos) / 1e6);
        for (Pressure pressure : pressures) {
            if (pressure.side() != order.side) {
                pressure.withdrawn(party.account(), order.id, order.rest, event.nanos());
            }
        }
        working.remove(order.id);
    }

    /** One timer for all messages of a second. */
    private void message(long nanos) {
        sums.add(MESSAGES, 1);
        long second = second(nanos);
        if (second != messageSecond) {
            messageSecond = second;
            findings.at((second + 1) * SECOND, () -> judgeMessages(second));
        }
    }

    private void judgeMessages(long last) {
        Thresholds limits = limits();
        long seconds = Math.round(limits.value(Threshold.STUFFING_WINDOW_SECONDS));
        long before = last - seconds;
        Conduct conduct = new Conduct(Conduct.MESSAGES, party, limits);
        conduct.messages = sums.between(MESSAGES, before, last);
        conduct.messagesPerSecond = conduct.messages / seconds;
        conduct.messagesPerFill = conduct.messages / Math.max(1, sums.between(FILLS, before, last));
        conduct.orderLifetimeMillis = Math.min(
                Conduct.VERY_LARGE,
                Conduct.ratio(sums.between(LIFETIMES, before, last), sums.between(CANCELS, before, last)));
        long from = (before + 1) * SECOND;
        findings.judge(
                conduct, new Findings.Shown(party, from, recentOrders.since(from), recentTrades.since(from)));
    }

    private void filled(Filled event) {
        sums.add(FILLS, 1);
        sums.add(NET, event.side() == Side.BUY ? event.quantity() : -event.quantity());
        sums.add(GROSS, event.quantity());
        sums.add(TAKEN, event.aggressive() ? event.quantity() : 0);
        recentTrades.add(event.nanos(), event.tradeId());
        Working.Order order = working.get(event.orderId());
        if (order != null) {
            order.filled += event.quantity();
            order.rest -= event.quantity();
            if (order.rest <= event.quantity() * 1e-9) {
                working.remove(order.id);
            }
        }
        pressure(event);
        push(event);
    }

    private void pressure(Filled event) {
        for (Pressure pressure : pressures) {
            if (pressure.side() == event.side()) {
                pressure.filled(event);
                return;
            }
        }
        Pressure begun = new Pressure(event, working);
        begun.filled(event);
        pressures.add(begun);
        Thresholds limits = limits();
        findings.at(event.nanos() + limits.nanos(Threshold.LAYER_WINDOW_SECONDS), () -> {
            pressures.remove(begun);
            begun.judge(party, limits, findings);
        });
    }

    private void push(Filled event) {
        for (Push push : pushes) {
            if (push.side() != event.side()) {
                push.exited(event);
            }
        }
        if (!event.aggressive()) {
            return;
        }
        Push lasting = open[event.side().ordinal()];
        if (lasting != null) {
            lasting.add(event);
        } else if (pushes.size() < MOST_PUSHES) {
            Push begun = new Push(event);
            open[event.side().ordinal()] = begun;
            pushes.add(begun);
            watch(begun);
        }
    }

    /** Waits until no fill came for the gap, then for what comes after. */
    private void watch(Push push) {
        Thresholds limits = limits();
        long over = push.lastNanos() + limits.nanos(Threshold.PUSH_GAP_SECONDS);
        findings.at(over, () -> {
            if (push.lastNanos() + limits.nanos(Threshold.PUSH_GAP_SECONDS) > over) {
                watch(push);
                return;
            }
            open[push.side().ordinal()] = null;
            long after = push.lastNanos() + limits.nanos(Threshold.PUSH_AFTER_SECONDS);
            findings.at(Math.max(over, after), () -> {
                pushes.remove(push);
                push.judge(party, limits, market, findings);
            });
        });
    }

    /** A session closed: what the account did just before. */
    void closed(long nanos) {
        sums.advance(second(nanos));
        Thresholds limits = limits();
        long last = second(nanos - 1);
        long before = last - Math.round(limits.value(Threshold.CLOSE_WINDOW_SECONDS));
        double net = sums.between(NET, before, last);
        double start = market.priceAt(before);
        if (net == 0 || !(start > 0)) {
            return;
        }
        int direction = net > 0 ? 1 : -1;
        double volume = market.volume(before, last);
        double move = (market.priceAt(last) / start - 1) * direction;
        Conduct conduct = new Conduct(Conduct.CLOSE, party, limits);
        conduct.side = (net > 0 ? Side.BUY : Side.SELL).name();
        conduct.closeVolumeShare = Conduct.ratio(Math.abs(net), volume);
        conduct.closeMoveBps = move * 1e4;
        conduct.closeMoveSigmas = market.deviations(move, before, last - before);
        conduct.closeAggressiveShare =
                Conduct.ratio(sums.between(TAKEN, before, last), sums.between(GROSS, before, last));
        long earliest = market.earliest() - 1;
        double shareBefore = Conduct.ratio(sums.between(GROSS, earliest, before), market.volume(earliest, before));
        conduct.closeConcentration = Conduct.ratio(conduct.closeVolumeShare, shareBefore);
        long from = (before + 1) * SECOND;
        findings.judge(
                conduct, new Findings.Shown(party, from, recentOrders.since(from), recentTrades.since(from)));
    }
}
