package dev.tradewind.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TighteningTest {
    @TempDir
    private Path folder;

    private Path limits;
    private Path restricted;
    private Map<String, byte[]> before = Map.of();

    @BeforeEach
    void copyTheShippedRules() throws IOException {
        Folders.copy(Orders.SHIPPED, folder);
        limits = folder.resolve("limits/limits.csv");
        restricted = folder.resolve("limits/restricted.csv");
        before = RuleTrial.files(folder);
    }

    private List<String> objections() {
        return Tightening.objections(before, RuleTrial.files(folder));
    }

    private static void change(Path file, String from, String to) throws IOException {
        String text = Files.readString(file);
        assertThat(text).contains(from);
        Files.writeString(file, text.replace(from, to));
    }

    @Test
    void lowerLimitsMoreRulesAndMoreRestrictionsTighten() throws Exception {
        assertThat(objections()).isEmpty();
        change(limits, "*,*,*,100000,", "*,*,*,50000,");
        Files.writeString(limits, Files.readString(limits) + Folders.row("main,*,ETHUSDT,5"));
        Files.writeString(restricted, Files.readString(restricted).stripTrailing() + "\nXYZ,*,watched,,\n");
        Files.writeString(
                folder.resolve("risk/more.drl"),
                Folders.risk(Folders.rule("More", "MORE", "notional > limits.maxOrderNotional * 0.5")));
        assertThat(objections()).isEmpty();
    }

    @Test
    void aHigherLimitForAnybodyLoosens() throws Exception {
        Files.writeString(limits, Files.readString(limits) + Folders.row("main,*,ETHUSDT,500000"));
        assertThat(objections()).containsExactly("max-order-notional is higher for main,*,ETHUSDT");
    }

    @Test
    void aRowThatHidesALowerOneLoosensWhereBothHold() throws Exception {
        Files.writeString(limits, Files.readString(limits) + Folders.row("*,*,ETHUSDT,5"));
        before = RuleTrial.files(folder);
        // Lower than for everybody, and yet higher than what held for main and this symbol.
        Files.writeString(limits, Files.readString(limits) + Folders.row("main,*,*,50"));
        assertThat(objections()).containsExactly("max-order-notional is higher for main,*,ETHUSDT");
    }

    @Test
    void aRuleThatIsGoneOrChangedIsNoTightening() throws Exception {
        change(folder.resolve("risk/size.drl"), "@severity(HARD)", "@severity(SOFT)");
        assertThat(objections()).isNotEmpty().allMatch(text -> text.contains("is changed"));
        Files.delete(folder.resolve("risk/size.drl"));
        assertThat(objections()).contains("the rule ORDER_NOTIONAL is gone");
    }

    private void rows(String table, String... rows) throws IOException {
        Path file = folder.resolve("limits/" + table + ".csv");
        List<String> lines = Files.readAllLines(file).stream().filter(line -> !line.startsWith("#")).toList();
        Files.writeString(file, lines.getFirst() + "\n" + String.join("\n", rows) + "\n");
    }

    @Test
    void otherTablesThatOnlyForbidMoreTighten() throws Exception {
        rows("permissions", "main,*,*,BINANCE");
        rows("watch", "XYZ,*,rumour,,");
        rows("holidays", "XNYS,2026-12-25,,Christmas");
        rows("halts", "XYZ,*,2026-01-05T15:00:00Z,,news");
        rows("accounts", "*,not-required,,no,no,own account", "fund,verified,2026-12-31,yes,yes,case 12");
        rows("strategies", "*,,,,,", "new,2026-01-05,30,1000,2000,5");
        assertThat(objections()).isEmpty();
        before = RuleTrial.files(folder);
        Folders.copy(Orders.SHIPPED.resolve("limits"), folder.resolve("limits"));
        assertThat(objections()).containsExactly(
                "the permission *,*,*,* is new",
                "the watch of XYZ,*: rumour is gone",
                "the holiday XNYS,2026-12-25: Christmas is gone",
                "the halt XYZ,* from 2026-01-05T15:00:00Z: news is gone",
                "the table of accounts is milder for fund",
                "the table of strategies is milder for new");
    }

    @Test
    void aFolderThatGetsOrLosesATableIsComparedWithTheDefaultOfThatTable() throws Exception {
        Files.delete(folder.resolve("limits/permissions.csv"));
        Files.delete(folder.resolve("limits/accounts.csv"));
        Map<String, byte[]> without = RuleTrial.files(folder);
        assertThat(RuleSet.load(folder).warnings()).isEmpty();
        assertThat(Tightening.objections(without, before)).isEmpty();
        assertThat(objections()).singleElement().asString().contains("the table of permissions is gone");
    }

    @Test
    void whereARuleUsesWhatATableGivesTheOtherWayRoundMoreIsNotBelievedToTighten() throws Exception {
        for (String condition : List.of(
                "watched == false", "!watched", "watched != true", "watchReason == \"rumour\"",
                "watched || !watched", "!(watched && notional > 5)")) {
            Folders.write(folder.resolve("risk/odd.drl"), Folders.risk(Folders.rule("Odd", "ODD", condition)));
            Map<String, byte[]> old = RuleTrial.files(folder);
            rows("watch", "XYZ,*,rumour,,");
            assertThat(Tightening.objections(old, RuleTrial.files(folder))).as(condition).singleElement().asString()
                    .startsWith("the table of watch changed, and the rule ODD uses what it gives otherwise");
            rows("watch");
        }
        for (String condition : List.of("watched", "watched && notional > 5", "!(watched == false)")) {
            Folders.write(folder.resolve("risk/odd.drl"), Folders.risk(Folders.rule("Odd", "ODD", condition)));
            Map<String, byte[]> old = RuleTrial.files(folder);
            rows("watch", "XYZ,*,rumour,,");
            assertThat(Tightening.objections(old, RuleTrial.files(folder))).as(condition).isEmpty();
            rows("watch");
        }
    }

    @Test
    void numbersOfATableAreFollowedThroughSumsAndPositiveFactors() throws Exception {
        for (String condition : List.of(
                "notional > probationMaxOrderNotional * 0.5", "strategyAgeDays + 3 < 20", "!(strategyAgeDays >= 20)",
                "probationMaxOrderNotional + probationMaxPositionNotional < notional",
                "notional + price > strategyAgeDays / 2 - 5")) {
            assertThat(oddOnProbation(condition)).as(condition).isEmpty();
        }
        for (String condition : List.of(
                "notional < probationMaxOrderNotional", "strategyAgeDays > 20", "notional > 5 - strategyAgeDays",
                "notional > probationMaxOrderNotional * price", "strategyAgeDays == 3",
                "notional - probationMaxOrderNotional > 5", "notional > 5 / strategyAgeDays",
                "strategyAgeDays in (3, 4)")) {
            assertThat(oddOnProbation(condition)).as(condition).hasSize(1);
        }
    }

    private List<String> oddOnProbation(String condition) throws IOException {
        Folders.write(folder.resolve("risk/odd.drl"), Folders.risk(Folders.rule("Odd", "ODD", condition)));
        rows("strategies", "*,,,,,");
        Map<String, byte[]> old = RuleTrial.files(folder);
        rows("strategies", "*,,,,,", "new,2026-01-05,30,1000,2000,5");
        return Tightening.objections(old, RuleTrial.files(folder));
    }

    @Test
    void aRestrictionThatIsGoneIsNoTightening() throws Exception {
        String list = Files.readString(restricted).stripTrailing();
        Files.writeString(restricted, list + "\nXYZ,*,watched,,\n");
        before = RuleTrial.files(folder);
        Files.writeString(restricted, list + "\nXYZ,*,watched,,2030-01-01\n");
        assertThat(objections()).containsExactly("the restriction XYZ,*: watched is gone");
    }

    @Test
    void whereARuleUsesALimitOrTheListTheOtherWayRoundLessIsNotBelievedToTighten() throws Exception {
        for (String condition : List.of(
                "notional < limits.maxOrderNotional",
                "!(notional > limits.maxOrderNotional)",
                "notional > 5 - limits.maxOrderNotional",
                "notional > 5 / limits.maxOrderNotional",
                "notional - limits.maxOrderNotional > 5")) {
            Folders.write(folder.resolve("risk/odd.drl"), Folders.risk(Folders.rule("Odd", "ODD", condition)));
            Files.write(limits, before.get("limits/limits.csv"));
            Map<String, byte[]> old = RuleTrial.files(folder);
            change(limits, "*,*,*,100000,", "*,*,*,50000,");
            assertThat(Tightening.objections(old, RuleTrial.files(folder))).as(condition).hasSize(1);
        }
        for (String condition : List.of(
                "!(notional <= limits.maxOrderNotional)", "limits.maxOrderNotional / 2 < notional")) {
            Folders.write(folder.resolve("risk/odd.drl"), Folders.risk(Folders.rule("Odd", "ODD", condition)));
            Files.write(limits, before.get("limits/limits.csv"));
            Map<String, byte[]> old = RuleTrial.files(folder);
            change(limits, "*,*,*,100000,", "*,*,*,50000,");
            assertThat(Tightening.objections(old, RuleTrial.files(folder))).as(condition).isEmpty();
        }
        for (String condition : List.of("!restricted && notional > 5", "restricted != true && notional > 5")) {
            Folders.write(folder.resolve("risk/odd.drl"), Folders.risk(Folders.rule("Odd", "ODD", condition)));
            Map<String, byte[]> old = RuleTrial.files(folder);
            Files.writeString(restricted, Files.readString(restricted).stripTrailing() + "\nXYZ,*,watched,,\n");
            assertThat(Tightening.objections(old, RuleTrial.files(folder))).as(condition).hasSize(1);
            Files.write(restricted, before.get("limits/restricted.csv"));
        }
    }
}
