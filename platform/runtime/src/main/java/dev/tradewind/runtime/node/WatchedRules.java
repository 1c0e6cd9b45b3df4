package dev.tradewind.runtime.node;

import dev.tradewind.policy.RuleDiff;
import dev.tradewind.policy.RuleException;
import dev.tradewind.policy.RuleProblem;
import dev.tradewind.policy.RuleTrial;
import dev.tradewind.policy.RuleTrial.State;
import dev.tradewind.policy.RuleTrial.Tried;
import dev.tradewind.policy.rehearsal.Change;
import dev.tradewind.policy.rehearsal.RehearsalReport;
import dev.tradewind.store.StoreException;
import dev.tradewind.store.rules.RuleEvent.Deed;
import dev.tradewind.store.rules.RuleEvent.Kind;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A rules folder whose content is in force as people edit it. A change is taken when nothing in the folder has changed
 * for a while, so that a file that is being written is not; then it must pass every check. What does not pass changes
 * nothing, and stands in the log and the node's state with its place until the folder is changed again.
 */
final class WatchedRules implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(WatchedRules.class);

    /** Nothing may have changed for so long. */
    static final long QUIET_MILLIS = 300;

    /** The folder is looked at so often without being told. */
    private static final long LOOK_NANOS = 2_000_000_000L;

    /** A folder that changes without a pause for so long is said to. */
    private static final long RESTLESS_NANOS = 30_000_000_000L;

    private final LiveRules live;
    private final LiveRules.Terms terms;
    private final FolderWatch watch;
    private String seen;
    private long nextLookNanoTime;
    private volatile String trouble = "";
    private volatile List<String> notices = List.of();

    WatchedRules(LiveRules live, LiveRules.Terms terms) {
        this.live = live;
        this.terms = terms;
        this.watch = new FolderWatch(terms.folder());
        this.seen = "";
    }

    /** Waits, at most so long, and takes what has changed. */
    void turn(long millis) throws InterruptedException {
        if (seen.isEmpty()) {
            begin();
        }
        boolean told = watch.await(millis);
        if (!told && System.nanoTime() - nextLookNanoTime < 0) {
            return;
        }
        nextLookNanoTime = System.nanoTime() + LOOK_NANOS;
        State state = RuleTrial.state(terms.folder());
        if (!state.all().equals(seen)) {
            State settled = settle(state);
            seen = settled.all();
            take(settled);
        }
    }

    /** A node that joined others judges by what they judge by, whatever its folder holds, until somebody edits it. */
    private void begin() {
        State state = RuleTrial.state(terms.folder());
        String inForce = live.active().rules().hash();
        if (state.hash().equals(inForce)) {
            seen = state.all();
        } else if (terms.alone()) {
            seen = "changed since it was loaded";
        } else {
            seen = state.all();
            notices = List.of("the folder " + terms.folder() + " holds the rules " + state.hash() + ", in force are "
                    + inForce + ": edit the folder to put it in force");
        }
    }

    private State settle(State first) throws InterruptedException {
        State before = first;
        long begun = System.nanoTime();
        while (true) {
            Thread.sleep(QUIET_MILLIS);
            State now = RuleTrial.state(terms.folder());
            if (now.all().equals(before.all())) {
                return now;
            }
            before = now;
            if (System.nanoTime() - begun > RESTLESS_NANOS) {
                trouble = "the folder " + terms.folder() + " changes without a pause, and is not taken; the rules "
                        + live.active().rules().hash() + " stay in force";
            }
        }
    }

    private void take(State state) {
        long begun = System.nanoTime();
        try {
            Tried tried = RuleTrial.load(terms.folder(), terms.cache());
            if (!tried.rules().hash().equals(state.hash())) {
                seen = "changed while it was loaded";
                return;
            }
            put(tried);
            LOG.info(
                    "the folder {} was taken in {} ms: {} rules, {} scenarios",
                    terms.folder(),
                    (System.nanoTime() - begun) / 1_000_000,
                    tried.rules().rules().size(),
                    tried.scenarios());
        } catch (RuleException e) {
            refuse(String.valueOf(e.getMessage()));
            for (RuleProblem problem : e.problems()) {
                LOG.error("rules: {}", problem);
            }
        } catch (StoreException e) {
            refuse("they cannot be kept: " + e.getMessage());
            seen = "to be tried again";
        } catch (RuntimeException | LinkageError | StackOverflowError e) {
            refuse("they cannot be loaded: " + e);
            LOG.error("rules cannot be loaded", e);
        }
    }

    private void refuse(String why) {
        trouble = "the folder " + terms.folder() + " is not in force, " + live.active().rules().hash() + " is: " + why;
        LOG.error("ALERT rules: {}", trouble);
    }

    private void put(Tried tried) {
        String hash = tried.rules().hash();
        List<String> told = new ArrayList<>(tried.warnings());
        if (!hash.equals(live.active().rules().hash())) {
            RehearsalReport report = live.rehearse(tried.rules());
            if (report.deniesEverything() && report.count(Change.DENIED) > 0) {
                refuse("they would have denied every one of the last " + report.judged() + " orders: "
                        + String.join(", ", report.byRule().keySet()));
                return;
            }
            if (report.judged() != report.count(Change.SAME) || report.judged() != report.intents()) {
                told.add("rehearsal: " + report.summary() + " " + byRule(report));
            }
            String details = "from " + terms.folder() + "; " + tried.scenarios() + " scenarios pass\n"
                    + RuleDiff.of(live.active().rules().files(), tried.rules().files()).text() + "\n"
                    + report.summary() + " " + byRule(report);
            live.activate(
                    tried.rules(),
                    log -> new Deed(
                            Kind.ACTIVATED,
                            0,
                            hash,
                            live.active().rules().hash(),
                            "the folder",
                            "the folder was edited",
                            details));
        }
        trouble = "";
        notices = told;
        told.forEach(warning -> LOG.warn("rules: {}", warning));
    }

    private static String byRule(RehearsalReport report) {
        List<String> parts = new ArrayList<>();
        report.byRule().forEach((code, kinds) ->
                kinds.forEach((change, sample) -> parts.add(code + " " + sample.count() + " " + change.text())));
        return parts.isEmpty() ? "" : "(" + String.join(", ", parts) + ")";
    }

    String trouble() {
        return trouble;
    }

    List<String> notices() {
        return notices;
    }

    @Override
    public void close() {
        watch.close();
    }
}
