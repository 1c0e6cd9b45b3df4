package dev.tradewind.plugin.binance;

import dev.tradewind.sdk.plugin.VenueConnection;
import dev.tradewind.testkit.venue.ExchangeDouble;
import dev.tradewind.testkit.venue.VenueContract;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** The plugin at a scripted exchange keeps the contract of venues, also where the exchange misbehaves. */
@Execution(ExecutionMode.CONCURRENT)
final class BinanceVenueContractTest extends VenueContract {
    private final ScriptedExchange exchange = new ScriptedExchange();

    @BeforeEach
    void nothingFromBefore() {
        exchange.behave();
    }

    @AfterEach
    void close() {
        exchange.close();
    }

    @Override
    protected VenueConnection connect() {
        return exchange.connect();
    }

    @Override
    protected Optional<ExchangeDouble> exchange() {
        return Optional.of(exchange);
    }

    @Override
    protected long answerNanos() {
        return 600_000_000L;
    }

    @Override
    protected long watchNanos() {
        return 2_000_000_000L;
    }

    @Override
    protected long settleNanos() {
        return 2_000_000_000L;
    }
}
