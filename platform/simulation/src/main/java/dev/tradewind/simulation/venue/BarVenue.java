package dev.tradewind.simulation.venue;

import dev.tradewind.sdk.instrument.Instrument;
import dev.tradewind.sdk.market.Bar;
import dev.tradewind.sdk.order.OrderCommand;
import dev.tradewind.sdk.order.VenueEvent;
import dev.tradewind.sdk.value.Decimal;
import java.util.function.Consumer;

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
    private final Places<BarBook> books = new Places<>();
    private final VenueNumbers numbers = new VenueNumbers();

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
        books.add(instrument.id(), new BarBook(instrument, models, account, numbers, events));
    }

    @Override
    public VenueAccount account() {
        return account;
    }

    @Override
    public void execute(OrderCommand command) {
        books.of(command.instrument()).send(command, SimulatedVenue.arrivalNanos(command, models.latency()));
    }

    /** A bar's interval starts: its open is the first price. Only the open may be looked at. */
    public void onOpen(Bar bar) {
        BarBook book = books.of(bar.instrument());
        if (book.hasWork()) {
            book.onOpen(bar);
        }
    }

    /** A bar's interval ends: the price has gone where it went. */
    public void onRange(Bar bar) {
        BarBook book = books.of(bar.instrument());
        if (book.hasWorkingOrders()) {
            book.onRange(bar);
        }
        book.onClose(bar);
    }
}
