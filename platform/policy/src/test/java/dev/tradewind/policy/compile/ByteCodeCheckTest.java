package dev.tradewind.policy.compile;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.classfile.ClassBuilder;
import java.lang.classfile.ClassFile;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.Label;
import java.lang.classfile.TypeKind;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.DirectMethodHandleDesc;
import java.lang.constant.DynamicCallSiteDesc;
import java.lang.constant.DynamicConstantDesc;
import java.lang.constant.MethodHandleDesc;
import java.lang.constant.MethodTypeDesc;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

/** Classes that a tampered cache could hold. */
final class ByteCodeCheckTest {
    private static final String NAME = "tradewind.risk.Evil";
    private static final MethodTypeDesc NOTHING = MethodTypeDesc.of(ConstantDescs.CD_void);

    private static List<String> problems(Consumer<CodeBuilder> code) {
        return problemsOfClass(builder ->
                builder.withMethodBody("m", NOTHING, ClassFile.ACC_STATIC | ClassFile.ACC_PUBLIC, code));
    }

    private static List<String> problemsOfClass(Consumer<ClassBuilder> content) {
        byte[] bytes = ClassFile.of().build(ClassDesc.of(NAME), content);
        return ByteCodeCheck.problems(new CompiledRules(List.of(), Map.of(NAME, bytes)));
    }

    @Test
    void aHarmlessClassPasses() {
        assertThat(problems(CodeBuilder::return_)).isEmpty();
    }

    @Test
    void aCallIntoTheSystemIsRefused() {
        assertThat(problems(code -> code.iconst_1()
                        .invokestatic(
                                ClassDesc.of("java.lang.System"),
                                "exit",
                                MethodTypeDesc.of(ConstantDescs.CD_void, ConstantDescs.CD_int))
                        .return_()))
                .containsExactly("tradewind.risk.Evil.m uses java.lang.System.exit");
    }

    @Test
    void aScriptOfTheRuleEngineIsRefused() {
        assertThat(problems(code -> code.aconst_null()
                        .invokestatic(
                                ClassDesc.of("org.drools.modelcompiler.dsl.pattern.D"),
                                "executeScript",
                                MethodTypeDesc.of(ConstantDescs.CD_void, ConstantDescs.CD_String))
                        .return_()))
                .containsExactly("tradewind.risk.Evil.m uses org.drools.modelcompiler.dsl.pattern.D.executeScript");
    }

    @Test
    void aLoopIsRefused() {
        assertThat(problems(code -> {
                    Label start = code.newBoundLabel();
                    code.nop().goto_(start);
                }))
                .containsExactly("tradewind.risk.Evil.m jumps backward, so that it could loop");
    }

    @Test
    void aFieldOfAnotherClassIsRefused() {
        ClassDesc stream = ClassDesc.of("java.io.PrintStream");
        assertThat(problems(code -> code.getstatic(ClassDesc.of("java.lang.System"), "out", stream)
                        .pop()
                        .return_()))
                .containsExactly("tradewind.risk.Evil.m uses java.lang.System.out");
    }

    @Test
    void anObjectOfAnotherClassIsRefused() {
        assertThat(problems(code -> code.new_(ClassDesc.of("java.lang.Thread")).pop().return_()))
                .containsExactly("tradewind.risk.Evil.m uses java.lang.Thread.<init>");
    }

    @Test
    void aSetterOfTheFactsIsRefused() {
        assertThat(problems(code -> code.aconst_null()
                        .dconst_0()
                        .invokevirtual(
                                ClassDesc.of("dev.tradewind.engine.policy.Check"),
                                "setNotional",
                                MethodTypeDesc.of(ConstantDescs.CD_void, ConstantDescs.CD_double))
                        .return_()))
                .containsExactly("tradewind.risk.Evil.m uses dev.tradewind.engine.policy.Check.setNotional");
    }

    @Test
    void locksAndHandlersAreRefused() {
        assertThat(problems(code -> code.aconst_null().monitorenter().return_()))
                .containsExactly("tradewind.risk.Evil.m locks");
        assertThat(problems(code -> code.trying(
                                inner -> inner.nop(), handlers -> handlers.catchingAll(inner -> inner.pop()))
                        .return_()))
                .contains("tradewind.risk.Evil.m catches exceptions");
    }

    @Test
    void aClassOfAnotherPackageOrParentIsRefused() {
        byte[] bytes = ClassFile.of().build(ClassDesc.of("java.lang.Evil"), builder -> {});
        assertThat(ByteCodeCheck.problems(new CompiledRules(List.of(), Map.of("java.lang.Evil", bytes))))
                .containsExactly("java.lang.Evil is not a class of rules");
        assertThat(problemsOfClass(builder -> builder.withSuperclass(ClassDesc.of("java.lang.ClassLoader"))))
                .containsExactly("tradewind.risk.Evil extends java.lang.ClassLoader");
    }

    @Test
    void whatIsNoClassFileIsRefused() {
        assertThat(ByteCodeCheck.problems(new CompiledRules(List.of("tradewind.M"), Map.of(NAME, new byte[] {1, 2}))))
                .hasSize(2)
                .last()
                .isEqualTo("the model class tradewind.M is missing");
    }

    private static final ClassDesc SELF = ClassDesc.of(NAME);

    private static void method(ClassBuilder builder, String name, Consumer<CodeBuilder> code) {
        builder.withMethodBody(name, NOTHING, ClassFile.ACC_STATIC | ClassFile.ACC_PUBLIC, code);
    }

    @Test
    void methodsThatCallEachOtherInACircleAreRefused() {
        assertThat(problemsOfClass(builder -> {
                    method(builder, "a", code -> code.invokestatic(SELF, "b", NOTHING).return_());
                    method(builder, "b", code -> code.invokestatic(SELF, "a", NOTHING).return_());
                }))
                .hasSize(2)
                .allMatch(problem -> problem.endsWith("calls in a circle, too deep or too often"));
        assertThat(problems(code -> code.invokestatic(SELF, "m", NOTHING).return_()))
                .containsExactly("tradewind.risk.Evil.m calls in a circle, too deep or too often");
    }

    @Test
    void methodsThatMultiplyTheirCallsAreRefusedThoughTheyEnd() {
        assertThat(problemsOfClass(builder -> {
                    for (int i = 0; i < 8; i++) {
                        String next = "m" + (i + 1);
                        method(builder, "m" + i, code -> {
                            for (int call = 0; call < 20; call++) {
                                code.invokestatic(SELF, next, NOTHING);
                            }
                            code.return_();
                        });
                    }
                    method(builder, "m8", CodeBuilder::return_);
                }))
                .contains("tradewind.risk.Evil.m0 calls in a circle, too deep or too often")
                .doesNotContain("tradewind.risk.Evil.m7 calls in a circle, too deep or too often");
    }

    @Test
    void aCircleOverTwoClassesIsRefused() {
        ClassDesc other = ClassDesc.of("tradewind.risk.Other");
        byte[] here = ClassFile.of().build(
                SELF, builder -> method(builder, "m", code -> code.invokestatic(other, "m", NOTHING).return_()));
        byte[] there = ClassFile.of().build(
                other, builder -> method(builder, "m", code -> code.invokestatic(SELF, "m", NOTHING).return_()));

        assertThat(ByteCodeCheck.problems(
                        new CompiledRules(List.of(), Map.of(NAME, here, "tradewind.risk.Other", there))))
                .hasSize(2);
    }

    @Test
    void whatAClassInheritsIsNotItsOwn() {
        assertThat(problems(code -> code.aconst_null().invokevirtual(SELF, "notifyAll", NOTHING).return_()))
                .contains("tradewind.risk.Evil.m uses a method that tradewind.risk.Evil does not declare");
        assertThat(problems(code ->
                        code.getstatic(SELF, "x", ConstantDescs.CD_int).pop().return_()))
                .containsExactly("tradewind.risk.Evil.m uses a field that tradewind.risk.Evil does not declare");
    }

    @Test
    void aFieldOfAnotherClassIsNotWritten() {
        ClassDesc locale = ClassDesc.of("java.util.Locale");
        assertThat(problems(code -> code.aconst_null().putstatic(locale, "ENGLISH", locale).return_()))
                .containsExactly("tradewind.risk.Evil.m writes java.util.Locale.ENGLISH");
    }

    @Test
    void anArrayIsOfKnownAndSmallLength() {
        assertThat(problems(code ->
                        code.loadConstant(2_000_000_000).anewarray(ConstantDescs.CD_String).pop().return_()))
                .containsExactly(
                        "tradewind.risk.Evil.m makes an array of a length that is computed or above 10000");
        assertThat(problems(code -> code.loadConstant(30_000)
                        .loadConstant(30_000)
                        .imul()
                        .anewarray(ConstantDescs.CD_String)
                        .pop()
                        .return_()))
                .hasSize(1);
        assertThat(problems(code -> code.iconst_3().newarray(TypeKind.LONG).pop().return_()))
                .containsExactly("tradewind.risk.Evil.m makes an array of primitives or of arrays");
        assertThat(problems(code -> code.iconst_3().anewarray(ConstantDescs.CD_String).pop().return_()))
                .isEmpty();
    }

    @Test
    void aTextCannotDoubleItself() {
        ClassDesc factory = ClassDesc.of("java.lang.invoke.StringConcatFactory");
        MethodTypeDesc two = MethodTypeDesc.of(
                ConstantDescs.CD_String, ConstantDescs.CD_String, ConstantDescs.CD_String);
        assertThat(problems(code -> code.aconst_null()
                        .dup()
                        .invokedynamic(DynamicCallSiteDesc.of(
                                ConstantDescs.ofCallsiteBootstrap(
                                        factory, "makeConcatWithConstants", ConstantDescs.CD_CallSite,
                                        ConstantDescs.CD_String, ConstantDescs.CD_Object.arrayType()),
                                "makeConcatWithConstants",
                                two,
                                "\1\1"))
                        .pop()
                        .return_()))
                .containsExactly("tradewind.risk.Evil.m joins more than one text with constants");
    }

    /** The constants of a concatenation are computed while it is linked, by any method whatever. */
    @Test
    void aConcatenationWithAComputedConstantIsRefused() {
        ClassDesc factory = ClassDesc.of("java.lang.invoke.StringConcatFactory");
        MethodTypeDesc one = MethodTypeDesc.of(ConstantDescs.CD_String, ConstantDescs.CD_String);
        DynamicConstantDesc<?> evil = DynamicConstantDesc.ofNamed(
                ConstantDescs.ofConstantBootstrap(
                        ClassDesc.of("java.lang.invoke.ConstantBootstraps"), "invoke", ConstantDescs.CD_Object,
                        ConstantDescs.CD_MethodHandle, ConstantDescs.CD_Object.arrayType()),
                "x",
                ConstantDescs.CD_String,
                MethodHandleDesc.ofMethod(
                        DirectMethodHandleDesc.Kind.STATIC,
                        ClassDesc.of("java.lang.System"),
                        "lineSeparator",
                        MethodTypeDesc.of(ConstantDescs.CD_String)));
        assertThat(problems(code -> code.aconst_null()
                        .invokedynamic(DynamicCallSiteDesc.of(
                                ConstantDescs.ofCallsiteBootstrap(
                                        factory, "makeConcatWithConstants", ConstantDescs.CD_CallSite,
                                        ConstantDescs.CD_String, ConstantDescs.CD_Object.arrayType()),
                                "makeConcatWithConstants",
                                one,
                                "\1\2",
                                evil))
                        .pop()
                        .return_()))
                .containsExactly("tradewind.risk.Evil.m joins more than one text with constants");
        assertThat(problems(code -> code.loadConstant(evil).pop().return_()))
                .containsExactly("tradewind.risk.Evil.m loads a method handle or a computed constant");
    }

    @Test
    void castsAndConstantsOfForeignClassesAreRefused() {
        assertThat(problems(code ->
                        code.aconst_null().checkcast(ClassDesc.of("java.lang.Runtime")).pop().return_()))
                .containsExactly("tradewind.risk.Evil.m names the class java.lang.Runtime");
        assertThat(problems(code -> code.loadConstant(ClassDesc.of("java.lang.Runtime")).pop().return_()))
                .containsExactly("tradewind.risk.Evil.m names the class java.lang.Runtime");
    }

    @Test
    void nativeAndSynchronizedMethodsAndFinalizersAreRefused() {
        assertThat(problemsOfClass(builder -> builder.withMethod(
                        "n", NOTHING, ClassFile.ACC_NATIVE | ClassFile.ACC_PUBLIC, method -> {})))
                .containsExactly("tradewind.risk.Evil.n is native or synchronized");
        assertThat(problemsOfClass(builder -> builder.withMethodBody(
                        "finalize", NOTHING, ClassFile.ACC_PUBLIC, CodeBuilder::return_)))
                .containsExactly("tradewind.risk.Evil.finalize runs when the class is collected");
        assertThat(problemsOfClass(builder -> builder.withInterfaceSymbols(ClassDesc.of("java.lang.Runnable"))))
                .containsExactly("tradewind.risk.Evil implements java.lang.Runnable");
    }

    /** Whatever the bytes, the answer is a list, never an exception. */
    @Property(tries = 3_000)
    void brokenClassFilesAreRefusedOrHarmless(@ForAll long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        byte[] bytes = VALID.clone();
        int flips = 1 + random.nextInt(6);
        for (int i = 0; i < flips; i++) {
            bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
        }

        assertThat(ByteCodeCheck.problems(new CompiledRules(List.of(), Map.of(NAME, bytes)))).isNotNull();
    }

    private static final byte[] VALID = ClassFile.of().build(SELF, builder -> {
        method(builder, "a", code -> code.ldc("text").pop().invokestatic(SELF, "b", NOTHING).return_());
        method(builder, "b", code -> {
            Label end = code.newLabel();
            code.iconst_1().ifeq(end).iconst_3().anewarray(ConstantDescs.CD_String).pop();
            code.labelBinding(end).return_();
        });
    });
}
