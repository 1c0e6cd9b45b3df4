package dev.tradewind.policy.limits;

import dev.tradewind.engine.policy.Check;
import dev.tradewind.engine.policy.TableFacts;
import dev.tradewind.policy.limits.Sessions.Row;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/**
 * Tells whether sessions are open at a time, and until when. Remembers the stretch of time that it was last asked
 * about, so that it works out dates only where a session begins or ends; for one thread.
 *
 * <p>Times of a day are those of the zone's clocks: where clocks are set forward over one, it is the same time after
 * they were; where a time comes twice, it is the first.
 */
final class SessionClock implements Facts {
    private static final long NANOS_PER_SECOND = 1_000_000_000L;
    private static final double NANOS_PER_MINUTE = 60e9;

    /** Days around the time in question that are looked at: a session that lasts longer never ends. */
    private static final int DAYS_BEFORE = 3;

    private static final int DAYS_AFTER = 14;
    private static final List<Row> ALWAYS = List.of(
            new Row(0, TableRow.ANY, TableRow.ANY, 0b111_1111, 0, Sessions.MINUTES_A_DAY, ZoneOffset.UTC));

    private final List<Row> rows;
    private final Map<LocalDate, Integer> holidays;
    private long fromNanos;
    private long untilNanos;
    private boolean open;
    private long closesNanos;

    private SessionClock(List<Row> rows, Map<LocalDate, Integer> holidays) {
        this.rows = rows;
        this.holidays = holidays;
    }

    /** @param holidays from which minute of which day it is closed */
    static Facts of(List<Row> rows, Map<LocalDate, Integer> holidays) {
        if (rows.isEmpty() && holidays.isEmpty()) {
            return (into, nanos) -> into.session(true, Check.VERY_LARGE);
        }
        return new SessionClock(rows.isEmpty() ? ALWAYS : rows, holidays);
    }

    private record Stretch(long from, long until) {}

    @Override
    public void fill(TableFacts into, long nanos) {
        if (nanos == Check.NO_TIME) {
            into.session(false, 0);
            return;
        }
        if (nanos < fromNanos || nanos >= untilNanos) {
            find(nanos);
        }
        if (open) {
            into.session(true, closesNanos == Long.MAX_VALUE
                    ? Check.VERY_LARGE
                    : (closesNanos - nanos) / NANOS_PER_MINUTE);
        } else {
            into.session(false, 0);
        }
    }

    /**
     * When sessions end.
     *
     * @param fromNanos at or after this time
     * @param toNanos before this time
     */
    static List<Long> closes(List<Row> rows, Map<LocalDate, Integer> holidays, long fromNanos, long toNanos) {
        SessionClock clock = new SessionClock(rows, holidays);
        List<Long> closes = new ArrayList<>();
        // A session that ends at the very beginning is open just before.
        long at = fromNanos - 1;
        while (at < toNanos) {
            clock.find(at);
            boolean ends = clock.open && clock.closesNanos != Long.MAX_VALUE;
            if (ends && clock.closesNanos < toNanos) {
                closes.add(clock.closesNanos);
            }
            at = ends ? clock.closesNanos : clock.untilNanos;
        }
        return closes;
    }

    private void find(long nanos) {
        open = false;
        fromNanos = nanos;
        untilNanos = nanos + TableForm.NANOS_PER_DAY;
        closesNanos = nanos;
        long horizon = nanos + (DAYS_AFTER - 2) * TableForm.NANOS_PER_DAY;
        for (Stretch stretch : joined(around(nanos))) {
            if (stretch.until() <= nanos) {
                fromNanos = stretch.until();
            } else if (stretch.from() > nanos) {
                untilNanos = Math.min(stretch.from(), horizon);
                return;
            } else {
                open = true;
                fromNanos = stretch.from();
                boolean ends = stretch.until() < horizon;
                // Where it goes on beyond what was looked at, it is looked at again a day later.
                untilNanos = ends ? stretch.until() : nanos + TableForm.NANOS_PER_DAY;
                closesNanos = ends ? stretch.until() : Long.MAX_VALUE;
                return;
            }
        }
    }

    /** When each session is open around a time, without what holidays cut off. */
    private List<Stretch> around(long nanos) {
        List<Stretch> stretches = new ArrayList<>();
        Instant now = Instant.ofEpochSecond(Math.floorDiv(nanos, NANOS_PER_SECOND));
        for (Row row : rows) {
            LocalDate today = LocalDate.ofInstant(now, row.zone());
            for (int i = -DAYS_BEFORE; i <= DAYS_AFTER; i++) {
                LocalDate day = today.plusDays(i);
                if (row.opensOn(day.getDayOfWeek())) {
                    session(day, row, stretches);
                }
            }
        }
        stretches.sort(Comparator.comparingLong(Stretch::from).thenComparingLong(Stretch::until));
        return stretches;
    }

    private void session(LocalDate day, Row row, List<Stretch> into) {
        int firstEnd = Math.min(row.close(), Sessions.MINUTES_A_DAY);
        part(day, row.open(), firstEnd, row.zone(), into);
        if (row.close() > Sessions.MINUTES_A_DAY) {
            part(day.plusDays(1), 0, row.close() - Sessions.MINUTES_A_DAY, row.zone(), into);
        }
    }

    /** What of one day a session fills. */
    private void part(LocalDate day, int open, int close, ZoneId zone, List<Stretch> into) {
        Integer cut = holidays.get(day);
        int end = cut == null ? close : Math.min(close, cut);
        if (end > open) {
            long from = nanos(day, open, zone);
            long until = nanos(day, end, zone);
            if (until > from) {
                into.add(new Stretch(from, until));
            }
        }
    }

    private static long nanos(LocalDate day, int minute, ZoneId zone) {
        long seconds = day.plusDays(minute / Sessions.MINUTES_A_DAY)
                .atTime(minute % Sessions.MINUTES_A_DAY / 60, minute % 60)
                .atZone(zone)
                .toEpochSecond();
        return Math.multiplyExact(seconds, NANOS_PER_SECOND);
    }

    /** Stretches that touch or overlap, as one. */
    private static List<Stretch> joined(List<Stretch> sorted) {
        List<Stretch> joined = new ArrayList<>();
        for (Stretch stretch : sorted) {
            Stretch last = joined.isEmpty() ? null : joined.getLast();
            if (last != null && stretch.from() <= last.until()) {
                joined.removeLast();
                joined.add(new Stretch(last.from(), Math.max(last.until(), stretch.until())));
            } else {
                joined.add(stretch);
            }
        }
        return joined;
    }
}
