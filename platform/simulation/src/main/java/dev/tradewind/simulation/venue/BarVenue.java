package dev.tradewind.simulation.venue;

import dev.tradewind.sdk.instrument.Instrument;
import dev.tradewind.sdk.instrument.InstrumentId;
import dev.tradewind.sdk.market.Bar;
import dev.tradewind.sdk.order.OrderCommand;
import dev.tradewind.sdk.order.VenueEvent;
import dev.tradewind.sdk.value.Currency;
import dev.tradewind.sdk.value.Decimal;
import dev.tradewind.sdk.value.Money;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A venue simulated from bars. The driver calls {@link #onOpen} when a bar's interval starts and {@link #onRange} when
 * it ends, before the engine sees the bar; commands go to {@link #execute} at any time.
 *
 * <p>How it fills is stated in {@code docs/fills.md}. In short: a command takes effect at the first open at or after
 * its decision plus latency; inside a bar the price goes from the open to the nearer extreme, to the other, to the
 * close; a stop that is jumped over fills at the open; a resting limit order fills at its limit and only when the price
 * went through it; all orders together take a bounded share of a bar's volume; what cannot be paid is not filled.
 */
public final class BarVenue implements SimulatedVenue {
    private final VenueModels models;
    private final VenueAccount account;
    private final Consumer<VenueEvent> events;
    private final Map<InstrumentId, BarBook> books = new LinkedHashMap<>();
    private final Numbers numbers = new Numbers();
    private @Nullable BarBook lastBook;

    /** Running numbers of the venue's ids. */
    static final class Numbers {
        private long orders;
        private long trades;

        String nextOrderId() {
            return "S" + ++orders;
        }

        String nextTradeId() {
            return "T" + ++trades;
        }
    }

    /**
     * A venue with an empty account.
     *
     * @param leverage how many times equity positions may be worth, 1 or more
     * @param events hears what happens, in order, at once
     */
    public BarVenue(VenueModels models, Decimal leverage, Consumer<VenueEvent> events) {
        this.models = models;
        this.account = new VenueAccount(leverage);
        this.events = events;
    }

    @Override
    public void addInstrument(Instrument instrument) {
        books.put(instrument.id(), new BarBook(instrument, models, account, numbers, events));
    }

    @Override
    public void deposit(Money amount) {
        account.deposit(amount);
    }

    @Override
    public void execute(OrderCommand command) {
        long latency = models.latency().nanos(command);
        if (latency < 0) {
            throw new IllegalStateException("the latency model gave " + latency + " ns; it must be 0 or more");
        }
        book(command.instrument()).send(command, Math.addExact(command.decidedNanos(), latency));
    }

    /** A bar's interval starts: its open is the first price. Only the open may be looked at. */
    public void onOpen(Bar bar) {
        BarBook book = book(bar.instrument());
        if (book.hasWork()) {
            book.onOpen(bar);
        }
    }

    /** A bar's interval ends: the price has gone where it went. */
    public void onRange(Bar bar) {
        BarBook book = book(bar.instrument());
        if (book.hasWorkingOrders()) {
            book.onRange(bar);
        }
        book.onClose(bar);
    }

    @Override
    public Decimal quantity(Instrument instrument) {
        return account.holding(instrument).quantity();
    }

    @Override
    public Decimal cash(Currency currency) {
        return account.cash(currency);
    }

    @SuppressWarnings("ReferenceEquality") // the same object is the common case, and the cheapest to see
    private BarBook book(InstrumentId id) {
        BarBook last = lastBook;
        if (last != null && (last.instrument().id() == id || last.instrument().id().equals(id))) {
            return last;
        }
        BarBook book = books.get(id);
        if (book == null) {
            throw new IllegalArgumentException("the venue does not trade " + id + "; add the instrument first");
        }
        lastBook = book;
        return book;
    }
}
