package dev.tradewind.policy.compile;

import dev.tradewind.engine.policy.Check;
import java.lang.classfile.ClassBuilder;
import java.lang.classfile.ClassFile;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.Label;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.drools.model.Condition;
import org.drools.model.Constraint;
import org.drools.model.Model;
import org.drools.model.Pattern;
import org.drools.model.Rule;
import org.drools.model.SingleConstraint;
import org.drools.model.functions.IntrospectableLambda;
import org.drools.model.functions.Predicate1;

/**
 * Writes the class behind a {@link Screen}: for each rule the calls of its conditions' compiled classes, one after the
 * other, with a fixed target each, so that the just-in-time compiler can inline them.
 */
public final class ScreenWriter {
    static final String NAME = "tradewind.Screen";

    /** Beyond this many rules the rule engine's hashed look-up of texts is faster than asking each rule. */
    static final int MAX_RULES = 200;

    /** Rules in one method, so that each method is small enough to be compiled and inlined. */
    private static final int RULES_A_METHOD = 20;

    private static final ClassDesc SELF = ClassDesc.of(NAME);
    private static final ClassDesc CHECK = ClassDesc.of(Check.class.getName());
    private static final ClassDesc PREDICATE = ClassDesc.of(Predicate1.class.getName());
    private static final MethodTypeDesc OF_CHECK = MethodTypeDesc.of(ConstantDescs.CD_boolean, CHECK);
    private static final MethodTypeDesc OF_OBJECT =
            MethodTypeDesc.of(ConstantDescs.CD_boolean, ConstantDescs.CD_Object);

    private ScreenWriter() {}

    /**
     * The same rules with a screen; as they are where there are too many, or one that is not simple conditions.
     *
     * @throws IllegalStateException if a class cannot be loaded
     */
    public static CompiledRules withScreen(CompiledRules compiled) {
        List<List<String>> rules = new ArrayList<>();
        for (Model model : RuleBase.models(compiled)) {
            for (Rule rule : model.getRules()) {
                Optional<List<String>> conditions = conditions(rule, compiled.classes());
                if (conditions.isEmpty()) {
                    return compiled;
                }
                rules.add(conditions.get());
            }
        }
        if (rules.isEmpty() || rules.size() > MAX_RULES) {
            return compiled;
        }
        Map<String, byte[]> classes = new TreeMap<>(compiled.classes());
        classes.put(NAME, write(rules));
        return new CompiledRules(compiled.models(), classes);
    }

    /** Names of the classes that must all be true; empty for a rule that is not one pattern with such conditions. */
    private static Optional<List<String>> conditions(Rule rule, Map<String, byte[]> classes) {
        List<Pattern<?>> patterns = new ArrayList<>();
        for (Condition condition : rule.getView().getSubConditions()) {
            if (condition instanceof Pattern<?> pattern && condition.getType() == Condition.Type.PATTERN) {
                patterns.add(pattern);
            } else if (condition.getType() != Condition.Type.CONSEQUENCE) {
                return Optional.empty();
            }
        }
        if (patterns.size() != 1 || rule.getView().getType() != Condition.Type.AND) {
            return Optional.empty();
        }
        List<String> names = new ArrayList<>();
        boolean known = collect(patterns.getFirst().getConstraint(), classes, names);
        return known && !names.isEmpty() ? Optional.of(names) : Optional.empty();
    }

    private static boolean collect(Constraint constraint, Map<String, byte[]> classes, List<String> into) {
        return switch (constraint.getType()) {
            case SINGLE -> constraint instanceof SingleConstraint single && collect(single, classes, into);
            case MULTIPLE, AND -> {
                boolean known = true;
                for (Constraint child : constraint.getChildren()) {
                    known &= collect(child, classes, into);
                }
                yield known;
            }
            default -> false;
        };
    }

    private static boolean collect(SingleConstraint single, Map<String, byte[]> classes, List<String> into) {
        if (single.getVariables().length != 1
                || !(single.getPredicate1() instanceof IntrospectableLambda wrapper)
                || !(wrapper.getLambda() instanceof Enum<?> predicate)) {
            return false;
        }
        String name = predicate.getDeclaringClass().getName();
        into.add(name);
        return predicate.name().equals("INSTANCE") && classes.containsKey(name);
    }

    private static byte[] write(List<List<String>> rules) {
        return ClassFile.of().build(SELF, type -> {
            type.withFlags(ClassFile.ACC_PUBLIC | ClassFile.ACC_FINAL | ClassFile.ACC_SUPER);
            type.withInterfaceSymbols(PREDICATE);
            writeConstructor(type, rules);
            List<String> methods = new ArrayList<>();
            for (int from = 0; from < rules.size(); from += RULES_A_METHOD) {
                String name = "rules" + from;
                methods.add(name);
                writeRules(type, name, rules.subList(from, Math.min(rules.size(), from + RULES_A_METHOD)));
            }
            writeTest(type, methods);
        });
    }

    /** Touches every condition, so that one that cannot be loaded is found with the rules, not with the first order. */
    private static void writeConstructor(ClassBuilder type, List<List<String>> rules) {
        type.withMethodBody(ConstantDescs.INIT_NAME, ConstantDescs.MTD_void, ClassFile.ACC_PUBLIC, code -> {
            code.aload(0).invokespecial(ConstantDescs.CD_Object, ConstantDescs.INIT_NAME, ConstantDescs.MTD_void);
            for (List<String> conditions : rules) {
                for (String condition : conditions) {
                    code.getstatic(ClassDesc.of(condition), "INSTANCE", ClassDesc.of(condition)).pop();
                }
            }
            code.return_();
        });
    }

    private static void writeTest(ClassBuilder type, List<String> methods) {
        type.withMethodBody("test", OF_OBJECT, ClassFile.ACC_PUBLIC, code -> {
            code.aload(1).checkcast(CHECK).astore(2);
            for (String method : methods) {
                Label next = code.newLabel();
                code.aload(2).invokestatic(SELF, method, OF_CHECK).ifeq(next);
                code.iconst_1().ireturn().labelBinding(next);
            }
            code.iconst_0().ireturn();
        });
    }

    private static void writeRules(ClassBuilder type, String name, List<List<String>> rules) {
        type.withMethodBody(name, OF_CHECK, ClassFile.ACC_PRIVATE | ClassFile.ACC_STATIC, code -> {
            for (List<String> conditions : rules) {
                Label next = code.newLabel();
                for (String condition : conditions) {
                    call(code, ClassDesc.of(condition));
                    code.ifeq(next);
                }
                code.iconst_1().ireturn().labelBinding(next);
            }
            code.iconst_0().ireturn();
        });
    }

    private static void call(CodeBuilder code, ClassDesc predicate) {
        code.getstatic(predicate, "INSTANCE", predicate).aload(0).invokevirtual(predicate, "test", OF_CHECK);
    }
}
