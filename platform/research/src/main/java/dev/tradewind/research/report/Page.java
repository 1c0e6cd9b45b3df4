package dev.tradewind.research.report;

import dev.tradewind.research.metrics.CurvePoints;
import dev.tradewind.research.metrics.Drawdown;
import dev.tradewind.research.metrics.Metric;
import dev.tradewind.research.metrics.Performance;
import dev.tradewind.research.metrics.PriceChart;
import dev.tradewind.simulation.backtest.TickOutcome;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.OptionalDouble;
import java.util.stream.Collectors;

/** The page of a report: frame, banners, headline figures and charts. One file, no network, no code of others. */
final class Page {
    private static final int TWIN_ROWS = 40;

    private final ReportInput input;
    private final CurvePoints curve;
    private final TradeSample trades;
    private final Html html = new Html();

    Page(ReportInput input, CurvePoints curve, TradeSample trades) {
        this.input = input;
        this.curve = curve;
        this.trades = trades;
    }

    CharSequence render() {
        String title = input.run().strategy().name() + " \u00b7 Tradewind backtest";
        html.raw("""
                <!doctype html>
                <html lang="en">
                <head>
                <meta charset="utf-8">
                <meta name="viewport" content="width=device-width, initial-scale=1">
                <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; \
                script-src 'unsafe-inline'; img-src data:">
                <meta name="referrer" content="no-referrer">
                """)
                .element("title", title)
                .raw("<style>\n")
                .raw(resource("report.css"))
                .raw("</style>\n</head>\n<body>\n");
        header();
        html.raw("<main id=\"main\">\n");
        banners();
        headline();
        charts();
        Panels panels = new Panels(html, input);
        panels.metrics();
        TickOutcome ticks = input.ticks();
        if (ticks != null) {
            new BookPanel(html, ticks).write();
        }
        panels.months();
        panels.trades(trades);
        panels.rules();
        panels.inputs();
        html.raw("</main>\n<footer>Made by Tradewind ").text(input.run().provenance().version());
        html.raw(". A backtest shows what would have happened under the stated assumptions, not what will.</footer>\n");
        html.raw("<script type=\"application/json\" id=\"data\">");
        ChartData.append(
                html.builder(), curve, input.charts().equity().initialEquity(), input.charts().prices(), trades);
        html.raw("</script>\n<script>\n").raw(resource("report.js")).raw("</script>\n</body>\n</html>\n");
        return html.builder();
    }

    private void header() {
        RunIdentity run = input.run();
        html.raw("<a class=\"skip\" href=\"#main\">To the report</a>\n<header class=\"bar\">");
        html.raw("<span class=\"mark\">Tradewind</span><span class=\"pill\">BACKTEST</span>");
        html.raw("<nav aria-label=\"Sections\"><a href=\"#equity\">Equity</a><a href=\"#price\">Price</a>")
                .raw("<a href=\"#metrics\">Metrics</a><a href=\"#trades\">Trades</a><a href=\"#rules\">Rules</a>")
                .raw("<a href=\"#inputs\">Inputs</a></nav>")
                .raw("<button type=\"button\" id=\"theme\" class=\"button\">Theme</button></header>\n");
        html.raw("<div class=\"title\">").element("h1", run.strategy().name());
        String instruments =
                run.market().instruments().stream().map(Object::toString).collect(Collectors.joining(", "));
        html.raw("<p class=\"sub\">").text(instruments);
        if (input.counts().bars() > 0) {
            html.raw(" <span class=\"dot\">\u00b7</span> <time>").text(IsoTime.format(run.market().fromNanos()))
                    .raw("</time> to <time>").text(IsoTime.format(run.market().toNanos())).raw("</time>");
        }
        html.raw(" <span class=\"dot\">\u00b7</span> ").text(Figures.count(input.counts().bars()) + " bars");
        if (!run.strategy().parameters().isEmpty()) {
            html.raw(" <span class=\"dot\">\u00b7</span> ").text(run.strategy().parameters().entrySet().stream()
                    .map(entry -> entry.getKey() + " " + entry.getValue())
                    .collect(Collectors.joining(", ")));
        }
        html.raw("</p></div>\n");
    }

    private void banners() {
        for (Banners.Banner banner : Banners.of(input)) {
            String level = banner.level().name().toLowerCase(Locale.ROOT);
            html.raw("<div role=\"note\"").attribute("class", "banner " + level).raw(">");
            html.element("strong", banner.level().label()).raw("<span>").text(banner.text()).raw("</span></div>\n");
        }
    }

    private void headline() {
        Performance performance = input.performance();
        OptionalDouble own = performance.value(Metric.TOTAL_RETURN);
        OptionalDouble market = performance.value(Metric.BENCHMARK_RETURN);
        html.raw("<section class=\"tiles\" aria-label=\"Headline figures\">\n");
        tile("Final equity", Figures.metric(performance, Metric.FINAL_EQUITY), "flat",
                "from " + Figures.money(performance.account().cash(), 2) + "; exactly "
                        + performance.account().finalEquity());
        String beside = market.isEmpty()
                ? "no single market to compare with"
                : "buy and hold " + signedPercent(market.getAsDouble())
                        + "; difference " + signedPoints(own.orElse(0) - market.getAsDouble());
        tile("Total return", Figures.arrow(own.orElse(0)) + signedPercent(own.orElse(0)),
                Figures.tone(own.orElse(0)), beside);
        tile("Maximum drawdown", Figures.metric(performance, Metric.MAX_DRAWDOWN), "flat", drawdownText());
        tile("Sharpe ratio", Figures.metric(performance, Metric.SHARPE), "flat",
                "Sortino " + Figures.metric(performance, Metric.SORTINO) + "; Calmar "
                        + Figures.metric(performance, Metric.CALMAR));
        tile("Trades", Figures.metric(performance, Metric.TRADES), "flat",
                "won " + Figures.metric(performance, Metric.WIN_RATE) + "; profit factor "
                        + Figures.metric(performance, Metric.PROFIT_FACTOR));
        tile("Fees", Figures.metric(performance, Metric.FEES), "flat",
                Figures.count(input.counts().orders()) + " orders, "
                        + Figures.count(input.counts().fills()) + " fills");
        html.raw("</section>\n");
    }

    private String drawdownText() {
        Drawdown drawdown = input.charts().equity().maxDrawdown();
        if (drawdown.depth() == 0) {
            return "equity never closed below its peak";
        }
        String from = IsoTime.format(drawdown.peakNanos()).substring(0, 10);
        String trough = IsoTime.format(drawdown.troughNanos()).substring(0, 10);
        String recovered = drawdown.recoveryNanos().isPresent()
                ? "recovered " + IsoTime.format(drawdown.recoveryNanos().getAsLong()).substring(0, 10)
                : "not recovered";
        return from + " to " + trough + "; " + recovered;
    }

    private static String signedPercent(double share) {
        return Figures.signed(share, Figures.percent(share, 2));
    }

    private static String signedPoints(double share) {
        return Figures.signed(share, Figures.decimal(share * 100, 2)) + " points";
    }

    private void tile(String label, String value, String tone, String note) {
        html.raw("<div class=\"tile\">").element("h2", label).raw("<p").attribute("class", "figure " + tone).raw(">");
        int unit = value.indexOf('\u00a0');
        html.text(unit < 0 ? value : value.substring(0, unit));
        if (unit >= 0) {
            html.raw(" ").element("span", "unit", value.substring(unit + 1));
        }
        html.raw("</p>").element("p", "note", note).raw("</div>\n");
    }

    private void charts() {
        html.raw("<section class=\"panel\" id=\"equity\"><div class=\"head\"><h2>Equity</h2><div class=\"legend\">")
                .raw("<span class=\"key own\">Strategy</span>");
        if (curve.size() > 0 && Double.isFinite(curve.benchmark(0))) {
            html.raw("<span class=\"key market\">Buy and hold</span>");
        }
        html.raw("<button type=\"button\" class=\"button\" id=\"reset\" hidden>Whole period</button></div></div>\n");
        if (curve.size() == 0) {
            html.raw("<p class=\"empty\">There are no bars to draw.</p></section>\n<span id=\"price\"></span>\n");
            return;
        }
        html.raw("<p class=\"hint\">Drag across a chart to look closer.</p>");
        canvas("equity", "Equity of the strategy beside buy and hold, over time. " + equitySentence());
        html.raw("<h3>Drawdown</h3>");
        canvas("drawdown", "Fall of the equity from its peak, over time. " + drawdownText());
        equityTwin();
        html.raw("</section>\n<section class=\"panel\" id=\"price\"><div class=\"head\"><h2>Price and trades");
        List<PriceChart> prices = input.charts().prices();
        if (prices.isEmpty() || prices.getFirst().size() == 0) {
            html.raw("</h2></div><p class=\"empty\">No price chart was kept for this run.</p></section>\n");
            return;
        }
        PriceChart price = prices.getFirst();
        html.raw("</h2><div class=\"legend\"><span class=\"key entry\">Entry</span>")
                .raw("<span class=\"key won\">Exit, won</span>")
                .raw("<span class=\"key lost\">Exit, lost</span></div></div>\n");
        html.element("p", "hint", priceNote(price, prices.size()));
        canvas("price-chart", "Price of " + price.instrument() + " with entries and exits. " + priceNote(price, 1));
        priceTwin(price);
        html.raw("</section>\n");
    }

    private String equitySentence() {
        return "It ends at " + Figures.metric(input.performance(), Metric.FINAL_EQUITY) + ".";
    }

    private String priceNote(PriceChart price, int instruments) {
        String note = price.instrument() + ", " + (price.barsPerCandle() == 1
                ? "candles of one bar"
                : "candles of " + Figures.count(price.barsPerCandle()) + " bars")
                + ", neighbours drawn as one where they would be too narrow.";
        if (trades.step() > 1) {
            note += " One trade in " + Figures.count(trades.step()) + " is marked ("
                    + Figures.count(trades.marked().size()) + " of " + Figures.count(trades.count()) + ").";
        }
        return instruments > 1 ? note + " The run has " + instruments + " instruments; the first is drawn." : note;
    }

    private void canvas(String id, String label) {
        html.raw("<div class=\"chart\" role=\"group\" tabindex=\"0\"").attribute("aria-label", label);
        html.raw(" data-chart=\"" + id + "\"><canvas></canvas><div class=\"readout\" aria-live=\"off\"></div></div>\n");
    }

    private void equityTwin() {
        int step = Math.max(1, (curve.size() + TWIN_ROWS - 1) / TWIN_ROWS);
        html.raw("<details class=\"twin\"><summary>The same as a table</summary><div class=\"scroll\"><table><thead>")
                .raw("<tr><th scope=\"col\">Time</th><th scope=\"col\" class=\"num\">Equity</th>")
                .raw("<th scope=\"col\" class=\"num\">Buy and hold</th>")
                .raw("<th scope=\"col\" class=\"num\">Drawdown</th></tr></thead><tbody>\n");
        for (int i = 0; i < curve.size(); i += step) {
            html.raw("<tr>").element("td", IsoTime.format(curve.timeNanos(i)));
            double market = curve.benchmark(i);
            html.element("td", "num", Figures.decimal(curve.equity(i), 2))
                    .element("td", "num", Double.isFinite(market) ? Figures.decimal(market, 2) : Figures.NONE)
                    .element("td", "num", Figures.percent(-curve.drawdown(i), 2));
            html.raw("</tr>\n");
        }
        html.raw("</tbody></table></div>");
        if (step > 1) {
            html.element("p", "hint", "Every " + step + "th of the curve's points; all of them are in equity.csv.");
        }
        html.raw("</details>\n");
    }

    private void priceTwin(PriceChart price) {
        int step = Math.max(1, (price.size() + TWIN_ROWS - 1) / TWIN_ROWS);
        int places = Figures.placesFor(Math.abs(price.close(0)));
        html.raw("<details class=\"twin\"><summary>The same as a table</summary><div class=\"scroll\"><table><thead>")
                .raw("<tr><th scope=\"col\">Candle ends</th>");
        for (String column : List.of("Open", "High", "Low", "Close")) {
            html.raw("<th scope=\"col\" class=\"num\">" + column + "</th>");
        }
        html.raw("</tr></thead><tbody>\n");
        for (int i = 0; i < price.size(); i += step) {
            html.raw("<tr>").element("td", IsoTime.format(price.timeNanos(i)));
            html.element("td", "num", Figures.decimal(price.open(i), places))
                    .element("td", "num", Figures.decimal(price.high(i), places))
                    .element("td", "num", Figures.decimal(price.low(i), places))
                    .element("td", "num", Figures.decimal(price.close(i), places))
                    .raw("</tr>\n");
        }
        html.raw("</tbody></table></div>");
        if (step > 1) {
            html.element("p", "hint", "Every " + step + "th candle. The trades are listed below.");
        }
        html.raw("</details>\n");
    }

    private static String resource(String name) {
        try (InputStream in = Objects.requireNonNull(Page.class.getResourceAsStream(name), name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
