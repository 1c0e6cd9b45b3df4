package dev.tradewind.policy.compile;

import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.MethodModel;
import java.lang.classfile.constantpool.ClassEntry;

/**
 * A class as the compiler wrote it, without what nobody calls: the conditions are enums of one constant, and their
 * {@code values()} and {@code valueOf} would be the only reason to let rules see java.lang.System.
 */
final class Trimmed {
    private Trimmed() {}

    static byte[] of(byte[] code) {
        ClassModel model = ClassFile.of().parse(code);
        boolean isEnum = model.superclass()
                .map(ClassEntry::asInternalName)
                .filter("java/lang/Enum"::equals)
                .isPresent();
        if (!isEnum) {
            return code;
        }
        return ClassFile.of().transformClass(model, (builder, element) -> {
            if (!(element instanceof MethodModel method) || !isOfEveryEnum(model, method)) {
                builder.with(element);
            }
        });
    }

    private static boolean isOfEveryEnum(ClassModel model, MethodModel method) {
        String self = "L" + model.thisClass().asInternalName() + ";";
        String signature = method.methodName().stringValue() + method.methodType().stringValue();
        return signature.equals("values()[" + self) || signature.equals("valueOf(Ljava/lang/String;)" + self);
    }
}
