package dev.tradewind.runtime.node;

import dev.tradewind.engine.Engine;
import dev.tradewind.engine.ledger.Ledger;
import dev.tradewind.engine.ledger.OrderState;
import dev.tradewind.engine.ledger.PositionState;
import dev.tradewind.sdk.order.OrderRequest;
import dev.tradewind.sdk.value.Decimal;
import dev.tradewind.sdk.value.Money;
import java.util.ArrayList;
import java.util.List;

/** Looks at an engine, on its own thread, and writes down what others may read. */
final class ShardViews {
    private static final int MOST_ORDERS = 200;

    private ShardViews() {}

    static ShardView of(Engine engine, ShardSetup setup, ShardJournal journal, String phase, long nowNanos) {
        Ledger ledger = engine.ledger();
        List<ShardView.PositionView> positions = new ArrayList<>();
        for (PositionState held : ledger.positions()) {
            Decimal price = setup.venue().feed().lastPrice(held.instrument().id());
            positions.add(new ShardView.PositionView(
                    held.instrument().id().toString(),
                    held.quantity().toString(),
                    new Money(held.realised(), held.instrument().settlement()),
                    price == null ? null : new Money(held.unrealised(price), held.instrument().settlement())));
        }
        List<ShardView.StrategyView> strategies = new ArrayList<>();
        for (ShardSetup.HostedConfig one : setup.strategies()) {
            Ledger.StrategyState state = ledger.strategy(one.name());
            String text = state == null ? "not started" : state.halted() ? "halted: " + state.reason() : "running";
            strategies.add(new ShardView.StrategyView(one.name(), one.installed().name(), text));
        }
        List<ShardView.OrderView> orders = new ArrayList<>();
        for (OrderState order : ledger.orders().open()) {
            if (orders.size() < MOST_ORDERS) {
                orders.add(view(order));
            }
        }
        return new ShardView(
                nowNanos,
                engine.equityEstimate(),
                ledger.day().equity(),
                ledger.balances(),
                positions,
                strategies,
                orders,
                new ShardView.Counts(
                        ledger.lastOrderId(), ledger.fills(), ledger.anomalies(), journal.lastSequence()),
                new ShardView.State(
                        ledger.killSwitches().isWholeOn(), ledger.operations().haltReason(), phase, journal.isUp()));
    }

    /** The last view of a shard that is no more. */
    static ShardView failed(ShardView last, String reason) {
        return new ShardView(
                last.nanos(),
                last.equity(),
                last.dayEquity(),
                last.balances(),
                last.positions(),
                last.strategies(),
                last.openOrders(),
                last.counts(),
                new ShardView.State(
                        last.state().killSwitch(),
                        last.state().halted(),
                        "failed: " + reason,
                        last.state().journalUp()));
    }

    private static ShardView.OrderView view(OrderState order) {
        OrderRequest request = order.request();
        String price = request.prices().limit() == null ? "" : " at " + request.prices().limit();
        return new ShardView.OrderView(
                order.id().value(),
                order.strategy(),
                request.instrument().toString(),
                request.side().toString(),
                request.type() + " " + request.quantity() + price + ", filled " + order.filledQuantity(),
                order.status().toString());
    }
}
