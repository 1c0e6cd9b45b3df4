package dev.tradewind.runtime.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tradewind.sdk.testing.TestData;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Surveillance of a file on the command line. */
class RulesSurveilRunTest {
    private static final String HEADER = "time,event,instrument,account,order,side,price,quantity,trade,liquidity\n";
    private static final String RULES = TestData.projectRoot().resolve("rules").toString();

    @TempDir
    private Path folder;

    private CommandRun surveil(String content, String... more) throws IOException {
        Path file = Files.writeString(folder.resolve("orders.csv"), content);
        List<String> args = new ArrayList<>(
                List.of("rules", "surveil", RULES, "--file", file.toString()));
        args.addAll(List.of(more));
        return CommandRun.of(args);
    }

    private static String selfMatch() {
        return HEADER + "2026-03-01T12:00:00Z,FILLED,BTCUSDT.BINANCE,a,1,SELL,100,2,T1,MAKER\n"
                + "2026-03-01T12:00:00.1Z,FILLED,BTCUSDT.BINANCE,a,2,BUY,100,2,T1,TAKER\n";
    }

    @Test
    void aTradeWithOneselfIsToldWithItsEvidence() throws IOException {
        CommandRun run = surveil(selfMatch());

        assertThat(run.err()).isEmpty();
        assertThat(run.code()).isEqualTo(ExitCode.DONE);
        assertThat(run.out())
                .contains("WASH_SELF_MATCH (HARD) a BTCUSDT.BINANCE: a was buyer and seller of 1 trades")
                .contains("orders: a/1, a/2")
                .contains("trades: T1")
                .contains("1 alerts in 2 events");
    }

    @Test
    void jsonHoldsTheFactsBesideTheThresholds() throws IOException {
        assertThat(surveil(selfMatch(), "--json").out())
                .hasLineCount(1)
                .contains("\"code\":\"WASH_SELF_MATCH\"", "\"selfMatches\":1.0", "\"limits.washSelfMatches\":1.0")
                .contains("\"orders\":[\"a/1\",\"a/2\"]");
    }

    @Test
    void aFileOfJsonLinesIsReadLikewise() throws IOException {
        String line = "{\"time\":\"2026-03-01T12:00:0%dZ\",\"event\":\"FILLED\",\"instrument\":\"BTCUSDT.BINANCE\","
                + "\"account\":\"a\",\"order\":\"%d\",\"side\":\"%s\",\"price\":100,\"quantity\":\"2\","
                + "\"trade\":\"T1\","
                + "\"liquidity\":\"MAKER\"}\n";
        String lines = String.format(Locale.ROOT, line, 1, 1, "BUY") + String.format(Locale.ROOT, line, 2, 2, "SELL");

        assertThat(surveil(lines).out()).contains("WASH_SELF_MATCH");
    }

    @Test
    void whatIsOutsideThePeriodOrOfAnotherAccountIsNotLookedAt() throws IOException {
        assertThat(surveil(selfMatch(), "--from", "2026-03-02").out()).contains("0 alerts in 0 events");
        assertThat(surveil(selfMatch(), "--account", "b").out()).contains("0 alerts in 0 events");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "FILLED | FILED | line 2: there is no event 'FILED'; it is one of PLACED",
        "SELL | SOLD | line 2: 'side' is 'SOLD', not BUY or SELL",
        ",2,T1,MAKER | ,-2,T1,MAKER | line 2: 'quantity' is '-2', not a number above 0",
        "MAKER | MADE | line 2: 'liquidity' is 'MADE', not MAKER or TAKER",
        "2026-03-01T12:00:00Z | noon | line 2: 'noon' is no time",
        "2026-03-01T12:00:00Z | 2026-03-01T13:00:00Z | line 3: it is earlier than the line before",
        "BTCUSDT.BINANCE,a,1 | BTCUSDT,a,1 | line 2: an instrument is SYMBOL.VENUE",
        "time,event | time,events | line 1: there is no column 'events'",
        "T1,MAKER | T1 | line 2: 9 cells, the header has 10",
    })
    void aLineThatMakesNoSenseIsRefusedAtItsPlace(String from, String to, String message) throws IOException {
        CommandRun run = surveil(selfMatch().replaceFirst(Pattern.quote(from), to));

        assertThat(run.code()).isEqualTo(ExitCode.BAD_INPUT);
        assertThat(run.err()).startsWith("tradewind: ").hasLineCount(1).contains("orders.csv " + message);
    }

    @Test
    void aFileOrATimeThatIsNotThereIsRefused() throws IOException {
        assertThat(CommandRun.of(List.of("rules", "surveil", RULES, "--file", "nowhere.csv")).err())
                .contains("--file nowhere.csv: there is no such file");
        assertThat(surveil(selfMatch(), "--close", "25:00").err()).contains("--close 25:00 is no time of day");
        assertThat(surveil(selfMatch(), "--from", "2026-03-02", "--to", "2026-03-01").err())
                .contains("--from 2026-03-02 is not before --to 2026-03-01");
    }
}
