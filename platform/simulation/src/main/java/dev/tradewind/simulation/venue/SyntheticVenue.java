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
import java.util.ArrayList;
import java.util.Collection;
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
    private final Map<String, VenueAccount> accounts = new LinkedHashMap<>();
    private final List<OpeningAccount> openings = new ArrayList<>();
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
        this(market, terms, "");
    }

    /** @param session comes before the number in each id, so that a venue that is opened again repeats none */
    public SyntheticVenue(TickMarket market, VenueTerms terms, String session) {
        this.market = market;
        this.terms = terms;
        this.nanos = market.startNanos();
        for (Listing listing : market.listings()) {
            instruments.put(listing.instrument().id(), listing.instrument());
        }
        VenueVoice.requireOneVenue(instruments());
        this.gate = new VenueGate(CAPABILITIES, instruments());
        this.desk = new GuestDesk(terms.fees(), books(), new VenueNumbers(session), voice::report);
    }

    private GuestDesk.Accounts books() {
        return new GuestDesk.Accounts() {
            @Override
            public VenueAccount of(String name) {
                return account(name);
            }

            @Override
            public Collection<VenueAccount> all() {
                return accounts.values();
            }
        };
    }

    /** The books of an account of ours; one that nobody spoke of begins with the cash of the venue's terms. */
    private VenueAccount account(String name) {
        VenueAccount account = accounts.get(name);
        if (account == null) {
            account = new VenueAccount(terms.leverage());
            account.deposit(terms.cash());
            accounts.put(name, account);
        }
        return account;
    }

    /**
     * Says how an account stands, before the start. Its orders keep their order and ids, and lose their place in the
     * queue: whoever was in the market before them is in front of them now. What trades at once, trades; a post-only
     * order that would take is cancelled.
     *
     * @throws IllegalStateException if the venue was started, or was told of this account before
     * @throws IllegalArgumentException if something of it is in an instrument that is not traded here
     */
    public void open(OpeningAccount opening) {
        if (exchange != null || accounts.containsKey(opening.name())) {
            throw new IllegalStateException("the account " + opening.name() + " is open already, or the venue");
        }
        VenueAccount account = new VenueAccount(terms.leverage());
        opening.cash().forEach(account::deposit);
        for (OpeningAccount.OpeningPosition held : opening.positions()) {
            account.holding(instrument(held.instrument())).restore(held.quantity(), held.cost());
        }
        opening.orders().forEach(order -> instrument(order.request().instrument()));
        accounts.put(opening.name(), account);
        openings.add(opening);
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
        SyntheticExchange open = SyntheticExchange.open(market, this::hear, desk);
        exchange = open;
        desk.now(nanos);
        for (OpeningAccount opening : openings) {
            for (OpeningAccount.OpeningOrder order : opening.orders()) {
                InstrumentId id = order.request().instrument();
                desk.restore(order, instrument(id), open.book(id));
                open.publish(id);
            }
        }
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

    /** What the venue thinks all accounts of ours hold; for comparison with the ledger. */
    public Decimal quantity(Instrument instrument) {
        Decimal sum = Decimal.ZERO;
        for (VenueAccount account : accounts.values()) {
            sum = sum.plus(account.holding(instrument).quantity());
        }
        return sum;
    }

    /** What the venue thinks all accounts of ours have; for comparison with the ledger. */
    public Decimal cash(Currency currency) {
        if (accounts.isEmpty()) {
            return terms.cash().currency().equals(currency) ? terms.cash().amount() : Decimal.ZERO;
        }
        Decimal sum = Decimal.ZERO;
        for (VenueAccount account : accounts.values()) {
            sum = sum.plus(account.cash(currency));
        }
        return sum;
    }

    /** The orders of an account that work, oldest first. */
    public List<OpeningAccount.OpeningOrder> working(String account) {
        return desk.working(account);
    }

    /** What the venue thinks an account has; for comparison with its ledger. */
    public Decimal cash(String account, Currency currency) {
        return account(account).cash(currency);
    }

    /** What the venue thinks an account holds; for comparison with its ledger. */
    public Decimal quantity(String account, Instrument instrument) {
        return account(account).holding(instrument).quantity();
    }

    @Override
    public void close() {
        voice.close();
        commands.clear();
    }
}
