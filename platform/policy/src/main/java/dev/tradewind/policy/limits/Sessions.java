package dev.tradewind.policy.limits;

import dev.tradewind.policy.RuleProblem;
import dev.tradewind.policy.language.Nearest;
import java.time.DayOfWeek;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * When a venue trades: weekdays and times in its own zone, for one symbol or all ({@code *}). Rows for a symbol stand
 * in place of those for all, and rows for a venue in place of those for every venue; several rows of one kind add up. A
 * venue that no row is for always trades.
 */
public final class Sessions implements FactTable {
    static final List<String> COLUMNS = List.of("venue", "symbol", "weekdays", "open", "close", "zone");
    static final int MINUTES_A_DAY = 1440;
    private static final List<String> DAYS = List.of("mon", "tue", "wed", "thu", "fri", "sat", "sun");

    private final String file;
    private final List<Row> rows;

    private Sessions(String file, List<Row> rows) {
        this.file = file;
        this.rows = rows;
    }

    /**
     * @param weekdays a bit for each day on which it opens, Monday first
     * @param open minute of that day
     * @param close minute of that day; beyond its last one of the next
     */
    record Row(int line, String venue, String symbol, int weekdays, int open, int close, ZoneId zone)
            implements TableRow {
        boolean opensOn(DayOfWeek day) {
            return (weekdays >> (day.getValue() - 1) & 1) != 0;
        }

        int specificity() {
            return (venue.equals(ANY) ? 0 : 2) + (symbol.equals(ANY) ? 0 : 1);
        }

        boolean overlaps(Row other) {
            return venue.equals(other.venue) && symbol.equals(other.symbol) && zone.equals(other.zone)
                    && (weekdays & other.weekdays) != 0 && open < other.close && other.open < close;
        }

        @Override
        public String key() {
            return venue + "," + symbol;
        }

        @Override
        public String text() {
            StringBuilder days = new StringBuilder();
            for (int i = 0; i < DAYS.size(); i++) {
                days.append((weekdays >> i & 1) == 0 ? "" : " " + DAYS.get(i));
            }
            return key() + days + " " + shown(open) + " to " + shown(close) + " " + zone;
        }
    }

    static Sessions none() {
        return new Sessions("", List.of());
    }

    static Sessions read(TableRows table) {
        List<Row> rows = new ArrayList<>();
        for (TableForm.Line line : TableForm.lines(table, COLUMNS)) {
            int open = minute(line, 3, false);
            int close = minute(line, 4, true);
            Row row = new Row(line.number(), line.name(0), line.name(1), weekdays(line),
                    open, close > open ? close : close + MINUTES_A_DAY, zone(line));
            line.unique(row.venue(), row.symbol(), Integer.toString(row.weekdays()), Integer.toString(open));
            rows.add(row);
        }
        return new Sessions(table.problems().file(), List.copyOf(rows));
    }

    /** Days as {@code mon-fri}, {@code mon wed fri} or {@code daily}. */
    private static int weekdays(TableForm.Line line) {
        String text = line.required(2, "write mon-fri, or mon wed fri, or daily").toLowerCase(Locale.ROOT);
        if (text.equals("daily")) {
            return (1 << DAYS.size()) - 1;
        }
        int days = 0;
        for (String part : text.isEmpty() ? new String[0] : text.split(" +", -1)) {
            String[] ends = part.split("-", -1);
            int first = DAYS.indexOf(ends[0]);
            int last = DAYS.indexOf(ends[ends.length - 1]);
            if (ends.length > 2 || first < 0 || last < 0) {
                line.problem(2, "`" + part + "` is no weekday", "write mon-fri, or mon wed fri, or daily");
                return days;
            }
            for (int day = first; ; day = (day + 1) % DAYS.size()) {
                days |= 1 << day;
                if (day == last) {
                    break;
                }
            }
        }
        return days;
    }

    /**
     * The minute of the day; 0 where it cannot be read.
     *
     * @param end whether 24:00 is one
     */
    static int minute(TableForm.Line line, int index, boolean end) {
        String text = line.text(index);
        if (text.matches("([01][0-9]|2[0-3]):[0-5][0-9]") || (end && text.equals("24:00"))) {
            return Integer.parseInt(text.substring(0, 2)) * 60 + Integer.parseInt(text.substring(3));
        }
        line.problem(index, "`" + text + "` is no time of a day", "write it as 09:30");
        return 0;
    }

    /** A zone by its name, since an offset from UTC alone would be wrong for half of the year. */
    private static ZoneId zone(TableForm.Line line) {
        String text = line.required(5, "write a zone, such as America/New_York or UTC");
        Set<String> known = ZoneId.getAvailableZoneIds();
        if (known.contains(text)) {
            return ZoneId.of(text);
        }
        if (!text.isEmpty()) {
            line.problem(5, "there is no zone `" + text + "`",
                    Nearest.suggestion(text, known, "write one such as America/New_York or UTC"));
        }
        return ZoneOffset.UTC;
    }

    static String shown(int minute) {
        int ofDay = minute > MINUTES_A_DAY ? minute - MINUTES_A_DAY : minute;
        return String.format(Locale.ROOT, "%02d:%02d", ofDay / 60, ofDay % 60);
    }

    /** The rows that hold for an instrument: those of the most specific kind. */
    List<Row> of(Subject subject) {
        List<Row> best = new ArrayList<>();
        int most = -1;
        for (Row row : rows) {
            boolean matches = TableRow.matches(row.venue(), subject.venue())
                    && TableRow.matches(row.symbol(), subject.symbol());
            if (matches && row.specificity() > most) {
                best.clear();
                most = row.specificity();
            }
            if (matches && row.specificity() == most) {
                best.add(row);
            }
        }
        return best;
    }

    Facts facts(Subject subject, Holidays holidays) {
        return SessionClock.of(of(subject), holidays.of(subject.venue()));
    }

    /** When sessions end in a time; empty where no row is for the instrument. */
    Optional<List<Long>> closes(Subject subject, Holidays holidays, long fromNanos, long toNanos) {
        List<Row> own = of(subject);
        return own.isEmpty()
                ? Optional.empty()
                : Optional.of(SessionClock.closes(own, holidays.of(subject.venue()), fromNanos, toNanos));
    }

    /** Whatever changes is an objection: to close earlier, or for a day, a halt or a holiday is added. */
    void loosened(Sessions before, List<String> into) {
        if (!before.texts().equals(texts())) {
            into.add("the table of sessions is changed; add a halt or a holiday instead");
        }
    }

    @Override
    public String file() {
        return file;
    }

    @Override
    public Set<Integer> linesInForce(Subject subject, long nanos) {
        Set<Integer> lines = new TreeSet<>();
        of(subject).forEach(row -> lines.add(row.line()));
        return lines;
    }

    @Override
    public Map<Integer, String> rows() {
        return FactTable.named(rows);
    }

    @Override
    public List<String> texts() {
        return FactTable.told(rows);
    }

    @Override
    public List<RuleProblem> overlaps() {
        return TableRow.overlaps(file, rows, Row::overlaps, "hold at the same time", "join them, or mend their times");
    }
}
