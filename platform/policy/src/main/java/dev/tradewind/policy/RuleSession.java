package dev.tradewind.policy;

import dev.tradewind.engine.policy.Check;
import java.util.IdentityHashMap;
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

/** A long-lived Drools session with one order in it at a time. For one thread. */
final class RuleSession implements AutoCloseable {
    private final VerdictCollector collector;
    private final AgendaFilter speakers = this::maySpeak;
    private final IdentityHashMap<Rule, Speaker> known = new IdentityHashMap<>();
    private final KieSession session;
    private boolean reducing;
    private boolean matched;
    private @Nullable FactHandle handle;
    private @Nullable Check inside;

    RuleSession(KieBase network, VerdictCollector collector) {
        this.collector = collector;
        KieSessionConfiguration configuration = RuleBaseFactory.newKnowledgeSessionConfiguration();
        configuration.setOption(ThreadSafeOption.NO);
        session = network.newKieSession(configuration, null);
        session.setGlobal("verdict", collector);
    }

    /**
     * Lets every rule whose conditions hold speak to the collector. While no rule matches, the facts stay in the
     * session and are only told to have changed, which allocates less than taking them out and in. After a match they
     * leave, so that each judgement starts from nothing.
     *
     * @param limit rules that may speak
     * @return how many spoke
     */
    int fire(Check check, int limit) {
        reducing = check.isReducing();
        matched = false;
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
        int fired = session.fireAllRules(speakers, limit);
        if (matched) {
            session.delete(handle);
            handle = null;
        }
        return fired;
    }

    /** Whether the conditions of a rule held for the last order, also where the rule does not apply to exits. */
    boolean matched() {
        return matched;
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

    @Override
    public void close() {
        session.dispose();
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
