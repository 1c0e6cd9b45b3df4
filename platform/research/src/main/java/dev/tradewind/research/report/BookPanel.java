package dev.tradewind.research.report;

import dev.tradewind.simulation.backtest.FillQuality;
import dev.tradewind.simulation.backtest.TickOutcome;
import dev.tradewind.simulation.venue.QueueStatistics;

/** The panel of a run on ticks: spread captured, adverse selection, queues. */
final class BookPanel {
    private final Html html;
    private final TickOutcome ticks;

    BookPanel(Html html, TickOutcome ticks) {
        this.html = html;
        this.ticks = ticks;
    }

    void write() {
        html.raw("<section class=\"panel\" id=\"book\"><div class=\"head\">").element("h2", "Fills against the book");
        html.raw("</div>\n");
        html.element("p", "hint", "Against the middle of the venue's book. Captured is what fills gained against the"
                + " middle at once; adverse is what the middle then moved against fills of resting orders, a loss where"
                + " positive. Basis points are of the fills' value.");
        html.raw("<div class=\"scroll\"><table><thead><tr><th scope=\"col\">Instrument</th><th scope=\"col\">What</th>")
                .raw("<th scope=\"col\" class=\"num\">Fills</th><th scope=\"col\" class=\"num\">Amount</th>")
                .raw("<th scope=\"col\" class=\"num\">Basis points</th></tr></thead><tbody>\n");
        for (FillQuality fills : ticks.fills()) {
            row(fills, "Spread captured as maker", fills.maker());
            row(fills, "Spread captured as taker", fills.taker());
            for (int i = 0; i < FillQuality.horizons(); i++) {
                row(fills, "Adverse selection after " + FillQuality.horizonSeconds(i) + " s", fills.adverse(i));
            }
        }
        html.raw("</tbody></table></div>\n");
        queues(ticks.queues());
        html.raw("</section>\n");
    }

    private void row(FillQuality fills, String what, FillQuality.Sum sum) {
        html.raw("<tr>").element("td", fills.instrument().id().toString()).element("td", what);
        html.element("td", "num", Figures.count(sum.fills()));
        String amount = number(sum.amount(), Figures.placesFor(Math.abs(sum.amount())));
        html.element("td", "num", amount + " " + fills.instrument().settlement().code());
        html.element("td", "num", number(sum.basisPoints(), 3)).raw("</tr>\n");
    }

    private void queues(QueueStatistics queues) {
        html.raw("<h3>Queues</h3><dl class=\"facts\">\n");
        fact("Orders that joined a known queue", Figures.count(queues.joined()));
        fact("Quantity ahead when they joined, average", number(queues.averageAhead(), 4));
        fact("Fills of resting orders", Figures.count(queues.fills()));
        fact("Quantity filled", number(queues.filledQuantity(), 4));
        fact("Seconds from joining to a fill, average", number(queues.averageSecondsToFill(), 3));
        fact("Events", Figures.count(ticks.events()));
        html.raw("</dl>\n");
    }

    private void fact(String name, String value) {
        html.raw("<div>").element("dt", name).element("dd", value).raw("</div>\n");
    }

    private static String number(double value, int places) {
        return Double.isFinite(value) ? Figures.decimal(value, places) : Figures.NONE;
    }
}
