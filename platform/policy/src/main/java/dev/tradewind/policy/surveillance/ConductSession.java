package dev.tradewind.policy.surveillance;

import java.util.List;
import org.drools.core.impl.RuleBaseFactory;
import org.kie.api.KieBase;
import org.kie.api.definition.rule.Rule;
import org.kie.api.runtime.KieSession;
import org.kie.api.runtime.KieSessionConfiguration;
import org.kie.api.runtime.conf.ThreadSafeOption;
import org.kie.api.runtime.rule.AgendaFilter;
import org.kie.api.runtime.rule.FactHandle;
import org.kie.api.runtime.rule.Match;

/** A long-lived Drools session with the conduct of one account in it at a time. For one thread. */
final class ConductSession implements AutoCloseable {
    /** Each rule speaks at most once; more would be a broken set. */
    private static final int MAX_FIRED = 500;

    private final AlertCollector collector = new AlertCollector();
    private final AgendaFilter speakers = this::speaks;
    private final KieSession session;

    ConductSession(KieBase network) {
        KieSessionConfiguration configuration = RuleBaseFactory.newKnowledgeSessionConfiguration();
        configuration.setOption(ThreadSafeOption.NO);
        session = network.newKieSession(configuration, null);
        session.setGlobal("alert", collector);
    }

    /** What the rules say about this. */
    List<AlertCollector.Said> judge(Conduct conduct) {
        collector.begin(conduct);
        FactHandle handle = session.insert(conduct);
        session.fireAllRules(speakers, MAX_FIRED);
        session.delete(handle);
        return collector.said();
    }

    private boolean speaks(Match match) {
        Rule rule = match.getRule();
        Object code = rule.getMetaData().get("code");
        if (code == null) {
            throw new IllegalStateException("rule " + rule.getName() + " has no @code");
        }
        collector.speaker(code.toString());
        return true;
    }

    @Override
    public void close() {
        session.dispose();
    }
}
