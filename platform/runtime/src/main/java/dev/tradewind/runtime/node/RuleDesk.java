package dev.tradewind.runtime.node;

import dev.tradewind.policy.RuleSet;
import dev.tradewind.policy.rehearsal.Rehearsal;
import dev.tradewind.policy.rehearsal.RehearsalReport;
import dev.tradewind.policy.surveillance.StreamEvent;
import dev.tradewind.runtime.config.NodeConfig;
import dev.tradewind.runtime.home.Installation;
import dev.tradewind.runtime.surveillance.RecordedStream;
import dev.tradewind.store.database.Database;
import dev.tradewind.store.rules.RuleEvent;
import dev.tradewind.store.rules.RuleLog;
import dev.tradewind.store.surveillance.AlertStore;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** What people ask about rules without changing anything. It only reads, so that a node may run meanwhile. */
public final class RuleDesk implements AutoCloseable {
    private final NodeConfig config;
    private final Path cache;
    private final Database database;

    private RuleDesk(NodeConfig config, Path cache, Database database) {
        this.config = config;
        this.cache = cache;
        this.database = database;
    }

    /** @throws dev.tradewind.store.StoreException if the database cannot be read */
    public static RuleDesk open(NodeConfig config, NodeHome home) {
        return new RuleDesk(
                config, home.folder().resolve("cache").resolve("rules"), NodeDatabase.openForReading(config, home));
    }

    /** The folder that the node is configured with. @throws NodeException if there is none */
    public Path folder() {
        return config.rules()
                .or(Installation::rules)
                .orElseThrow(() -> new NodeException("no rules are installed with this program; name a folder"));
    }

    /**
     * Judges recorded orders again.
     *
     * @param account of this one alone; empty for all
     * @param fromNanos judged at or after this time
     * @param toNanos judged before this time
     * @throws dev.tradewind.policy.RuleException if the rules cannot be used
     */
    public RehearsalReport rehearse(Path folder, String account, long fromNanos, long toNanos) {
        RuleSet rules = RuleSet.load(folder, cache);
        return rehearse(database, rules, new RecordedIntents.Range(account, fromNanos, toNanos, Long.MAX_VALUE));
    }

    /** Hands over what accounts did, and the market beside it. @throws NodeException if there is no such account */
    public void stream(RecordedStream.Range range, Consumer<StreamEvent> consumer) {
        new RecordedStream(database).read(range, consumer);
    }

    /** Alerts of surveillance that were kept, of a period, the first of them. */
    public List<AlertStore.Row> alerts(long fromNanos, long toNanos, int most) {
        return new AlertStore(database).alerts(fromNanos, toNanos, most);
    }

    /** Judges all recorded orders of an account again. */
    public static RehearsalReport rehearse(Database database, RuleSet rules, String account) {
        return rehearse(
                database,
                rules,
                new RecordedIntents.Range(account, Long.MIN_VALUE, Long.MAX_VALUE, Long.MAX_VALUE));
    }

    static RehearsalReport rehearse(Database database, RuleSet rules, RecordedIntents.Range range) {
        try (Rehearsal rehearsal = new Rehearsal(rules)) {
            // Orders are read while those before them are judged.
            ReadAhead.run(orders -> new RecordedIntents(database).read(range, orders), rehearsal::add);
            return rehearsal.report();
        }
    }

    /** The files in force. @throws NodeException if none ever were */
    public Map<String, byte[]> filesInForce() {
        RuleEvent active = new RuleLog(database)
                .active()
                .orElseThrow(() -> new NodeException("no rules were ever in force here: 'tradewind run' begins"));
        return new KeptRules(database, cache).files(active.what().ruleSet());
    }

    /** All that was done about rules, in its order. @throws NodeException if the log was changed */
    public List<RuleEvent> history() {
        List<RuleEvent> log = new RuleLog(database).all();
        RuleLog.broken(log).ifPresent(text -> {
            throw new NodeException(text);
        });
        return log;
    }

    /** Everything about an order's verdicts. @throws NodeException if there is no such order */
    public List<Explanation> explain(String account, long orderId) {
        return new Explanations(database).of(account, orderId);
    }

    @Override
    public void close() {
        database.close();
    }
}
