package dev.tradewind.policy.surveillance;

import dev.tradewind.policy.limits.Thresholds;
import dev.tradewind.policy.limits.Thresholds.Threshold;
import dev.tradewind.policy.surveillance.Conduct.Party;
import dev.tradewind.policy.surveillance.StreamEvent.Filled;
import dev.tradewind.sdk.order.Side;
import java.util.ArrayDeque;
import java.util.Iterator;

/** The last fills of all accounts of one owner in an instrument: whether he trades with himself. */
final class WashWindow {
    /** Older fills leave early beyond this. */
    static final int MOST_FILLS = 2_000;

    private static final double SAME = 1e-9;

    private final Findings findings;
    private final ArrayDeque<Leg> legs = new ArrayDeque<>();
    private double gross;
    private double net;
    private double paired;
    private int pairs;
    private int selfMatches;

    private static final class Leg {
        private final Filled fill;
        private boolean pairedUp;
        private boolean endsPair;
        private boolean endsSelfMatch;

        Leg(Filled fill) {
            this.fill = fill;
        }

        double signed() {
            return fill.side() == Side.BUY ? fill.quantity() : -fill.quantity();
        }
    }

    WashWindow(Findings findings) {
        this.findings = findings;
    }

    void filled(Filled fill, Party party) {
        Thresholds limits = findings.limits(party.account(), party.symbol());
        expire(fill.nanos() - limits.nanos(Threshold.WASH_WINDOW_SECONDS));
        Leg leg = new Leg(fill);
        match(leg, limits.nanos(Threshold.WASH_PAIR_SECONDS));
        legs.addLast(leg);
        gross += fill.quantity();
        net += leg.signed();
        if (legs.size() > MOST_FILLS) {
            remove(legs.removeFirst());
        }
        if (leg.pairedUp) {
            judge(fill, party, limits);
        }
    }

    private void match(Leg leg, long within) {
        Iterator<Leg> newestFirst = legs.descendingIterator();
        while (newestFirst.hasNext()) {
            Leg other = newestFirst.next();
            if (leg.fill.nanos() - other.fill.nanos() > within) {
                return;
            }
            if (other.fill.side() == leg.fill.side() || other.pairedUp) {
                continue;
            }
            boolean sameTrade = !leg.fill.tradeId().isEmpty() && leg.fill.tradeId().equals(other.fill.tradeId());
            if (sameTrade || alike(leg.fill, other.fill)) {
                pair(leg, other, sameTrade);
                return;
            }
        }
    }

    private static boolean alike(Filled one, Filled other) {
        return same(one.price(), other.price()) && same(one.quantity(), other.quantity());
    }

    private void pair(Leg leg, Leg other, boolean sameTrade) {
        leg.pairedUp = true;
        other.pairedUp = true;
        leg.endsPair = true;
        leg.endsSelfMatch = sameTrade;
        paired += leg.fill.quantity() + other.fill.quantity();
        pairs++;
        selfMatches += sameTrade ? 1 : 0;
    }

    private static boolean same(double a, double b) {
        return Math.abs(a - b) <= SAME * Math.max(Math.abs(a), Math.abs(b));
    }

    private void expire(long before) {
        while (!legs.isEmpty() && legs.peekFirst().fill.nanos() < before) {
            remove(legs.removeFirst());
        }
        if (legs.isEmpty()) {
            // So that what rounding left does not add up.
            gross = 0;
            net = 0;
            paired = 0;
        }
    }

    private void remove(Leg leg) {
        gross -= leg.fill.quantity();
        net -= leg.signed();
        paired -= leg.pairedUp ? leg.fill.quantity() : 0;
        pairs -= leg.endsPair ? 1 : 0;
        selfMatches -= leg.endsSelfMatch ? 1 : 0;
    }

    private void judge(Filled fill, Party party, Thresholds limits) {
        Conduct conduct = new Conduct(Conduct.FILL, party, limits);
        conduct.side = fill.side().name();
        conduct.selfMatches = selfMatches;
        conduct.matchedPairs = pairs;
        conduct.matchedShare = Conduct.ratio(Math.max(0, paired), gross);
        conduct.netShare = Conduct.ratio(Math.abs(net), gross);
        conduct.washQuantity = Math.max(0, paired) / 2;
        Ids orders = new Ids();
        Ids trades = new Ids();
        long from = fill.nanos();
        for (Leg leg : legs) {
            if (leg.pairedUp) {
                from = Math.min(from, leg.fill.nanos());
                orders.add(leg.fill.account() + "/" + leg.fill.orderId());
                trades.add(leg.fill.tradeId());
            }
        }
        findings.judge(conduct, new Findings.Shown(party, from, orders, trades));
    }
}
