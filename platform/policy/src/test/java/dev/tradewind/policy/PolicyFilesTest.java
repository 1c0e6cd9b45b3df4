package dev.tradewind.policy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tradewind.engine.policy.Check;
import dev.tradewind.engine.policy.Decision;
import dev.tradewind.engine.policy.Reason;
import dev.tradewind.engine.policy.Verdict;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Stream;
import org.apache.poi.ss.usermodel.Row;
import org.apache.poi.xssf.usermodel.XSSFSheet;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Folders with policies in plain sentences and tables in workbooks. */
final class PolicyFilesTest {
    private static final String POLICIES = """
            Policy "Large orders" (code LARGE_ORDER, hard, owner Risk, "No order is large")
            There is an order
              with a value above 2 percent of equity
              and an instrument that is one of BTCUSDT, ETHUSDT
            then deny "The order is worth {actual}, more than {limit}."

            Policy "New strategies" (code NEW_STRATEGY, soft, owner Desk, "A person looks", also for exits)
            There is an order with a strategy that is new
            then hold "The strategy {strategy} is new."

            Policy "Smaller" (code SMALLER, soft, owner Desk, "Half of the limit is enough at night")
            There is an order with a value above 50 percent of the limit max-order-notional
            then reduce to a value of 50 percent of the limit max-order-notional "Less."
            """;

    @TempDir
    private Path folder;

    @BeforeEach
    void aFolder() throws IOException {
        Folders.copyTables(folder);
        Folders.write(folder.resolve("risk/size.policy"), POLICIES);
        Folders.write(folder.resolve("risk/size.drl"), Folders.risk(Folders.rule("A", "A", "quantity > 1000")));
    }

    private static Check order(double notional) {
        Check check = Orders.ordinary();
        check.setNotional(notional);
        return check;
    }

    @Test
    void policiesJudgeBesideRulesAndComeFromTheCache(@TempDir Path cache) {
        for (boolean again : new boolean[] {false, true}) {
            RuleSet rules = RuleSet.load(folder, cache);
            assertThat(rules.isFromCache()).isEqualTo(again);
            assertThat(rules.rules()).extracting(RuleInfo::code)
                    .containsExactly("A", "LARGE_ORDER", "NEW_STRATEGY", "SMALLER");
            try (DroolsPolicy policy = rules.newPolicy()) {
                assertThat(policy.judge(order(200))).isSameAs(Verdict.ALLOW);
                assertThat(policy.judge(order(200.01)).reasons()).containsExactly(new Reason(
                        "LARGE_ORDER", Decision.DENY, 200.01, 200, "The order is worth 200.01, more than 200."));

                Check exit = order(1);
                exit.setStrategy("new");
                exit.setReducing(true);
                assertThat(policy.judge(exit).decision()).isEqualTo(Decision.HOLD);

                Check other = order(60_000);
                other.setSymbol("SOLUSDT");
                other.setQuantity(6);
                Verdict verdict = policy.judge(other);
                assertThat(verdict.decision()).isEqualTo(Decision.REDUCE);
                assertThat(String.valueOf(verdict.reducedTo())).isEqualTo("5");
            }
        }
    }

    @Test
    void aChangedPolicyIsCompiledAnewUnderAnotherHash(@TempDir Path cache) throws IOException {
        RuleSet before = RuleSet.load(folder, cache);
        Folders.write(folder.resolve("risk/size.policy"), POLICIES.replace("2 percent", "3 percent"));

        RuleSet after = RuleSet.load(folder, cache);

        assertThat(after.isFromCache()).isFalse();
        assertThat(after.hash()).isNotEqualTo(before.hash());
    }

    @Test
    void aCodeIsUsedOnceAcrossRulesAndPolicies() throws IOException {
        Folders.write(folder.resolve("compliance/more.policy"),
                "Policy \"B\" (code A, hard, owner Risk, \"d\") There is an order that is new then deny \"No.\"");

        assertThat(RuleChecker.check(folder)).extracting(RuleProblem::toString)
                .containsExactly("risk/size.drl:4: the code A is taken by compliance/more.policy:1"
                        + " (a code names one rule)");
    }

    @Test
    void aPolicyFileInAFolderThatIsNotReadIsNamed() throws IOException {
        Folders.write(folder.resolve("more.policy"), POLICIES);

        assertThat(RuleChecker.check(folder)).extracting(RuleProblem::toString).containsExactly(
                "more.policy: this file is in no folder that is read (move it to risk/ or compliance/, or remove it)");
    }

    private byte[] workbook() throws IOException {
        try (XSSFWorkbook book = new XSSFWorkbook()) {
            XSSFSheet sheet = book.createSheet("limits");
            List<String> lines = Files.readAllLines(Orders.SHIPPED.resolve("limits/limits.csv"));
            for (int r = 1; r < lines.size(); r++) {
                Row row = sheet.createRow(r - 1);
                String[] cells = lines.get(r).split(",", -1);
                for (int c = 0; c < cells.length; c++) {
                    if (cells[c].matches("[0-9.]+")) {
                        row.createCell(c).setCellValue(Double.parseDouble(cells[c]));
                    } else {
                        row.createCell(c).setCellValue(cells[c]);
                    }
                }
            }
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            book.write(bytes);
            return bytes.toByteArray();
        }
    }

    @Test
    void aWorkbookStandsInForATableButNotBesideIt() throws IOException {
        RuleSet text = RuleSet.load(folder);
        Files.write(folder.resolve("limits/limits.xlsx"), workbook());
        assertThat(RuleChecker.check(folder)).extracting(RuleProblem::toString)
                .containsExactly("limits/limits.xlsx: the same table stands in limits/limits.csv"
                        + " (remove one of them: only one can be in force)");

        Files.delete(folder.resolve("limits/limits.csv"));
        assertThat(RuleChecker.check(folder)).isEmpty();
        RuleSet sheet = RuleSet.load(folder);
        assertThat(sheet.limits().limits("a", "b", "c").getMaxLeverage())
                .isEqualTo(text.limits().limits("a", "b", "c").getMaxLeverage())
                .isEqualTo(1.1);
        assertThat(sheet.hash()).isNotEqualTo(text.hash());

        Files.move(folder.resolve("limits/limits.xlsx"), folder.resolve("limits/limits.XLSX"));
        assertThat(RuleChecker.check(folder)).extracting(RuleProblem::toString)
                .anyMatch(problem -> problem.startsWith("limits/limits.XLSX: a file's name ends in .drl"));
    }

    @Test
    void aFileThatIsHalfWrittenIsRefusedOrHoldsWholeRulesOnly() throws IOException {
        List<String> sources = new ArrayList<>(List.of(POLICIES));
        try (Stream<Path> walk = Files.walk(Orders.SHIPPED)) {
            for (Path file : walk.filter(path -> path.toString().endsWith(".drl")).sorted().toList()) {
                sources.add(Files.readString(file));
            }
        }
        for (String source : sources) {
            boolean policies = source.equals(POLICIES);
            String path = policies ? "risk/a.policy" : "risk/a.drl";
            for (int length = 0; length < source.length(); length += 3) {
                List<RuleProblem> problems = new ArrayList<>();
                String half = source.substring(0, length)
                        .replace("package tradewind.compliance", "package tradewind.risk");
                RulesFolder.of(java.util.Map.of(path, half.getBytes(StandardCharsets.UTF_8))).rules(problems);
                String rest = half.strip();
                boolean whole = policies
                        ? rest.isEmpty() || rest.endsWith(".\"")
                        : rest.endsWith("end") || !rest.contains("rule \"");
                assertThat(problems.isEmpty()).as("%s cut at %d", path, length).isIn(whole, false);
            }
        }
    }

    @Test
    void anEmptyFolderIsRefused(@TempDir Path empty) throws IOException {
        assertThat(RuleChecker.check(empty)).extracting(RuleProblem::toString)
                .contains(empty + ": holds no rules (put them in risk/ and compliance/, as *.drl or *.policy)");
    }

    /** As {@link LoaderMutationTest}, which tries rule files, with policies. */
    @Test
    void spoiledPoliciesAreRefusedAtAPlaceOrCompiledToHarmlessCode() {
        long seed = Long.getLong("tradewind.fuzz.seed", ThreadLocalRandom.current().nextLong());
        SplittableRandom random = new SplittableRandom(seed);
        RuleWriter writer = new RuleWriter(random);
        LoaderProperty property = new LoaderProperty(5, "risk/fuzz.policy");
        Canary canary = new Canary();
        canary.begin();
        int cases = 0;
        long end = System.nanoTime() + 3_000_000_000L;
        for (; System.nanoTime() < end || property.accepted() < 3; cases++) {
            String text = cases % 8 == 0 ? POLICIES.substring(0, POLICIES.indexOf("Policy \"New"))
                    : writer.spoiled(POLICIES, List.of(POLICIES));
            try {
                property.check(text.getBytes(StandardCharsets.UTF_8));
            } catch (RuntimeException | AssertionError e) {
                throw new AssertionError("-Dtradewind.fuzz.seed=" + seed + " fails with this file:\n" + text, e);
            }
        }
        System.out.printf("PolicyFilesTest: seed %d, %d files, %d accepted%n", seed, cases, property.accepted());
        canary.assertSilent();
    }
}
