package dev.tradewind.runtime.cli;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.tradewind.runtime.config.NodeConfig;
import dev.tradewind.runtime.home.FileTrouble;
import dev.tradewind.runtime.node.LatencyReport;
import dev.tradewind.runtime.node.LatencySvg;
import dev.tradewind.runtime.node.NodeHome;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** How long each stage of orders took. */
@Command(
        name = "latency",
        description = "Shows how long each stage of orders took, in microseconds, from the stored histograms, and draws"
                + " them. A node may run or not.",
        mixinStandardHelpOptions = true,
        sortOptions = false)
final class LatencyCommand extends NodeCommand {
    private static final Pattern AGO = Pattern.compile("([1-9][0-9]{0,5})([smhd])");

    @Option(names = "--account", paramLabel = "NAME", description = "Of this account alone")
    private String account = "";

    @Option(
            names = "--since",
            paramLabel = "WHEN",
            description = "So long ago, such as 90s, 15m, 6h, 2d, or a time such as 2026-03-01T12:00:00Z. Default: all")
    private String since = "";

    @Option(
            names = "--svg",
            paramLabel = "FILE",
            description = "Where to draw. Default: latency.svg in the home folder")
    private @Nullable Path svg;

    @Option(names = "--json", description = "As JSON, in nanoseconds, and no drawing unless --svg names a file")
    private boolean json;

    @Override
    int run(NodeOptions options, PrintWriter out) throws IOException {
        NodeHome home = options.home();
        LatencyReport report = LatencyReport.read(NodeConfig.of(options.settings()), home, account, sinceNanos());
        if (report.rows().isEmpty()) {
            throw new InputException("nothing was measured" + (account.isEmpty() ? "" : " for the account " + account)
                    + (since.isEmpty() ? "" : " since " + since)
                    + ": histograms are kept every minute while a node runs");
        }
        if (json) {
            out.println(json(report));
        } else {
            print(report, out);
        }
        Path file = svg == null && !json ? home.folder().resolve("latency.svg") : svg;
        if (file != null) {
            draw(report, file);
            if (!json) {
                out.println("drawn in " + file);
            }
        }
        return ExitCode.DONE;
    }

    private long sinceNanos() {
        if (since.isEmpty()) {
            return Long.MIN_VALUE;
        }
        Matcher ago = AGO.matcher(since.toLowerCase(Locale.ROOT));
        if (ago.matches()) {
            TimeUnit unit =
                    switch (ago.group(2)) {
                        case "s" -> TimeUnit.SECONDS;
                        case "m" -> TimeUnit.MINUTES;
                        case "h" -> TimeUnit.HOURS;
                        default -> TimeUnit.DAYS;
                    };
            return TimeUnit.MILLISECONDS.toNanos(System.currentTimeMillis())
                    - unit.toNanos(Long.parseLong(ago.group(1)));
        }
        try {
            Instant instant = Instant.parse(since);
            return TimeUnit.SECONDS.toNanos(instant.getEpochSecond()) + instant.getNano();
        } catch (DateTimeParseException e) {
            throw new InputException("--since is so long ago, such as 90s, 15m, 6h, 2d, or a time such as"
                    + " 2026-03-01T12:00:00Z; was '" + since + "'", e);
        }
    }

    private static void print(LatencyReport report, PrintWriter out) {
        out.printf(
                Locale.ROOT,
                "%-14s %-26s %10s %10s %10s %10s %10s %10s%n",
                "account",
                "stage, µs",
                "count",
                "p50",
                "p90",
                "p99",
                "p99.9",
                "max");
        for (LatencyReport.Row row : report.rows()) {
            out.printf(
                    Locale.ROOT, "%-14s %-26s %10d", row.account(), row.stage().text(), row.count());
            row.nanos().forEach(nanos -> out.printf(Locale.ROOT, " %10.1f", nanos / 1e3));
            out.println();
        }
        out.println("from " + instant(report.fromNanos()) + " to " + instant(report.toNanos()));
    }

    private static Instant instant(long nanos) {
        return Instant.ofEpochSecond(TimeUnit.NANOSECONDS.toSeconds(nanos));
    }

    private static void draw(LatencyReport report, Path file) {
        String title = "Latencies from " + instant(report.fromNanos()) + " to " + instant(report.toNanos());
        try {
            Files.writeString(file, LatencySvg.of(report, title));
        } catch (IOException e) {
            throw new InputException(file + " cannot be written: " + FileTrouble.of(e), e);
        }
    }

    private static String json(LatencyReport report) throws IOException {
        StringWriter text = new StringWriter();
        try (JsonGenerator out = new JsonFactory().createGenerator(text)) {
            out.writeStartObject();
            out.writeNumberField("fromNanos", report.fromNanos());
            out.writeNumberField("toNanos", report.toNanos());
            out.writeArrayFieldStart("stages");
            for (LatencyReport.Row row : report.rows()) {
                out.writeStartObject();
                out.writeStringField("account", row.account());
                out.writeStringField("stage", row.stage().name().toLowerCase(Locale.ROOT));
                out.writeNumberField("count", row.count());
                String[] names = {"p50", "p90", "p99", "p999", "max"};
                for (int i = 0; i < names.length; i++) {
                    out.writeNumberField(names[i], row.nanos().get(i));
                }
                out.writeEndObject();
            }
            out.writeEndArray();
            out.writeEndObject();
        }
        return text.toString();
    }
}
