package dev.tradewind.runtime.node;

import dev.tradewind.engine.VenueStatement;
import dev.tradewind.engine.ledger.Ledger;
import dev.tradewind.sdk.instrument.Instrument;
import dev.tradewind.sdk.order.OrderCommand;
import dev.tradewind.sdk.order.VenueEvent;
import dev.tradewind.sdk.plugin.MarketHistory;
import dev.tradewind.sdk.plugin.TradingMode;
import dev.tradewind.sdk.plugin.VenueCapabilities;
import dev.tradewind.sdk.plugin.VenueConnection;
import dev.tradewind.sdk.plugin.VenueTimes;
import dev.tradewind.sdk.value.Money;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/** A venue as the node uses it: its own thread, commands in, reports to the account's inbox. */
interface VenueLink extends AutoCloseable {
    /** What it connects with. */
    VenueConnection connection();

    /** The venue's name in instruments, such as {@code SYNTHETIC}. */
    default String venue() {
        return connection().name();
    }

    default TradingMode mode() {
        return connection().mode();
    }

    default VenueCapabilities capabilities() {
        return connection().capabilities();
    }

    default VenueTimes times() {
        return connection().times();
    }

    default List<Instrument> instruments() {
        return connection().instruments();
    }

    /** Whether it ends with this process, so that its accounts are opened from their ledgers. */
    boolean isSimulated();

    MarketFeed feed();

    /** What the venue remembers of its market; empty where it cannot be asked. */
    default Optional<MarketHistory> history() {
        return Optional.empty();
    }

    /** Looks at what the market data does not say; to be called several times a second. */
    default void check(long nowNanos) {
        feed().check(nowNanos);
    }

    /**
     * Tells a simulated venue how an account stands; before {@link #start}.
     *
     * @param begin what a new account begins with; ignored where the ledger has a story
     * @param cancelled attempts that the venue had been told to cancel when the journal was away
     */
    void open(String account, Ledger ledger, Money begin, Set<String> cancelled);

    /** Commands leave while this says so; asked once more for a command that waited here. For a venue outside. */
    default void guard(BooleanSupplier mayLeave) {}

    /** Reports about orders of an account go there. */
    void route(String account, Inbox inbox, Consumer<VenueEvent> observer);

    void start();

    /** Sends a command on its way, after those before it. Returns at once. */
    void submit(OrderCommand command);

    /** Asks what the venue knows of an account; the statement is told when it is there. */
    void ask(String account, long sinceNanos, Consumer<VenueStatement> whenTold);

    /** Why it cannot be traded at; empty if it can. */
    String trouble();

    @Override
    void close();
}
