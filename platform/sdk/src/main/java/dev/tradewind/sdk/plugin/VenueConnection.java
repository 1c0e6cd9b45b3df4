package dev.tradewind.sdk.plugin;

import dev.tradewind.sdk.instrument.Instrument;
import dev.tradewind.sdk.order.OrderCommand;
import java.util.List;
import java.util.Optional;

/**
 * A place to trade: commands go in, market data and what becomes of orders come out. Its life is made, started, closed;
 * each once.
 *
 * <p>What a venue promises, and the contract suite of the test kit checks, for what its capabilities name:
 * <ul>
 * <li>every command gets exactly one final answer: a submitted order is rejected, or accepted and then filled,
 * cancelled or expired; a cancel or an amendment is done or refused;
 * <li>where the exchange gave no answer, or none that can be read, that is said as
 * {@link dev.tradewind.sdk.order.VenueEvent.FateUnknown}, never as a refusal: the order may well work. The final answer
 * follows if the exchange is heard of the order again; else it is for the host to ask {@link #queries};
 * <li>an order is accepted before it fills, and never fills more than was asked for; no trade id comes twice. However
 * the exchange doubles and reorders its messages, the connection tells them once and in this order;
 * <li>a client order id that came before is refused, and so is what names an order that does not work any more;
 * <li>numbered book updates have no holes, and a book is never crossed;
 * <li>what a {@link SteppedVenue} says comes in order of time.
 * </ul>
 */
public interface VenueConnection extends AutoCloseable {
    /** The venue's name, as in {@code BTCUSDT.BINANCE}. */
    String name();

    VenueCapabilities capabilities();

    /**
     * How real its orders are. A connection that does not say is taken for real money, which hosts refuse unless they
     * were told otherwise.
     */
    default TradingMode mode() {
        return TradingMode.LIVE;
    }

    /** How long the venue acts on commands, and how late its answers may be. */
    default VenueTimes times() {
        return VenueTimes.NONE;
    }

    /** Asks the venue about the account; empty where there is nobody to ask, as with a venue that ends with us. */
    default Optional<VenueQueries> queries() {
        return Optional.empty();
    }

    /** What the venue remembers of its market; empty where it cannot be asked. */
    default Optional<MarketHistory> history() {
        return Optional.empty();
    }

    /** What can be traded; the same for the life of the connection. */
    List<Instrument> instruments();

    /**
     * Connects. Market data of all instruments flows from now on; a book begins with a snapshot.
     *
     * @param listener hears everything, one call at a time
     * @throws IllegalStateException if it was started or closed before
     */
    void start(VenueListener listener);

    /**
     * Sends a command on its way and returns at once. What is wrong with the command itself, such as a price off the
     * tick or an unknown instrument, is said by an event that refuses it. A command whose validity is over is not sent,
     * and refused. Commands about the same order arrive in the order in which they were given.
     *
     * @throws IllegalStateException before {@link #start} and after {@link #close}; then nothing was sent
     */
    void execute(OrderCommand command);

    /** Disconnects: the listener hears nothing more. Closing again does nothing. */
    @Override
    void close();
}
