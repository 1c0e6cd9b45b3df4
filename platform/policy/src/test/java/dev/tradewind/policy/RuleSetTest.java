package dev.tradewind.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tradewind.engine.policy.Check;
import dev.tradewind.engine.policy.Reason;
import dev.tradewind.engine.policy.Verdict;
import dev.tradewind.policy.compile.CompiledRules;
import dev.tradewind.policy.compile.RuleBase;
import dev.tradewind.policy.compile.RuleCache;
import java.io.IOException;
import java.lang.classfile.ClassFile;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Hash, cache and loading. */
final class RuleSetTest {
    @TempDir
    Path cache;

    @TempDir
    Path folder;

    @Test
    void theSecondLoadComesFromTheCacheAndJudgesAlike() {
        RuleSet first = RuleSet.load(Orders.SHIPPED, cache);
        RuleSet second = RuleSet.load(Orders.SHIPPED, cache);

        assertThat(first.isFromCache()).isFalse();
        assertThat(second.isFromCache()).isTrue();
        assertThat(second.hash()).isEqualTo(first.hash());
        assertThat(second.rules()).isEqualTo(first.rules());
        Check check = Orders.ordinary();
        check.setNotional(1e9);
        try (DroolsPolicy fresh = first.newPolicy();
                DroolsPolicy kept = second.newPolicy()) {
            assertThat(kept.judge(check)).isEqualTo(fresh.judge(check));
            assertThat(kept.judge(Orders.ordinary())).isSameAs(Verdict.ALLOW);
        }
    }

    @Test
    void aDamagedCacheIsCompiledAnewWithoutAWord() throws IOException {
        RuleSet.load(Orders.SHIPPED, cache);
        Path file = onlyFile();
        byte[] good = Files.readAllBytes(file);
        Random random = new Random(7);
        for (int round = 0; round < 8; round++) {
            byte[] bad = round == 0 ? new byte[0] : good.clone();
            if (round > 0) {
                bad[random.nextInt(bad.length)] ^= 0x20;
            }
            Files.write(file, bad);
            RuleSet loaded = RuleSet.load(Orders.SHIPPED, cache);
            assertThat(loaded.isFromCache()).isFalse();
            assertThat(Files.size(file)).isGreaterThan(1_000);
        }
        assertThat(RuleSet.load(Orders.SHIPPED, cache).isFromCache()).isTrue();
    }

    @Test
    void aKeptClassThatCallsTheSystemIsNeverLoadedAndTheRulesAreCompiledAnew() throws IOException {
        RuleSet.load(Orders.SHIPPED, cache);
        String ruleHash = RulesFolder.read(Orders.SHIPPED, new ArrayList<>()).ruleHash();
        RuleCache kept = new RuleCache(cache);
        RuleCache.Kept good = kept.read(ruleHash).orElseThrow();
        String condition = good.compiled().classes().keySet().stream()
                .filter(name -> name.contains(".LambdaPredicate"))
                .findFirst()
                .orElseThrow();
        String model = good.compiled().models().getFirst();
        for (String name : List.of("tradewind.Screen", condition, model)) {
            Map<String, byte[]> classes = new TreeMap<>(good.compiled().classes());
            classes.put(name, Exits.named(name));
            CompiledRules evil = new CompiledRules(good.compiled().models(), classes);
            kept.write(ruleHash, new RuleCache.Kept(good.rules(), evil));

            RuleSet loaded = RuleSet.load(Orders.SHIPPED, cache);

            // Classes of the network are not loaded, and so not checked, before a rule speaks.
            assertThat(loaded.isFromCache()).isEqualTo(name.equals(model));
            Check check = Orders.ordinary();
            check.setNotional(1e9);
            try (DroolsPolicy policy = loaded.newPolicy()) {
                assertThat(policy.judge(Orders.ordinary())).isSameAs(Verdict.ALLOW);
                assertThat(policy.judge(check).reasons()).extracting(Reason::code).contains("ORDER_NOTIONAL");
            }
        }
    }

    /** Writes a class that ends the process when it is initialised. */
    private static final class Exits {
        static byte[] named(String name) {
            return ClassFile.of().build(ClassDesc.of(name), type -> type.withMethodBody(
                    ConstantDescs.CLASS_INIT_NAME, ConstantDescs.MTD_void, ClassFile.ACC_STATIC, code -> code.iconst_1()
                            .invokestatic(
                                    ClassDesc.of("java.lang.System"),
                                    "exit",
                                    MethodTypeDesc.of(ConstantDescs.CD_void, ConstantDescs.CD_int))
                            .return_()));
        }
    }

    @Test
    void compiledRulesUnderTheNameOfOthersAreNotUsed() throws IOException {
        RuleSet loose = Folders.load(folder, Folders.rule("Loose", "LOOSE", "notional > 1000000"));
        RuleCache kept = new RuleCache(cache);
        RuleSet.load(folder, cache);
        Path file = onlyFile();
        Path ofShipped = kept.file(RulesFolder.read(Orders.SHIPPED, new ArrayList<>()).ruleHash());
        Files.move(file, ofShipped);

        RuleSet shipped = RuleSet.load(Orders.SHIPPED, cache);

        assertThat(shipped.isFromCache()).isFalse();
        assertThat(shipped.rules()).isNotEqualTo(loose.rules());
    }

    @Test
    void compiledRulesThatAnotherUserMayHaveWrittenAreNotUsed() throws IOException {
        RuleSet.load(Orders.SHIPPED, cache);
        Path file = onlyFile();

        for (String permissions : List.of("rw-rw----", "rw----rw-")) {
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(permissions));
            assertThat(RuleSet.load(Orders.SHIPPED, cache).isFromCache()).as(permissions).isFalse();
        }
        assertThat(Files.getPosixFilePermissions(file)).isEqualTo(PosixFilePermissions.fromString("rw-------"));
        assertThat(RuleSet.load(Orders.SHIPPED, cache).isFromCache()).isTrue();
    }

    @Test
    void aLinkAmongCompiledRulesIsNotFollowed(@TempDir Path elsewhere) throws IOException {
        RuleSet.load(Orders.SHIPPED, cache);
        Path file = onlyFile();
        Files.move(file, elsewhere.resolve("kept"));
        Files.createSymbolicLink(file, elsewhere.resolve("kept"));

        assertThat(RuleSet.load(Orders.SHIPPED, cache).isFromCache()).isFalse();
        assertThat(file).isRegularFile();
    }

    @Test
    void theFolderOfCompiledRulesIsMadeForThisUserAlone() throws IOException {
        Path made = cache.resolve("new/rules");
        RuleSet.load(Orders.SHIPPED, made);

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(made))).isEqualTo("rwx------");
    }

    @Test
    void aModelThatIsNoClassOfTheRulesIsNotInstantiated() throws IOException {
        RuleSet.load(Orders.SHIPPED, cache);
        String ruleHash = RulesFolder.read(Orders.SHIPPED, new ArrayList<>()).ruleHash();
        RuleCache kept = new RuleCache(cache);
        RuleCache.Kept good = kept.read(ruleHash).orElseThrow();
        CompiledRules evil = new CompiledRules(
                List.of("org.drools.model.impl.RuleBuilder"), good.compiled().classes());
        kept.write(ruleHash, new RuleCache.Kept(good.rules(), evil));

        assertThat(kept.read(ruleHash)).isEmpty();
        assertThat(RuleSet.load(Orders.SHIPPED, cache).isFromCache()).isFalse();
        assertThatThrownBy(() -> RuleBase.of(evil)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void aCacheThatCannotBeWrittenIsDoneWithout() throws IOException {
        Path file = Files.writeString(cache.resolve("file"), "not a folder");

        assertThat(RuleSet.load(Orders.SHIPPED, file).isFromCache()).isFalse();
    }

    @Test
    void aChangedLimitChangesTheHashButNeedsNoCompilation() throws IOException {
        Folders.copy(Orders.SHIPPED, folder);
        RuleSet before = RuleSet.load(folder, cache);
        Path limits = folder.resolve(RulesFolder.LIMITS);
        Files.writeString(limits, Files.readString(limits).replace("*,*,*,100000,", "*,*,*,40,"));

        RuleSet after = RuleSet.load(folder, cache);

        assertThat(after.hash()).isNotEqualTo(before.hash()).hasSize(64);
        assertThat(after.isFromCache()).isTrue();
        try (DroolsPolicy policy = after.newPolicy()) {
            assertThat(policy.ruleSet()).isEqualTo(after.hash());
            assertThat(policy.judge(Orders.ordinary()).reasons())
                    .extracting(Reason::code)
                    .containsExactly("ORDER_NOTIONAL");
        }
    }

    @Test
    void aChangedRuleIsCompiledAnew() throws IOException {
        Folders.copy(Orders.SHIPPED, folder);
        RuleSet.load(folder, cache);
        Path rules = folder.resolve("risk/size.drl");
        Files.writeString(rules, Files.readString(rules).replace("notional > limits", "notional > 0 * limits"));

        RuleSet after = RuleSet.load(folder, cache);

        assertThat(after.isFromCache()).isFalse();
        try (DroolsPolicy policy = after.newPolicy()) {
            assertThat(policy.judge(Orders.ordinary()).reasons())
                    .extracting(Reason::code)
                    .containsExactly("ORDER_NOTIONAL");
        }
    }

    @Test
    void theHashDependsOnContentAloneNotOnTheFolder() throws IOException {
        Folders.copy(Orders.SHIPPED, folder);

        assertThat(RuleSet.load(folder, cache).hash()).isEqualTo(RuleSet.load(Orders.SHIPPED, cache).hash());
    }

    @Test
    void everyProblemOfAFolderIsReportedAtOnce() throws IOException {
        Folders.copyTables(folder);
        Folders.write(folder.resolve("risk/a.drl"), Folders.risk(Folders.rule("A", "A", "notionl > 5")));
        Folders.write(folder.resolve("risk/b.drl"), Folders.risk(Folders.rule("B", "B", "pric > 5")));

        assertThatThrownBy(() -> DroolsPolicy.load(folder, cache))
                .isInstanceOfSatisfying(RuleException.class, e -> assertThat(e.problems())
                        .extracting(RuleProblem::place)
                        .isEqualTo(List.of("risk/a.drl:6:12", "risk/b.drl:6:12")))
                .hasMessage("risk/a.drl:6:12: there is no property `notionl` (did you mean `notional`?) (and 1 more)");
    }

    private Path onlyFile() throws IOException {
        try (Stream<Path> files = Files.list(cache)) {
            List<Path> all = files.toList();
            assertThat(all).hasSize(1);
            return all.getFirst();
        }
    }
}
