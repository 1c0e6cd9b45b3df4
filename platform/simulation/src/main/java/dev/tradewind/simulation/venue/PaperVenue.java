package dev.tradewind.simulation.venue;

import dev.tradewind.sdk.instrument.Instrument;
import dev.tradewind.sdk.market.Bar;
import dev.tradewind.sdk.market.MarketEvent;
import dev.tradewind.sdk.order.OrderCommand;
import dev.tradewind.sdk.order.OrderType;
import dev.tradewind.sdk.order.TimeInForce;
import dev.tradewind.sdk.order.VenueEvent;
import dev.tradewind.sdk.plugin.VenueCapabilities;
import dev.tradewind.sdk.plugin.VenueFeature;
import dev.tradewind.sdk.value.Currency;
import dev.tradewind.sdk.value.Decimal;
import java.util.EnumSet;
import java.util.List;
import java.util.PriorityQueue;
import java.util.function.Consumer;

/**
 * Fills the orders of one account by what a real market shows, as it comes: a {@link BookVenue}, see
 * {@code docs/fills.md}. The market does not react to us. A command arrives after its latency and meets the market as
 * it is known by then; a report takes as long to come back. One thread at a time, which also moves the time.
 */
public final class PaperVenue {
    /** What paper orders may be. */
    public static final VenueCapabilities CAPABILITIES = new VenueCapabilities(
            EnumSet.allOf(OrderType.class),
            EnumSet.allOf(TimeInForce.class),
            EnumSet.of(
                    VenueFeature.POST_ONLY,
                    VenueFeature.REDUCE_ONLY,
                    VenueFeature.AMEND,
                    VenueFeature.BOOK,
                    VenueFeature.TRADES));

    private final BookVenue venue;
    private final BookModels models;
    private final VenueGate gate;
    private final Consumer<VenueEvent> listener;
    private final PriorityQueue<Report> reports = new PriorityQueue<>();
    private long told;
    private long nanos;

    /** On its way back; those that arrive together keep the order in which they were sent. */
    private record Report(long nanos, long number, VenueEvent event) implements Comparable<Report> {
        @Override
        public int compareTo(Report other) {
            return nanos != other.nanos ? Long.compare(nanos, other.nanos) : Long.compare(number, other.number);
        }
    }

    /**
     * A venue with an account as it stands.
     *
     * @param instruments what is traded, all of one venue
     * @param leverage how many times equity positions may be worth, 1 or more; with 1 nothing is lent, so that no more
     *     of a spot instrument can be sold than is held, as on a spot account of an exchange
     * @param session comes before the number in each id, so that none comes twice over all openings
     * @param nanos the time now
     * @param listener hears what becomes of orders, within {@link #advanceTo} and {@link #onMarket} alone
     * @throws IllegalArgumentException if something of the account is in an instrument that is not traded here
     */
    public PaperVenue(
            List<Instrument> instruments,
            BookModels models,
            Decimal leverage,
            String session,
            OpeningAccount opening,
            long nanos,
            Consumer<VenueEvent> listener) {
        VenueVoice.requireOneVenue(instruments);
        this.models = models;
        this.listener = listener;
        this.nanos = nanos;
        this.gate = new VenueGate(CAPABILITIES, instruments);
        this.venue = BookVenue.lendingByLeverage(models, leverage, session, this::send);
        instruments.forEach(venue::addInstrument);
        venue.open(opening, nanos);
    }

    private void send(VenueEvent event) {
        reports.add(new Report(Math.addExact(nanos, models.returnNanos()), told++, event));
    }

    /** Sends a command on its way. */
    public void execute(OrderCommand command) {
        String objection = gate.objection(command);
        if (objection == null) {
            venue.execute(command, nanos);
            return;
        }
        long arrival = Math.max(nanos, SimulatedVenue.arrivalNanos(command, models.latency()));
        VenueEvent refusal = VenueGate.refusal(command, objection, arrival);
        reports.add(new Report(Math.addExact(arrival, models.returnNanos()), told++, refusal));
    }

    /** The market said something; what was due before it happens first. Bars are no news of a market. */
    public void onMarket(MarketEvent event, long receivedNanos) {
        advanceTo(receivedNanos);
        if (!(event instanceof Bar)) {
            venue.onMarket(event, nanos);
            speak();
        }
    }

    /** When something next happens of itself; {@link Long#MAX_VALUE} if never. */
    public long nextNanos() {
        Report next = reports.peek();
        return Math.min(venue.nextNanos(), next == null ? Long.MAX_VALUE : next.nanos());
    }

    /** Lets everything happen that is due by then. A time before that of the venue counts as that. */
    public void advanceTo(long until) {
        long next = nextNanos();
        while (next <= until) {
            nanos = Math.max(nanos, next);
            venue.runDue(nanos);
            speak();
            next = nextNanos();
        }
        nanos = Math.max(nanos, until);
    }

    private void speak() {
        Report next = reports.peek();
        while (next != null && next.nanos() <= nanos) {
            reports.remove();
            listener.accept(next.event());
            next = reports.peek();
        }
    }

    /** The orders that work, oldest first. */
    public List<OpeningAccount.OpeningOrder> working() {
        return venue.working();
    }

    /** What the venue thinks the account holds; for comparison with its ledger. */
    public Decimal quantity(Instrument instrument) {
        return venue.quantity(instrument);
    }

    /** What the venue thinks the account has; for comparison with its ledger. */
    public Decimal cash(Currency currency) {
        return venue.cash(currency);
    }
}
