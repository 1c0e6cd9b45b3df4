package dev.tradewind.policy.limits;

import dev.tradewind.engine.policy.Check;
import dev.tradewind.policy.RuleProblem;
import dev.tradewind.policy.language.Problems;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Instruments that may not be bought (the restricted list) or only with a person's approval (the watch list), each at
 * one venue or at any ({@code *}), from a date, until a date, both days included, in UTC. An order without a time is
 * judged as if every date held.
 */
public final class RestrictedList implements FactTable {
    static final List<String> COLUMNS = List.of("symbol", "venue", "reason", "from", "until");
    private static final long NANOS_PER_DAY = 86_400_000_000_000L;

    private final String file;
    private final Map<String, List<Entry>> bySymbol;

    private RestrictedList(String file, Map<String, List<Entry>> bySymbol) {
        this.file = file;
        this.bySymbol = bySymbol;
    }

    private record Entry(String venue, String reason, long fromNanos, long untilNanos, int line) {
        boolean overlaps(Entry other) {
            return TableRow.meet(venue, other.venue) && fromNanos < other.untilNanos && other.fromNanos < untilNanos;
        }

        boolean holds(String ofVenue, long nanos) {
            boolean inTime = nanos == Check.NO_TIME || (nanos >= fromNanos && nanos < untilNanos);
            return inTime && (venue.equals("*") || venue.equals(ofVenue));
        }
    }

    /** Restricts nothing. */
    public static RestrictedList none() {
        return new RestrictedList("", Map.of());
    }

    @Override
    public List<String> texts() {
        List<String> texts = new ArrayList<>();
        bySymbol.forEach((symbol, entries) -> entries.forEach(entry -> texts.add(symbol + "," + entry.venue()
                + (entry.fromNanos() == Long.MIN_VALUE ? "" : " from day " + entry.fromNanos() / NANOS_PER_DAY)
                + (entry.untilNanos() == Long.MAX_VALUE ? "" : " until day " + entry.untilNanos() / NANOS_PER_DAY)
                + ": " + entry.reason())));
        texts.sort(null);
        return texts;
    }

    /**
     * Reads the list.
     *
     * @param file for messages, relative to the rules folder
     * @param into takes what is wrong, with line and column
     */
    public static RestrictedList parse(String file, String source, List<RuleProblem> into) {
        return parse(TableRows.csv(file, source, into));
    }

    /**
     * The same from the bytes of a file that is called {@code .csv} or {@code .xlsx}.
     *
     * @param content of a CSV file is text that was checked before
     */
    public static RestrictedList parse(String file, byte[] content, List<RuleProblem> into) {
        return parse(TableRows.of(file, content, into));
    }

    static RestrictedList parse(TableRows table) {
        Problems problems = table.problems();
        List<List<Cell>> rows = table.rows();
        if (!table.readable()) {
            return none();
        }
        if (rows.isEmpty() || !TableForm.isHeader(rows.getFirst(), COLUMNS, problems)) {
            if (rows.isEmpty()) {
                problems.add(0, 0, "the list is empty", "the first line is " + String.join(",", COLUMNS));
            }
            return none();
        }
        Map<String, List<Entry>> bySymbol = new HashMap<>();
        for (List<Cell> row : rows.subList(1, rows.size())) {
            if (row.size() != COLUMNS.size()) {
                problems.add(
                        row.getFirst().line(), 0, row.size() + " cells, the header has " + COLUMNS.size(),
                        "a row has one cell for each column, empty where it has no date");
                continue;
            }
            Cell symbol = required(row, 0, problems);
            if (symbol.text().equals(TableRow.ANY)) {
                problems.add(symbol.line(), symbol.column(), "the symbol of this list is never *",
                        "write a row for each symbol; limits/halts.csv stops all that a venue trades");
            }
            for (int i = 0; i < 3; i++) {
                table.checkName(COLUMNS.get(i), row.get(i));
            }
            long from = date(row.get(3), Long.MIN_VALUE, 0, problems);
            long until = date(row.get(4), Long.MAX_VALUE, 1, problems);
            if (until <= from) {
                problems.add(row.get(4).line(), row.get(4).column(), "it ends before it begins", "swap the dates");
            }
            String venue = required(row, 1, problems).text();
            List<Entry> same = bySymbol.computeIfAbsent(symbol.text(), key -> new ArrayList<>());
            for (Entry before : same) {
                if (before.venue().equals(venue) && before.fromNanos() == from && before.untilNanos() == until) {
                    problems.add(symbol.line(), symbol.column(),
                            "a second row for the same key as line " + before.line(), "remove one");
                }
            }
            same.add(new Entry(venue, required(row, 2, problems).text(), from, until, symbol.line()));
        }
        return new RestrictedList(problems.file(), bySymbol);
    }

    private static Cell required(List<Cell> row, int index, Problems problems) {
        Cell cell = row.get(index);
        if (cell.text().isEmpty()) {
            String suggestion = index == 1 ? "write a venue, or * for any" : "fill it in";
            problems.add(cell.line(), cell.column(), "the " + COLUMNS.get(index) + " is empty", suggestion);
        }
        return cell;
    }

    private static long date(Cell cell, long fallback, int addedDays, Problems problems) {
        if (cell.text().isEmpty()) {
            return fallback;
        }
        try {
            LocalDate day = LocalDate.parse(cell.text()).plusDays(addedDays);
            return Math.multiplyExact(day.atStartOfDay(ZoneOffset.UTC).toEpochSecond() / 86_400, NANOS_PER_DAY);
        } catch (DateTimeParseException | ArithmeticException e) {
            problems.add(
                    cell.line(), cell.column(), "`" + cell.text() + "` is not a date", "write it as 2026-01-31");
            return fallback;
        }
    }

    @Override
    public String file() {
        return file;
    }

    @Override
    public Set<Integer> linesInForce(Subject subject, long nanos) {
        return Set.of(line(subject.symbol(), subject.venue(), nanos));
    }

    @Override
    public List<RuleProblem> overlaps() {
        List<RuleProblem> found = new ArrayList<>();
        bySymbol.forEach((symbol, entries) -> {
            for (int i = 0; i < entries.size(); i++) {
                for (int j = i + 1; j < entries.size() && found.size() < TableRow.MOST_NAMED; j++) {
                    if (entries.get(i).overlaps(entries.get(j))) {
                        found.add(new RuleProblem(file, entries.get(j).line(), 0, "this row and line "
                                + entries.get(i).line() + " both hold for " + symbol + "; the reason of line "
                                + entries.get(i).line() + " is told", "", "join them if that is not meant"));
                    }
                }
            }
        });
        found.sort(null);
        return found;
    }

    /** What it says about one instrument, as the watch list. */
    Facts watching(Subject subject) {
        List<Entry> entries = bySymbol.getOrDefault(subject.symbol(), List.of());
        String venue = subject.venue();
        return (into, nanos) -> {
            for (int i = 0; i < entries.size(); i++) {
                if (entries.get(i).holds(venue, nanos)) {
                    into.watch(true, entries.get(i).reason());
                    return;
                }
            }
            into.watch(false, "");
        };
    }

    public boolean isEmpty() {
        return bySymbol.isEmpty();
    }

    /** The same list and these symbols, at every venue and time, with the reason of each; they stand in no line. */
    public RestrictedList and(Map<String, String> more) {
        Map<String, List<Entry>> all = new HashMap<>(bySymbol);
        more.forEach((symbol, reason) -> {
            List<Entry> entries = new ArrayList<>(all.getOrDefault(symbol, List.of()));
            entries.add(new Entry("*", reason, Long.MIN_VALUE, Long.MAX_VALUE, 0));
            all.put(symbol, entries);
        });
        return new RestrictedList(file, all);
    }

    /** Why an instrument may not be traded at that time, in nanoseconds since the epoch; null where it may. */
    public @Nullable String reason(String symbol, String venue, long nanos) {
        Entry entry = entry(symbol, venue, nanos);
        return entry == null ? null : entry.reason();
    }

    /** The line that restricts an instrument at that time; 0 where none does. */
    public int line(String symbol, String venue, long nanos) {
        Entry entry = entry(symbol, venue, nanos);
        return entry == null ? 0 : entry.line();
    }

    @Override
    public Map<Integer, String> rows() {
        Map<Integer, String> named = new TreeMap<>();
        bySymbol.forEach((symbol, entries) ->
                entries.forEach(entry -> named.put(entry.line(), symbol + "," + entry.venue())));
        return named;
    }

    private @Nullable Entry entry(String symbol, String venue, long nanos) {
        List<Entry> entries = bySymbol.get(symbol);
        if (entries == null) {
            return null;
        }
        for (Entry entry : entries) {
            if (entry.holds(venue, nanos)) {
                return entry;
            }
        }
        return null;
    }
}
