package dev.tradewind.research.report;

import dev.tradewind.research.metrics.CurvePoints;
import dev.tradewind.research.metrics.PriceChart;
import java.util.List;
import java.util.function.IntToDoubleFunction;
import java.util.function.IntToLongFunction;

/** The charts' numbers as compact JSON: times in milliseconds, values as whole numbers with a common divisor. */
final class ChartData {
    private static final double NANOS_PER_MILLI = 1e6;
    private static final double KEPT_DIGITS = 1e7;

    private ChartData() {}

    static void append(
            StringBuilder out, CurvePoints curve, double initialEquity, List<PriceChart> prices, TradeSample trades) {
        out.append("{\"initial\":").append(initialEquity).append(",\"curve\":{");
        appendTimes(out, curve.size(), curve::timeNanos);
        boolean benchmark = curve.size() > 0 && Double.isFinite(curve.benchmark(0));
        appendColumn(out, "equity", curve.size(), curve::equity);
        if (benchmark) {
            appendColumn(out, "market", curve.size(), curve::benchmark);
        }
        appendColumn(out, "drawdown", curve.size(), i -> -curve.drawdown(i));
        out.append('}');
        if (!prices.isEmpty()) {
            appendPrices(out, prices.getFirst());
            appendTrades(out, trades, prices.getFirst().instrument());
        }
        out.append('}');
    }

    private static void appendPrices(StringBuilder out, PriceChart chart) {
        out.append(",\"price\":{\"name\":");
        Html.appendJson(out, chart.instrument());
        out.append(',');
        appendTimes(out, chart.size(), chart::timeNanos);
        appendColumn(out, "open", chart.size(), chart::open);
        appendColumn(out, "high", chart.size(), chart::high);
        appendColumn(out, "low", chart.size(), chart::low);
        appendColumn(out, "close", chart.size(), chart::close);
        out.append('}');
    }

    /** One array a trade: entry time, entry price, exit time, exit price, 1 for long or -1, net. */
    private static void appendTrades(StringBuilder out, TradeSample sample, String instrument) {
        out.append(",\"trades\":[");
        boolean first = true;
        for (TradeRow trade : sample.marked()) {
            if (!trade.instrument().toString().equals(instrument)) {
                continue;
            }
            out.append(first ? "[" : ",[");
            first = false;
            out.append(millis(trade.entry().timeNanos())).append(',').append(trade.entry().price()).append(',');
            out.append(millis(trade.exit().timeNanos())).append(',').append(trade.exit().price()).append(',');
            out.append(trade.side().sign()).append(',').append(trade.result().net()).append(']');
        }
        out.append(']');
    }

    private static void appendTimes(StringBuilder out, int size, IntToLongFunction nanos) {
        out.append("\"t\":[");
        for (int i = 0; i < size; i++) {
            out.append(i == 0 ? "" : ",").append(millis(nanos.applyAsLong(i)));
        }
        out.append(']');
    }

    private static long millis(long nanos) {
        return Math.round(nanos / NANOS_PER_MILLI);
    }

    private static void appendColumn(StringBuilder out, String name, int size, IntToDoubleFunction values) {
        double largest = 0;
        for (int i = 0; i < size; i++) {
            largest = Math.max(largest, Math.abs(values.applyAsDouble(i)));
        }
        // Seven digits of the largest value: more than a screen has pixels.
        double scale = 1;
        while (largest > 0 && largest * scale < KEPT_DIGITS && scale < 1e15) {
            scale *= 10;
        }
        out.append(",\"").append(name).append("\":{\"per\":").append(scale).append(",\"v\":[");
        for (int i = 0; i < size; i++) {
            double value = values.applyAsDouble(i);
            out.append(i == 0 ? "" : ",");
            if (Double.isFinite(value)) {
                out.append(Math.round(value * scale));
            } else {
                out.append("null");
            }
        }
        out.append("]}");
    }
}
