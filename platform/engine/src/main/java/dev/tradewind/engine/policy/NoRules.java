package dev.tradewind.engine.policy;

/** No rules at all: every order that passes the hard limits goes out. */
public final class NoRules implements Policy {
    @Override
    public String ruleSet() {
        return "none";
    }

    @Override
    public Verdict judge(Check check) {
        return Verdict.ALLOW;
    }
}
