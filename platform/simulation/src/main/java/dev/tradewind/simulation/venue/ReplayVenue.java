package dev.tradewind.simulation.venue;

import dev.tradewind.sdk.instrument.Instrument;
import dev.tradewind.sdk.market.MarketEvent;
import dev.tradewind.sdk.order.OrderCommand;
import dev.tradewind.sdk.order.OrderType;
import dev.tradewind.sdk.order.TimeInForce;
import dev.tradewind.sdk.order.VenueEvent;
import dev.tradewind.sdk.plugin.SteppedVenue;
import dev.tradewind.sdk.plugin.TradingMode;
import dev.tradewind.sdk.plugin.VenueCapabilities;
import dev.tradewind.sdk.plugin.VenueFeature;
import dev.tradewind.sdk.plugin.VenueListener;
import dev.tradewind.sdk.value.Currency;
import dev.tradewind.sdk.value.Decimal;
import dev.tradewind.sdk.value.Money;
import dev.tradewind.simulation.data.TickReader;
import dev.tradewind.simulation.data.TickSeries;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.PriorityQueue;

/**
 * The built-in venue {@code replay}: recorded ticks, each at the time at which it was received, with our orders filled
 * by a {@link BookVenue}. What was recorded does not react to us; see {@code docs/fills.md}. How fast it goes is for
 * the host to say, see {@link VenuePace}.
 *
 * <p>At the same time data comes first (in the order of the series), then orders expire, then commands arrive. After
 * the last tick the market stands still.
 */
public final class ReplayVenue implements SteppedVenue {
    private static final VenueCapabilities CAPABILITIES = new VenueCapabilities(
            EnumSet.allOf(OrderType.class),
            EnumSet.allOf(TimeInForce.class),
            EnumSet.of(
                    VenueFeature.POST_ONLY,
                    VenueFeature.REDUCE_ONLY,
                    VenueFeature.AMEND,
                    VenueFeature.BOOK,
                    VenueFeature.TRADES,
                    VenueFeature.REPEATABLE));

    private final List<Track> tracks = new ArrayList<>();
    private final List<Instrument> instruments;
    private final BookVenue venue;
    private final BookModels models;
    private final VenueGate gate;
    private final VenueVoice voice = new VenueVoice();
    private final PriorityQueue<Refusal> refusals = new PriorityQueue<>();
    private long refused;
    private long nanos;

    /** Says no to a command when it arrives. */
    private record Refusal(long nanos, long number, VenueEvent event) implements Comparable<Refusal> {
        @Override
        public int compareTo(Refusal other) {
            return nanos != other.nanos ? Long.compare(nanos, other.nanos) : Long.compare(number, other.number);
        }
    }

    /** A series that is being read; it stands at the next event. */
    private static final class Track {
        final TickReader reader;
        long nextNanos;

        Track(TickSeries series) {
            reader = series.open();
            advance();
        }

        void advance() {
            nextNanos = reader.advance() ? reader.receivedNanos() : Long.MAX_VALUE;
        }
    }

    /**
     * A venue that begins with the first tick; opens the series.
     *
     * @param series one an instrument, all of one venue
     * @param models fees, latency, queues; the latency of reports is the host's
     * @param cash what the account begins with
     * @param leverage how many times equity positions may be worth, 1 or more
     * @throws IllegalArgumentException if the series are of several venues, or two of one instrument
     * @throws dev.tradewind.simulation.data.DataException if the data is bad
     */
    public ReplayVenue(List<TickSeries> series, BookModels models, Money cash, Decimal leverage) {
        this.models = models;
        instruments = series.stream().map(TickSeries::instrument).toList();
        VenueVoice.requireOneVenue(instruments);
        if (instruments.stream().map(Instrument::id).distinct().count() < instruments.size()) {
            throw new IllegalArgumentException("there are two series of one instrument: " + instruments.stream()
                    .map(Instrument::id)
                    .toList());
        }
        gate = new VenueGate(CAPABILITIES, instruments);
        venue = new BookVenue(models, leverage, voice::report);
        for (Instrument instrument : instruments) {
            venue.addInstrument(instrument);
        }
        venue.deposit(cash);
        try {
            for (TickSeries one : series) {
                tracks.add(new Track(one));
            }
        } catch (RuntimeException e) {
            closeTracks();
            throw e;
        }
        long first = nextTrack().nextNanos;
        nanos = first == Long.MAX_VALUE ? 0 : first;
    }

    /** The one with the next event, the first of several. */
    private Track nextTrack() {
        Track next = tracks.get(0);
        for (Track track : tracks) {
            next = track.nextNanos < next.nextNanos ? track : next;
        }
        return next;
    }

    @Override
    public String name() {
        return instruments.get(0).id().venue();
    }

    @Override
    public TradingMode mode() {
        return TradingMode.DEMO;
    }

    @Override
    public VenueCapabilities capabilities() {
        return CAPABILITIES;
    }

    @Override
    public List<Instrument> instruments() {
        return instruments;
    }

    @Override
    public void start(VenueListener listener) {
        voice.start(listener);
    }

    @Override
    public void execute(OrderCommand command) {
        voice.requireOpen();
        String objection = gate.objection(command);
        if (objection == null) {
            venue.execute(command, nanos);
        } else {
            long arrival = Math.max(nanos, Math.addExact(command.decidedNanos(), models.latency().nanos(command)));
            refusals.add(new Refusal(arrival, refused++, VenueGate.refusal(command, objection, arrival)));
        }
    }

    @Override
    public long nanos() {
        return nanos;
    }

    /** Whether all of the data was told. */
    public boolean isAtEnd() {
        return nextTrack().nextNanos == Long.MAX_VALUE;
    }

    @Override
    public long nextNanos() {
        if (!voice.isOpen()) {
            return Long.MAX_VALUE;
        }
        return voice.hasMore() ? nanos : Math.min(nextTrack().nextNanos, ours());
    }

    /** When something of ours is due. */
    private long ours() {
        return Math.min(venue.nextNanos(), nextRefusalNanos());
    }

    private long nextRefusalNanos() {
        Refusal next = refusals.peek();
        return next == null ? Long.MAX_VALUE : next.nanos();
    }

    @Override
    public void advanceTo(long until) {
        voice.requireOpen();
        if (until < nanos) {
            throw new IllegalArgumentException(
                    "the venue's time is " + nanos + " already, and never goes back to " + until);
        }
        voice.speak();
        while (voice.isOpen()) {
            Track track = nextTrack();
            long ours = ours();
            long next = Math.min(track.nextNanos, ours);
            if (next > until || next == Long.MAX_VALUE) {
                break;
            }
            nanos = Math.max(nanos, next);
            if (track.nextNanos <= ours) {
                happen(track);
            } else if (nextRefusalNanos() <= venue.nextNanos()) {
                voice.report(refusals.remove().event());
            } else {
                venue.runDue(nanos);
            }
            voice.speak();
        }
        nanos = Math.max(nanos, until);
    }

    private void happen(Track track) {
        MarketEvent event = track.reader.event();
        venue.onMarket(event, nanos);
        voice.news(event);
        track.advance();
    }

    /** What the venue thinks we hold; for comparison with the ledger. */
    public Decimal quantity(Instrument instrument) {
        return venue.quantity(instrument);
    }

    /** What the venue thinks we have; for comparison with the ledger. */
    public Decimal cash(Currency currency) {
        return venue.cash(currency);
    }

    @Override
    public void close() {
        if (!voice.isClosed()) {
            voice.close();
            closeTracks();
        }
    }

    private void closeTracks() {
        for (Track track : tracks) {
            track.reader.close();
        }
    }
}
