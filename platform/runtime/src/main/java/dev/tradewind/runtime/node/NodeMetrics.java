package dev.tradewind.runtime.node;

import dev.tradewind.engine.ledger.LedgerEvent;
import dev.tradewind.engine.ledger.LedgerEvent.OrderDenied;
import dev.tradewind.engine.ledger.LedgerEvent.OrderFilled;
import dev.tradewind.engine.ledger.LedgerEvent.OrderInitialised;
import dev.tradewind.sdk.instrument.InstrumentId;
import dev.tradewind.sdk.market.DataQuality;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.HdrHistogram.Histogram;

/** What a node counts and measures, for Prometheus. */
final class NodeMetrics implements AutoCloseable {
    private static final double NANOS_IN_SECOND = 1e9;
    private static final String ACCOUNT = "account";

    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final Map<String, Latencies> latencies = new ConcurrentHashMap<>();
    private final JvmGcMetrics gc = new JvmGcMetrics();

    NodeMetrics() {
        new JvmMemoryMetrics().bindTo(registry);
        new JvmThreadMetrics().bindTo(registry);
        new ProcessorMetrics().bindTo(registry);
        gc.bindTo(registry);
    }

    Latencies latencies(String account) {
        return latencies.computeIfAbsent(account, name -> new Latencies());
    }

    /** Of all accounts, by name. */
    Map<String, Latencies> latencies() {
        return new TreeMap<>(latencies);
    }

    void durable(String account, List<LedgerEvent> events, long nanosToDurable) {
        latencies(account).record(Latencies.Stage.DURABLE, nanosToDurable);
        registry.counter("tradewind.journal.batches", ACCOUNT, account).increment();
        for (LedgerEvent event : events) {
            switch (event) {
                case OrderInitialised e ->
                    registry.counter("tradewind.orders", ACCOUNT, account, "strategy", e.strategy())
                            .increment();
                case OrderFilled e ->
                    registry.counter("tradewind.fills", ACCOUNT, account).increment();
                case OrderDenied e ->
                    registry.counter("tradewind.denials", ACCOUNT, account, "code", e.code())
                            .increment();
                case LedgerEvent.DataQualityChanged e -> e.quality().faults().forEach(fault -> registry.counter(
                                "tradewind.data.faults",
                                ACCOUNT,
                                account,
                                "instrument",
                                e.quality().instrument().toString(),
                                "fault",
                                fault.name().toLowerCase(Locale.ROOT))
                        .increment());
                case LedgerEvent.FeedSourceChanged e ->
                    registry.counter("tradewind.feed.switches", ACCOUNT, account, "venue", e.venue(), "to", e.source())
                            .increment();
                case LedgerEvent.OrderRejected e ->
                    registry.counter("tradewind.rejections", ACCOUNT, account).increment();
                default -> {}
            }
        }
    }

    /** A shard was made anew. */
    void rebuilt(String account) {
        registry.counter("tradewind.shard.rebuilds", ACCOUNT, account).increment();
    }

    /** Watches an account from now on. */
    void watch(AccountRunner runner) {
        String account = runner.account();
        gauge("tradewind.equity", account, runner, one -> one.view().equity());
        gauge("tradewind.day.profit", account, runner, one -> one.view().equity()
                - one.view().dayEquity());
        gauge("tradewind.inbox.waiting", account, runner, one -> one.inbox().size());
        gauge("tradewind.inbox.conflations", account, runner, one -> one.inbox().conflations());
        gauge("tradewind.journal.waiting", account, runner, AccountRunner::outstanding);
        gauge("tradewind.orders.open", account, runner, one -> one.view().openOrders().size());
        gauge("tradewind.kill.switch", account, runner, one -> one.view().state().killSwitch() ? 1 : 0);
        for (Latencies.Stage stage : Latencies.Stage.values()) {
            for (double percentile : new double[] {50, 99}) {
                Gauge.builder("tradewind.latency.seconds", runner, one -> {
                            Histogram total = latencies(account).total(stage);
                            return total.getTotalCount() == 0
                                    ? Double.NaN
                                    : total.getValueAtPercentile(percentile) / NANOS_IN_SECOND;
                        })
                        .tag(ACCOUNT, account)
                        .tag("stage", stage.name().toLowerCase(Locale.ROOT))
                        .tag("percentile", Integer.toString((int) percentile))
                        .register(registry);
            }
        }
    }

    /** Forgets what is watched of an account that is another node's now; what was counted stays. */
    void unwatch(String account) {
        registry.getMeters().stream()
                .filter(one -> one instanceof Gauge && account.equals(one.getId().getTag(ACCOUNT)))
                .toList()
                .forEach(registry::remove);
    }

    /** Watches the data of a venue from now on: 1 while it is good, 0 while it is not or nothing is known of it. */
    void watch(MarketFeed feed) {
        long first = feed.number();
        FunctionCounter.builder("tradewind.market.events", feed, one -> one.number() - first)
                .tag("feed", feed.name())
                .register(registry);
        for (InstrumentId id : feed.instruments()) {
            Gauge.builder("tradewind.data.good", feed, one -> {
                        DataQuality quality = one.qualities().get(id);
                        return quality != null && quality.isGood() ? 1 : 0;
                    })
                    .tag("feed", feed.name())
                    .tag("instrument", id.toString())
                    .register(registry);
            Gauge.builder("tradewind.data.held.back", feed, one -> one.heldBack(id))
                    .tag("feed", feed.name())
                    .tag("instrument", id.toString())
                    .register(registry);
        }
    }

    /** Watches what is stored of feeds. */
    void watch(TickRecorder ticks) {
        FunctionCounter.builder("tradewind.ticks.dropped", ticks, TickRecorder::dropped).register(registry);
    }

    private void gauge(
            String name,
            String account,
            AccountRunner runner,
            java.util.function.ToDoubleFunction<AccountRunner> value) {
        Gauge.builder(name, runner, value).tag(ACCOUNT, account).register(registry);
    }

    /** Everything in the text form of Prometheus. */
    String scrape() {
        return registry.scrape();
    }

    @Override
    public void close() {
        gc.close();
        registry.close();
    }
}
