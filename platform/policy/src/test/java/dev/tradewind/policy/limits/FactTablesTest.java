package dev.tradewind.policy.limits;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tradewind.engine.policy.Check;
import dev.tradewind.engine.policy.Exposures;
import dev.tradewind.policy.RuleProblem;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The tables that a folder may have: what they say, what is wrong with them, and when they loosen. */
class FactTablesTest {
    private static FactTables tables(TableName name, String... rows) {
        List<RuleProblem> problems = new ArrayList<>();
        FactTables tables = FactTables.NONE.with(name, text(name, rows), problems);
        assertThat(problems).isEmpty();
        return tables;
    }

    private static String text(TableName name, String... rows) {
        return name.header() + "\n" + String.join("\n", rows);
    }

    private static List<String> problems(TableName name, String... rows) {
        List<RuleProblem> problems = new ArrayList<>();
        FactTables.NONE.with(name, text(name, rows), problems);
        return problems.stream().sorted().map(RuleProblem::toString).toList();
    }

    static long at(String time) {
        return Instant.parse(time).getEpochSecond() * 1_000_000_000L;
    }

    /** An order of main and sma for XYZ at XNYS. */
    private static Check asked(FactTables tables, long nanos) {
        return asked(tables, new Subject("main", "sma", "XYZ", "XNYS"), nanos);
    }

    private static Check asked(FactTables tables, Subject subject, long nanos) {
        Check check = new Check();
        check.setEventNanos(nanos);
        FactTables.fill(tables.facts(subject), check);
        return check;
    }

    @Test
    void withoutTablesNothingIsForbiddenAndNothingLocated() {
        for (long nanos : new long[] {Check.NO_TIME, 0, at("2026-03-08T12:00:00Z")}) {
            Check check = asked(FactTables.NONE, nanos);
            assertThat(check.isPermitted()).isTrue();
            assertThat(check.isWatched()).isFalse();
            assertThat(check.isSessionOpen()).isTrue();
            assertThat(check.getMinutesToClose()).isEqualTo(Check.VERY_LARGE);
            assertThat(check.isHalted()).isFalse();
            assertThat(check.getLocateQuantity()).isZero();
            assertThat(check.isKycValid()).isTrue();
            assertThat(check.isSanctioned() || check.isAmlReview()).isFalse();
            assertThat(check.isStrategyLive()).isTrue();
            assertThat(check.isOnProbation()).isFalse();
            assertThat(check.getProbationMaxOrderNotional()).isEqualTo(Check.VERY_LARGE);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "main, sma, XYZ, XNYS, true", "main, other, XYZ, XNYS, true", "main, other, XYZ, XLON, false",
        "main, other, ABC, XNYS, false", "fund, sma, ABC, XLON, true", "fund, other, ABC, XLON, false"
    })
    void anOrderIsPermittedWhereARowFitsEachOfItsNames(
            String account, String strategy, String symbol, String venue, boolean permitted) {
        FactTables tables = tables(TableName.PERMISSIONS, "main,*,XYZ,XNYS", "*,sma,*,*");
        Subject subject = new Subject(account, strategy, symbol, venue);
        assertThat(asked(tables, subject, 0).isPermitted()).isEqualTo(permitted);
        assertThat(tables.permissions().allows(subject)).isEqualTo(permitted);
    }

    @Test
    void aTableWithoutARowForbidsWhatNoTableAllows() {
        assertThat(asked(tables(TableName.PERMISSIONS), 0).isPermitted()).isFalse();
        assertThat(asked(tables(TableName.ACCOUNTS), 0).isKycValid()).isFalse();
        assertThat(asked(tables(TableName.ACCOUNTS), 0).getKycStatus()).isEqualTo("not listed");
        assertThat(asked(tables(TableName.STRATEGIES), 0).isStrategyLive()).isFalse();
        assertThat(asked(tables(TableName.SESSIONS), 0).isSessionOpen()).isTrue();
    }

    @Test
    void haltsHoldFromTheirFirstInstantUntilTheirLast() {
        FactTables tables = tables(TableName.HALTS, "XYZ,XNYS,2026-03-11T15:10:00Z,2026-03-11T15:40:00Z,news",
                "*,XNYS,2026-03-12T00:00:00Z,,closed for good");
        assertThat(asked(tables, at("2026-03-11T15:09:59Z")).isHalted()).isFalse();
        assertThat(asked(tables, at("2026-03-11T15:10:00Z")).getHaltReason()).isEqualTo("news");
        assertThat(asked(tables, at("2026-03-11T15:39:59Z")).isHalted()).isTrue();
        assertThat(asked(tables, at("2026-03-11T15:40:00Z")).isHalted()).isFalse();
        assertThat(asked(tables, at("2099-01-01T00:00:00Z")).getHaltReason()).isEqualTo("closed for good");
        assertThat(asked(tables, Check.NO_TIME).isHalted()).isTrue();
        assertThat(asked(tables, new Subject("main", "", "XYZ", "XLON"), at("2026-03-11T15:10:00Z")).isHalted())
                .isFalse();
    }

    @Test
    void locatesAddUpAndHoldOnTheirDaysAlone() {
        FactTables tables = tables(TableName.LOCATES, "main,XYZ,*,100,A,2026-03-10,2026-03-11", "main,XYZ,XNYS,5,B,,",
                "fund,XYZ,*,1000,A,,", "main,ABC,*,1000,A,,", "main,XYZ,XLON,1000,A,,");
        assertThat(asked(tables, at("2026-03-09T23:59:59Z")).getLocateQuantity()).isEqualTo(5);
        assertThat(asked(tables, at("2026-03-10T00:00:00Z")).getLocateQuantity()).isEqualTo(105);
        assertThat(asked(tables, at("2026-03-11T23:59:59Z")).getLocateQuantity()).isEqualTo(105);
        assertThat(asked(tables, at("2026-03-12T00:00:00Z")).getLocateQuantity()).isEqualTo(5);
        assertThat(asked(tables, Check.NO_TIME).getLocateQuantity()).isEqualTo(5);
    }

    @Test
    void anAccountHasItsOwnRowOrThatForAll() {
        FactTables tables = tables(TableName.ACCOUNTS, "*,pending,,no,yes,new",
                "main,verified,2026-03-11,yes,no,case 1");
        Check check = asked(tables, at("2026-03-11T23:59:59Z"));
        assertThat(check.isKycValid()).isTrue();
        assertThat(check.getKycStatus()).isEqualTo("verified");
        assertThat(check.isSanctioned()).isTrue();
        assertThat(check.isAmlReview()).isFalse();
        assertThat(check.getAccountNote()).isEqualTo("case 1");
        check = asked(tables, at("2026-03-12T00:00:00Z"));
        assertThat(check.isKycValid()).isFalse();
        assertThat(check.getKycStatus()).isEqualTo("expired");
        assertThat(asked(tables, Check.NO_TIME).isKycValid()).isFalse();
        check = asked(tables, new Subject("fund", "", "XYZ", "XNYS"), 0);
        assertThat(check.isKycValid() || check.isSanctioned()).isFalse();
        assertThat(check.isAmlReview()).isTrue();
    }

    @Test
    void aStrategyIsOnProbationUntilItsDaysAreOver() {
        FactTables tables = tables(TableName.STRATEGIES, "sma,2026-03-01,30,1000,2000,5", "old,,,,,");
        Check check = asked(tables, at("2026-02-28T12:00:00Z"));
        assertThat(check.isStrategyLive()).isFalse();
        assertThat(check.isOnProbation()).isTrue();
        assertThat(check.getStrategyAgeDays()).isEqualTo(-0.5);
        check = asked(tables, at("2026-03-01T00:00:00Z"));
        assertThat(check.isStrategyLive()).isTrue();
        assertThat(check.getProbationMaxOrderNotional()).isEqualTo(1000);
        assertThat(check.getProbationMaxPositionNotional()).isEqualTo(2000);
        assertThat(check.getProbationMaxOrdersPerMinute()).isEqualTo(5);
        assertThat(asked(tables, at("2026-03-30T23:59:59Z")).isOnProbation()).isTrue();
        check = asked(tables, at("2026-03-31T00:00:00Z"));
        assertThat(check.isOnProbation()).isFalse();
        assertThat(check.getStrategyAgeDays()).isEqualTo(30);
        assertThat(check.getProbationMaxOrderNotional()).isEqualTo(Check.VERY_LARGE);
        assertThat(asked(tables, Check.NO_TIME).isStrategyLive()).isFalse();
        check = asked(tables, new Subject("main", "old", "XYZ", "XNYS"), 0);
        assertThat(check.isStrategyLive()).isTrue();
        assertThat(check.getStrategyAgeDays()).isEqualTo(Check.VERY_LARGE);
    }

    @Test
    void whatIsSoldShortFollowsFromWhatWouldBeHeld() {
        Check check = new Check();
        check.setKind("EQUITY");
        check.setSide("SELL");
        check.setPositionQuantityAfter(0);
        assertThat(check.isShortSale()).isFalse();
        check.setPositionQuantityAfter(-3);
        assertThat(check.isShortSale()).isTrue();
        assertThat(check.getShortQuantityAfter()).isEqualTo(3);
        check.setKind("PERPETUAL");
        assertThat(check.isShortSale()).isFalse();
        check.setKind("SPOT");
        assertThat(check.isShortSale()).isTrue();
        check.setSide("BUY");
        assertThat(check.isShortSale()).isFalse();
        assertThat(check.getShortQuantityAfter()).isZero();
    }

    /** An account with these positions, each at venue V, in percent of equity. */
    private record Held(List<String> symbols, List<Double> percents) implements Exposures {
        @Override
        public int count() {
            return symbols.size();
        }

        @Override
        public String symbol(int index) {
            return symbols.get(index);
        }

        @Override
        public String venue(int index) {
            return "V";
        }

        @Override
        public double percentAfter(int index) {
            return percents.get(index);
        }
    }

    private static Check grouped(Facts facts, Exposures held) {
        Check check = new Check();
        check.tables().exposures(held);
        FactTables.fill(facts, check);
        return check;
    }

    @Test
    void aGroupIsUsedByAllThatIsHeldOfItAndTheOneThatIsUsedMostIsTold() {
        FactTables tables = tables(TableName.GROUPS, "a,X,*,1,50", "a,Y,V,0.5,50", "a,Y,*,0.1,50", "b,X,V,2,200",
                "b,Z,W,1,200");
        Facts facts = tables.facts(new Subject("main", "", "X", "V"));
        Check check = grouped(facts, new Held(List.of("X", "Y", "Z"), List.of(10.0, 30.0, 1000.0)));
        assertThat(check.getGroupName()).isEqualTo("a");
        assertThat(check.getGroupExposurePercentAfter()).isEqualTo(25);
        assertThat(check.getGroupMaxExposurePercent()).isEqualTo(50);
        assertThat(check.getGroupUsePercent()).isEqualTo(50);
        // The same account with one instrument more, and another account.
        check = grouped(facts, new Held(List.of("X", "Y", "Z", "Y"), List.of(10.0, 30.0, 0.0, 150.0)));
        assertThat(check.getGroupUsePercent()).isEqualTo(200);
        check = grouped(facts, new Held(List.of("Z", "X"), List.of(7.0, 30.0)));
        assertThat(check.getGroupName()).isEqualTo("a");
        assertThat(check.getGroupUsePercent()).isEqualTo(60);
        check = grouped(facts, new Held(List.of("X"), List.of(Check.VERY_LARGE)));
        assertThat(check.getGroupExposurePercentAfter()).isEqualTo(Check.VERY_LARGE);
        check = grouped(tables.facts(new Subject("main", "", "Z", "V")), new Held(List.of("Z"), List.of(9.0)));
        assertThat(check.getGroupName()).isEmpty();
        assertThat(check.getGroupUsePercent()).isZero();
        assertThat(tables.groups().concerns("Y", "Q")).isTrue();
        assertThat(tables.groups().concerns("Z", "V")).isFalse();
        Facts none = tables(TableName.GROUPS, "c,X,*,1,0").facts(new Subject("main", "", "X", "V"));
        assertThat(grouped(none, new Held(List.of("X"), List.of(0.0))).getGroupUsePercent()).isZero();
        assertThat(grouped(none, new Held(List.of("X"), List.of(0.1))).getGroupUsePercent())
                .isEqualTo(Check.VERY_LARGE);
    }

    @Test
    void everyMistakeNamesItsCell() {
        assertThat(problems(TableName.PERMISSIONS, "main,,XYZ,XNYS", "a,b,c", "a,b,c,d", "a,b,c,d")).containsExactly(
                "limits/permissions.csv:2:6: the strategy is empty (write a name, or * for any)",
                "limits/permissions.csv:3: 3 cells, the header has 4 (a row has one cell for each column, be it empty)",
                "limits/permissions.csv:5:1: a second row for the same key as line 4 (remove one)");
        assertThat(problems(TableName.WATCH, "X,*,why,,", "X,*,other,,")).containsExactly(
                "limits/watch.csv:3:1: a second row for the same key as line 2 (remove one)");
        assertThat(problems(TableName.SESSIONS, "A,*,mon-fry,9:30,24:00,Europe/Lodnon", "B,*,,00:00,25:00,+01:00"))
                .containsExactly(
                        "limits/sessions.csv:2:5: `mon-fry` is no weekday (write mon-fri, or mon wed fri, or daily)",
                        "limits/sessions.csv:2:13: `9:30` is no time of a day (write it as 09:30)",
                        "limits/sessions.csv:2:24: there is no zone `Europe/Lodnon` (did you mean `Europe/London`?)",
                        "limits/sessions.csv:3:5: the weekdays is empty (write mon-fri, or mon wed fri, or daily)",
                        "limits/sessions.csv:3:12: `25:00` is no time of a day (write it as 09:30)",
                        "limits/sessions.csv:3:18: there is no zone `+01:00`"
                                + " (write one such as America/New_York or UTC)");
        assertThat(problems(TableName.HOLIDAYS, "A,24.12.2026,,x", "A,2026-12-24,24:00,", "A,2026-12-24,,x"))
                .hasSize(4)
                .anyMatch(text -> text.startsWith("limits/holidays.csv:2:3: `24.12.2026` is not a date"))
                .anyMatch(text -> text.startsWith("limits/holidays.csv:3:14: `24:00` is no time"))
                .anyMatch(text -> text.startsWith("limits/holidays.csv:4:1: a second row"));
        assertThat(problems(TableName.HALTS, "A,B,,,", "A,C,2026-01-01,2026-01-02T00:00:00Z,r",
                        "A,B,2026-01-02T00:00:00Z,2026-01-02T00:00:00Z,r"))
                .containsExactly(
                        "limits/halts.csv:2:5: the from is empty (write in UTC when it begins, as"
                                + " 2026-01-31T14:30:00Z)",
                        "limits/halts.csv:2:7: the reason is empty (say why, for people)",
                        "limits/halts.csv:3:5: `2026-01-01` is not an instant (write it in UTC, as"
                                + " 2026-01-31T14:30:00Z)",
                        "limits/halts.csv:4:26: it ends before it begins (swap the two)");
        assertThat(problems(TableName.LOCATES, "*,X,*,-5,,2026-01-02,2026-01-01")).containsExactly(
                "limits/locates.csv:2:1: the account of a locate is never * (write a name)",
                "limits/locates.csv:2:7: `-5` is not a value for quantity (write up to 12 digits, and a point where it"
                        + " needs one, such as 2500 or 0.5)",
                "limits/locates.csv:2:10: the reference is empty (write who located it, or the number of the locate)",
                "limits/locates.csv:2:22: it ends before it begins (swap the two)");
        assertThat(problems(TableName.ACCOUNTS, "a,ok,,maybe,no,", "a,pending,2026-01-01,no,no,")).containsExactly(
                "limits/accounts.csv:2:3: `ok` is no value for kyc (write verified, pending, rejected or not-required)",
                "limits/accounts.csv:2:7: `maybe` is no value for sanctions (write yes or no)",
                "limits/accounts.csv:3:1: a second row for the same key as line 2 (remove one)",
                "limits/accounts.csv:3:11: only what is verified holds until a day (empty the cell)");
        assertThat(problems(TableName.STRATEGIES, "a,,30,,,", "b,2026-01-01,1.5,,unlimited,1")).containsExactly(
                "limits/strategies.csv:2:4: without a go-live day there is no probation (write the day, or empty the"
                        + " cell)",
                "limits/strategies.csv:3:14: probation lasts whole days, up to 3660 (write a number such as 30)",
                "limits/strategies.csv:3:18: the max-order-notional is empty (write a number)",
                "limits/strategies.csv:3:19: `unlimited` is not a value for max-position-notional (write up to 12"
                        + " digits, and a point where it needs one, such as 2500 or 0.5)");
        assertThat(problems(TableName.GROUPS, "a,*,*,1,50", "a,X,*,x,60")).containsExactly(
                "limits/groups.csv:2:3: the symbol in a group is never * (write a symbol)",
                "limits/groups.csv:3:7: `x` is not a value for weight (write up to 12 digits, and a point where it"
                        + " needs one, such as 2500 or 0.5)",
                "limits/groups.csv:3:9: line 2 says another limit for the same group (write the same in each row of a"
                        + " group)");
        List<RuleProblem> header = new ArrayList<>();
        FactTables.NONE.with(TableName.WATCH, "symbol,venu,reason,from,until\n", header);
        FactTables.NONE.with(TableName.HALTS, "", header);
        assertThat(header.getFirst().toString())
                .startsWith("limits/watch.csv:1:8: there is no column `venu` here (did you mean `venue`?");
        assertThat(header.getLast().toString()).startsWith("limits/halts.csv: the table is empty");
    }

    @Test
    void rowsThatOverlapAreWarnedAbout() {
        record Case(TableName name, String one, String other) {}
        List<Case> cases = List.of(
                new Case(TableName.PERMISSIONS, "*,*,XYZ,*", "main,*,XYZ,XNYS"),
                new Case(TableName.WATCH, "XYZ,*,a,2026-01-01,2026-02-01", "XYZ,XNYS,b,2026-02-01,"),
                new Case(TableName.SESSIONS, "A,*,mon-fri,09:00,12:00,UTC", "A,*,fri sat,11:59,13:00,UTC"),
                new Case(TableName.HOLIDAYS, "A,2026-01-01,,a", "*,2026-01-01,13:00,b"),
                new Case(TableName.HALTS, "X,A,2026-01-01T00:00:00Z,2026-01-02T00:00:00Z,a",
                        "*,A,2026-01-01T12:00:00Z,,b"),
                new Case(TableName.LOCATES, "main,X,*,5,A 1,,", "main,X,A,5,A 1,2026-01-01,"),
                new Case(TableName.GROUPS, "a,X,*,1,50", "a,X,A,0.5,50"));
        for (Case each : cases) {
            FactTables tables = tables(each.name(), each.one(), each.other());
            assertThat(tables.overlaps()).as(each.name().text()).singleElement().satisfies(problem -> {
                assertThat(problem.place()).isEqualTo(each.name().csv() + ":3");
                assertThat(problem.message()).startsWith("this row and line 2 ");
            });
            assertThat(tables(each.name(), each.one()).overlaps()).isEmpty();
        }
        assertThat(tables(TableName.SESSIONS, "A,*,mon-fri,09:00,12:00,UTC", "A,*,fri sat,12:00,13:00,UTC").overlaps())
                .isEmpty();
    }

    /** Objections of one table in place of the other; null texts stand for no table. */
    private static List<String> loosened(TableName name, List<String> before, List<String> after) {
        FactTables old = tables(name, before.toArray(String[]::new));
        FactTables now = tables(name, after.toArray(String[]::new));
        return now.loosened(old).getOrDefault(name, List.of("the same"));
    }

    @Test
    void aTableThatIsStricterForEverybodyIsATightening() {
        record Case(TableName name, List<String> before, List<String> after) {}
        List<Case> cases = List.of(
                new Case(TableName.PERMISSIONS, List.of("*,*,*,*"), List.of("main,*,*,XNYS", "main,*,*,XLON")),
                new Case(TableName.PERMISSIONS, List.of("*,*,*,*"), List.of()),
                new Case(TableName.WATCH, List.of(), List.of("XYZ,*,a,,")),
                new Case(TableName.HOLIDAYS, List.of("A,2026-01-01,,a"), List.of("A,2026-01-01,,a", "A,2026-01-02,,b")),
                new Case(TableName.HALTS, List.of(), List.of("*,A,2026-01-01T12:00:00Z,,b")),
                new Case(TableName.LOCATES, List.of("main,X,*,5,A,,", "main,X,*,9,B,,"),
                        List.of("main,X,*,4,A,2026-01-01,2026-01-05")),
                new Case(TableName.ACCOUNTS, List.of("*,verified,2026-01-05,no,no,"),
                        List.of("*,verified,2026-01-05,no,no,", "a,verified,2026-01-04,yes,no,",
                                "b,rejected,,no,yes,")),
                new Case(TableName.STRATEGIES, List.of("*,,,,,", "a,2026-01-01,30,100,200,5"),
                        List.of("*,,,,,", "a,2026-01-02,30,90,200,5", "b,2026-01-01,0,1,1,1")),
                new Case(TableName.GROUPS, List.of("a,X,*,1,50"),
                        List.of("a,X,*,1.5,40", "a,Y,*,1,40", "a,X,V,0.1,40", "b,X,*,1,500")));
        for (Case each : cases) {
            assertThat(loosened(each.name(), each.before(), each.after())).as(each.toString()).isEmpty();
            assertThat(loosened(each.name(), each.after(), each.before())).as("the reverse of " + each).isNotEmpty();
        }
    }

    @Test
    void whatAllowsAnybodyMoreIsAnObjection() {
        assertThat(loosened(TableName.PERMISSIONS, List.of("main,*,*,A"), List.of("main,*,*,*")))
                .containsExactly("the permission main,*,*,* is new");
        assertThat(loosened(TableName.WATCH, List.of("X,*,a,,"), List.of("X,*,a,,2026-01-01")))
                .containsExactly("the watch of X,*: a is gone");
        assertThat(loosened(TableName.SESSIONS, List.of("A,*,mon-fri,09:00,12:00,UTC"), List.of()))
                .containsExactly("the table of sessions is changed; add a halt or a holiday instead");
        assertThat(loosened(TableName.SESSIONS, List.of(), List.of("A,*,mon-fri,09:00,12:00,UTC"))).hasSize(1);
        assertThat(loosened(TableName.HOLIDAYS, List.of("A,2026-01-01,,a"), List.of("A,2026-01-01,13:00,a")))
                .containsExactly("the holiday A,2026-01-01: a is gone");
        assertThat(loosened(TableName.LOCATES, List.of("main,X,*,5,A,,"),
                        List.of("main,X,*,5,A,,", "main,X,*,5,A,2026-01-01,")))
                .containsExactly("the locate main,X,*: 5 by A from 2026-01-01 is new or larger");
        assertThat(loosened(TableName.ACCOUNTS, List.of("*,pending,,no,no,"),
                        List.of("*,pending,,no,no,", "a,verified,,no,no,")))
                .containsExactly("the table of accounts is milder for a");
        assertThat(loosened(TableName.ACCOUNTS, List.of("*,verified,,no,no,", "a,verified,,yes,no,"),
                        List.of("*,verified,,no,no,")))
                .containsExactly("the table of accounts is milder for a");
        assertThat(loosened(TableName.STRATEGIES, List.of("a,2026-01-01,30,100,200,5"),
                        List.of("a,2026-01-01,29,1,1,1")))
                .containsExactly("the table of strategies is milder for a");
        assertThat(loosened(TableName.STRATEGIES, List.of("a,2026-01-01,30,100,200,5"),
                        List.of("a,2026-01-01,31,100,201,5")))
                .containsExactly("the table of strategies is milder for a");
    }

    @Test
    void aTableThatIsGoneLetsThroughWhatItForbade() {
        Map<TableName, List<String>> objections = FactTables.NONE.loosened(tables(TableName.PERMISSIONS, "main,*,*,*"));
        assertThat(objections).containsOnlyKeys(TableName.PERMISSIONS);
        assertThat(objections.get(TableName.PERMISSIONS))
                .containsExactly("the table of permissions is gone, so that everything is permitted");
        objections = FactTables.NONE.loosened(tables(TableName.ACCOUNTS, "main,verified,,no,no,"));
        assertThat(objections.get(TableName.ACCOUNTS))
                .containsExactly("the table of accounts is milder for *");
        objections = FactTables.NONE.loosened(tables(TableName.STRATEGIES, "*,,,,,"));
        assertThat(objections.get(TableName.STRATEGIES)).isEmpty();
        assertThat(FactTables.NONE.loosened(FactTables.NONE)).isEmpty();
        assertThat(tables(TableName.PERMISSIONS, "main,*,*,*").loosened(FactTables.NONE).get(TableName.PERMISSIONS))
                .isEmpty();
    }
}
