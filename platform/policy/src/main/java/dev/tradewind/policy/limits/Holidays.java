package dev.tradewind.policy.limits;

import dev.tradewind.policy.RuleProblem;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Days on which a venue does not trade, or not after a time: what remains of a session that reaches into such a day is
 * cut off. Days and times are those of the session's zone, and of UTC for a venue that has no sessions.
 */
public final class Holidays implements FactTable {
    static final List<String> COLUMNS = List.of("venue", "date", "closes", "name");

    private final String file;
    private final List<Row> rows;

    private Holidays(String file, List<Row> rows) {
        this.file = file;
        this.rows = rows;
    }

    /** @param closes minute of the day from which it is closed, 0 for all of it */
    private record Row(int line, String venue, LocalDate date, int closes, String name) implements TableRow {
        boolean overlaps(Row other) {
            return date.equals(other.date) && TableRow.meet(venue, other.venue);
        }

        @Override
        public String key() {
            return venue + "," + date;
        }

        @Override
        public String text() {
            return key() + (closes == 0 ? "" : " from " + Sessions.shown(closes)) + ": " + name;
        }
    }

    static Holidays none() {
        return new Holidays("", List.of());
    }

    static Holidays read(TableRows table) {
        List<Row> rows = new ArrayList<>();
        for (TableForm.Line line : TableForm.lines(table, COLUMNS)) {
            int closes = line.isEmpty(2) ? 0 : Sessions.minute(line, 2, false);
            Row row = new Row(line.number(), line.name(0), line.date(1), closes, line.required(3, "name the day"));
            line.unique(row.venue(), row.date().toString());
            rows.add(row);
        }
        return new Holidays(table.problems().file(), List.copyOf(rows));
    }

    /** From which minute of which day a venue is closed; of two rows for a day the earlier. */
    Map<LocalDate, Integer> of(String venue) {
        Map<LocalDate, Integer> closes = new HashMap<>();
        for (Row row : rows) {
            if (TableRow.matches(row.venue(), venue)) {
                closes.merge(row.date(), row.closes(), Math::min);
            }
        }
        return closes;
    }

    @Override
    public String file() {
        return file;
    }

    /** By the day in UTC: a scenario that means a holiday is placed in its midst. */
    @Override
    public Set<Integer> linesInForce(Subject subject, long nanos) {
        Set<Integer> lines = new TreeSet<>();
        LocalDate day = LocalDate.ofInstant(Instant.ofEpochSecond(nanos / 1_000_000_000L), ZoneOffset.UTC);
        for (Row row : rows) {
            if (TableRow.matches(row.venue(), subject.venue()) && row.date().equals(day)) {
                lines.add(row.line());
            }
        }
        return lines;
    }

    @Override
    public Map<Integer, String> rows() {
        return new TreeMap<>(FactTable.named(rows));
    }

    @Override
    public List<String> texts() {
        return FactTable.told(rows);
    }

    @Override
    public List<RuleProblem> overlaps() {
        return TableRow.overlaps(file, rows, Row::overlaps, "are for the same day; the earlier close holds",
                "remove one if that is not meant");
    }
}
