package dev.tradewind.policy.compile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.CodeBuilder;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Each layer alone: what the check of the source would have refused reaches the compiler, and is refused behind it. */
final class LayersTest {
    private static final Path CORPUS = Path.of("src/test/resources/hostile");
    private static final String NAME = "tradewind.risk.Evil";

    /**
     * Tricks on whoever reads or trusts the rules, not on the machine: their code is harmless, and the source check
     * alone can refuse them.
     */
    private static final Set<String> HARMLESS_FOR_THE_MACHINE = Set.of(
            "annotation-expression.drl",
            "annotation-of-the-engine.drl",
            "any-object.drl",
            "cartesian-product.drl",
            "code-with-code.drl",
            "collector-as-a-fact.drl",
            "collector-assigned.drl",
            "dialect-of-the-package.drl",
            "empty.drl",
            "expression-in-a-sentence.drl",
            "extends.drl",
            "instance-of.drl",
            "label-and-break.drl",
            "latin-1.drl",
            "line-separator-in-a-comment.drl",
            "lookalike-letters.drl",
            "name-with-code.drl",
            "name-with-path.drl",
            "package-of-another-folder.drl",
            "return-early.drl",
            "switch-with-strings.drl",
            "template-in-a-sentence.drl",
            "terminal-escape.drl",
            "text-direction-in-a-comment.drl",
            "two-consequences.drl",
            "verdict-shadowed.drl",
            "zero-width-letters.drl");

    static List<String> names() throws IOException {
        try (Stream<Path> files = Files.list(CORPUS)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".drl") && !name.startsWith("many-") && !name.startsWith("long-"))
                    .sorted()
                    .toList();
        }
    }

    /** The file with its condition as the source check would print it, so that nothing but the attack is unusual. */
    private static String unchecked(String name) throws IOException {
        return new String(Files.readAllBytes(CORPUS.resolve(name)), StandardCharsets.UTF_8)
                .replace("Check( notional > 5 )", "Check( dev.tradewind.policy.Compare.above(notional, 5.0) )")
                .replace("@severity(HARD) @owner(\"Risk\") @description(\"d\")", "");
    }

    @Test
    void whatIsNoAttackPassesWithoutTheSourceCheck() {
        List<String> errors = new ArrayList<>();
        CompiledRules compiled = RuleCompiler.compile(Map.of("tradewind/risk/a.drl", """
                package tradewind.risk
                import dev.tradewind.engine.policy.Check
                global dev.tradewind.policy.VerdictCollector verdict
                rule "Fine" @code(X)
                when
                    Check( dev.tradewind.policy.Compare.above(notional, 5.0) )
                then
                    verdict.deny("no");
                end
                """), errors);

        assertThat(errors).isEmpty();
        assertThat(ByteCodeCheck.problems(compiled)).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("names")
    void withoutTheSourceCheckEachIsRefusedByTheCompilerOrTheByteCodeCheck(String name) throws IOException {
        List<String> errors = new ArrayList<>();
        CompiledRules compiled = RuleCompiler.compile(Map.of("tradewind/risk/" + name, unchecked(name)), errors);

        boolean refused = !errors.isEmpty() || !ByteCodeCheck.problems(compiled).isEmpty();
        assertThat(refused).isEqualTo(!HARMLESS_FOR_THE_MACHINE.contains(name));
    }

    @Test
    void theByteCodeCheckIsWhatRefusesMostOfThem() throws IOException {
        int checked = 0;
        for (String name : List.of("exit.drl", "exec.drl", "thread.drl", "while-true.drl", "eval.drl", "lock.drl")) {
            List<String> errors = new ArrayList<>();
            CompiledRules compiled = RuleCompiler.compile(Map.of("tradewind/risk/" + name, unchecked(name)), errors);
            assertThat(errors).as(name).isEmpty();
            assertThat(ByteCodeCheck.problems(compiled)).as(name).isNotEmpty();
            checked++;
        }
        assertThat(checked).isEqualTo(6);
    }

    private static Class<?> loadUnchecked(Consumer<CodeBuilder> code) throws ClassNotFoundException {
        byte[] bytes = ClassFile.of().build(
                ClassDesc.of(NAME),
                builder -> builder.withMethodBody(
                        "run",
                        MethodTypeDesc.of(ConstantDescs.CD_void),
                        ClassFile.ACC_STATIC | ClassFile.ACC_PUBLIC,
                        code));
        return new RuleClassLoader(Map.of(NAME, bytes), name -> List.of()).loadClass(NAME);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "java.lang.System", "java.lang.Runtime", "java.lang.ProcessBuilder", "java.lang.Thread",
                "java.lang.Class", "java.lang.ClassLoader", "java.lang.reflect.Method", "java.lang.Module",
                "java.lang.invoke.MethodHandles", "java.io.File", "java.io.ObjectInputStream", "java.nio.file.Files",
                "java.net.Socket", "java.net.URI", "java.util.ServiceLoader", "java.util.concurrent.Executors",
                "java.util.regex.Pattern", "javax.naming.InitialContext", "sun.misc.Unsafe",
                "org.kie.api.KieServices", "org.drools.core.impl.RuleBaseFactory", "org.drools.util.IoUtils",
                "org.drools.modelcompiler.dsl.flow.D", "org.drools.modelcompiler.consequence.DroolsImpl",
                "org.drools.model.codegen.ExecutableModelProject",
                "dev.tradewind.policy.RuleSet", "dev.tradewind.policy.compile.RuleCompiler",
                "dev.tradewind.engine.Engine", "dev.tradewind.sdk.value.Decimal"
            })
    void withoutTheByteCodeCheckAClassOfTheProgramDoesNotExistForRules(String hidden)
            throws ReflectiveOperationException {
        Class<?> evil = loadUnchecked(code -> code.new_(ClassDesc.of(hidden)).pop().return_());

        assertThatThrownBy(() -> evil.getMethod("run").invoke(null))
                .hasRootCauseInstanceOf(ClassNotFoundException.class)
                .rootCause()
                .hasMessage(hidden + " is hidden from rules");
    }

    @Test
    void withoutTheByteCodeCheckTheSystemCannotBeEnded() throws ReflectiveOperationException {
        Class<?> evil = loadUnchecked(code -> code.iconst_1()
                .invokestatic(
                        ClassDesc.of("java.lang.System"),
                        "exit",
                        MethodTypeDesc.of(ConstantDescs.CD_void, ConstantDescs.CD_int))
                .return_());

        assertThatThrownBy(() -> evil.getMethod("run").invoke(null))
                .hasRootCauseInstanceOf(ClassNotFoundException.class);
    }

    @Test
    void withTheByteCodeCheckTheSameClassIsNotEvenDefined() {
        byte[] bytes = ClassFile.of().build(
                ClassDesc.of(NAME),
                builder -> builder.withMethodBody(
                        "run",
                        MethodTypeDesc.of(ConstantDescs.CD_void),
                        ClassFile.ACC_STATIC,
                        code -> code.new_(ClassDesc.of("java.lang.Thread")).pop().return_()));

        assertThatThrownBy(() -> new RuleClassLoader(Map.of(NAME, bytes)).loadClass(NAME))
                .isInstanceOf(ClassFormatError.class)
                .hasMessage("refused byte code: tradewind.risk.Evil.run uses java.lang.Thread.<init>");
    }

    @Test
    void noResourceOfTheProgramIsSeen() throws IOException {
        RuleClassLoader loader = new RuleClassLoader(Map.of());

        assertThat(loader.getResource("java/lang/Object.class")).isNull();
        assertThat(loader.getResources("META-INF/MANIFEST.MF").hasMoreElements()).isFalse();
        assertThat(loader.getResourceAsStream("dev/tradewind/policy/RuleSet.class")).isNull();
    }
}
