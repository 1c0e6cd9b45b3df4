package dev.tradewind.runtime.node;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.List;
import java.util.Locale;

/**
 * Latencies as a picture: a line a stage on a logarithmic axis of time, thick from p50 to p99, thin to the largest,
 * with marks at p50, p90, p99 and p99.9.
 */
public final class LatencySvg {
    private static final int WIDTH = 900;
    private static final int LEFT = 260;
    private static final int RIGHT = 40;
    private static final int TOP = 56;
    private static final int ROW = 34;
    private static final int BOTTOM = 46;
    /** 100 ns to a minute: what a histogram can hold and a clock can tell. */
    private static final double LOWEST = 2;

    private static final double HIGHEST = 10.8;
    private static final String[] MARKS = {"p50", "p90", "p99", "p99.9"};

    private LatencySvg() {}

    /** A whole SVG document. */
    public static String of(LatencyReport report, String title) {
        List<LatencyReport.Row> rows = report.rows();
        int height = TOP + ROW * rows.size() + BOTTOM;
        double from = Math.floor(rows.stream()
                .mapToDouble(row -> log(row.nanos().getFirst()))
                .min()
                .orElse(LOWEST));
        double to = Math.max(
                from + 1,
                Math.ceil(rows.stream()
                        .mapToDouble(row -> log(row.nanos().getLast()))
                        .max()
                        .orElse(HIGHEST)));
        StringBuilder svg = new StringBuilder();
        svg.append(String.format(
                Locale.ROOT,
                "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" width=\"%d\" height=\"%d\""
                        + " role=\"img\" aria-label=\"%s\" font-family=\"system-ui, sans-serif\" font-size=\"13\">%n"
                        + "<rect width=\"100%%\" height=\"100%%\" fill=\"#ffffff\"/>%n"
                        + "<text x=\"16\" y=\"24\" font-size=\"15\" font-weight=\"600\" fill=\"#1b1f24\">%s</text>%n",
                WIDTH,
                height,
                WIDTH,
                height,
                escaped(title),
                escaped(title)));
        axis(svg, from, to, height);
        for (int i = 0; i < rows.size(); i++) {
            row(svg, rows.get(i), TOP + ROW * i + ROW / 2, from, to);
        }
        svg.append("<text x=\"16\" y=\"").append(height - 10).append("\" fill=\"#57606a\">")
                .append("thick: p50 to p99, thin: to the largest; marks at p50, p90, p99, p99.9</text>\n</svg>\n");
        return svg.toString();
    }

    private static double log(long nanos) {
        return Math.clamp(Math.log10((double) Math.max(1, nanos)), LOWEST, HIGHEST);
    }

    private static double x(double log, double from, double to) {
        return LEFT + (log - from) / (to - from) * (WIDTH - LEFT - RIGHT);
    }

    private static void axis(StringBuilder svg, double from, double to, int height) {
        for (double at = from; at <= to; at++) {
            double x = x(at, from, to);
            svg.append(String.format(
                    Locale.ROOT,
                    "<line x1=\"%.1f\" y1=\"%d\" x2=\"%.1f\" y2=\"%d\" stroke=\"#d8dee4\"/>"
                            + "<text x=\"%.1f\" y=\"%d\" fill=\"#57606a\" text-anchor=\"middle\">%s</text>%n",
                    x,
                    TOP - 6,
                    x,
                    height - BOTTOM + 6,
                    x,
                    TOP - 12,
                    label((long) Math.pow(10, at))));
        }
    }

    private static void row(StringBuilder svg, LatencyReport.Row row, int y, double from, double to) {
        double[] xs =
                row.nanos().stream().mapToDouble(nanos -> x(log(nanos), from, to)).toArray();
        svg.append(String.format(
                Locale.ROOT,
                "<g><title>%s</title><text x=\"16\" y=\"%d\" fill=\"#1b1f24\">%s</text>"
                        + "<text x=\"%d\" y=\"%d\" fill=\"#57606a\" text-anchor=\"end\">%d</text>"
                        + "<line x1=\"%.1f\" y1=\"%d\" x2=\"%.1f\" y2=\"%d\" stroke=\"#6e7781\"/>"
                        + "<line x1=\"%.1f\" y1=\"%d\" x2=\"%.1f\" y2=\"%d\" stroke=\"#54aeff\" stroke-width=\"10\"/>",
                escaped(details(row)),
                y + 4,
                escaped(row.account() + "  " + row.stage().text()),
                LEFT - 12,
                y + 4,
                row.count(),
                xs[0],
                y,
                xs[4],
                y,
                xs[0],
                y,
                xs[2],
                y));
        for (int i = 0; i < MARKS.length; i++) {
            svg.append(String.format(
                    Locale.ROOT,
                    "<line x1=\"%.1f\" y1=\"%d\" x2=\"%.1f\" y2=\"%d\" stroke=\"#0550ae\" stroke-width=\"%d\"/>",
                    xs[i],
                    y - 8,
                    xs[i],
                    y + 8,
                    i == 0 ? 3 : 1));
        }
        svg.append("</g>\n");
    }

    private static String details(LatencyReport.Row row) {
        StringBuilder text = new StringBuilder(row.account() + " " + row.stage().text() + ":");
        for (int i = 0; i < MARKS.length; i++) {
            text.append(' ').append(MARKS[i]).append(' ').append(label(row.nanos().get(i)));
        }
        return text.append(", largest ").append(label(row.nanos().getLast())).toString();
    }

    private static String label(long nanos) {
        if (nanos < 1_000) {
            return nanos + " ns";
        }
        String[] units = {"µs", "ms", "s"};
        double value = nanos / 1e3;
        int unit = 0;
        while (value >= 1_000 && unit < units.length - 1) {
            value /= 1_000;
            unit++;
        }
        // Three digits say enough.
        return new BigDecimal(value).round(new MathContext(3)).stripTrailingZeros().toPlainString() + " " + units[unit];
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace("\"", "&quot;");
    }
}
