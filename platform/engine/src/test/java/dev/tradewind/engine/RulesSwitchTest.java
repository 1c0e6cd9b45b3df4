package dev.tradewind.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tradewind.engine.ledger.LedgerEvent.OrderJudged;
import dev.tradewind.engine.ledger.LedgerEvent.RequestRefused;
import dev.tradewind.engine.ledger.LedgerEvent.RuleSetActivated;
import dev.tradewind.engine.policy.Check;
import dev.tradewind.engine.policy.Decision;
import dev.tradewind.engine.policy.Policy;
import dev.tradewind.engine.policy.Verdict;
import dev.tradewind.sdk.order.OrderRequest;
import dev.tradewind.sdk.order.Side;
import dev.tradewind.sdk.value.Quantity;
import java.util.List;
import org.junit.jupiter.api.Test;

class RulesSwitchTest {
    /** Allows by the rules "none" and "open", denies by "shut", has no others. */
    private static final class Two implements Policy {
        private String ruleSet;

        Two(String first) {
            ruleSet = first;
        }

        @Override
        public String ruleSet() {
            return ruleSet;
        }

        @Override
        public Verdict judge(Check check) {
            return ruleSet.equals("shut") ? Verdict.deny("SHUT", 1, 0, "No.") : Verdict.ALLOW;
        }

        @Override
        public boolean activate(String wanted) {
            boolean known = List.of("open", "shut").contains(wanted);
            ruleSet = known ? wanted : ruleSet;
            return known;
        }
    }

    private static List<Decision> buy(Rig rig) {
        rig.events.clear();
        rig.act(context -> context.submit(OrderRequest.market(Rig.BTC.id(), Side.BUY, Quantity.of("1"))));
        return rig.events.stream()
                .filter(OrderJudged.class::isInstance)
                .map(event -> ((OrderJudged) event).verdict().decision())
                .toList();
    }

    private static void activate(Rig rig, String ruleSet) {
        rig.events.clear();
        rig.send(new Input.ActivateRules(rig.nowNanos(), ruleSet, "a test"));
    }

    @Test
    void ordersAreJudgedByTheNewRulesFromTheInputOnAndTheLedgerSaysSo() {
        Rig rig = new Rig(new Two("open"), Rig.LIVE);
        assertThat(buy(rig)).containsExactly(Decision.ALLOW);

        activate(rig, "shut");
        assertThat(rig.events).containsExactly(new RuleSetActivated(rig.nowNanos(), "shut"));
        assertThat(rig.engine.ledger().ruleSet()).isEqualTo("shut");
        assertThat(buy(rig)).containsExactly(Decision.DENY);

        activate(rig, "open");
        assertThat(buy(rig)).containsExactly(Decision.ALLOW);
    }

    @Test
    void rulesThatAreNotThereChangeNothing() {
        Rig rig = new Rig(new Two("shut"), Rig.LIVE);
        activate(rig, "lost");
        assertThat(rig.events).singleElement().isInstanceOf(RequestRefused.class);
        assertThat(rig.engine.ledger().ruleSet()).isEqualTo("shut");
        assertThat(buy(rig)).containsExactly(Decision.DENY);
    }

    @Test
    void anAccountWithoutRulesIsJudgedOnceItHasSome() {
        Rig rig = new Rig(new Two("none"), Rig.LIVE);
        assertThat(buy(rig)).isEmpty();
        activate(rig, "shut");
        assertThat(buy(rig)).containsExactly(Decision.DENY);
    }
}
