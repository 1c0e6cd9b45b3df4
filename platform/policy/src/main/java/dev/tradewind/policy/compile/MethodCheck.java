package dev.tradewind.policy.compile;

import java.lang.classfile.CodeElement;
import java.lang.classfile.CodeModel;
import java.lang.classfile.Instruction;
import java.lang.classfile.Label;
import java.lang.classfile.MethodModel;
import java.lang.classfile.Opcode;
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
import java.lang.classfile.instruction.NewMultiArrayInstruction;
import java.lang.classfile.instruction.NewObjectInstruction;
import java.lang.classfile.instruction.NewPrimitiveArrayInstruction;
import java.lang.classfile.instruction.NewReferenceArrayInstruction;
import java.lang.classfile.instruction.SwitchCase;
import java.lang.classfile.instruction.TableSwitchInstruction;
import java.lang.classfile.instruction.TypeCheckInstruction;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDesc;
import java.lang.constant.DirectMethodHandleDesc;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Checks the instructions of one method and notes which methods of rules it calls. */
final class MethodCheck {
    /** Elements of an array: more than the rules of a folder. */
    private static final int MAX_ARRAY = 10_000;

    private static final String CONCATENATION =
            "java.lang.invoke.StringConcatFactory.makeConcatWithConstants";
    private static final String ONE_TEXT = "(Ljava/lang/String;)Ljava/lang/String;";

    private final String place;
    private final String self;
    private final Set<String> own;
    private final List<String> problems;
    private final List<OwnMember> calls = new ArrayList<>();
    private final List<OwnMember> fields = new ArrayList<>();
    private int instructions;

    /** A method or field of a class of the rules. */
    record OwnMember(String owner, String member) {}

    /**
     * @param self the class's name, with points
     * @param own names of all classes of the rules, with points
     * @param problems takes what is wrong
     */
    MethodCheck(String place, String self, Set<String> own, List<String> problems) {
        this.place = place;
        this.self = self;
        this.own = own;
        this.problems = problems;
    }

    List<OwnMember> calls() {
        return calls;
    }

    List<OwnMember> fields() {
        return fields;
    }

    int instructions() {
        return instructions;
    }

    void inspect(MethodModel method) {
        if (method.code().isEmpty()) {
            return;
        }
        CodeModel code = method.code().get();
        Set<Label> passed = new HashSet<>();
        Instruction before = null;
        for (CodeElement element : code) {
            if (element instanceof LabelTarget target) {
                passed.add(target.label());
                // What stands before a place that can be jumped to says nothing about the stack there.
                before = null;
            } else if (element instanceof ExceptionCatch) {
                problems.add(place + " catches exceptions");
            } else if (element instanceof Instruction instruction) {
                instructions++;
                for (Label target : targets(instruction)) {
                    if (passed.contains(target)) {
                        problems.add(place + " jumps backward, so that it could loop");
                    }
                }
                inspect(instruction, before);
                before = instruction;
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
     * Arithmetic, loads, stores and stack instructions reach nothing outside. Not a switch over types: Java links that
     * at its first use, which costs a start 10 ms.
     */
    private void inspect(Instruction instruction, @Nullable Instruction before) {
        if (instruction instanceof InvokeInstruction call) {
            member(call.owner().asInternalName(), call.name().stringValue(), call.type().stringValue());
        } else if (instruction instanceof FieldInstruction field) {
            field(field);
        } else if (instruction instanceof NewObjectInstruction made) {
            String name = made.className().asInternalName();
            if (!isOwn(name) && !Members.isMade(name)) {
                problems.add(place + " uses " + name.replace('/', '.') + ".<init>");
            }
        } else if (instruction instanceof InvokeDynamicInstruction dynamic) {
            dynamic(dynamic);
        } else if (instruction instanceof ConstantInstruction.LoadConstantInstruction loaded) {
            constant(loaded.constantValue());
        } else if (instruction instanceof TypeCheckInstruction cast) {
            type(cast.type().asSymbol());
        } else if (instruction instanceof NewReferenceArrayInstruction array) {
            type(array.componentType().asSymbol());
            length(before);
        } else if (instruction instanceof NewPrimitiveArrayInstruction
                || instruction instanceof NewMultiArrayInstruction) {
            problems.add(place + " makes an array of primitives or of arrays");
        } else if (instruction instanceof MonitorInstruction) {
            problems.add(place + " locks");
        } else if (instruction instanceof DiscontinuedInstruction) {
            problems.add(place + " uses an instruction that Java no longer has");
        }
    }

    private boolean isOwn(String internalName) {
        return own.contains(internalName.replace('/', '.'));
    }

    private void member(String owner, String name, String descriptor) {
        if (isOwn(owner)) {
            calls.add(new OwnMember(owner.replace('/', '.'), name + descriptor));
        } else if (!Members.isListed(owner, name, descriptor)) {
            problems.add(place + " uses " + owner.replace('/', '.') + "." + name);
        }
    }

    private void field(FieldInstruction field) {
        String owner = field.owner().asInternalName();
        String name = field.name().stringValue();
        String descriptor = field.type().stringValue();
        boolean writes = field.opcode() == Opcode.PUTFIELD || field.opcode() == Opcode.PUTSTATIC;
        if (isOwn(owner) && (!writes || owner.replace('/', '.').equals(self))) {
            fields.add(new OwnMember(owner.replace('/', '.'), name + descriptor));
        } else if (writes || !Members.isListed(owner, name, descriptor)) {
            problems.add(place + (writes ? " writes " : " uses ") + owner.replace('/', '.') + "." + name);
        }
    }

    /** Only a text with constants around it, so that no text can double itself into all memory. */
    private void dynamic(InvokeDynamicInstruction dynamic) {
        DirectMethodHandleDesc bootstrap = dynamic.bootstrapMethod();
        String linker = bootstrap.owner().packageName() + "." + bootstrap.owner().displayName() + "."
                + bootstrap.methodName();
        if (!linker.equals(CONCATENATION)) {
            problems.add(place + " is linked by " + linker);
        } else if (!dynamic.type().stringValue().equals(ONE_TEXT)
                || !dynamic.bootstrapArgs().stream().allMatch(String.class::isInstance)) {
            problems.add(place + " joins more than one text with constants");
        }
    }

    private void constant(ConstantDesc constant) {
        if (constant instanceof ClassDesc loaded) {
            type(loaded);
        } else if (!(constant instanceof String) && !(constant instanceof Number)) {
            problems.add(place + " loads a method handle or a computed constant");
        }
    }

    private void type(ClassDesc named) {
        ClassDesc type = named;
        while (type.isArray()) {
            type = type.componentType();
        }
        if (type.isPrimitive()) {
            problems.add(place + " names the class " + named.displayName());
            return;
        }
        String descriptor = type.descriptorString();
        String name = descriptor.substring(1, descriptor.length() - 1);
        if (!isOwn(name) && !Members.isType(name)) {
            problems.add(place + " names the class " + name.replace('/', '.'));
        }
    }

    private void length(@Nullable Instruction before) {
        boolean small = before instanceof ConstantInstruction constant
                && constant.constantValue() instanceof Integer length
                && length <= MAX_ARRAY;
        if (!small) {
            problems.add(place + " makes an array of a length that is computed or above " + MAX_ARRAY);
        }
    }
}
