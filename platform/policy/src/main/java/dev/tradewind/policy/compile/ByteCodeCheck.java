package dev.tradewind.policy.compile;

import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.CodeElement;
import java.lang.classfile.CodeModel;
import java.lang.classfile.Instruction;
import java.lang.classfile.Label;
import java.lang.classfile.MethodModel;
import java.lang.classfile.constantpool.ClassEntry;
import java.lang.classfile.instruction.BranchInstruction;
import java.lang.classfile.instruction.ConstantInstruction;
import java.lang.classfile.instruction.DiscontinuedInstruction;
import java.lang.classfile.instruction.ExceptionCatch;
import java.lang.classfile.instruction.FieldInstruction;
import java.lang.classfile.instruction.InvokeDynamicInstruction;
import java.lang.classfile.instruction.InvokeInstruction;
import java.lang.classfile.instruction.LabelTarget;
import java.lang.classfile.instruction.LookupSwitchInstruction;
import java.lang.classfile.instruction.MonitorInstruction;
import java.lang.classfile.instruction.NewObjectInstruction;
import java.lang.classfile.instruction.SwitchCase;
import java.lang.classfile.instruction.TableSwitchInstruction;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDesc;
import java.lang.constant.DirectMethodHandleDesc;
import java.lang.reflect.AccessFlag;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The last gate before a compiled rule is loaded, and the only one that a class from a cache has passed: it may use the
 * listed members and its own, jump forward only, lock nothing, catch nothing. So it cannot reach the system and cannot
 * loop.
 */
public final class ByteCodeCheck {
    private static final String OWN_PACKAGE = "tradewind/";
    private static final Set<String> SUPER_CLASSES = Set.of("java/lang/Object", "java/lang/Enum");
    private static final Set<String> LISTED_BOOTSTRAP = Set.of("java.lang.invoke.StringConcatFactory");

    private final Set<String> own;
    private final List<String> problems = new ArrayList<>();

    private ByteCodeCheck(Set<String> own) {
        this.own = own;
    }

    /** What is wrong with these classes, one sentence each; empty where nothing is. */
    public static List<String> problems(CompiledRules rules) {
        ByteCodeCheck check = new ByteCodeCheck(rules.classes().keySet());
        for (Map.Entry<String, byte[]> entry : rules.classes().entrySet()) {
            check.inspect(entry.getKey(), entry.getValue());
        }
        for (String model : rules.models()) {
            if (!rules.classes().containsKey(model)) {
                check.problems.add("the model class " + model + " is missing");
            }
        }
        return List.copyOf(check.problems);
    }

    /**
     * What is wrong with one class.
     *
     * @param own names of all classes of the rules, which may use each other
     */
    static List<String> problems(String name, byte[] code, Set<String> own) {
        ByteCodeCheck check = new ByteCodeCheck(own);
        check.inspect(name, code);
        return check.problems;
    }

    private void inspect(String name, byte[] code) {
        try {
            ClassModel model = ClassFile.of().parse(code);
            String internal = model.thisClass().asInternalName();
            if (!internal.startsWith(OWN_PACKAGE) || !internal.equals(name.replace('.', '/'))) {
                problems.add(name + " is not a class of rules");
            }
            String parent = model.superclass().map(ClassEntry::asInternalName).orElse("");
            if (!SUPER_CLASSES.contains(parent)) {
                problems.add(name + " extends " + parent.replace('/', '.'));
            }
            for (ClassEntry implemented : model.interfaces()) {
                if (!implemented.asInternalName().startsWith("org/drools/model/")) {
                    problems.add(name + " implements " + implemented.asInternalName().replace('/', '.'));
                }
            }
            for (MethodModel method : model.methods()) {
                inspect(name + "." + method.methodName().stringValue(), method);
            }
        } catch (IllegalArgumentException e) {
            problems.add(name + " is not a class file: " + e.getMessage());
        }
    }

    private void inspect(String place, MethodModel method) {
        if (method.flags().has(AccessFlag.NATIVE) || method.flags().has(AccessFlag.SYNCHRONIZED)) {
            problems.add(place + " is native or synchronized");
        }
        if (method.methodName().stringValue().equals("finalize")) {
            problems.add(place + " runs when the class is collected");
        }
        if (method.code().isEmpty()) {
            return;
        }
        CodeModel code = method.code().get();
        Set<Label> passed = new HashSet<>();
        for (CodeElement element : code) {
            if (element instanceof LabelTarget target) {
                passed.add(target.label());
            } else if (element instanceof ExceptionCatch) {
                problems.add(place + " catches exceptions");
            } else if (element instanceof Instruction instruction) {
                for (Label target : targets(instruction)) {
                    if (passed.contains(target)) {
                        problems.add(place + " jumps backward, so that it could loop");
                    }
                }
                inspect(place, instruction);
            }
        }
    }

    private static List<Label> targets(Instruction instruction) {
        List<Label> targets = new ArrayList<>();
        if (instruction instanceof BranchInstruction branch) {
            targets.add(branch.target());
        } else if (instruction instanceof TableSwitchInstruction table) {
            targets.add(table.defaultTarget());
            table.cases().stream().map(SwitchCase::target).forEach(targets::add);
        } else if (instruction instanceof LookupSwitchInstruction lookup) {
            targets.add(lookup.defaultTarget());
            lookup.cases().stream().map(SwitchCase::target).forEach(targets::add);
        }
        return targets;
    }

    /**
     * Arithmetic, loads, stores, stack, array and type instructions reach nothing outside. Not a switch over types:
     * Java links that at its first use, which costs a start 10 ms.
     */
    private void inspect(String place, Instruction instruction) {
        if (instruction instanceof InvokeInstruction call) {
            member(place, call.owner().asInternalName(), call.name().stringValue());
        } else if (instruction instanceof FieldInstruction field) {
            member(place, field.owner().asInternalName(), field.name().stringValue());
        } else if (instruction instanceof NewObjectInstruction made) {
            member(place, made.className().asInternalName(), "<init>");
        } else if (instruction instanceof InvokeDynamicInstruction dynamic) {
            bootstrap(place, dynamic.bootstrapMethod());
        } else if (instruction instanceof ConstantInstruction.LoadConstantInstruction loaded) {
            constant(place, loaded.constantValue());
        } else if (instruction instanceof MonitorInstruction) {
            problems.add(place + " locks");
        } else if (instruction instanceof DiscontinuedInstruction) {
            problems.add(place + " uses an instruction that Java no longer has");
        }
    }

    private void member(String place, String owner, String name) {
        if (!own.contains(owner.replace('/', '.')) && !Members.isListed(owner, name)) {
            problems.add(place + " uses " + owner.replace('/', '.') + "." + name);
        }
    }

    private void bootstrap(String place, DirectMethodHandleDesc method) {
        String owner = method.owner().packageName() + "." + method.owner().displayName();
        if (!LISTED_BOOTSTRAP.contains(owner)) {
            problems.add(place + " is linked by " + owner);
        }
    }

    private void constant(String place, ConstantDesc constant) {
        if (constant instanceof ClassDesc loaded) {
            String name = loaded.isPrimitive()
                    ? loaded.displayName()
                    : loaded.packageName().replace('.', '/') + "/" + loaded.displayName();
            if (!own.contains(name.replace('/', '.')) && !Members.CLASS_CONSTANTS.contains(name)) {
                problems.add(place + " names the class " + name.replace('/', '.'));
            }
        } else if (!(constant instanceof String) && !(constant instanceof Number)) {
            problems.add(place + " loads a method handle or a computed constant");
        }
    }
}
