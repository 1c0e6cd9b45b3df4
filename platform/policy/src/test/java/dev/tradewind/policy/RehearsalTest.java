package dev.tradewind.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tradewind.engine.ledger.CheckFacts;
import dev.tradewind.engine.policy.Check;
import dev.tradewind.engine.policy.Decision;
import dev.tradewind.engine.policy.Reason;
import dev.tradewind.engine.policy.Verdict;
import dev.tradewind.policy.limits.TableName;
import dev.tradewind.policy.rehearsal.Change;
import dev.tradewind.policy.rehearsal.Intent;
import dev.tradewind.policy.rehearsal.RecordedFacts;
import dev.tradewind.policy.rehearsal.Rehearsal;
import dev.tradewind.policy.rehearsal.RehearsalReport;
import dev.tradewind.sdk.value.Decimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RehearsalTest {
    @TempDir
    private Path folder;

    private static Intent intent(long id, Check check, Verdict verdict) {
        return new Intent(
                new Intent.Reference(check.getAccount(), id, 1_700_000_000_000_000_000L),
                new Intent.Words(
                        check.getStrategy(),
                        check.getSymbol(),
                        check.getVenue(),
                        check.getKind(),
                        check.getSide(),
                        check.getType(),
                        check.getTimeInForce(),
                        check.isAmendment()),
                new CheckFacts(Check.VOCABULARY_VERSION, check.numbers()),
                verdict);
    }

    private static Check order(double notional) {
        Check check = Orders.ordinary();
        check.setNotional(notional);
        return check;
    }

    private static Verdict verdict(Decision decision, String code) {
        return new Verdict(
                decision,
                decision == Decision.REDUCE ? Decimal.of(5) : null,
                decision == Decision.ALLOW
                        ? List.of()
                        : List.of(new Reason(code, decision, Double.NaN, Double.NaN, "then")));
    }

    private static RehearsalReport.Sample sample(RehearsalReport report, String code, Change change) {
        return report.byRule()
                .getOrDefault(code, Map.of())
                .getOrDefault(change, new RehearsalReport.Sample(0, List.of()));
    }

    @Test
    void eachKindOfChangeIsCountedByTheRuleThatMadeIt() throws Exception {
        RuleSet rules = Folders.load(
                folder,
                Folders.rule("Large", "LARGE", "notional > 1000"),
                Folders.rule("Odd", "ODD", "notional > 100 && notional <= 200", "verdict.hold(\"Wait.\");"),
                Folders.rule("Part", "PART", "$n : notional, $q : quantity, notional > 200 && notional <= 300",
                        "verdict.reduce($q, $n, $n, \"Less.\");"));
        try (Rehearsal rehearsal = new Rehearsal(rules)) {
            assertThat(rehearsal.add(intent(1, order(50), Verdict.ALLOW))).isEqualTo(Change.SAME);
            assertThat(rehearsal.add(intent(2, order(2_000), Verdict.ALLOW))).isEqualTo(Change.DENIED);
            assertThat(rehearsal.add(intent(3, order(2_000), verdict(Decision.DENY, "OLD")))).isEqualTo(Change.SAME);
            assertThat(rehearsal.add(intent(4, order(150), Verdict.ALLOW))).isEqualTo(Change.HELD);
            assertThat(rehearsal.add(intent(5, order(250), Verdict.ALLOW))).isEqualTo(Change.REDUCED);
            assertThat(rehearsal.add(intent(6, order(250), verdict(Decision.REDUCE, "OLD")))).isEqualTo(Change.REDUCED);
            assertThat(rehearsal.add(intent(7, order(50), verdict(Decision.DENY, "OLD")))).isEqualTo(Change.ALLOWED);
            assertThat(rehearsal.add(intent(8, order(150), verdict(Decision.DENY, "OLD")))).isEqualTo(Change.LOOSENED);
            RehearsalReport report = rehearsal.report();
            assertThat(report.intents()).isEqualTo(8);
            assertThat(report.count(Change.SAME)).isEqualTo(2);
            assertThat(report.loosened()).isEqualTo(2);
            assertThat(report.deniesEverything()).isFalse();
            assertThat(report.byRule()).containsOnlyKeys("LARGE", "ODD", "PART", "OLD");
            assertThat(sample(report, "LARGE", Change.DENIED).first())
                    .extracting(Intent.Reference::orderId)
                    .containsExactly(2L);
            assertThat(sample(report, "OLD", Change.ALLOWED).count()).isEqualTo(1);
            assertThat(sample(report, "PART", Change.REDUCED).count()).isEqualTo(2);
            assertThat(report.summary()).contains("of 8 recorded orders").contains("1 newly denied");
        }
    }

    @Test
    void whatWasNotRecordedMakesAnOrderNotEvaluableOnlyForRulesThatAskForIt() throws Exception {
        double[] numbers = order(50).numbers();
        Intent now = intent(1, order(50), Verdict.ALLOW);
        Intent old = new Intent(
                now.order(), now.words(),
                new CheckFacts(1, Arrays.copyOf(numbers, Check.numberNames().indexOf("dataFaults"))), now.verdict());
        RuleSet asks = Folders.load(folder, Folders.rule("Faulty", "FAULTY", "dataFaults > 0"));
        try (Rehearsal rehearsal = new Rehearsal(asks)) {
            assertThat(rehearsal.add(old)).isEqualTo(Change.SAME);
            rehearsal.add(now);
            assertThat(rehearsal.report().judged()).isEqualTo(1);
            assertThat(rehearsal.report().notEvaluable()).isEqualTo(Map.of("FAULTY asks for dataFaults", 1L));
            assertThat(rehearsal.report().summary()).contains("1 not evaluable");
        }
        // What tables give was not recorded then, and is known all the same.
        RuleSet young = Folders.load(folder, Folders.rule("Young", "YOUNG", "strategyAgeDays > 10"));
        try (Rehearsal rehearsal = new Rehearsal(young)) {
            assertThat(rehearsal.add(old)).isEqualTo(Change.DENIED);
        }
        // What else the account held was never recorded: only orders in a group need it.
        RuleSet asking = Folders.load(folder, Folders.rule("Grouped", "GROUPED", "groupUsePercent > 100"));
        RuleSet grouped = asking.with(Map.of(), Map.of(
                TableName.GROUPS, TableName.GROUPS.header() + "\ng," + now.words().symbol() + ",*,1,0\n"));
        try (Rehearsal without = new Rehearsal(asking);
                Rehearsal rehearsal = new Rehearsal(grouped)) {
            assertThat(without.add(now)).isEqualTo(Change.SAME);
            assertThat(without.report().notEvaluable()).isEmpty();
            assertThat(rehearsal.add(now)).isEqualTo(Change.SAME);
            assertThat(rehearsal.report().notEvaluable()).isEqualTo(Map.of("GROUPED asks for groupUsePercent", 1L));
        }
        Intent second = new Intent(now.order(), now.words(),
                new CheckFacts(2, Arrays.copyOf(numbers, Check.numberNames().indexOf("selfTradeQuantity"))),
                now.verdict());
        RuleSet wider = Folders.load(folder, Folders.rule("Range", "RANGE", "rangePercent == 0"));
        try (Rehearsal rehearsal = new Rehearsal(wider)) {
            rehearsal.add(old);
            rehearsal.add(second);
            assertThat(rehearsal.report().notEvaluable()).isEqualTo(Map.of("RANGE asks for rangePercent", 2L));
            assertThat(rehearsal.add(now)).isEqualTo(Change.DENIED);
        }
        RuleSet other = Folders.load(folder, Folders.rule("Large", "LARGE", "notional > 10"));
        try (Rehearsal rehearsal = new Rehearsal(other)) {
            assertThat(rehearsal.add(old)).isEqualTo(Change.DENIED);
        }
        Check broke = order(50);
        broke.setEquity(0);
        RuleSet known = Folders.load(folder, Folders.rule("Unknown", "UNKNOWN", "!equityKnown"));
        try (Rehearsal rehearsal = new Rehearsal(known)) {
            rehearsal.add(intent(3, broke, Verdict.ALLOW));
            rehearsal.add(now);
            assertThat(rehearsal.report().notEvaluable()).containsKey("UNKNOWN asks for equityKnown");
            assertThat(rehearsal.report().count(Change.SAME)).isEqualTo(1);
        }
        Intent newer = new Intent(now.order(), now.words(), new CheckFacts(9, new double[99]), now.verdict());
        try (Rehearsal rehearsal = new Rehearsal(known)) {
            assertThatThrownBy(() -> rehearsal.add(newer)).hasMessageContaining("upgrade");
        }
    }

    @Test
    void rulesThatDenyEverythingAreNamedAndARuleThatFailsIsSeen() throws Exception {
        RuleSet all = Folders.load(folder, Folders.rule("All", "ALL", "quantity > 0"));
        try (Rehearsal rehearsal = new Rehearsal(all)) {
            assertThat(rehearsal.report().deniesEverything()).isFalse();
            assertThat(rehearsal.report().summary()).contains("no order is recorded");
            rehearsal.add(intent(1, order(50), Verdict.ALLOW));
            rehearsal.add(intent(2, order(60), verdict(Decision.DENY, "OLD")));
            assertThat(rehearsal.report().deniesEverything()).isTrue();
            assertThat(rehearsal.report().summary()).contains("DENY EVERY ONE");
        }
        RuleSet failing = Folders.load(folder, Folders.rule("Fails", "FAILS", "limitPrice / stopPrice > 1"));
        try (Rehearsal rehearsal = new Rehearsal(failing)) {
            assertThat(rehearsal.add(intent(1, order(50), Verdict.ALLOW))).isEqualTo(Change.DENIED);
            assertThat(rehearsal.report().byRule()).containsKey(DroolsPolicy.POLICY_FAILURE);
        }
    }

    @Test
    void anExitIsRecognisedByWhatIsRecordedAndPassesAsItDidThen() throws Exception {
        RuleSet rules = Folders.load(folder, Folders.rule("All", "ALL", "quantity > 0"));
        Check exit = order(50);
        exit.setSide("SELL");
        exit.setPositionQuantity(2);
        exit.setPositionQuantityAfter(0);
        Check over = order(50);
        over.setSide("SELL");
        over.setPositionQuantity(2);
        over.setPositionQuantityAfter(-0.5);
        try (Rehearsal rehearsal = new Rehearsal(rules)) {
            assertThat(rehearsal.add(intent(1, exit, Verdict.ALLOW))).isEqualTo(Change.SAME);
            assertThat(rehearsal.add(intent(2, over, Verdict.ALLOW))).isEqualTo(Change.DENIED);
        }
    }

    @Test
    void theSameRulesSayTheSameOfEveryOrderAndQuickly() throws Exception {
        RuleSet rules = RuleSet.load(Orders.SHIPPED);
        Random random = new Random(3);
        try (DroolsPolicy policy = rules.newPolicy();
                Rehearsal rehearsal = new Rehearsal(rules)) {
            for (int i = 0; i < 20_000; i++) {
                Check check = order(random.nextInt(120_000));
                check.setEventNanos(1_700_000_000_000_000_000L);
                check.setPositionQuantity(random.nextInt(3) - 1);
                check.setPositionQuantityAfter(check.getPositionQuantity() + 0.001);
                check.setReducing(check.getPositionQuantity() < 0);
                check.setOrdersLastSecond(random.nextInt(12));
                rehearsal.add(intent(i, check, policy.judge(check)));
            }
            RehearsalReport report = rehearsal.report();
            assertThat(report.count(Change.SAME)).isEqualTo(20_000);
            assertThat(report.deniedNow()).isBetween(1_000L, 15_000L);
            assertThat(RecordedFacts.named(intent(1, order(5), Verdict.ALLOW).facts())).containsEntry("notional", 5.0);
        }
        Intent one = intent(1, order(50), Verdict.ALLOW);
        try (Rehearsal rehearsal = new Rehearsal(rules)) {
            for (int i = 0; i < 400_000; i++) {
                rehearsal.add(one);
            }
            System.out.printf("rehearsal from memory: %,.0f orders a second%n", rehearsal.report().perSecond());
        }
    }

    @Test
    void theDifferenceNamesFilesRulesAndRows() throws Exception {
        Folders.copy(Orders.SHIPPED, folder);
        Map<String, byte[]> before = RuleTrial.files(folder);
        assertThat(RuleDiff.of(before, before).isEmpty()).isTrue();
        Path limits = folder.resolve("limits/limits.csv");
        Files.writeString(
                limits,
                Files.readString(limits).replace("*,*,*,100000,", "*,*,*,50000,") + Folders.row("main,*,ETHUSDT,5"));
        Path restricted = folder.resolve("limits/restricted.csv");
        Files.writeString(restricted, Files.readString(restricted).stripTrailing() + "\nXYZ,*,watched,,\n");
        Files.writeString(folder.resolve("limits/permissions.csv"),
                "account,strategy,symbol,venue\nmain,*,*,BINANCE\n");
        Files.writeString(folder.resolve("limits/halts.csv"),
                "symbol,venue,from,until,reason\nXYZ,*,2026-01-05T15:00:00Z,,news\n");
        Path size = folder.resolve("risk/size.drl");
        Files.writeString(size, Files.readString(size).replace("The order is worth", "This order is worth"));
        Files.delete(folder.resolve("risk/loss.drl"));
        Files.writeString(folder.resolve("risk/new.drl"), Folders.risk(Folders.rule("New", "NEW", "quantity > 5")));
        assertThat(RuleDiff.of(before, RuleTrial.files(folder)).lines())
                .contains(
                        "+ file risk/new.drl",
                        "- file risk/loss.drl",
                        "~ file limits/limits.csv",
                        "+ rule NEW (New) in risk/new.drl:4",
                        "~ limits of *,*,*: max-order-notional 100000 -> 50000",
                        "+ limits of main,*,ETHUSDT: max-order-notional 5",
                        "+ restricted XYZ,*: watched",
                        "- permission *,*,*,*",
                        "+ permission main,*,*,BINANCE",
                        "+ halt XYZ,* from 2026-01-05T15:00:00Z: news")
                .anyMatch(line -> line.startsWith("~ rule ORDER_NOTIONAL"))
                .anyMatch(line -> line.startsWith("- rule "));
        Files.writeString(size, "rule");
        assertThat(RuleDiff.of(before, RuleTrial.files(folder)).lines())
                .anyMatch(line -> line.startsWith("! risk/size.drl:"));
    }
}
