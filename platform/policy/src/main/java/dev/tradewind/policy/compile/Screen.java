package dev.tradewind.policy.compile;

import dev.tradewind.engine.policy.Check;
import java.util.Optional;
import org.drools.model.functions.Predicate1;

/**
 * Tells whether the conditions of any rule hold for an order, without a session of the rule engine: the classes that
 * the rule compiler made of the conditions are called one after the other, each to its last constraint. So an order
 * that no rule speaks about, which is nearly every order, costs what its comparisons cost. For any number of threads.
 */
public final class Screen {
    private final Predicate1<Check> anyRule;

    private Screen(Predicate1<Check> anyRule) {
        this.anyRule = anyRule;
    }

    /**
     * The screen of these rules; empty where they have none.
     *
     * @throws IllegalStateException if it cannot be loaded, which for checked classes means a broken cache
     */
    public static Optional<Screen> of(CompiledRules compiled) {
        if (!compiled.classes().containsKey(ScreenWriter.NAME)) {
            return Optional.empty();
        }
        try {
            Class<?> loaded = new RuleClassLoader(compiled.classes()).loadClass(ScreenWriter.NAME);
            @SuppressWarnings("unchecked") // the class was written so; its callers would see a ClassCastException
            Predicate1<Check> anyRule =
                    (Predicate1<Check>) loaded.getDeclaredConstructor().newInstance();
            return Optional.of(new Screen(anyRule));
        } catch (ReflectiveOperationException | LinkageError | ClassCastException e) {
            throw new IllegalStateException("the screen cannot be loaded: " + e.getMessage(), e);
        }
    }

    /**
     * Whether all conditions of at least one rule hold.
     *
     * @throws Exception whatever a condition throws
     */
    public boolean anyRuleHolds(Check check) throws Exception {
        return anyRule.test(check);
    }
}
