package dev.tradewind.policy.compile;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.classfile.ClassBuilder;
import java.lang.classfile.ClassFile;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.Label;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
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
}
