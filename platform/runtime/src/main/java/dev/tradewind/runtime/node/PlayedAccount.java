package dev.tradewind.runtime.node;

import dev.tradewind.engine.EngineConfig;
import dev.tradewind.engine.EngineConfig.HardLimits;
import dev.tradewind.engine.EntrySize;
import dev.tradewind.engine.RunSettings;
import dev.tradewind.engine.ledger.LedgerEvent;
import dev.tradewind.policy.RuleSet;
import dev.tradewind.runtime.plugin.InstalledStrategy;
import dev.tradewind.sdk.instrument.Instrument;
import dev.tradewind.sdk.market.MarketEvent;
import dev.tradewind.sdk.order.OrderCommand;
import dev.tradewind.sdk.order.VenueEvent;
import dev.tradewind.sdk.plugin.TradingMode;
import dev.tradewind.sdk.strategy.Parameters;
import dev.tradewind.sdk.strategy.Strategy;
import dev.tradewind.sdk.strategy.StrategyFactory;
import dev.tradewind.sdk.value.Decimal;
import dev.tradewind.store.database.Database;
import dev.tradewind.store.journal.Recovery;
import dev.tradewind.store.market.TickReader;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.HdrHistogram.Histogram;

/**
 * One account just as a node runs it: feed, inbox, shard with its rules, journal, metrics, logs, snapshots; on a market
 * and a venue that the caller plays. For measurements. The account begins empty and is to be used once.
 */
public final class PlayedAccount implements AutoCloseable {
    private static final long SECOND = 1_000_000_000L;
    private static final int SNAPSHOT_EVERY = 5_000;
    private static final int PAUSE_NANOS = 1_000_000;
    /** More of the market may wait than in a node: what is measured is not to be dropped on a busy machine. */
    private static final Inbox.Bounds BOUNDS = new Inbox.Bounds(65_536, 65_536, 256);

    private final Books books;
    private final NodeClock clock;
    private final NodeMetrics metrics;
    private final AccountRunner runner;
    private final PlayedLink link;

    /** The market and the venue. Both are called on the journal's thread, and must not wait. */
    public interface Player {
        /** A batch is durable; its commands come after this. */
        void durable(List<LedgerEvent> events);

        /** A command leaves. */
        void execute(OrderCommand command);
    }

    /**
     * What is played.
     *
     * @param account a name that the database does not know
     * @param instrument what is traded
     * @param rules what judges its orders
     * @param strategy makes the strategy, which hears of trades, quotes and books
     */
    public record Terms(String account, Instrument instrument, RuleSet rules, Supplier<Strategy> strategy) {}

    private PlayedAccount(Database database, Path home, Terms terms, Player player) {
        books = Books.of(database, "played");
        clock = new NodeClock();
        metrics = new NodeMetrics();
        metrics.account(terms.account(), "PLAYED", List.of("player"));
        link = new PlayedLink(terms.instrument(), player::execute, clock);
        Inbox inbox = new Inbox(BOUNDS);
        runner = new AccountRunner(
                new OrderLog(terms.account(), "PLAYED"),
                books,
                inbox,
                new EmergencyFile(home.resolve("emergency"), terms.account()),
                metrics,
                new AccountRunner.Limits(5 * SECOND, SNAPSHOT_EVERY, 2 * SECOND));
        runner.show(player::durable);
    }

    /** Opens the account and starts it; it trades once it has a price. */
    public static PlayedAccount start(Database database, Path home, Terms terms, Player player) {
        PlayedAccount account = new PlayedAccount(database, home, terms, player);
        Recovery.Recovered recovered = account.runner.recover();
        account.runner.start(recovered, account.setup(database, terms));
        account.metrics.watch(account.runner, name -> 0);
        return account;
    }

    /** Logs of this process go to the folder from now on, as those of a node do. Before anything logs. */
    public static void logTo(Path folder) {
        NodeLogging.to(folder);
    }

    private ShardSetup setup(Database database, Terms terms) {
        EngineConfig config = new EngineConfig(
                        terms.account(),
                        runner.incarnation(),
                        terms.instrument().settlement(),
                        new EntrySize.Fixed(Decimal.ONE),
                        Decimal.ZERO,
                        Decimal.ONE,
                        new HardLimits(Decimal.of(100_000_000), 1_000, 2 * SECOND, false),
                        1)
                .with(new RunSettings(
                        10 * SECOND,
                        3_600 * SECOND,
                        new RunSettings.Asking(0, 0, 10, 0, SECOND),
                        RunSettings.VenueKeeps.ALL));
        ShardSetup.HostedConfig hosted = new ShardSetup.HostedConfig(
                "player",
                new InstalledStrategy(new Factory(terms.strategy()), "played", "1"),
                Parameters.of(List.of(), Map.of()),
                new HostedStrategy.Scope(
                        List.of(terms.instrument().id()), Optional.empty(), Optional.empty(), Optional.empty()));
        return new ShardSetup(
                config,
                new ShardSetup.Market(
                        link,
                        List.of(terms.instrument()),
                        Decimal.of(100_000_000),
                        new StoredHistory(new TickReader(database))),
                List.of(hosted),
                ShardSetup.Rules.fixed(terms.rules().hash(), terms.rules()::newPolicy),
                new ShardSetup.Parts(
                        runner.inbox(),
                        clock,
                        metrics.latencies(terms.account()),
                        runner,
                        runner,
                        new Tally(),
                        5_000,
                        TradingMode.DEMO));
    }

    private record Factory(Supplier<Strategy> strategy) implements StrategyFactory {
        @Override
        public String name() {
            return "player";
        }

        @Override
        public String description() {
            return "Does what a measurement wants.";
        }

        @Override
        public Strategy create(Parameters parameters) {
            return strategy.get();
        }
    }

    /** Something happens in the market, now. A book comes first. */
    public void market(MarketEvent event) {
        link.feed().onMarket(event, clock.getAsLong());
    }

    /** The venue says something about an order, now. */
    public void report(VenueEvent event) {
        link.report(event, runner.inbox());
    }

    /** Time as the account has it. */
    public long nanos() {
        return clock.getAsLong();
    }

    /** Waits until its strategy trades. @throws IllegalStateException if it does not in time */
    public void awaitTrading(Duration patience) {
        long deadline = System.nanoTime() + patience.toNanos();
        while (!runner.view().state().phase().equals("trading")) {
            if (System.nanoTime() > deadline) {
                throw new IllegalStateException(
                        "the account " + runner.account() + " does not trade: " + runner.view().state());
            }
            LockSupport.parkNanos(PAUSE_NANOS);
        }
    }

    /** Why it does not go on; empty while it does. */
    public String trouble() {
        String lost = runner.lost();
        String phase = runner.view().state().phase();
        return lost.isEmpty() && phase.startsWith("failed") ? phase : lost;
    }

    /** What waits: inputs and batches that are not durable. */
    public int waiting() {
        return runner.inbox().size() + runner.outstanding();
    }

    /** How often market data was dropped since it came too fast. */
    public long conflations() {
        return runner.inbox().conflations();
    }

    /** From taking an input that led to something to its decision, since the last call, in nanoseconds. */
    public Histogram decided() {
        return metrics.latencies(runner.account()).interval(Latencies.Stage.DECIDED);
    }

    /** From receiving market data until it was decided and its batch was in the queue, since the last call. */
    public Histogram market() {
        return metrics.latencies(runner.account()).interval(Latencies.Stage.MARKET);
    }

    /** From a batch's way into the queue until it was on disk, since the last call, in nanoseconds. */
    public Histogram durable() {
        return metrics.latencies(runner.account()).interval(Latencies.Stage.DURABLE);
    }

    @Override
    public void close() {
        runner.stop();
        books.close();
        OrderLines.SHARED.awaitWritten();
        metrics.close();
    }
}
