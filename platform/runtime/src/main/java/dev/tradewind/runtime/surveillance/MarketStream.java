package dev.tradewind.runtime.surveillance;

import dev.tradewind.policy.surveillance.StreamEvent;
import dev.tradewind.policy.surveillance.StreamEvent.Quoted;
import dev.tradewind.policy.surveillance.StreamEvent.Traded;
import dev.tradewind.policy.surveillance.trial.Recording;
import dev.tradewind.policy.surveillance.trial.Recording.Tick;
import dev.tradewind.sdk.market.MarketEvent;
import dev.tradewind.sdk.market.Quote;
import dev.tradewind.sdk.market.TradeTick;
import dev.tradewind.sdk.value.Decimal;
import dev.tradewind.simulation.data.TickReader;
import dev.tradewind.simulation.data.TickSeries;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Market data as surveillance looks at it: trades and best prices, nothing of a book further down. */
public final class MarketStream {
    private MarketStream() {}

    /**
     * One event; empty for what is not looked at.
     *
     * @param receivedNanos when it came
     */
    public static Optional<StreamEvent> of(MarketEvent event, long receivedNanos) {
        return switch (event) {
            case TradeTick trade ->
                Optional.of(new Traded(
                        receivedNanos,
                        trade.instrument(),
                        number(trade.price().value()),
                        number(trade.quantity().value())));
            case Quote quote ->
                Optional.of(new Quoted(
                        receivedNanos,
                        quote.instrument(),
                        number(quote.bid().price().value()),
                        number(quote.ask().price().value())));
            default -> Optional.empty();
        };
    }

    static double number(Decimal value) {
        return value.toDouble();
    }

    /**
     * A recorded market for a trial.
     *
     * @param fromNanos received at or after this time
     * @param untilNanos received before this time
     * @throws dev.tradewind.simulation.data.DataException if the data cannot be read
     */
    public static Recording recording(String name, TickSeries series, long fromNanos, long untilNanos) {
        List<Tick> ticks = new ArrayList<>();
        try (TickReader reader = series.open()) {
            while (reader.advance() && reader.receivedNanos() < untilNanos) {
                if (reader.receivedNanos() >= fromNanos) {
                    of(reader.event(), reader.receivedNanos()).flatMap(MarketStream::tick).ifPresent(ticks::add);
                }
            }
        }
        return new Recording(
                name,
                series.instrument().id(),
                number(series.instrument().steps().tick()),
                ticks);
    }

    private static Optional<Tick> tick(StreamEvent event) {
        return switch (event) {
            case Traded traded -> Optional.of(new Tick(traded.nanos(), true, traded.price(), traded.quantity()));
            case Quoted quoted -> Optional.of(new Tick(quoted.nanos(), false, quoted.bid(), quoted.ask()));
            case StreamEvent.Own own -> Optional.empty();
            case StreamEvent.Closed closed -> Optional.empty();
        };
    }
}
