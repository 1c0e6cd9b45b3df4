package dev.tradewind.runtime.node;

import dev.tradewind.engine.policy.NoRules;
import dev.tradewind.policy.RuleSet;
import dev.tradewind.runtime.config.NodeConfig;
import dev.tradewind.runtime.config.RulesMode;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A node that was told to trade without rules: nothing of it is silent. */
final class WithoutRules {
    private static final Logger LOG = LoggerFactory.getLogger(WithoutRules.class);

    /** The log says it so often. */
    private static final int REMIND_MILLIS = 600_000;

    static final String TEXT = "NO RULES: this node judges no order by any rule, since 'rules-mode' is none; only the"
            + " hard limits bound orders";

    private WithoutRules() {}

    static boolean holds(NodeConfig config) {
        return config.rulesMode() == RulesMode.NONE;
    }

    /** The rules of the folder, read beside everything else; nothing is read where there shall be none. */
    static Supplier<RuleSet> load(NodeConfig config, Supplier<RuleSet> folder) {
        if (holds(config)) {
            return () -> {
                throw new NodeException(TEXT);
            };
        }
        CompletableFuture<RuleSet> rules = Beside.start(folder);
        return () -> Beside.get(rules);
    }

    /** What an account's session is judged by. */
    static ShardSetup.Rules session() {
        return ShardSetup.Rules.fixed(new NoRules().ruleSet(), NoRules::new);
    }

    /** For people, with every look; empty where there are rules. */
    static List<String> warnings(NodeConfig config) {
        return holds(config) ? List.of(TEXT) : List.of();
    }

    static void remind(NodeConfig config, Repeated checks) {
        if (holds(config)) {
            checks.every(REMIND_MILLIS, () -> LOG.warn("ALERT {}", TEXT));
        }
    }
}
