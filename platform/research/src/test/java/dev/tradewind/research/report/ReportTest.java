package dev.tradewind.research.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tradewind.research.metrics.Metric;
import dev.tradewind.research.report.ReportInput.Counts;
import dev.tradewind.research.report.ReportInput.Judgement;
import dev.tradewind.research.report.ReportInput.Listings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ReportTest {
    private static final String[] FILES = {
        "equity.csv", "fills.csv", "orders.csv", "report.html", "result.json", "trades.csv"
    };

    @TempDir
    Path folder;

    @Test
    void aReportHoldsItsSixFilesAndNothingElseIsLeft() throws IOException {
        Path out = folder.resolve("a/report");

        Report.write(SampleRun.of(20_000, 300), out);

        assertThat(namesIn(out)).containsExactly(FILES);
        assertThat(namesIn(folder.resolve("a"))).containsExactly("report");
        // Readable by whoever may read what this user writes.
        Path plain = Files.createDirectory(folder.resolve("plain"));
        assertThat(Files.getPosixFilePermissions(out)).isEqualTo(Files.getPosixFilePermissions(plain));
    }

    @Test
    void tablesHoldEveryRowExactly() throws IOException {
        ReportInput input = SampleRun.of(20_000, 300);
        Report.write(input, folder.resolve("r"));

        List<String> trades = Files.readAllLines(folder.resolve("r/trades.csv"));
        List<TradeRow> rows = (List<TradeRow>) input.listings().trades();
        assertThat(trades).hasSize(rows.size() + 1);
        TradeRow first = rows.getFirst();
        assertThat(trades.get(1))
                .isEqualTo("DEMO.SIM,BUY,0.1," + IsoTime.format(first.entry().timeNanos()) + "," + first.entry().price()
                        + "," + IsoTime.format(first.exit().timeNanos()) + "," + first.exit().price() + ","
                        + first.result().gross() + "," + first.result().fees() + "," + first.result().net() + ","
                        + first.result().barsHeld() + ",,,average crossed");
        List<String> orders = Files.readAllLines(folder.resolve("r/orders.csv"));
        assertThat(orders).hasSize((int) input.counts().orders() + 1);
        assertThat(orders.get(1)).startsWith("O-1,2022-04-01T").contains(",DEMO.SIM,BUY,MARKET,0.1,,FILLED,0.1,");
        assertThat(Files.readAllLines(folder.resolve("r/fills.csv"))).hasSize((int) input.counts().fills() + 1);
        List<String> equity = Files.readAllLines(folder.resolve("r/equity.csv"));
        assertThat(equity.size()).isBetween(1_000, 4_001);
        assertThat(equity.getFirst()).isEqualTo("time,equity,buy_and_hold,drawdown");
    }

    @Test
    void thePageSaysTheFiguresAndHowToRepeatThem() throws IOException {
        ReportInput input = SampleRun.of(90 * 1440, 300);
        String page = page(input);

        assertThat(page).contains("Final equity", "Sharpe ratio", "Buy and hold", "2022-04-01T00:01:00Z");
        assertThat(page).contains(input.run().provenance().command(), input.run().provenance().eventHash());
        assertThat(page).contains("exactly " + input.performance().account().finalEquity());
        assertThat(page).contains("<td class=\"num heat");
        for (var metric : Metric.values()) {
            assertThat(page).contains(metric.label());
        }
        assertThat(withoutCode(page)).doesNotContain("NaN", "Infinity");
    }

    @Test
    void thePageNeedsNoNetwork() throws IOException {
        String page = page(SampleRun.of(5_000, 100));

        assertThat(page).contains("default-src 'none'");
        assertThat(page).doesNotContain("http://", "https://", "<link", "src=", "@import", "url(");
    }

    @Test
    void longTablesAreCutAndSaySo() throws IOException {
        ReportInput input = SampleRun.of(90 * 1440, 30);
        String page = page(input);

        long trades = ((List<TradeRow>) input.listings().trades()).size();
        assertThat(trades).isGreaterThan(600);
        assertThat(page).contains("The first 200 of " + Figures.count(trades) + " trades; the other "
                + Figures.count(trades - 200) + " are in trades.csv.");
        assertThat(page).containsPattern("One trade in \\d+ is marked");
        Matcher marks = Pattern.compile("\"trades\":\\[(.*)]}</script>").matcher(page);
        assertThat(marks.find()).isTrue();
        assertThat(marks.group(1).split("],\\[")).hasSizeBetween(150, 300);
    }

    @Test
    void everyTextFromOutsideIsEscaped() throws IOException {
        String attack = "</script><script>alert(1)</script><img src=x onerror='alert(2)'>\"&\u2028\u0000";
        String page = page(SampleRun.saying(attack));

        assertThat(page).doesNotContain("<img", "alert(1)</script>", "\u0000", "onerror='");
        assertThat(count(page, "<script")).isEqualTo(2);
        assertThat(count(page, "</script>")).isEqualTo(2);
        assertThat(page).contains("&lt;/script&gt;&lt;script&gt;alert(1)");
        assertThat(page).contains("\\u003c/script\\u003e\\u003cscript\\u003ealert(1)");
    }

    @Test
    void anEmptyRunIsAReportThatSaysSo() throws IOException {
        String page = page(SampleRun.empty());

        assertThat(page).contains("There were no bars, so nothing was tested.", "No trade was closed.");
        assertThat(Files.readAllLines(folder.resolve("r/trades.csv"))).hasSize(1);
        assertThat(withoutCode(page)).doesNotContain("NaN", "Infinity");
    }

    @Test
    void aRuleThatDeniesEverythingIsSaidFirst() throws IOException {
        ReportInput input = SampleRun.judged(
                SampleRun.of(5_000, 100_000),
                new Counts(5_000, 21_638, 0, 21_638, 0.1),
                new Judgement(
                        List.of(new ReportInput.RuleFired("ORDER_NOTIONAL", ReportInput.Effect.DENIED, 21_638, "O-1",
                                "The order is worth 45.75 USDT; the limit is 1.")),
                        List.of(), List.of()));
        String page = page(input);

        String banner = "The rules denied every order: ORDER_NOTIONAL 21,638 times.";
        assertThat(page).contains(banner).contains("The order is worth 45.75 USDT; the limit is 1.");
        assertThat(page.indexOf(banner)).isLessThan(page.indexOf("Final equity"));
    }

    @Test
    void aFailureInTheMiddleLeavesNothing() throws IOException {
        ReportInput input = SampleRun.of(5_000, 100);
        Iterable<OrderRow> broken = () -> new Iterator<>() {
            @Override
            public boolean hasNext() {
                return true;
            }

            @Override
            public OrderRow next() {
                throw new IllegalStateException("the run was stopped");
            }
        };

        assertThatThrownBy(() -> Report.write(with(input, broken), folder.resolve("report")))
                .hasMessage("the run was stopped");

        assertThat(namesIn(folder)).isEmpty();
    }

    @Test
    void aFailureKeepsTheReportThatWasThere() throws IOException {
        ReportInput input = SampleRun.of(5_000, 100);
        Path out = folder.resolve("report");
        Report.write(input, out);
        byte[] before = Files.readAllBytes(out.resolve("orders.csv"));
        Iterable<OrderRow> broken = () -> {
            throw new IllegalStateException("stopped");
        };

        assertThatThrownBy(() -> Report.write(with(input, broken), out)).hasMessage("stopped");

        assertThat(Files.readAllBytes(out.resolve("orders.csv"))).isEqualTo(before);
        assertThat(namesIn(folder)).containsExactly("report");
    }

    @Test
    void anEarlierReportAndAnEmptyFolderAreReplaced() throws IOException {
        Path out = Files.createDirectory(folder.resolve("report"));
        Report.write(SampleRun.of(5_000, 100), out);
        Report.write(SampleRun.empty(), out);

        assertThat(Files.readAllLines(out.resolve("trades.csv"))).hasSize(1);
        assertThat(namesIn(out)).containsExactly(FILES);
        assertThat(namesIn(folder)).containsExactly("report");
    }

    @Test
    void nothingElseIsEverReplaced() throws IOException {
        Path precious = Files.createDirectory(folder.resolve("precious"));
        Files.writeString(precious.resolve("thesis.txt"), "x");
        Path foreign = Files.createDirectory(folder.resolve("foreign"));
        Files.writeString(foreign.resolve("result.json"), "{}");
        Path file = Files.writeString(folder.resolve("file"), "x");
        ReportInput input = SampleRun.empty();

        assertThatThrownBy(() -> Report.write(input, precious))
                .isInstanceOf(ReportException.class)
                .hasMessageContaining("will not replace " + precious)
                .hasMessageContaining("'thesis.txt'")
                .hasMessageContaining("name another folder");
        assertThatThrownBy(() -> Report.write(input, foreign)).hasMessageContaining("not written by Tradewind");
        assertThatThrownBy(() -> Report.write(input, file)).hasMessageContaining("it is not a folder");

        assertThat(precious.resolve("thesis.txt")).hasContent("x");
        assertThat(namesIn(folder)).containsExactly("file", "foreign", "precious");
    }

    @Test
    void hundredsOfThousandsOfOrdersAreStreamed() throws IOException {
        ReportInput input = SampleRun.of(5_000, 100);
        OrderRow order = input.listings().orders().iterator().next();
        int many = 300_000;
        Iterable<OrderRow> orders = () -> Stream.generate(() -> order).limit(many).iterator();

        Report.write(with(input, orders), folder.resolve("r"));

        try (Stream<String> lines = Files.lines(folder.resolve("r/orders.csv"))) {
            assertThat(lines.count()).isEqualTo(many + 1);
        }
    }

    private static ReportInput with(ReportInput input, Iterable<OrderRow> orders) {
        return new ReportInput(input.run(), input.counts(), input.performance(), input.charts(),
                new Listings(input.listings().trades(), orders, input.listings().fills()), input.judgement());
    }

    private String page(ReportInput input) throws IOException {
        Report.write(input, folder.resolve("r"));
        return Files.readString(folder.resolve("r/report.html"));
    }

    /** The page with its data, but without our own script. */
    private static String withoutCode(String page) {
        return page.substring(0, page.indexOf("<script>"));
    }

    private static int count(String text, String part) {
        return text.split(Pattern.quote(part), -1).length - 1;
    }

    private static List<String> namesIn(Path folder) throws IOException {
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.map(path -> String.valueOf(path.getFileName())).sorted().toList();
        }
    }
}
