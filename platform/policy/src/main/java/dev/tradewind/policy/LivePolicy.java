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
    private final AtomicReference<@Nullable Next> next = new AtomicReference<>();
    private final Function<String, Optional<RuleSet>> kept;
    private final Consumer<DroolsPolicy> retire;
    private DroolsPolicy active;
    private volatile Shadow.@Nullable Beside beside;
    private volatile boolean closed;

    /**
     * Rules that wait to be taken over.
     *
     * @param ruleSet their hash
     * @param reason who wants them, and why
     */
    public record Next(String ruleSet, String reason, DroolsPolicy policy) {}

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
        DroolsPolicy policy = rules.newPolicy();
        policy.warm();
        dispose(next.getAndSet(new Next(rules.hash(), reason, policy)));
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
        if (replaced != null) {
            retire.accept(replaced.policy());
        }
    }

    @Override
    public boolean activate(String ruleSet) {
        if (ruleSet.equals(active.ruleSet())) {
            dispose(taken(ruleSet));
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
        return active.ruleSet();
    }

    @Override
    public Verdict judge(Check check) {
        Verdict verdict = active.judge(check);
        Shadow.Beside other = beside;
        if (other != null) {
            other.judge(check, verdict);
            // What is recorded with the verdict is what the rules in force saw.
            active.fill(check);
        }
        return verdict;
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
