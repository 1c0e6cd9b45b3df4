package dev.tradewind.policy.limits;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tradewind.engine.policy.Check;
import dev.tradewind.engine.policy.Limits;
import dev.tradewind.engine.policy.Limits.Limit;
import dev.tradewind.policy.RuleProblem;
import dev.tradewind.policy.RuleSet;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class TablesTest {
    private static final Path SHIPPED = Path.of(System.getProperty("tradewind.root", "../.."), "rules");

    @TempDir
    Path folder;

    private static final String HEADER = "account,strategy,symbol,max-order-notional,max-order-quantity,"
            + "max-price-deviation-percent,max-reference-age-seconds,max-position-notional,max-leverage,"
            + "max-orders-per-second,max-orders-per-minute,max-duplicates-per-second,max-open-orders,"
            + "max-day-loss-percent,max-drawdown-percent\n";
    private static final String BASE = "*,*,*,1,2,3,4,5,6,7,8,9,10,11,12\n";
    private static final String EMPTY = ",,,,,,,,,,,\n";

    private static LimitsTable table(String rows) {
        List<RuleProblem> problems = new ArrayList<>();
        LimitsTable table = LimitsTable.parse("limits/limits.csv", HEADER + rows, problems);
        assertThat(problems).isEmpty();
        return table;
    }

    private static String problem(String source) {
        List<RuleProblem> problems = new ArrayList<>();
        LimitsTable.parse("limits/limits.csv", source, problems);
        assertThat(problems).isNotEmpty();
        return problems.getFirst().toString();
    }

    @ParameterizedTest
    @CsvSource({
        "a, s, BTC, 17", "a, s, ETH, 16", "a, t, BTC, 15", "a, t, ETH, 14", "b, s, BTC, 13", "b, s, ETH, 12",
        "b, t, BTC, 11", "b, t, ETH, 1"
    })
    void accountOutranksStrategyOutranksSymbol(String account, String strategy, String symbol, double expected) {
        LimitsTable table = table("a,*,*,14" + EMPTY + BASE + "*,*,BTC,11" + EMPTY + "a,s,BTC,17" + EMPTY + "*,s,*,12"
                + EMPTY + "a,*,BTC,15" + EMPTY + "*,s,BTC,13" + EMPTY + "a,s,*,16" + EMPTY);

        assertThat(table.limits(account, strategy, symbol).getMaxOrderNotional()).isEqualTo(expected);
        assertThat(table.limits(account, strategy, symbol).getMaxDrawdownPercent()).isEqualTo(12);
    }

    @Test
    void eachColumnIsItsOwnLimitAndUnlimitedLiftsOne() {
        LimitsTable table = table(BASE + "vip,*,*,unlimited" + EMPTY);

        for (Limit limit : Limit.values()) {
            assertThat(table.limits("x", "y", "z").value(limit))
                    .isEqualTo(limit.isOptional() ? limit.unstated() : limit.ordinal() + 1);
        }
        assertThat(table.limits("vip", "y", "z").getMaxOrderNotional()).isInfinite();
        assertThat(table.limits("vip", "y", "z").getMaxOrderQuantity()).isEqualTo(2);
    }

    @Test
    void aTableThatIsOlderThanALimitHasWhatIsShipped() throws IOException {
        RuleSet shipped = RuleSet.load(SHIPPED);
        assertThat(shipped.limits().unstated()).isEmpty();
        assertThat(shipped.warnings()).isEmpty();
        Limits now = shipped.limits().limits("*", "*", "*");
        LimitsTable old = table(BASE);
        for (Limit limit : Limit.values()) {
            assertThat(old.unstated().contains(limit)).isEqualTo(limit.isOptional());
            if (limit.isOptional()) {
                assertThat(now.value(limit)).as(limit.column()).isEqualTo(limit.unstated());
            }
        }

        Path limits = folder.resolve("limits/limits.csv");
        Files.createDirectories(folder.resolve("risk"));
        Files.createDirectories(limits.getParent());
        Files.copy(SHIPPED.resolve("risk/market.drl"), folder.resolve("risk/market.drl"));
        Files.copy(SHIPPED.resolve("limits/restricted.csv"), folder.resolve("limits/restricted.csv"));
        Files.writeString(limits, HEADER + BASE);
        assertThat(RuleSet.load(folder).warnings()).hasSize(5).extracting(RuleProblem::toString)
                .contains("limits/limits.csv: there is no column max-range-percent, so that 30 holds for everybody"
                        + " (add the column to change that)");

        Files.writeString(limits, HEADER.replace("\n", ",max-range-percent\n") + BASE.replace("\n", ",5\n"));
        assertThat(RuleSet.load(folder).warnings()).hasSize(4);
        assertThat(RuleSet.load(folder).limits().limits("a", "b", "c").getMaxRangePercent()).isEqualTo(5);
        assertThat(problem(HEADER.replace("\n", ",max-range-percent\n") + BASE.replace("\n", ",\n")))
                .contains("the row *,*,* gives no max-range-percent");
    }

    @Test
    void everyMistakeNamesItsCell() {
        assertThat(problem(HEADER + BASE.replace(",3,", ",3x,")))
                .startsWith("limits/limits.csv:2:11: `3x` is not a value for max-price-deviation-percent");
        assertThat(problem(HEADER + BASE.replace(",3,", ",-3,"))).startsWith("limits/limits.csv:2:11: `-3`");
        assertThat(problem(HEADER + BASE.replace(",3,", ",NaN,"))).startsWith("limits/limits.csv:2:11: `NaN`");
        assertThat(problem(HEADER + BASE.replace(",3,", ",,")))
                .startsWith("limits/limits.csv:2:11: the row *,*,* gives no max-price-deviation-percent");
        assertThat(problem(HEADER.replace("max-leverage", "max-levrage") + BASE))
                .contains(":1:139: there is no column `max-levrage` (did you mean `max-leverage`?)");
        assertThat(problem(HEADER.replace(",max-leverage", "") + BASE)).contains("column `max-leverage` is missing");
        assertThat(problem(HEADER + BASE + "a,*,*,1\n")).startsWith("limits/limits.csv:3: 4 cells, the header has 15");
        assertThat(problem(HEADER + BASE + BASE)).startsWith("limits/limits.csv:3:1: a second row for the same key");
        assertThat(problem(HEADER + "a,*,*,1" + EMPTY)).contains("the row *,*,* is missing");
        assertThat(problem(HEADER + BASE + ",*,*,1" + EMPTY)).startsWith("limits/limits.csv:3:1: the account is empty");
        assertThat(problem("")).contains("the table is empty");
        assertThat(problem(HEADER + BASE + "\"a,*,*,1" + EMPTY)).contains(":3:1: this quoted cell is not closed");
    }

    @Test
    void aPartOfANameIsNoName() {
        assertThat(problem(HEADER + BASE + "*,sma*,*,1" + EMPTY))
                .startsWith("limits/limits.csv:3:3: `sma*` is no name of a strategy: a * alone stands for any");
        assertThat(problem(HEADER + BASE + "**,*,*,1" + EMPTY)).contains("`**` is no name of an account");
    }

    @Test
    void aRestrictionIsForASymbolSinceOneForAnyWouldHoldForNone() {
        for (TableName table : List.of(TableName.WATCH, TableName.PERMISSIONS)) {
            List<RuleProblem> problems = new ArrayList<>();
            String columns = table == TableName.WATCH ? "symbol,venue,reason,from,until\n*,*,any,,\nBTC*,*,a * b,,\n"
                    : "account,strategy,symbol,venue\n*,*,*,*\n*,*,BTC*,BIN*\n";
            FactTables.NONE.with(table, columns, problems);
            assertThat(problems).extracting(RuleProblem::message).containsExactly(
                    table == TableName.WATCH ? "the symbol of this list is never *"
                            : "`BTC*` is no name of a symbol: a * alone stands for any, and never for a part of one",
                    table == TableName.WATCH
                            ? "`BTC*` is no name of a symbol: a * alone stands for any, and never for a part of one"
                            : "`BIN*` is no name of a venue: a * alone stands for any, and never for a part of one");
        }
    }

    private static RestrictedList list(String rows) {
        List<RuleProblem> problems = new ArrayList<>();
        RestrictedList list =
                RestrictedList.parse("limits/restricted.csv", "symbol,venue,reason,from,until\n" + rows, problems);
        assertThat(problems).isEmpty();
        return list;
    }

    private static long at(String time) {
        return Instant.parse(time).getEpochSecond() * 1_000_000_000L;
    }

    @Test
    void aRestrictionHoldsOnBothItsDaysAndNotBeforeOrAfter() {
        RestrictedList list = list("LUNA,*,\"halted, see case 12\",2022-05-12,2022-05-13\n");

        assertThat(list.reason("LUNA", "BINANCE", at("2022-05-11T23:59:59Z"))).isNull();
        assertThat(list.reason("LUNA", "BINANCE", at("2022-05-12T00:00:00Z"))).isEqualTo("halted, see case 12");
        assertThat(list.reason("LUNA", "BINANCE", at("2022-05-13T23:59:59Z"))).isEqualTo("halted, see case 12");
        assertThat(list.reason("LUNA", "BINANCE", at("2022-05-14T00:00:00Z"))).isNull();
        assertThat(list.reason("LUNA", "BINANCE", Check.NO_TIME)).isEqualTo("halted, see case 12");
        assertThat(list.reason("BTC", "BINANCE", at("2022-05-13T00:00:00Z"))).isNull();
    }

    @Test
    void aRestrictionCanHoldAtOneVenueForEver() {
        RestrictedList list = list("X,KRAKEN,delisted,,\n");

        assertThat(list.reason("X", "KRAKEN", 0)).isEqualTo("delisted");
        assertThat(list.reason("X", "BINANCE", 0)).isNull();
        assertThat(list("").isEmpty()).isTrue();
    }

    @Test
    void aWrongDateNamesItsCell() {
        List<RuleProblem> problems = new ArrayList<>();
        RestrictedList.parse(
                "limits/restricted.csv", "symbol,venue,reason,from,until\nX,*,r,12.5.2022,2022-13-01\n", problems);

        assertThat(problems)
                .extracting(RuleProblem::place)
                .containsExactly("limits/restricted.csv:2:7", "limits/restricted.csv:2:17");
    }

    @Test
    void rowsThatOverlapAreWarnedAbout() {
        LimitsTable table = table(BASE
                + "main,*,*,200,,,,,,,,,,,\n"
                + "*,sma,BTCUSDT,300,,,,,,,,,,,\n"
                + "*,other,ETHUSDT,,5,,,,,,,,,,\n"
                + "main,sma,*,400,,,,,,,,,,,\n"
                + "x,*,*,300,,,,,,,,,,,\n");

        assertThat(table.overlaps()).extracting(RuleProblem::toString).containsExactly(
                "limits/limits.csv:4: this row and line 3 both hold for main,sma,BTCUSDT with different limits; line 3"
                        + " wins, since it names the account (add a row for main,sma,BTCUSDT if that is not meant)",
                "limits/limits.csv:4: this row and line 6 both hold for main,sma,BTCUSDT with different limits; line 6"
                        + " wins, since it names the account (add a row for main,sma,BTCUSDT if that is not meant)");
    }
}
