package dev.tradewind.runtime.node;

import dev.tradewind.engine.ledger.LedgerEvent;
import dev.tradewind.sdk.value.Money;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/**
 * What is counted and measured of one account, under its name and mode. Counters are there from the start with 0, so
 * that the first order or denial is a change.
 */
final class AccountMeters {
    /** Codes of denials that do not come from rules. */
    private static final List<String> DENIALS = List.of(
            "KILL_SWITCH", "ACCOUNT_HALTED", "EXITING", "BAD_DATA", "HARD_NOTIONAL", "BELOW_MIN_NOTIONAL",
            "REDUCE_ONLY", "HISTORY");

    /** Why an account may be halted. */
    enum Halt {
        JOURNAL,
        EXIT,
        VENUE;

        static @Nullable Halt of(String reason) {
            if (reason.isEmpty()) {
                return null;
            }
            return reason.startsWith(Shard.JOURNAL_AWAY)
                    ? JOURNAL
                    : reason.contains("could not be closed") ? EXIT : VENUE;
        }
    }

    private final MeterRegistry registry;
    private final Tags tags;
    private final Map<String, Counter> orders = new ConcurrentHashMap<>();
    private final Map<String, Counter> denials = new ConcurrentHashMap<>();
    private final Counter fills;
    private final Counter rejections;
    private final Counter batches;
    private final Counter rebuilds;

    AccountMeters(MeterRegistry registry, String account, String mode, List<String> strategies) {
        this.registry = registry;
        this.tags = Tags.of("account", account, "mode", mode);
        strategies.forEach(this::orders);
        DENIALS.forEach(this::denials);
        fills = counter("tradewind.fills", "Fills of orders");
        rejections = counter("tradewind.rejections", "Orders that the venue refused");
        batches = counter("tradewind.journal.batches", "Batches that became durable");
        rebuilds =
                counter("tradewind.shard.rebuilds", "How often the account's shard was made anew from its journal");
    }

    private Counter counter(String name, String help, String... more) {
        return Counter.builder(name).description(help).tags(tags.and(more)).register(registry);
    }

    private Counter orders(String strategy) {
        return orders.computeIfAbsent(
                strategy, name -> counter("tradewind.orders", "Orders that a strategy asked for", "strategy", name));
    }

    private Counter denials(String code) {
        return denials.computeIfAbsent(
                code,
                name -> counter(
                        "tradewind.denials",
                        "Orders that hard limits or rules kept back, by the reason's code",
                        "code",
                        name));
    }

    void durable(List<LedgerEvent> events) {
        batches.increment();
        for (LedgerEvent event : events) {
            switch (event) {
                case LedgerEvent.OrderInitialised e -> orders(e.strategy()).increment();
                case LedgerEvent.OrderFilled e -> fills.increment();
                case LedgerEvent.OrderDenied e -> denials(e.code()).increment();
                case LedgerEvent.OrderRejected e -> rejections.increment();
                default -> {}
            }
        }
    }

    void rebuilt() {
        rebuilds.increment();
    }

    /** Measures an account from now on. */
    void watch(AccountRunner runner) {
        gauge("tradewind.equity", "Worth of the account in its base currency", runner, view -> view.equity());
        gauge(
                "tradewind.day.profit",
                "Change of equity since the UTC day began, in the base currency",
                runner,
                view -> view.equity() - view.dayEquity());
        gauge(
                "tradewind.fees",
                "Fees paid since the account began, in the base currency",
                runner,
                view -> view.fees().inBase());
        gauge(
                "tradewind.orders.open",
                "Orders that are open",
                runner,
                view -> view.counts().open());
        gauge(
                "tradewind.anomalies",
                "What venues said that did not fit, since the account began",
                runner,
                view -> view.counts().anomalies());
        gauge(
                "tradewind.kill.switch",
                "1 while a kill switch covers the whole account",
                runner,
                view -> view.state().isKillSwitchOn() ? 1 : 0);
        for (Halt halt : Halt.values()) {
            gauge(
                    "tradewind.halted",
                    "1 while the account is halted for this reason",
                    runner,
                    view -> Halt.of(view.state().halted()) == halt ? 1 : 0,
                    "reason",
                    halt.name().toLowerCase(java.util.Locale.ROOT));
        }
        for (String instrument : runner.instruments()) {
            watch(runner, instrument);
        }
        register("tradewind.inbox.waiting", "What waits for the account", runner, one -> one.inbox().size());
        register(
                "tradewind.inbox.conflations",
                "How often waiting market data was dropped for a snapshot",
                runner,
                one -> one.inbox().conflations());
        register("tradewind.journal.waiting", "Batches that are not durable", runner, AccountRunner::outstanding);
    }

    private void watch(AccountRunner runner, String instrument) {
        position(
                "tradewind.position",
                "Quantity held, negative where short",
                runner,
                instrument,
                held -> Double.parseDouble(held.quantity()));
        position(
                "tradewind.position.realised",
                "Realised profit since the account began, in the settlement currency",
                runner,
                instrument,
                held -> number(held.realised()));
        position(
                "tradewind.position.unrealised",
                "Profit of what is held at the last price, in the settlement currency",
                runner,
                instrument,
                held -> number(held.unrealised()));
    }

    private static double number(@Nullable Money money) {
        return money == null ? Double.NaN : money.amount().toDouble();
    }

    private void position(
            String name,
            String help,
            AccountRunner runner,
            String instrument,
            ToDoubleFunction<ShardView.PositionView> value) {
        gauge(
                name,
                help,
                runner,
                view -> view.positions().stream()
                        .filter(held -> held.instrument().equals(instrument))
                        .mapToDouble(value)
                        .findFirst()
                        .orElse(0),
                "instrument",
                instrument);
    }

    private void gauge(
            String name, String help, AccountRunner runner, ToDoubleFunction<ShardView> value, String... more) {
        register(name, help, runner, one -> value.applyAsDouble(one.view()), more);
    }

    /** A gauge over the account. */
    void register(
            String name, String help, AccountRunner runner, ToDoubleFunction<AccountRunner> value, String... more) {
        Gauge.builder(name, runner, value).description(help).tags(tags.and(more)).register(registry);
    }
}
