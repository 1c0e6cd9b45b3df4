package dev.tradewind.policy;

import dev.tradewind.engine.policy.Check;
import dev.tradewind.engine.policy.Policy;
import dev.tradewind.engine.policy.Verdict;
import dev.tradewind.policy.compile.Screen;
import java.nio.file.Path;
import java.util.IdentityHashMap;
import java.util.Optional;
import org.drools.core.impl.RuleBaseFactory;
import org.jspecify.annotations.Nullable;
import org.kie.api.KieBase;
import org.kie.api.definition.rule.Rule;
import org.kie.api.runtime.KieSession;
import org.kie.api.runtime.KieSessionConfiguration;
import org.kie.api.runtime.conf.ThreadSafeOption;
import org.kie.api.runtime.rule.AgendaFilter;
import org.kie.api.runtime.rule.FactHandle;
import org.kie.api.runtime.rule.Match;

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
    private final Optional<Screen> screen;
    private final LimitsLookup limits;
    private final VerdictCollector collector = new VerdictCollector();
    private final AgendaFilter speakers = this::maySpeak;
    private final IdentityHashMap<Rule, Speaker> known = new IdentityHashMap<>();
    private @Nullable KieBase network;
    private @Nullable KieSession session;
    private boolean reducing;
    private boolean matched;
    private @Nullable FactHandle handle;
    private @Nullable Check inside;

    DroolsPolicy(RuleSet rules, Optional<Screen> screen) {
        this.rules = rules;
        this.screen = screen;
        this.limits = new LimitsLookup(rules.limits(), rules.restricted());
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

    /** The rules that this policy asks. */
    public RuleSet rules() {
        return rules;
    }

    /**
     * Builds the rule network and opens the session now, which takes some tenths of a second in a new process: for a
     * caller that cannot wait for it at the first order that a rule speaks about.
     */
    public void open() {
        if (session == null) {
            session = newSession();
        }
    }

    @Override
    public Verdict judge(Check check) {
        if (!check.allFinite()) {
            return Verdict.deny(
                    INVALID_FACTS,
                    Double.NaN,
                    Double.NaN,
                    "The order cannot be judged: " + check.notFinite() + " is not a finite number.");
        }
        try {
            limits.fill(check);
            if (screen.isPresent() && !screen.get().anyRuleHolds(check)) {
                return Verdict.ALLOW;
            }
            collector.begin(check);
            reducing = check.isReducing();
            matched = false;
            int fired = fire(check);
            if (screen.isPresent() && !matched) {
                return failure("the conditions of a rule hold, but the rule engine found none");
            }
            return fired < MAX_FIRED ? collector.verdict() : failure("more than " + MAX_FIRED + " rules spoke");
        } catch (Throwable e) {
            // Errors too: a StackOverflowError or LinkageError in a rule must not let the order through.
            return failure(e.getClass().getSimpleName() + ": " + e.getMessage());
        }
    }

    /**
     * While no rule matches, the facts stay in the session and are only told to have changed, which allocates less than
     * taking them out and in. After a match they leave, so that each judgement starts from nothing.
     */
    private int fire(Check check) {
        if (session == null) {
            session = newSession();
        }
        if (handle != null && check != inside) {
            session.delete(handle);
            handle = null;
        }
        if (handle == null) {
            handle = session.insert(check);
            inside = check;
        } else {
            session.update(handle, check);
        }
        int fired = session.fireAllRules(speakers, MAX_FIRED);
        if (matched) {
            session.delete(handle);
            handle = null;
        }
        return fired;
    }

    private Verdict failure(String why) {
        KieSession failed = session;
        handle = null;
        session = null;
        try {
            if (failed != null) {
                failed.dispose();
            }
        } catch (RuntimeException e) {
            why = why + "; and the session could not be closed: " + e.getMessage();
        }
        return Verdict.deny(POLICY_FAILURE, Double.NaN, Double.NaN, "The rules failed on this order: " + why);
    }

    /** Asked by Drools before a rule's right-hand side runs: drops rules that do not apply to exits. */
    private boolean maySpeak(Match match) {
        matched = true;
        Rule rule = match.getRule();
        Speaker speaker = known.get(rule);
        if (speaker == null) {
            speaker = Speaker.of(rule);
            known.put(rule, speaker);
        }
        if (reducing && !speaker.appliesToExits()) {
            return false;
        }
        collector.speaker(speaker.code());
        return true;
    }

    private KieSession newSession() {
        if (network == null) {
            network = rules.newNetwork();
        }
        KieSessionConfiguration configuration = RuleBaseFactory.newKnowledgeSessionConfiguration();
        configuration.setOption(ThreadSafeOption.NO);
        KieSession opened = network.newKieSession(configuration, null);
        opened.setGlobal("verdict", collector);
        return opened;
    }

    @Override
    public void close() {
        if (session != null) {
            session.dispose();
            session = null;
        }
    }

    private record Speaker(String code, boolean appliesToExits) {
        static Speaker of(Rule rule) {
            Object code = rule.getMetaData().get("code");
            if (code == null) {
                throw new IllegalStateException("rule " + rule.getName() + " has no @code");
            }
            return new Speaker(code.toString(), rule.getMetaData().containsKey("appliesToExits"));
        }
    }
}
