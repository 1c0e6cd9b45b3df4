package dev.tradewind.runtime.node;

import dev.tradewind.engine.Engine;
import dev.tradewind.engine.ledger.Ledger;
import dev.tradewind.engine.ledger.OrderState;
import dev.tradewind.engine.ledger.PositionState;
import dev.tradewind.sdk.order.OrderRequest;
import dev.tradewind.sdk.strategy.Position;
import dev.tradewind.sdk.value.Decimal;
import dev.tradewind.sdk.value.Money;
import dev.tradewind.sdk.value.Price;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

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
                    entry(engine.position(held.instrument().id())),
                    price == null ? "" : price.toString(),
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
                engine.equityGap(),
                ledger.balances(),
                positions,
                strategies,
                orders,
                new ShardView.Counts(
                        ledger.lastOrderId(),
                        ledger.fills(),
                        ledger.anomalies(),
                        journal.lastSequence(),
                        ledger.orders().open().size(),
                        setup.tally().count()),
                fees(engine),
                new ShardView.State(
                        switches(ledger), ledger.operations().haltReason(), phase, journal.isUp()));
    }

    private static String entry(@Nullable Position position) {
        Price average = position == null || position.isFlat() ? null : position.averagePrice();
        return average == null ? "" : average.toString();
    }

    private static ShardView.Fees fees(Engine engine) {
        double inBase = 0;
        for (Money paid : engine.ledger().fees()) {
            Decimal base = engine.inBaseCurrency(paid);
            inBase += base == null ? Double.NaN : base.toDouble();
        }
        return new ShardView.Fees(engine.ledger().fees(), inBase);
    }

    private static List<ShardView.SwitchView> switches(Ledger ledger) {
        List<ShardView.SwitchView> on = new ArrayList<>();
        ledger.killSwitches()
                .all()
                .forEach((scope, state) -> on.add(new ShardView.SwitchView(scope, state.sinceNanos(), state.by())));
        return on;
    }

    /** The last view of a shard that is no more. */
    static ShardView failed(ShardView last, String reason) {
        return new ShardView(
                last.nanos(),
                last.equity(),
                last.dayEquity(),
                last.gap(),
                last.balances(),
                last.positions(),
                last.strategies(),
                last.openOrders(),
                last.counts(),
                last.fees(),
                new ShardView.State(
                        last.state().switches(),
                        last.state().halted(),
                        "failed: " + reason,
                        last.state().journalUp()));
    }

    private static ShardView.OrderView view(OrderState order) {
        OrderRequest request = order.request();
        Price price = request.prices().limit() != null ? request.prices().limit() : request.prices().stop();
        return new ShardView.OrderView(
                order.id().toString(),
                order.clientOrderId() == null ? "" : order.clientOrderId().toString(),
                order.strategy(),
                request.instrument().toString(),
                request.side().toString(),
                new ShardView.Terms(
                        request.type().toString(),
                        price == null ? "" : price.toString(),
                        request.quantity().toString(),
                        order.filledQuantity().toString()),
                order.status().toString(),
                order.createdNanos());
    }
}
