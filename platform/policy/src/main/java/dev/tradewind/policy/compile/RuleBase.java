package dev.tradewind.policy.compile;

import java.util.ArrayList;
import java.util.List;
import org.drools.core.impl.RuleBaseFactory;
import org.drools.model.Model;
import org.drools.modelcompiler.KieBaseBuilder;
import org.kie.api.KieBase;

/** Builds the rule network from compiled classes, without starting the rule compiler. */
public final class RuleBase {
    private RuleBase() {}

    /**
     * The network of these rules.
     *
     * @throws IllegalStateException if a class cannot be loaded, which for checked classes means a broken cache
     */
    public static KieBase of(CompiledRules compiled) {
        return KieBaseBuilder.createKieBaseFromModel(
                models(compiled), RuleBaseFactory.newKnowledgeBaseConfiguration());
    }

    /**
     * What the compiled classes say about the rules, loaded anew.
     *
     * @throws IllegalStateException as {@link #of}
     */
    static List<Model> models(CompiledRules compiled) {
        RuleClassLoader loader = new RuleClassLoader(compiled.classes());
        List<Model> models = new ArrayList<>();
        try {
            for (String name : compiled.models()) {
                if (!compiled.classes().containsKey(name)) {
                    throw new ClassNotFoundException("the model " + name + " is not among the rules' classes");
                }
                models.add((Model) loader.loadClass(name).getDeclaredConstructor().newInstance());
            }
        } catch (ReflectiveOperationException | LinkageError | ClassCastException e) {
            throw new IllegalStateException("compiled rules cannot be loaded: " + e.getMessage(), e);
        }
        return models;
    }
}
