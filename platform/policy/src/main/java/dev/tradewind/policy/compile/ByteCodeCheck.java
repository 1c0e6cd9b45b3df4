package dev.tradewind.policy.compile;

import dev.tradewind.policy.compile.MethodCheck.OwnMember;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.FieldModel;
import java.lang.classfile.MethodModel;
import java.lang.classfile.constantpool.ClassEntry;
import java.lang.reflect.AccessFlag;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The last gate before a compiled rule is loaded, and the only one that a class from a cache has passed: it may use the
 * listed members and its own, jump forward only, lock nothing, catch nothing, and its methods may not call each other
 * in a circle or so often that they take a time. So it cannot reach the system, and ends after a bounded number of
 * steps.
 *
 * <p>Each class is read once, and only when it, or a method of it that another calls, is asked about. For one thread.
 */
public final class ByteCodeCheck {
    /** Instructions that one call may run into: the model of as many rules as a folder may hold stays far below. */
    static final long MAX_STEPS = 50_000_000;

    /** Calls inside each other: the compiler's own are three. */
    private static final int MAX_DEPTH = 12;

    private static final String OWN_PACKAGE = "tradewind/";
    private static final Set<String> SUPER_CLASSES = Set.of("java/lang/Object", "java/lang/Enum");

    private final Map<String, byte[]> classes;
    private final Map<String, Inspected> inspected = new HashMap<>();
    private final Map<OwnMember, Long> steps = new HashMap<>();

    ByteCodeCheck(Map<String, byte[]> classes) {
        this.classes = classes;
    }

    private record Inspected(List<String> problems, Map<String, Method> methods, Set<String> fields) {}

    private record Method(String place, int instructions, List<OwnMember> calls, List<OwnMember> fields) {}

    /** What is wrong with these classes, one sentence each; empty where nothing is. */
    public static List<String> problems(CompiledRules rules) {
        ByteCodeCheck check = new ByteCodeCheck(rules.classes());
        List<String> problems = new ArrayList<>();
        for (String name : rules.classes().keySet()) {
            problems.addAll(check.problems(name));
        }
        for (String model : rules.models()) {
            if (!rules.classes().containsKey(model)) {
                problems.add("the model class " + model + " is missing");
            }
        }
        return List.copyOf(problems);
    }

    /** What is wrong with one class and with how it uses the others. */
    List<String> problems(String name) {
        Inspected found = inspected(name);
        List<String> problems = new ArrayList<>(found.problems());
        found.methods().forEach((member, method) -> {
            for (OwnMember field : method.fields()) {
                if (!inspected(field.owner()).fields().contains(field.member())) {
                    problems.add(method.place() + " uses a field that " + field.owner() + " does not declare");
                }
            }
            for (OwnMember call : method.calls()) {
                if (!inspected(call.owner()).methods().containsKey(call.member())) {
                    problems.add(method.place() + " uses a method that " + call.owner() + " does not declare");
                }
            }
            if (steps(new OwnMember(name, member), 0) > MAX_STEPS) {
                problems.add(method.place() + " calls in a circle, too deep or too often");
            }
        });
        return problems;
    }

    /** Instructions that a call can run at most; more than MAX_STEPS for one in a circle. */
    private long steps(OwnMember member, int depth) {
        Long known = steps.get(member);
        if (known != null) {
            return known;
        }
        Method method = inspected(member.owner()).methods().get(member.member());
        if (method == null || depth > MAX_DEPTH) {
            return MAX_STEPS + 1;
        }
        // While it is being counted, so that a circle finds it endless.
        steps.put(member, MAX_STEPS + 1);
        long sum = method.instructions();
        for (OwnMember call : method.calls()) {
            sum = Math.min(MAX_STEPS + 1, sum + steps(call, depth + 1));
        }
        steps.put(member, sum);
        return sum;
    }

    private Inspected inspected(String name) {
        Inspected found = inspected.get(name);
        if (found == null) {
            found = inspect(name, classes.getOrDefault(name, new byte[0]));
            inspected.put(name, found);
        }
        return found;
    }

    private Inspected inspect(String name, byte[] code) {
        List<String> problems = new ArrayList<>();
        Map<String, Method> methods = new HashMap<>();
        Set<String> fields = new HashSet<>();
        try {
            ClassModel model = ClassFile.of().parse(code);
            header(name, model, problems);
            for (FieldModel field : model.fields()) {
                fields.add(field.fieldName().stringValue() + field.fieldType().stringValue());
            }
            for (MethodModel method : model.methods()) {
                inspect(name, method, problems, methods);
            }
        } catch (RuntimeException e) {
            // The reader of class files reports what it cannot read with several kinds of exception.
            problems.add(name + " is not a class file: " + e.getMessage());
        }
        return new Inspected(problems, methods, fields);
    }

    private static void header(String name, ClassModel model, List<String> problems) {
        String internal = model.thisClass().asInternalName();
        if (!internal.startsWith(OWN_PACKAGE) || !internal.equals(name.replace('.', '/'))) {
            problems.add(name + " is not a class of rules");
        }
        String parent = model.superclass().map(ClassEntry::asInternalName).orElse("");
        if (!SUPER_CLASSES.contains(parent)) {
            problems.add(name + " extends " + parent.replace('/', '.'));
        }
        for (ClassEntry implemented : model.interfaces()) {
            if (!Members.isInterface(implemented.asInternalName())) {
                problems.add(name + " implements " + implemented.asInternalName().replace('/', '.'));
            }
        }
    }

    private void inspect(String name, MethodModel method, List<String> problems, Map<String, Method> methods) {
        String methodName = method.methodName().stringValue();
        String place = name + "." + methodName;
        if (method.flags().has(AccessFlag.NATIVE) || method.flags().has(AccessFlag.SYNCHRONIZED)) {
            problems.add(place + " is native or synchronized");
        }
        if (methodName.equals("finalize")) {
            problems.add(place + " runs when the class is collected");
        }
        MethodCheck check = new MethodCheck(place, name, classes.keySet(), problems);
        check.inspect(method);
        methods.put(
                methodName + method.methodType().stringValue(),
                new Method(place, check.instructions(), check.calls(), check.fields()));
    }
}
