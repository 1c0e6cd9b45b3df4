package dev.tradewind.testkit.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tradewind.engine.ledger.LedgerEvent;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ScenarioTest {
    private static final String MARKET = "given BTCUSDT cash 10000 USDT\n";

    @Test
    void runsTheExampleOfTheReadme() {
        List<LedgerEvent> events = Scenario.run("""
                given BTCUSDT tick 0.01 lot 0.001 cash 10000 USDT fee 10 bps
                bar at 101
                buy 1 limit 100 gtc as A
                bar open 101 high 102 low 99 close 100 volume 50
                expect A filled 1 at 100 maker
                expect position 1, cash 9899.9
                cancel A
                expect A refused "it is FILLED"
                """);
        assertThat(events).hasAtLeastOneElementOfType(LedgerEvent.OrderFilled.class);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock = """
                    buy 1 limt 100      | line 2, column 7: expected one of market, limit, stop, trailing, found 'limt'
                    buy x market        | line 2, column 5: expected a quantity, found 'x'
                    buy 1 limit         | line 2, column 12: expected a limit price, found the end of the line
                    buy 1 market gtx    | line 2, column 14: expected one of gtc, gtd, ioc, fok, post-only, reduce-only
                    buy 1 limit 5 gtd x | line 2, column 19: expected for how many bars the order is good, found 'x'
                    bar open 1 hi 2     | line 2, column 12: expected 'high', found 'hi'
                    bar open 5 high 4 low 3 close 4 | column 32: expected high and low that enclose open and close
                    expect A filled     | line 2, column 8: expected the name of an order, but no line above gives one
                    expect position     | line 2, column 16: expected what position must be, found the end of the line
                    expect cash 1 cash 2 | line 2, column 15: expected the end of the line, found 'cash'
                    expect cash 1,      | line 2, column 15: expected the name of an order
                    frobnicate          | line 2, column 1: expected one of bar, gap, expect, cancel, amend, kill
                    kill maybe          | line 2, column 6: expected one of on, off, found 'maybe'
                    gap 1.5 bars        | line 2, column 5: expected how many bars are missing (a whole number
                    buy 1 market "oops  | line 2, column 14: this quote is not closed
                    buy 1 market as all | expected another name than 'all', which means something else
                    deny above 5 TOO    | line 2, column 14: expected 'as', found 'TOO'
                    given ETHUSDT       | line 2, column 1: expected one of bar, gap, expect
                    """)
    void saysWhereALineCannotBeReadAndWhatWasExpected(String line, String message) {
        assertThatThrownBy(() -> Scenario.parse("my.txt", MARKET + line))
                .isInstanceOf(ScenarioSyntaxException.class)
                .hasMessageStartingWith("my.txt line 2")
                .hasMessageContaining(message);
    }

    @Test
    void saysWhatIsWrongWithTheFirstLine() {
        assertThatThrownBy(() -> Scenario.parse("my.txt", "# nothing\n\n"))
                .hasMessage("my.txt: expected a line that starts with 'given', found nothing");
        assertThatThrownBy(() -> Scenario.parse("my.txt", "\nbuy 1 market"))
                .hasMessage("my.txt line 2, column 1: expected 'given', found 'buy'");
        assertThatThrownBy(() -> Scenario.parse("my.txt", "given BTCUSDT tick 0 lot 1"))
                .hasMessage("my.txt line 1, column 22: expected a tick above 0, not 0, before this, found 'lot'");
        assertThatThrownBy(() -> Scenario.parse("my.txt", "given BTCUSDT fees 5"))
                .hasMessageStartingWith("my.txt line 1, column 15: expected one of tick, lot, cash, fee");
    }

    @Test
    void aNameStandsForOneOrder() {
        assertThatThrownBy(() -> Scenario.parse("my.txt", MARKET + "buy 1 market as A\nbuy 1 market as A"))
                .hasMessageContaining("line 3")
                .hasMessageContaining("a name that is not used yet (there is a 'A')");
        assertThatThrownBy(() -> Scenario.parse("my.txt", MARKET + "buy 1 market as A\nexpect B filled"))
                .hasMessageContaining("line 3, column 8: expected the name of an order (A), found 'B'");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock = """
                    A filled 1 at 99 maker | but it is FILLED filled 1 at 100 (submitted, accepted,
                    A filled 1 at 100 maker | expected A FILLED filled 1 at 100 MAKER, but it is FILLED filled 1 at 100
                    A filled 2             | expected A FILLED filled 2, but it is FILLED filled 1 at 100
                    A accepted             | expected A ACCEPTED, but it is FILLED
                    A denied OFF_TICK      | expected A DENIED because 'OFF_TICK:', but it is FILLED
                    A triggered            | expected A triggered, but it is not
                    A stands 2             | expected A to stand at 2 at null, but it is 1
                    A refused "late"       | to be refused because 'late', but none was refused
                    A.stop-loss accepted   | but there is no order A.stop-loss
                    position 2             | expected position 2, but it is 1
                    position 1 at 99       | expected position at 99, but the average price is 100
                    cash 1, equity 2       | expected cash 1, but it is 9899.9; expected equity 2, but it is 9999.9
                    fees 1                 | expected fees 1, but it is 0.1
                    orders 3, fills 4      | expected orders 3, but it is 0; expected fills 4, but it is 1
                    realised 1             | expected realised 1, but it is 0
                    unrealised 1           | expected unrealised 1, but it is 0
                    """)
    void saysWhatWasExpectedAndWhatIs(String expectation, String message) {
        Scenario scenario = Scenario.parse("my.txt", """
                given BTCUSDT cash 10000 USDT fee 10 bps
                bar at 100
                buy 1 market as A
                bar at 100
                expect %s
                """.formatted(expectation));
        assertThatThrownBy(scenario::run)
                .isInstanceOf(AssertionError.class)
                .hasMessageStartingWith("my.txt line 5 'expect " + expectation + "': ")
                .hasMessageContaining(message);
    }

    @Test
    void anOrderThatDoesNotExistYetCannotBeCancelled() {
        Scenario scenario = Scenario.parse("my.txt", MARKET + "buy 1 market stop-loss 90 as A\ncancel A.stop-loss");
        assertThatThrownBy(scenario::run)
                .hasMessage("my.txt line 3 'cancel A.stop-loss': there is no order A.stop-loss"
                        + " (an entry gets its exits when it fills)");
    }
}
