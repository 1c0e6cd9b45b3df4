package dev.tradewind.store.journal;

import dev.tradewind.engine.ledger.LedgerEvent;
import dev.tradewind.sdk.plugin.TradingMode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A batch as it was handed over.
 *
 * @param mode how real its orders are; null where it was written before that was noted
 * @param input what caused it; null where nothing of the journal did, such as market data or a timer
 * @param feeds position of each feed that was applied before, in whatever form the sequencer gives it
 * @param events what the engine decided, in order
 */
public record BatchContent(
        @Nullable TradingMode mode, @Nullable BatchInput input, Bytes feeds, List<LedgerEvent> events) {
    public BatchContent {
        events = List.copyOf(events);
    }
}
