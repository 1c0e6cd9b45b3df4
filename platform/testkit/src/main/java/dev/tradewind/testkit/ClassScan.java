package dev.tradewind.testkit;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.classfile.Attributes;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.CodeModel;
import java.lang.classfile.FieldModel;
import java.lang.classfile.MethodModel;
import java.lang.classfile.constantpool.ClassEntry;
import java.lang.classfile.constantpool.MemberRefEntry;
import java.lang.classfile.constantpool.MethodHandleEntry;
import java.lang.classfile.constantpool.PoolEntry;
import java.lang.classfile.instruction.InvokeInstruction;
import java.lang.classfile.instruction.LineNumber;
import java.lang.reflect.AccessFlag;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Reads the class files of a plugin and finds what a strategy must not use: clocks, randomness, threads, I/O, and
 * static fields that can change. It starts from one class and follows every class of the same plugin that is mentioned
 * there.
 */
final class ClassScan {
    private final ClassLoader loader;
    private final String home;
    private final Set<String> seen = new LinkedHashSet<>();
    private final ArrayDeque<String> queue = new ArrayDeque<>();
    private final Set<String> findings = new TreeSet<>();

    private ClassScan(Class<?> start) {
        this.loader = start.getClassLoader() == null ? ClassLoader.getSystemClassLoader() : start.getClassLoader();
        this.home = start.getProtectionDomain().getCodeSource().getLocation().toString();
    }

    /** What was found, one sentence each; empty if all is well. */
    static List<String> findings(Class<?> start) {
        ClassScan scan = new ClassScan(start);
        scan.enqueue(start.getName().replace('.', '/'));
        if (scan.bytesOf(scan.queue.getFirst()) == null) {
            return List.of("the class file of " + start.getName()
                    + " cannot be read: make the factory a class with a name, not a lambda");
        }
        while (!scan.queue.isEmpty()) {
            scan.read(scan.queue.removeFirst());
        }
        return new ArrayList<>(scan.findings);
    }

    private void enqueue(String internalName) {
        if (!internalName.startsWith("java/") && seen.add(internalName)) {
            queue.addLast(internalName);
        }
    }

    private void read(String internalName) {
        byte[] bytes = bytesOf(internalName);
        if (bytes == null) {
            return;
        }
        ClassModel model = ClassFile.of().parse(bytes);
        String className = internalName.replace('/', '.');
        for (FieldModel field : model.fields()) {
            checkField(className, field);
        }
        for (MethodModel method : model.methods()) {
            method.code().ifPresent(code -> checkCode(className + "." + method.methodName(), code));
        }
        for (PoolEntry entry : model.constantPool()) {
            if (entry instanceof ClassEntry mentioned) {
                enqueue(mentioned.asInternalName());
            } else if (entry instanceof MethodHandleEntry handle) {
                checkReference(className, handle.reference());
            }
        }
    }

    /** The bytes of a class of this plugin; null if the class is somebody else's. */
    private byte @Nullable [] bytesOf(String internalName) {
        String path = internalName + ".class";
        var url = loader.getResource(path);
        if (url == null || !url.toString().contains(home)) {
            return null;
        }
        try (InputStream in = url.openStream()) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + url, e);
        }
    }

    private void checkField(String className, FieldModel field) {
        boolean changes = field.flags().has(AccessFlag.STATIC)
                && !field.flags().has(AccessFlag.FINAL)
                && !field.flags().has(AccessFlag.SYNTHETIC);
        if (changes) {
            findings.add(className + " has the static field " + field.fieldName()
                    + ", which can change: keep state in fields of the strategy's instance");
        }
    }

    private void checkCode(String place, CodeModel code) {
        int[] line = {0};
        boolean hasLines = code.findAttribute(Attributes.lineNumberTable()).isPresent();
        code.forEach(element -> {
            if (element instanceof LineNumber number) {
                line[0] = number.line();
            } else if (element instanceof InvokeInstruction call) {
                String where = place + (hasLines ? " (line " + line[0] + ")" : "");
                report(
                        where + " calls ",
                        call.owner().asInternalName(),
                        call.name().stringValue(),
                        call.type().stringValue());
            }
        });
    }

    /** Method references, such as {@code Instant::now}, are calls too. */
    private void checkReference(String className, MemberRefEntry member) {
        report(
                className + " refers to ",
                member.owner().asInternalName(),
                member.name().stringValue(),
                member.type().stringValue());
    }

    private void report(String start, String owner, String method, String descriptor) {
        String remedy = Banned.remedy(owner, method, descriptor);
        if (remedy != null) {
            String name = method.equals("<init>") ? "new " + owner.replace('/', '.') : owner.replace('/', '.') + "."
                    + method;
            findings.add(start + name + ": " + remedy);
        }
    }
}
