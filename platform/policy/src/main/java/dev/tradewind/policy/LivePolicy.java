package dev.tradewind.policy;

import dev.tradewind.engine.policy.Check;
import dev.tradewind.engine.policy.Limits;
import dev.tradewind.engine.policy.Policy;
import dev.tradewind.engine.policy.Verdict;
import dev.tradewind.policy.rehearsal.Shadow;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A policy whose rules can be exchanged while it judges. The next rules are compiled, their session opened and tried by
 * {@link #prepare}, on any thread; the thread that judges takes them over by {@link #activate}, which exchanges one
 * reference. All else is for the thread that judges alone.
 */
public final class LivePolicy implements Policy {
    /** Before the hash of rules that are in force and cannot be loaded here. */
    public static final String UNLOADED = "unloaded:";

    /** Of what is denied while the rules in force cannot be loaded. */
    public static final String RULES_NOT_LOADED = "RULES_NOT_LOADED";

    private final AtomicReference<@Nullable Next> next = new AtomicReference<>();
    private final Function<String, Optional<RuleSet>> kept;
    private final Consumer<DroolsPolicy> retire;
    private DroolsPolicy active;
    /** In the place of rules that cannot be loaded, with their name; null while there are rules. */
    private @Nullable String withheld;
    private volatile Shadow.@Nullable Beside beside;
    private volatile boolean closed;

    /**
     * Rules that wait to be taken over.
     *
     * @param ruleSet their hash, or {@link #UNLOADED} and their hash
     * @param reason who wants them, and why
     * @param policy null where they cannot be loaded
     */
    public record Next(String ruleSet, String reason, @Nullable DroolsPolicy policy) {}

    /**
     * A policy that begins with these rules.
     *
     * @param kept finds rules that nobody prepared, as a replay does; empty where it has none of that hash
     * @param retire closes what is no longer asked; it may do so later, on a thread of its own
     */
    public LivePolicy(RuleSet first, Function<String, Optional<RuleSet>> kept, Consumer<DroolsPolicy> retire) {
        this.kept = kept;
        this.retire = retire;
        this.active = first.newPolicy();
    }

    /** Makes rules ready to be taken over, in the place of others that wait; some tenths of a second, on any thread. */
    public void prepare(RuleSet rules, String reason) {
        prepare(rules.hash(), reason, warmed(rules));
    }

    /** A policy of these rules whose session is open and tried; some tenths of a second, on any thread. */
    public static DroolsPolicy warmed(RuleSet rules) {
        DroolsPolicy policy = rules.newPolicy();
        policy.warm();
        return policy;
    }

    /**
     * Has everything denied that does not only reduce a position, since the rules of this hash, which are in force,
     * cannot be loaded: neither those before nor none at all may stand in their place. A switch like any other, under a
     * name that says so, and so the same in a replay; over when rules are prepared again. For any thread.
     */
    public void withhold(String ruleSet, String reason) {
        prepare(UNLOADED + ruleSet, reason, null);
    }

    /** Makes this policy, of {@link #warmed}, ready to be taken over, in the place of another that waits. */
    public void prepare(String ruleSet, String reason, @Nullable DroolsPolicy policy) {
        dispose(next.getAndSet(new Next(ruleSet, reason, policy)));
        if (closed) {
            dispose(next.getAndSet(null));
        }
    }

    /** Whether nobody asks it any more. For any thread. */
    public boolean isClosed() {
        return closed;
    }

    /** What waits to be taken over; null if nothing does. For any thread. */
    public @Nullable Next next() {
        return next.get();
    }

    private void dispose(@Nullable Next replaced) {
        if (replaced != null && replaced.policy() != null) {
            retire.accept(replaced.policy());
        }
    }

    @Override
    public boolean activate(String ruleSet) {
        if (ruleSet.startsWith(UNLOADED)) {
            taken(ruleSet);
            withheld = ruleSet;
            return true;
        }
        if (ruleSet.equals(active.ruleSet())) {
            dispose(taken(ruleSet));
            withheld = null;
            return true;
        }
        Next prepared = taken(ruleSet);
        DroolsPolicy taken = prepared == null
                ? kept.apply(ruleSet).map(RuleSet::newPolicy).orElse(null)
                : prepared.policy();
        if (taken == null) {
            return false;
        }
        DroolsPolicy before = active;
        active = taken;
        withheld = null;
        retire.accept(before);
        return true;
    }

    /** What waits, if it is this rule set; it waits no more. */
    private @Nullable Next taken(String ruleSet) {
        Next waiting = next.get();
        return waiting != null && waiting.ruleSet().equals(ruleSet) && next.compareAndSet(waiting, null)
                ? waiting
                : null;
    }

    @Override
    public String ruleSet() {
        String refused = withheld;
        return refused == null ? active.ruleSet() : refused;
    }

    @Override
    public Verdict judge(Check check) {
        String refused = withheld;
        if (refused != null) {
            // What is recorded with the verdict is what the rules before would have seen.
            active.fill(check);
            return check.isReducing() ? Verdict.ALLOW : refusal(refused);
        }
        Verdict verdict = active.judge(check);
        Shadow.Beside other = beside;
        if (other != null) {
            other.judge(check, verdict);
            // What is recorded with the verdict is what the rules in force saw.
            active.fill(check);
        }
        return verdict;
    }

    private static Verdict refusal(String ruleSet) {
        return Verdict.deny(
                RULES_NOT_LOADED,
                Double.NaN,
                Double.NaN,
                "The rules in force, " + ruleSet.substring(UNLOADED.length())
                        + ", cannot be loaded here: only what reduces a position passes.");
    }

    /** Lets other rules be asked beside, and only counted; null for none. For any thread. */
    public void shadow(@Nullable Shadow shadow) {
        beside = shadow == null ? null : shadow.beside();
    }

    @Override
    public Limits limits(String account, String strategy, String symbol) {
        return active.limits(account, strategy, symbol);
    }

    @Override
    public void close() {
        closed = true;
        dispose(next.getAndSet(null));
        active.close();
    }
}
