package dev.tradewind.simulation.venue;

import dev.tradewind.sdk.instrument.Instrument;
import dev.tradewind.sdk.instrument.InstrumentId;
import dev.tradewind.sdk.market.FundingRate;
import dev.tradewind.sdk.market.MarketEvent;
import dev.tradewind.sdk.order.OrderCommand;
import dev.tradewind.sdk.order.OrderCommand.AmendOrder;
import dev.tradewind.sdk.order.OrderCommand.CancelOrder;
import dev.tradewind.sdk.order.OrderCommand.SubmitOrder;
import dev.tradewind.sdk.order.OrderType;
import dev.tradewind.sdk.order.TimeInForce;
import dev.tradewind.sdk.plugin.SteppedVenue;
import dev.tradewind.sdk.plugin.TradingMode;
import dev.tradewind.sdk.plugin.VenueCapabilities;
import dev.tradewind.sdk.plugin.VenueFeature;
import dev.tradewind.sdk.plugin.VenueListener;
import dev.tradewind.sdk.value.Currency;
import dev.tradewind.sdk.value.Decimal;
import dev.tradewind.simulation.matching.MatchingBook;
import dev.tradewind.simulation.synthetic.Listing;
import dev.tradewind.simulation.synthetic.SyntheticExchange;
import dev.tradewind.simulation.synthetic.TickMarket;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The built-in venue {@code synthetic}: a seeded market whose other traders are simulated. Our orders stand in the same
 * books as theirs, wait in real queues, and move the market as far as the others react to what they see.
 *
 * <p>At the same time others act first, then orders expire, then commands arrive; of one happening our own reports are
 * told before the market data. Trailing stops and reduce-only orders are not taken.
 */
public final class SyntheticVenue implements SteppedVenue {
    private static final VenueCapabilities CAPABILITIES = new VenueCapabilities(
            EnumSet.of(OrderType.MARKET, OrderType.LIMIT, OrderType.STOP, OrderType.STOP_LIMIT),
            EnumSet.allOf(TimeInForce.class),
            EnumSet.of(
                    VenueFeature.POST_ONLY,
                    VenueFeature.AMEND,
                    VenueFeature.BOOK,
                    VenueFeature.TRADES,
                    VenueFeature.REPEATABLE));

    private final TickMarket market;
    private final VenueTerms terms;
    private final Map<InstrumentId, Instrument> instruments = new LinkedHashMap<>();
    private final VenueAccount account;
    private final CommandQueue commands = new CommandQueue();
    private final VenueGate gate;
    private final VenueVoice voice = new VenueVoice();
    private final GuestDesk desk;

    private @Nullable SyntheticExchange exchange;
    private long nanos;

    /**
     * A venue that is not open yet.
     *
     * @throws IllegalArgumentException if the listings are of several venues
     */
    public SyntheticVenue(TickMarket market, VenueTerms terms) {
        this.market = market;
        this.terms = terms;
        this.nanos = market.startNanos();
        this.account = new VenueAccount(terms.leverage());
        account.deposit(terms.cash());
        for (Listing listing : market.listings()) {
            instruments.put(listing.instrument().id(), listing.instrument());
        }
        VenueVoice.requireOneVenue(instruments());
        this.gate = new VenueGate(CAPABILITIES, instruments());
        this.desk = new GuestDesk(terms.fees(), account, voice::report);
    }

    @Override
    public String name() {
        return instruments().get(0).id().venue();
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
        return List.copyOf(instruments.values());
    }

    @Override
    public void start(VenueListener listener) {
        voice.start(listener);
        exchange = SyntheticExchange.open(market, this::hear, desk);
    }

    private void hear(MarketEvent event) {
        SyntheticExchange open = exchange;
        if (event instanceof FundingRate funding && open != null) {
            desk.pay(funding, instrument(event.instrument()), open.book(event.instrument()));
        }
        voice.news(event);
    }

    private Instrument instrument(InstrumentId id) {
        Instrument instrument = instruments.get(id);
        if (instrument == null) {
            throw new IllegalArgumentException(id + " is not traded here");
        }
        return instrument;
    }

    @Override
    public void execute(OrderCommand command) {
        voice.requireOpen();
        long latency = terms.latencyNanos(command);
        commands.add(Math.max(nanos, Math.addExact(command.decidedNanos(), latency)), command);
    }

    @Override
    public long nanos() {
        return nanos;
    }

    @Override
    public long nextNanos() {
        SyntheticExchange open = exchange;
        if (open == null || !voice.isOpen()) {
            return Long.MAX_VALUE;
        }
        return voice.hasMore() ? nanos : Math.min(open.nextNanos(), ours());
    }

    /** When something of ours is due. */
    private long ours() {
        return Math.min(commands.nextNanos(), desk.nextExpiryNanos());
    }

    @Override
    public void advanceTo(long until) {
        voice.requireOpen();
        if (until < nanos) {
            throw new IllegalArgumentException(
                    "the venue's time is " + nanos + " already, and never goes back to " + until);
        }
        SyntheticExchange open = exchange;
        voice.speak();
        while (open != null && voice.isOpen()) {
            long others = open.nextNanos();
            long next = Math.min(others, ours());
            if (next > until) {
                break;
            }
            nanos = Math.max(nanos, next);
            desk.now(nanos);
            open.advanceTo(nanos);
            if (others > next) {
                act(open);
            }
            voice.speak();
        }
        nanos = Math.max(nanos, until);
    }

    /** What of ours is due happens. */
    private void act(SyntheticExchange open) {
        if (desk.nextExpiryNanos() <= nanos) {
            for (GuestOrder order : desk.expired(nanos)) {
                desk.expire(order, open.book(order.instrument.id()));
                open.publish(order.instrument.id());
            }
            return;
        }
        CommandQueue.Arrival arrival = commands.poll(nanos);
        if (arrival == null) {
            throw new IllegalStateException("something was due at " + nanos);
        }
        receive(arrival.command(), open);
    }

    private void receive(OrderCommand command, SyntheticExchange open) {
        String objection = gate.objection(command);
        if (objection != null) {
            voice.report(VenueGate.refusal(command, objection, nanos));
            return;
        }
        for (Instrument instrument : instruments.values()) {
            desk.mark(instrument, open.book(instrument.id()));
        }
        MatchingBook book = open.book(command.instrument());
        switch (command) {
            case SubmitOrder submit -> desk.submit(submit, instrument(command.instrument()), book);
            case CancelOrder cancel -> desk.cancel(cancel, book);
            case AmendOrder amend -> desk.amend(amend, book);
        }
        open.publish(command.instrument());
    }

    /** What the venue thinks we hold; for comparison with the ledger. */
    public Decimal quantity(Instrument instrument) {
        return account.holding(instrument).quantity();
    }

    /** What the venue thinks we have; for comparison with the ledger. */
    public Decimal cash(Currency currency) {
        return account.cash(currency);
    }

    @Override
    public void close() {
        voice.close();
        commands.clear();
    }
}
