package dev.tradewind.runtime.node;

import dev.tradewind.engine.policy.Policy;
import dev.tradewind.policy.DroolsPolicy;
import dev.tradewind.policy.LivePolicy;
import dev.tradewind.policy.RuleSet;
import dev.tradewind.policy.rehearsal.RehearsalReport;
import dev.tradewind.policy.rehearsal.Shadow;
import dev.tradewind.runtime.config.NodeConfig;
import dev.tradewind.runtime.config.RulesMode;
import dev.tradewind.runtime.home.Installation;
import dev.tradewind.store.StoreException;
import dev.tradewind.store.database.Database;
import dev.tradewind.store.rules.RuleEvent;
import dev.tradewind.store.rules.RuleEvent.Deed;
import dev.tradewind.store.rules.RuleEvent.Kind;
import dev.tradewind.store.rules.RuleLog;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The rules by which the accounts of this node judge. What is in force stands in the rule log of the database, the same
 * for all nodes: whoever activates writes it there first; each node sees it within half a second, or as soon as it is
 * told, prepares it on a thread of its own and lets every shard take it over by an input.
 */
final class LiveRules implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(LiveRules.class);
    private static final long TURN_MILLIS = 500;

    /** Rules that could not be loaded are tried again so often. */
    private static final long RETRY_NANOS = 5_000_000_000L;

    private final Terms terms;
    /** Of each account, before rules of a watched folder are in force. */
    static final long REHEARSED = 10_000;

    private final Database database;
    private final KeptRules kept;
    private final RuleLog log;
    private final LongSupplier clock;
    private final List<LivePolicy> policies = new ArrayList<>();
    private final @Nullable WatchedRules watched;
    private final Thread thread;
    private volatile Active active;
    private volatile String following = "";
    /** What is in force and could not be loaded here; null if nothing is. */
    private volatile @Nullable Unloaded unloaded;
    private volatile @Nullable Shadow shadow;
    private volatile Runnable told = () -> {};
    private volatile Supplier<List<String>> watching = List::of;
    private volatile boolean closed;

    /**
     * Where rules come from.
     *
     * @param folder that people edit
     * @param cache of compiled rules
     * @param alone whether there is no other node
     */
    record Terms(Path folder, Path cache, RulesMode mode, boolean alone) {
        /** @throws NodeException if there is no folder */
        static Terms of(NodeConfig config, NodeHome home) {
            Path folder = config.rules()
                    .or(Installation::rules)
                    .orElseThrow(() -> new NodeException("no rules are installed with this program; name a folder with"
                            + " 'rules:' in the configuration"));
            return new Terms(
                    folder,
                    home.folder().resolve("cache").resolve("rules"),
                    config.rulesMode(),
                    config.cluster().isEmpty());
        }
    }

    /** What is in force: the rules and the row of the log that says so. */
    record Active(RuleSet rules, RuleEvent event) {}

    /** Rules in force that could not be loaded, and when that was tried. */
    private record Unloaded(RuleEvent event, long nanoTime) {
        String hash() {
            return event.what().ruleSet();
        }
    }

    private LiveRules(Terms terms, Database database, LongSupplier clock, Active active) {
        this.terms = terms;
        this.database = database;
        this.kept = new KeptRules(database, terms.cache());
        this.log = new RuleLog(database);
        this.clock = clock;
        this.active = active;
        this.watched = terms.mode() == RulesMode.WATCHED ? new WatchedRules(this, terms) : null;
        this.thread = Thread.ofPlatform().daemon().name("rules").unstarted(this::run);
    }

    /**
     * Finds out which rules are in force. A node that is alone and watches its folder begins with what that holds;
     * otherwise the log says it, and the folder only where the log is empty.
     *
     * @param folder gives the rules of the folder, or throws what is wrong with them
     * @throws NodeException if the rules in force cannot be loaded
     */
    static LiveRules open(Terms terms, Database database, LongSupplier clock, Supplier<RuleSet> folder) {
        KeptRules kept = new KeptRules(database, terms.cache());
        RuleLog log = new RuleLog(database);
        checkWhole(log);
        Optional<RuleEvent> known = log.active();
        boolean folderCounts = terms.mode() == RulesMode.WATCHED && terms.alone();
        if (known.isPresent() && !folderCounts) {
            RuleSet rules = kept.load(known.get().what().ruleSet());
            return new LiveRules(terms, database, clock, new Active(rules, known.get()));
        }
        RuleSet rules = folder.get();
        RuleEvent event = known.filter(one -> one.what().ruleSet().equals(rules.hash()))
                .orElseGet(() -> {
                    kept.keep(rules);
                    return log.append(
                            clock.getAsLong(),
                            rows -> new Deed(
                                    Kind.ACTIVATED,
                                    0,
                                    rules.hash(),
                                    base(rows),
                                    "the node",
                                    rows.isEmpty() ? "the first start" : "the folder was changed before this start",
                                    "from " + terms.folder()));
                });
        return new LiveRules(terms, database, clock, new Active(rules, event));
    }

    /** Nothing is taken from a log that somebody wrote into by another way. @throws NodeException if it is broken */
    private static void checkWhole(RuleLog log) {
        RuleLog.broken(log.all()).ifPresent(broken -> {
            throw new NodeException(broken + ": the database was written into by another way than this program."
                    + " 'tradewind rules history' shows the place; restore a backup from before");
        });
    }

    private static String base(List<RuleEvent> rows) {
        return RuleLog.active(rows).map(event -> event.what().ruleSet()).orElse("");
    }

    /** Begins to follow the log, and the folder where that is watched. */
    void start() {
        thread.start();
    }

    private void run() {
        WatchedRules folder = watched;
        try {
            while (!closed) {
                if (folder == null) {
                    synchronized (this) {
                        wait(TURN_MILLIS);
                    }
                } else {
                    folder.turn(TURN_MILLIS);
                }
                follow();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /**
     * Takes over what the log says is in force. What cannot be loaded is not judged by either, and what was in force
     * before is not in its place: everything that does not only reduce a position is denied until it can.
     *
     * @return whether this node has it now
     */
    synchronized boolean follow() {
        RuleEvent said;
        try {
            said = log.active().orElse(active.event());
        } catch (StoreException e) {
            away(e);
            return false;
        }
        Unloaded failed = unloaded;
        if (failed == null ? said.id() <= active.event().id() : isTried(failed, said)) {
            return failed == null;
        }
        try {
            checkWhole(log);
            boolean same = said.what().ruleSet().equals(active.rules().hash());
            RuleSet rules = same ? active.rules() : kept.load(said.what().ruleSet());
            put(new Active(rules, said));
            return true;
        } catch (StoreException e) {
            away(e);
        } catch (RuntimeException | LinkageError | StackOverflowError | OutOfMemoryError e) {
            withhold(said, e);
        }
        return false;
    }

    private static boolean isTried(Unloaded failed, RuleEvent said) {
        return said.id() == failed.event().id() && System.nanoTime() - failed.nanoTime() < RETRY_NANOS;
    }

    private static void away(StoreException e) {
        // The journal says so already; what is in force stays so.
        LOG.debug("the rule log cannot be read: {}", e.getMessage());
    }

    private void withhold(RuleEvent said, Throwable cause) {
        Unloaded before = unloaded;
        unloaded = new Unloaded(said, System.nanoTime());
        String why = "the rules in force, " + said.what().ruleSet() + " of row " + said.id()
                + " of the rule log, cannot be loaded here: everything is denied but what only reduces a position,"
                + " until they can: "
                + (cause instanceof NodeException ? cause.getMessage() : cause.toString());
        if (!why.equals(following)) {
            LOG.error("ALERT rules: {}", why, cause);
        }
        following = why;
        if (before == null || !before.hash().equals(said.what().ruleSet())) {
            policies.removeIf(LivePolicy::isClosed);
            policies.forEach(policy -> policy.withhold(said.what().ruleSet(), reason(said)));
        }
    }

    /** The rules in force, where this node cannot load them and so trades nothing but what reduces positions. */
    String unloaded() {
        Unloaded failed = unloaded;
        return failed == null ? "" : failed.hash();
    }

    /** Puts rules in force, here and at every node: kept first, then written into the log, then taken over. */
    synchronized RuleEvent activate(RuleSet rules, RuleLog.Decision decision) {
        kept.keep(rules);
        RuleEvent event = log.append(clock.getAsLong(), decision);
        put(new Active(rules, event));
        told.run();
        return event;
    }

    /** Writes into the log what changes nothing that is in force. */
    RuleEvent append(RuleLog.Decision decision) {
        return log.append(clock.getAsLong(), decision);
    }

    /** Is run when this node has put rules in force, so that others need not wait until they look. */
    void onActivated(Runnable listener) {
        told = listener;
    }

    /** All or nothing: what cannot be prepared for one account is in force for none. */
    private void put(Active next) {
        long begun = System.nanoTime();
        policies.removeIf(LivePolicy::isClosed);
        if (unloaded != null || !active.rules().hash().equals(next.rules().hash())) {
            List<DroolsPolicy> prepared = new ArrayList<>();
            try {
                policies.forEach(policy -> prepared.add(LivePolicy.warmed(next.rules())));
            } catch (RuntimeException | Error e) {
                prepared.forEach(DroolsPolicy::close);
                throw e;
            }
            for (int i = 0; i < prepared.size(); i++) {
                policies.get(i).prepare(next.rules().hash(), reason(next.event()), prepared.get(i));
            }
        }
        active = next;
        unloaded = null;
        following = "";
        LOG.info(
                "rules {} are in force, row {} of the rule log, by {}: {}; prepared in {} ms",
                next.rules().hash(),
                next.event().id(),
                next.event().what().person(),
                next.event().what().reason(),
                (System.nanoTime() - begun) / 1_000_000);
    }

    private static String reason(RuleEvent event) {
        return "row " + event.id() + " of the rule log, by " + event.what().person();
    }

    /** Lets rules be asked beside those in force at this node, and only counted; null ends that. */
    synchronized void shadow(@Nullable RuleSet rules) {
        Shadow begun = rules == null ? null : new Shadow(rules);
        shadow = begun;
        policies.removeIf(LivePolicy::isClosed);
        policies.forEach(policy -> policy.shadow(begun));
    }

    /** What the shadow has counted; empty if there is none. */
    String shadowText() {
        Shadow now = shadow;
        return now == null ? "" : now.summary();
    }

    /** What is in force. */
    Active active() {
        return active;
    }

    /** What these rules would have said of the last orders. */
    RehearsalReport rehearse(RuleSet rules) {
        return RuleDesk.rehearse(database, rules, RecordedIntents.Range.newest(REHEARSED));
    }

    RuleLog log() {
        return log;
    }

    KeptRules kept() {
        return kept;
    }

    Terms terms() {
        return terms;
    }

    /** For an account that is about to start: its session begins with what is in force now. */
    ShardSetup.Rules session() {
        String noted = active.rules().hash();
        return new ShardSetup.Rules() {
            @Override
            public String noted() {
                return noted;
            }

            @Override
            public Policy open(String ruleSet) {
                return policy(ruleSet.equals("none") ? noted : ruleSet);
            }
        };
    }

    /** A policy that begins with these rules, goes on to what is in force, and then with every change. */
    private synchronized LivePolicy policy(String ruleSet) {
        RuleSet now = active.rules();
        boolean known = now.hash().equals(ruleSet) || ruleSet.startsWith(LivePolicy.UNLOADED);
        RuleSet first = known ? now : kept.load(ruleSet);
        LivePolicy policy = new LivePolicy(first, other -> Optional.empty(), LiveRules::retire);
        Unloaded failed = unloaded;
        if (failed != null) {
            policy.withhold(failed.hash(), reason(failed.event()));
        } else if (first != now) {
            policy.prepare(now, reason(active.event()));
        }
        policy.shadow(shadow);
        policies.removeIf(LivePolicy::isClosed);
        policies.add(policy);
        return policy;
    }

    /** Closing a session is not for the thread that judges. */
    private static void retire(DroolsPolicy policy) {
        Thread.ofVirtual().name("rules-retired").start(policy::close);
    }

    /** Why the folder or the log is not followed; empty if they are. */
    String trouble() {
        WatchedRules folder = watched;
        return following.isEmpty() && folder != null ? folder.trouble() : following;
    }

    /** What people may want to know although nothing is wrong. */
    List<String> notices() {
        WatchedRules folder = watched;
        List<String> all = new ArrayList<>(folder == null ? List.of() : folder.notices());
        if (shadow != null) {
            all.add(shadowText());
        }
        all.addAll(watching.get());
        return all;
    }

    /** Whoever watches what accounts do tells people of it beside the rules. */
    void watchedBy(Supplier<List<String>> notices) {
        watching = notices;
    }

    StatusJson.RulesInForce inForce() {
        Active now = active;
        return new StatusJson.RulesInForce(
                now.rules().hash(), now.event().id(), now.rules().rules().size(), notices());
    }

    /** How many rules there are, for people. */
    String text() {
        return active.rules().rules().size() + " rules";
    }

    @Override
    public void close() {
        closed = true;
        thread.interrupt();
        try {
            if (thread.isAlive()) {
                thread.join(5_000);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (watched != null) {
            watched.close();
        }
    }
}
