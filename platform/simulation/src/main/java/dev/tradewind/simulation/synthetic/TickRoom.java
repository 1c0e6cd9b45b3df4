package dev.tradewind.simulation.synthetic;

import dev.tradewind.sdk.instrument.Instrument;
import dev.tradewind.sdk.instrument.InstrumentKind;
import dev.tradewind.sdk.market.BookSnapshot;
import dev.tradewind.sdk.market.FundingRate;
import dev.tradewind.sdk.market.MarketEvent;
import dev.tradewind.simulation.matching.BookEvents;
import dev.tradewind.simulation.matching.MatchingBook;
import java.util.ArrayList;
import java.util.List;
import java.util.PriorityQueue;
import java.util.function.Consumer;

/** The trading of one listing: its floor, its agents and when they act. */
final class TickRoom {
    /** Trading before anybody outside looks on, so that books are filled. */
    static final long WARM_UP_NANOS = 5_000_000_000L;

    private static final int MAKERS = 3;
    private static final int STREAMS = 1 << 8;

    private final Instrument instrument;
    private final int activity;
    private final LatentValues values;
    private final TradeFlow flow;
    private final RoomTape tape;
    private final Floor floor;
    private final FundingMeter funding;
    private final boolean paysFunding;
    private final PriorityQueue<Turn> turns = new PriorityQueue<>();

    /** An agent's next act; at the same time the one with the lower number comes first. */
    private record Turn(long nanos, int number, Agent agent, Chance chance) implements Comparable<Turn> {
        Turn after(int activity) {
            long pause = (long) ((double) agent.meanNanos() / activity * chance.exponential());
            return new Turn(nanos + 1 + pause, number, agent, chance);
        }

        @Override
        public int compareTo(Turn other) {
            return nanos != other.nanos ? Long.compare(nanos, other.nanos) : Integer.compare(number, other.number);
        }
    }

    TickRoom(TickMarket market, int index, LatentValues values, BookEvents guest) {
        Listing listing = market.listings().get(index);
        long begin = market.startNanos() - WARM_UP_NANOS;
        this.instrument = listing.instrument();
        this.values = values;
        this.activity = listing.activity();
        this.flow = new TradeFlow(begin, activity);
        this.tape = new RoomTape(instrument, flow, guest);
        this.floor = new Floor(listing, index, values, flow, tape);
        this.funding = new FundingMeter(market.startNanos());
        this.paysFunding = instrument.kind() == InstrumentKind.PERPETUAL;
        List<Agent> agents = new ArrayList<>();
        for (int rank = 0; rank < MAKERS; rank++) {
            agents.add(new Maker(floor, 10 + rank, rank));
        }
        agents.add(new Crowd(floor, 20));
        agents.add(new Takers(floor, 21));
        agents.add(new Informed(floor, 22));
        for (int i = 0; i < agents.size(); i++) {
            Chance chance = Chance.stream(market.seed(), (index + 1L) * STREAMS + i);
            turns.add(new Turn(begin, i, agents.get(i), chance).after(activity));
        }
    }

    MatchingBook book() {
        return floor.book;
    }

    /** When something next happens here. */
    long nextNanos() {
        long turn = turnNanos();
        return paysFunding ? Math.min(turn, funding.nextNanos()) : turn;
    }

    private long turnNanos() {
        Turn turn = turns.peek();
        if (turn == null) {
            throw new IllegalStateException("every agent has a next turn");
        }
        return turn.nanos();
    }

    /** Lets happen what is next, and publishes it. */
    void act(Consumer<? super MarketEvent> out) {
        if (paysFunding && funding.nextNanos() <= turnNanos()) {
            long due = funding.nextNanos();
            values.advanceTo(due);
            sample(due);
            out.accept(new FundingRate(instrument.id(), due, funding.take()));
            return;
        }
        Turn turn = turns.remove();
        values.advanceTo(turn.nanos());
        flow.advanceTo(turn.nanos());
        sample(turn.nanos());
        turn.agent().act(turn.chance());
        turns.add(turn.after(activity));
        publish(turn.nanos(), out);
    }

    private void sample(long nanos) {
        if (paysFunding && floor.isTwoSided()) {
            funding.sample(nanos, floor.middle() / floor.value() - 1);
        }
    }

    /** Publishes what a guest's command has changed. */
    void publish(long nanos, Consumer<? super MarketEvent> out) {
        tape.publish(floor.depth, nanos, out);
    }

    BookSnapshot snapshot(long nanos) {
        return tape.snapshot(floor.depth, nanos);
    }
}
