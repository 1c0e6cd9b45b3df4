package dev.tradewind.runtime.node;

import dev.tradewind.engine.Output;
import dev.tradewind.engine.ledger.LedgerEvent;
import dev.tradewind.sdk.order.OrderCommand;
import java.util.ArrayList;
import java.util.List;

/** What one decision put out. */
final class Collector implements Output {
    private List<LedgerEvent> events = new ArrayList<>();
    private List<OrderCommand> commands = new ArrayList<>();

    @Override
    public void event(LedgerEvent event) {
        events.add(event);
    }

    @Override
    public void command(OrderCommand command) {
        commands.add(command);
    }

    boolean isEmpty() {
        return events.isEmpty() && commands.isEmpty();
    }

    /** Takes the events out. */
    List<LedgerEvent> takeEvents() {
        List<LedgerEvent> taken = events;
        events = new ArrayList<>();
        return taken;
    }

    /** Takes the commands out. */
    List<OrderCommand> takeCommands() {
        List<OrderCommand> taken = commands;
        commands = new ArrayList<>();
        return taken;
    }
}
