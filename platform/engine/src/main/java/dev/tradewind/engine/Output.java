package dev.tradewind.engine;

import dev.tradewind.engine.ledger.LedgerEvent;
import dev.tradewind.sdk.order.OrderCommand;

/**
 * Where {@link Engine#decide} puts what it decided. Commands must not leave before the events of the same input are
 * durable.
 */
public interface Output {
    void event(LedgerEvent event);

    void command(OrderCommand command);
}
