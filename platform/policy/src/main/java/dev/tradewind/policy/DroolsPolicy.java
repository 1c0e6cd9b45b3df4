package dev.tradewind.policy;

import dev.tradewind.engine.policy.Check;
import dev.tradewind.engine.policy.Limits;
import dev.tradewind.engine.policy.Policy;
import dev.tradewind.engine.policy.Verdict;
import dev.tradewind.policy.compile.Screen;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.kie.api.KieBase;

/**
 * Judges one order after the other with Drools. For one thread.
 *
 * <p>The conditions are asked first, as the rule compiler compiled them, without a session ({@link Screen}): where no
 * rule's conditions hold, no rule can speak and the order is allowed. All others go through a long-lived session, which
 * is opened when the first of them comes, or by {@link #open}.
 *
 * <p>Whatever fails inside denies the order with {@code POLICY_FAILURE}; the session, which may still hold the failed
 * order, is thrown away.
 */
public final class DroolsPolicy implements Policy {
    public static final String POLICY_FAILURE = "POLICY_FAILURE";
    public static final String INVALID_FACTS = "INVALID_FACTS";

    /** More rules than this never speak about one order: each can speak once, and a table of limits is one rule. */
    static final int MAX_FIRED = 500;

    private final RuleSet rules;
    private final @Nullable Screen screen;
    private final LimitsLookup limits;
    private final VerdictCollector collector = new VerdictCollector();
    private @Nullable KieBase network;
    private @Nullable RuleSession session;

    DroolsPolicy(RuleSet rules, Optional<Screen> screen) {
        this.rules = rules;
        this.screen = screen.orElse(null);
        this.limits = new LimitsLookup(rules.limits(), rules.restricted(), rules.tables());
    }

    /**
     * Loads a rules folder.
     *
     * @param rulesDir holds {@code risk/*.drl}, {@code compliance/*.drl}, {@code limits/*.csv}
     * @param cacheDir takes compiled rules; made if it does not exist
     * @throws RuleException with every problem, if the rules cannot be used
     */
    public static DroolsPolicy load(Path rulesDir, Path cacheDir) {
        return RuleSet.load(rulesDir, cacheDir).newPolicy();
    }

    @Override
    public String ruleSet() {
        return rules.hash();
    }

    @Override
    public Limits limits(String account, String strategy, String symbol) {
        return rules.limits().limits(account, strategy, symbol);
    }

    /** The rules that this policy asks. */
    public RuleSet rules() {
        return rules;
    }

    /**
     * Builds the rule network and opens the session now, which takes some tenths of a second in a new process: for a
     * caller that cannot wait for it at the first order that a rule speaks about.
     */
    public void open() {
        openSession();
    }

    /**
     * Opens the session and lets it judge facts that are nobody's order, so that the first order does not pay for what
     * is loaded and linked at first use. What rules say to these is thrown away.
     */
    void warm() {
        openSession();
        Check check = new Check();
        for (double each : new double[] {0, 1, 1e12}) {
            check.setEquityKnown(each > 0);
            check.setQuantity(each);
            check.setPrice(each);
            check.setNotional(each);
            check.setReferencePrice(each);
            check.setPositionNotionalAfter(each);
            check.setLeverageAfter(each);
            judge(check);
        }
        // A rule that fails on such facts has closed it.
        openSession();
    }

    /** Whether the session is open. */
    boolean hasSession() {
        return session != null;
    }

    private RuleSession openSession() {
        if (network == null) {
            network = rules.newNetwork();
        }
        if (session == null) {
            session = new RuleSession(network, collector);
        }
        return session;
    }

    @Override
    public Verdict judge(Check check) {
        try {
            limits.fill(check);
            if (!check.allFinite()) {
                return Verdict.deny(
                        INVALID_FACTS,
                        Double.NaN,
                        Double.NaN,
                        "The order cannot be judged: " + check.notFinite() + " is not a finite number.");
            }
            return screen == null || screen.anyRuleHolds(check) ? ask(check) : Verdict.ALLOW;
        } catch (Throwable e) {
            // Errors too: a StackOverflowError or LinkageError in a rule must not let the order through.
            return failure(e.getClass().getSimpleName() + ": " + e.getMessage());
        }
    }

    /** Sets again what this policy's tables say, after another has judged. */
    void fill(Check check) {
        limits.fill(check);
    }

    private Verdict ask(Check check) {
        collector.begin(check);
        RuleSession opened = openSession();
        int spoken = opened.fire(check, MAX_FIRED);
        if (spoken >= MAX_FIRED) {
            return failure("more than " + MAX_FIRED + " rules spoke");
        }
        if (screen != null && !opened.matched()) {
            return failure("the conditions of a rule hold, but the rule engine finds none that does");
        }
        return collector.verdict();
    }

    private Verdict failure(String why) {
        String text = why;
        try {
            close();
        } catch (RuntimeException e) {
            text += "; and the session could not be closed: " + e.getMessage();
        }
        return Verdict.deny(POLICY_FAILURE, Double.NaN, Double.NaN, "The rules failed on this order: " + text);
    }

    /** Closes the session; one is opened again when it is needed. */
    @Override
    public void close() {
        RuleSession closed = session;
        session = null;
        if (closed != null) {
            closed.close();
        }
    }
}
