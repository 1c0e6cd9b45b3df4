package dev.tradewind.research.report;

import dev.tradewind.research.metrics.EquityCurve;
import dev.tradewind.research.metrics.Metric;
import dev.tradewind.research.metrics.Performance;
import dev.tradewind.research.metrics.Returns;
import dev.tradewind.research.metrics.Returns.Period;
import dev.tradewind.research.metrics.Returns.PeriodReturn;
import dev.tradewind.research.report.ReportInput.RuleFired;
import dev.tradewind.research.report.ReportInput.SkippedSignals;
import dev.tradewind.sdk.order.Side;
import dev.tradewind.sdk.value.Decimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** The tables of the page. */
final class Panels {
    private static final String[] MONTHS = {
        "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"
    };

    private final Html html;
    private final ReportInput input;

    Panels(Html html, ReportInput input) {
        this.html = html;
        this.input = input;
    }

    void metrics() {
        Performance performance = input.performance();
        open("metrics", "Metrics");
        html.element("p", "hint", "Daily figures are from UTC days, annualised with "
                + performance.annualisation().periodsPerYear() + " days a year, at a risk-free rate of 0. A dash means"
                + " undefined.");
        html.raw("<div class=\"groups\">\n");
        for (Metric.Group group : Metric.Group.values()) {
            html.raw("<div class=\"group\"><table class=\"metrics\"><caption>").text(group.label());
            html.raw("</caption><thead class=\"sr\"><tr><th scope=\"col\">Metric</th><th scope=\"col\">Value</th></tr>")
                    .raw("</thead><tbody>\n");
            for (Metric metric : Metric.values()) {
                if (metric.group() == group) {
                    metric(performance, metric);
                }
            }
            html.raw("</tbody></table></div>\n");
        }
        html.raw("</div>");
        close();
    }

    private void metric(Performance performance, Metric metric) {
        String value = Figures.metric(performance, metric);
        String undefined = metric.undefinedWhen().isEmpty() ? "" : ". Undefined when " + metric.undefinedWhen();
        html.raw("<tr><th scope=\"row\">").text(metric.label());
        html.raw("<span class=\"formula\">").text(metric.formula() + (value.equals(Figures.NONE) ? undefined : ""));
        html.raw("</span></th><td class=\"num\"").attribute("title", metric.formula() + undefined).raw(">");
        html.text(value).raw("</td></tr>\n");
    }

    void months() {
        EquityCurve equity = input.charts().equity();
        open("months", "Monthly returns");
        if (equity.bars() == 0) {
            html.raw("<p class=\"empty\">There are no bars.</p>");
            close();
            return;
        }
        LocalDate[] days = equity.dayDates();
        double[] returns = equity.dailyReturns();
        List<PeriodReturn> months = Returns.byPeriod(days, returns, Period.MONTH);
        html.raw("<div class=\"scroll\"><table class=\"months\"><thead><tr><th scope=\"col\">Year</th>");
        for (String month : MONTHS) {
            html.raw("<th scope=\"col\" class=\"num\">" + month + "</th>");
        }
        html.raw("<th scope=\"col\" class=\"num\">Year</th></tr></thead><tbody>\n");
        double strongest = months.stream().mapToDouble(month -> Math.abs(month.value())).max().orElse(0);
        for (PeriodReturn year : Returns.byPeriod(days, returns, Period.YEAR)) {
            int number = year.lastDay().getYear();
            html.raw("<tr>").raw("<th scope=\"row\">" + number + "</th>");
            for (int month = 1; month <= MONTHS.length; month++) {
                monthCell(months, number, month, strongest);
            }
            html.raw("<td").attribute("class", "num total " + Figures.tone(year.value())).raw(">");
            html.text(Figures.arrow(year.value()) + signed(year.value())).raw("</td></tr>\n");
        }
        html.raw("</tbody></table></div>");
        html.element("p", "hint", "Percent. The first and the last month may be partial.");
        close();
    }

    private void monthCell(List<PeriodReturn> months, int year, int month, double strongest) {
        for (PeriodReturn value : months) {
            if (value.lastDay().getYear() == year && value.lastDay().getMonthValue() == month) {
                // Four steps of shade, so that the strength is seen without reading every number.
                long shade = strongest == 0 ? 0 : Math.round(4 * Math.abs(value.value()) / strongest);
                html.raw("<td").attribute("class", "num heat " + Figures.tone(value.value()) + " s" + shade).raw(">");
                html.text(signed(value.value())).raw("</td>");
                return;
            }
        }
        html.raw("<td class=\"num none\">").text(Figures.NONE).raw("</td>");
    }

    private static String signed(double share) {
        return Figures.signed(share, Figures.decimal(share * 100, 2));
    }

    void trades(TradeSample sample) {
        open("trades", "Trades");
        if (sample.count() == 0) {
            html.raw("<p class=\"empty\">No trade was closed.</p>");
            close();
            return;
        }
        String shown = sample.count() > sample.first().size()
                ? "The first " + Figures.count(sample.first().size()) + " of " + Figures.count(sample.count())
                        + " trades; the other " + Figures.count(sample.count() - sample.first().size())
                        + " are in trades.csv."
                : "All " + Figures.count(sample.count()) + ", also in trades.csv.";
        html.element("p", "hint", shown + " Amounts in " + input.performance().account().currency().code()
                + ", net of fees.");
        html.raw("<div class=\"scroll tall\" tabindex=\"0\" role=\"group\" aria-label=\"Trades\"><table><thead><tr>")
                .raw("<th scope=\"col\" class=\"num\">#</th><th scope=\"col\">Side</th>")
                .raw(severalInstruments() ? "<th scope=\"col\">Instrument</th>" : "")
                .raw("<th scope=\"col\">Entry</th><th scope=\"col\">Exit</th>");
        for (String column : List.of("Quantity", "Entry price", "Exit price", "Gross", "Fees", "Net", "Bars")) {
            html.raw("<th scope=\"col\" class=\"num\">" + column + "</th>");
        }
        html.raw("<th scope=\"col\">Reason</th></tr></thead><tbody>\n");
        double largest = sample.first().stream()
                .mapToDouble(trade -> Math.abs(trade.result().net().toDouble()))
                .max()
                .orElse(0);
        int places = Math.max(2, Figures.placesFor(largest));
        int number = 1;
        for (TradeRow trade : sample.first()) {
            tradeRow(number++, trade, places);
        }
        html.raw("</tbody></table></div>");
        close();
    }

    private void tradeRow(int number, TradeRow trade, int places) {
        TradeRow.Result result = trade.result();
        double net = result.net().toDouble();
        html.raw("<tr>").element("td", "num muted", Figures.count(number));
        html.element("td", trade.side() == Side.BUY ? "Long" : "Short");
        if (severalInstruments()) {
            html.element("td", trade.instrument().toString());
        }
        html.element("td", "time", time(trade.entry().timeNanos()));
        html.element("td", "time", time(trade.exit().timeNanos()));
        html.element("td", "num", Figures.exact(trade.quantity()));
        html.element("td", "num", Figures.exact(trade.entry().price()));
        html.element("td", "num", Figures.exact(trade.exit().price()));
        amount("num", result.gross(), places, "");
        amount("num", result.fees(), places, "");
        amount("num " + Figures.tone(net), result.net(), places, Figures.arrow(net));
        html.element("td", "num", Figures.count(result.barsHeld()));
        html.element("td", "reason", trade.reason()).raw("</tr>\n");
    }

    private boolean severalInstruments() {
        return input.run().market().instruments().size() > 1;
    }

    private void amount(String cssClass, Decimal amount, int places, String arrow) {
        html.raw("<td").attribute("class", cssClass).attribute("title", amount.toString()).raw(">");
        html.text(arrow + Figures.money(amount, places)).raw("</td>");
    }

    /** Seconds are enough to read; all digits are in the CSV. */
    private static String time(long nanos) {
        return IsoTime.format(nanos).substring(0, 19).replace('T', ' ');
    }

    void rules() {
        open("rules", "Rules that fired");
        List<RuleFired> rules = input.judgement().rules();
        if (rules.isEmpty()) {
            boolean off = input.run().provenance().ruleSet().equals("none");
            html.element("p", "empty", off
                    ? "Rules were off for this run."
                    : "No rule objected to any of the " + Figures.count(input.counts().orders()) + " orders.");
        } else {
            html.raw("<div class=\"scroll\"><table><thead><tr><th scope=\"col\">Rule</th><th scope=\"col\">Effect</th>")
                    .raw("<th scope=\"col\" class=\"num\">Orders</th><th scope=\"col\">First order</th>")
                    .raw("<th scope=\"col\">What it said</th></tr></thead><tbody>\n");
            for (RuleFired rule : rules) {
                html.raw("<tr>").element("td", "mono", rule.code());
                html.element("td", rule.effect().name().toLowerCase(Locale.ROOT));
                html.element("td", "num", Figures.count(rule.count())).element("td", "mono", rule.exampleOrder());
                html.element("td", "wide", rule.sentence()).raw("</tr>\n");
            }
            html.raw("</tbody></table></div>");
        }
        html.raw("<h3>Signals that did not become orders</h3>");
        skipped(input.judgement().skipped());
        close();
    }

    private void skipped(List<SkippedSignals> skipped) {
        if (skipped.isEmpty()) {
            html.raw("<p class=\"empty\">Every signal became an order.</p>");
            return;
        }
        html.raw("<div class=\"scroll\"><table><thead><tr><th scope=\"col\">Strategy</th>")
                .raw("<th scope=\"col\">Why</th>")
                .raw("<th scope=\"col\" class=\"num\">Signals</th><th scope=\"col\">First</th>")
                .raw("<th scope=\"col\">Example</th></tr></thead><tbody>\n");
        for (SkippedSignals signals : skipped) {
            html.raw("<tr>").element("td", signals.strategy()).element("td", "wide", signals.reason());
            html.element("td", "num", Figures.count(signals.count()));
            html.element("td", "time", time(signals.firstNanos())).element("td", "wide", signals.example());
            html.raw("</tr>\n");
        }
        html.raw("</tbody></table></div>");
    }

    void inputs() {
        RunIdentity run = input.run();
        open("inputs", "Inputs, and how to repeat this");
        html.raw("<div class=\"command\"><code id=\"command\">").text(run.provenance().command());
        html.raw("</code><button type=\"button\" class=\"button\" id=\"copy\">Copy</button></div>\n");
        html.raw("<dl class=\"facts\">\n");
        fact("Strategy", run.strategy().name() + " (" + run.strategy().plugin() + ")");
        for (Map.Entry<String, String> parameter : run.strategy().parameters().entrySet()) {
            fact("Parameter " + parameter.getKey(), parameter.getValue());
        }
        String instruments =
                run.market().instruments().stream().map(Object::toString).collect(Collectors.joining(", "));
        fact("Instruments", instruments);
        fact("Cash", run.setup().cash().toString());
        fact("Order size", run.setup().size());
        fact("Leverage", run.setup().leverage());
        fact("Fee", run.setup().venue().fee());
        fact("Slippage", run.setup().venue().slippage());
        fact("Latency", run.setup().venue().latency());
        fact("Share of a bar's volume", run.setup().venue().volume());
        fact("Models of a plugin", run.setup().venue().models());
        fact("From", run.setup().period().from());
        fact("To", run.setup().period().to());
        fact("Seed", Long.toString(run.setup().seed()));
        fact("Engine time", Figures.decimal(input.counts().engineSeconds(), 3) + " s");
        fact("Version", run.provenance().version());
        html.raw("</dl>\n<dl class=\"facts hashes\">\n");
        fact("Event hash", run.provenance().eventHash());
        fact("Data hash", run.provenance().dataHash());
        fact("Rule set", run.provenance().ruleSet());
        html.raw("</dl>\n");
        files(run.market().files());
        close();
    }

    private void files(List<RunIdentity.DataFile> files) {
        if (files.isEmpty()) {
            html.raw("<p class=\"empty\">The market was generated; it came from no file.</p>");
            return;
        }
        html.raw("<div class=\"scroll\"><table><thead><tr><th scope=\"col\">Data file</th>")
                .raw("<th scope=\"col\" class=\"num\">Bytes</th><th scope=\"col\">SHA-256</th></tr></thead><tbody>\n");
        for (RunIdentity.DataFile file : files) {
            html.raw("<tr>").element("td", "mono", file.name()).element("td", "num", Figures.count(file.bytes()));
            html.element("td", "mono hash", file.sha256()).raw("</tr>\n");
        }
        html.raw("</tbody></table></div>");
    }

    private void fact(String name, String value) {
        html.raw("<div>").element("dt", name).element("dd", value).raw("</div>\n");
    }

    private void open(String id, String title) {
        html.raw("<section class=\"panel\"").attribute("id", id).raw("><div class=\"head\">").element("h2", title);
        html.raw("</div>\n");
    }

    private void close() {
        html.raw("</section>\n");
    }
}
