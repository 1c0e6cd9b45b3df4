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
