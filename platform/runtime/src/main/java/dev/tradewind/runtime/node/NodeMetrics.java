package dev.tradewind.runtime.node;

import dev.tradewind.engine.ledger.LedgerEvent;
import dev.tradewind.sdk.instrument.InstrumentId;
import dev.tradewind.sdk.market.DataQuality;
import io.micrometer.core.instrument.Counter;
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
import java.util.function.Supplier;
import java.util.function.ToLongFunction;
import org.HdrHistogram.Histogram;

/** What a node counts and measures, for Prometheus. */
final class NodeMetrics implements AutoCloseable {
    private static final double NANOS_IN_SECOND = 1e9;
    private static final String ACCOUNT = "account";
    private static final String INSTRUMENT = "instrument";

    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final Map<String, Latencies> latencies = new ConcurrentHashMap<>();
    private final Map<String, AccountMeters> meters = new ConcurrentHashMap<>();
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

    /** An account that this node trades, or may. */
    void account(String account, String mode, List<String> strategies) {
        meters.computeIfAbsent(account, name -> new AccountMeters(registry, name, mode, strategies));
    }

    private AccountMeters of(String account) {
        AccountMeters found = meters.get(account);
        if (found == null) {
            throw new IllegalStateException("the account " + account + " was not named to the metrics");
        }
        return found;
    }

    void durable(String account, List<LedgerEvent> events, long nanosToDurable) {
        latencies(account).record(Latencies.Stage.DURABLE, nanosToDurable);
        of(account).durable(events);
        for (LedgerEvent event : events) {
            switch (event) {
                case LedgerEvent.DataQualityChanged e -> e.quality().faults().forEach(fault -> Counter.builder(
                                "tradewind.data.faults")
                        .description("How often the data of an instrument became bad, by the fault")
                        .tags(ACCOUNT, account, INSTRUMENT, e.quality().instrument().toString())
                        .tag("fault", fault.name().toLowerCase(Locale.ROOT))
                        .register(registry)
                        .increment());
                case LedgerEvent.FeedSourceChanged e ->
                    Counter.builder("tradewind.feed.switches")
                            .description("How often the data of a venue came from another source")
                            .tags(ACCOUNT, account, "venue", e.venue(), "to", e.source())
                            .register(registry)
                            .increment();
                default -> {}
            }
        }
    }

    /** A shard was made anew. */
    void rebuilt(String account) {
        of(account).rebuilt();
    }

    /**
     * Watches an account from now on.
     *
     * @param projected the last of its batches that is in the tables
     */
    void watch(AccountRunner runner, ToLongFunction<String> projected) {
        String account = runner.account();
        AccountMeters own = of(account);
        own.watch(runner);
        own.register(
                "tradewind.projection.lag.batches",
                "Batches that are in the journal and not in the tables for questions yet",
                runner,
                one -> {
                    long durable = one.view().counts().sequence() - one.outstanding();
                    return Math.max(0, durable - projected.applyAsLong(account));
                });
        for (Latencies.Stage stage : Latencies.Stage.values()) {
            for (int percentile : new int[] {50, 99}) {
                own.register(
                        "tradewind.latency.seconds",
                        "How long a stage of orders takes, a percentile since the node started",
                        runner,
                        one -> percentile(account, stage, percentile),
                        "stage",
                        stage.name().toLowerCase(Locale.ROOT),
                        "percentile",
                        Integer.toString(percentile));
            }
        }
    }

    private double percentile(String account, Latencies.Stage stage, int percentile) {
        Histogram total = latencies(account).total(stage);
        return total.getTotalCount() == 0 ? Double.NaN : total.getValueAtPercentile(percentile) / NANOS_IN_SECOND;
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
                .description("Events of a feed since this start")
                .tag("feed", feed.name())
                .register(registry);
        for (InstrumentId id : feed.instruments()) {
            Gauge.builder("tradewind.data.good", feed, one -> {
                        DataQuality quality = one.qualities().get(id);
                        return quality != null && quality.isGood() ? 1 : 0;
                    })
                    .description("1 while the data of an instrument is good")
                    .tag("feed", feed.name())
                    .tag(INSTRUMENT, id.toString())
                    .register(registry);
            Gauge.builder("tradewind.data.held.back", feed, one -> one.heldBack(id))
                    .description("Prices that are held back as outliers")
                    .tag("feed", feed.name())
                    .tag(INSTRUMENT, id.toString())
                    .register(registry);
        }
    }

    /** Watches what is stored of feeds. */
    void watch(TickRecorder ticks) {
        FunctionCounter.builder("tradewind.ticks.dropped", ticks, TickRecorder::dropped)
                .description("Events of feeds that were not stored, since too many waited")
                .register(registry);
    }

    /** Watches how many rules judge. */
    void rules(Supplier<Number> count) {
        Gauge.builder("tradewind.rules", count)
                .description("Rules that judge orders; 0 where the node was told to trade without any")
                .register(registry);
    }

    /** Watches what surveillance finds. */
    void watch(LiveSurveillance surveillance) {
        FunctionCounter.builder("tradewind.surveillance.alerts", surveillance, LiveSurveillance::alerts)
                .description("Alerts of surveillance since the start")
                .register(registry);
        Gauge.builder("tradewind.surveillance.watching", surveillance, LiveSurveillance::watching)
                .description("1 while surveillance watches what accounts do")
                .register(registry);
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
