package dev.tradewind.policy.limits;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import dev.tradewind.engine.policy.Check;
import dev.tradewind.policy.RuleProblem;
import java.lang.management.ManagementFactory;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Sessions, across weekends, holidays and changes of the clocks. */
class SessionClockTest {
    private static final long MINUTE = 60_000_000_000L;

    private final Check check = new Check();

    private static Facts clock(List<String> sessions, List<String> holidays) {
        List<RuleProblem> problems = new ArrayList<>();
        FactTables tables = FactTables.NONE
                .with(TableName.SESSIONS, TableName.SESSIONS.header() + "\n" + String.join("\n", sessions), problems)
                .with(TableName.HOLIDAYS, TableName.HOLIDAYS.header() + "\n" + String.join("\n", holidays), problems);
        assertThat(problems).isEmpty();
        return tables.facts(new Subject("main", "sma", "XYZ", "V"));
    }

    private double minutes(Facts clock, String time) {
        return minutes(clock, FactTablesTest.at(time));
    }

    /** Minutes to the close; -1 where it is closed. */
    private double minutes(Facts clock, long nanos) {
        check.setEventNanos(nanos);
        FactTables.fill(clock, check);
        assertThat(check.isSessionOpen() || check.getMinutesToClose() == 0).isTrue();
        return check.isSessionOpen() ? check.getMinutesToClose() : -1;
    }

    @Test
    void aSessionBeginsAndEndsByTheClocksOfItsZone() {
        Facts clock = clock(List.of("V,*,mon-fri,09:30,16:00,America/New_York"), List.of());
        assertThat(minutes(clock, "2026-03-06T14:29:59Z")).isEqualTo(-1);
        assertThat(minutes(clock, "2026-03-06T14:30:00Z")).isEqualTo(390);
        assertThat(minutes(clock, "2026-03-06T20:59:30Z")).isEqualTo(0.5);
        assertThat(minutes(clock, "2026-03-06T21:00:00Z")).isEqualTo(-1);
        assertThat(minutes(clock, "2026-03-07T15:00:00Z")).isEqualTo(-1);
        // Clocks were set forward on Sunday the 8th, back on Sunday the 1st of November.
        assertThat(minutes(clock, "2026-03-09T13:30:00Z")).isEqualTo(390);
        assertThat(minutes(clock, "2026-10-30T19:59:00Z")).isEqualTo(1);
        assertThat(minutes(clock, "2026-11-02T14:29:00Z")).isEqualTo(-1);
        assertThat(minutes(clock, "2026-11-02T20:59:00Z")).isEqualTo(1);
        assertThat(minutes(clock, Check.NO_TIME)).isEqualTo(-1);
    }

    @Test
    void aTimeThatTheClocksSkipIsTheSameTimeAfterTheyWereSetAndOneThatComesTwiceTheFirst() {
        Facts clock = clock(List.of("V,*,sun,01:30,02:30,America/New_York"), List.of());
        // 02:30 does not exist on the 8th of March: it is 03:30 of summer time, an hour after 01:30.
        assertThat(minutes(clock, "2026-03-08T06:30:00Z")).isEqualTo(60);
        assertThat(minutes(clock, "2026-03-08T07:30:00Z")).isEqualTo(-1);
        // 01:30 comes twice on the 1st of November.
        assertThat(minutes(clock, "2026-11-01T05:29:59Z")).isEqualTo(-1);
        assertThat(minutes(clock, "2026-11-01T05:30:00Z")).isEqualTo(120);
    }

    @Test
    void sessionsThatReachIntoTheNextDayAreOneAndHolidaysCutThem() {
        Facts clock = clock(List.of("V,*,sun-thu,17:00,16:00,America/Chicago"),
                List.of("V,2026-07-03,12:00,early close", "V,2026-12-25,,Christmas", "X,2026-07-01,,elsewhere"));
        // Sunday evening to Monday afternoon: 22:00 to 21:00 UTC in summer.
        assertThat(minutes(clock, "2026-06-28T22:00:00Z")).isEqualTo(23 * 60);
        assertThat(minutes(clock, "2026-06-29T20:59:00Z")).isEqualTo(1);
        assertThat(minutes(clock, "2026-06-29T21:30:00Z")).isEqualTo(-1);
        assertThat(minutes(clock, "2026-07-01T15:00:00Z")).isEqualTo(6 * 60);
        assertThat(minutes(clock, "2026-07-03T16:59:00Z")).isEqualTo(1);
        assertThat(minutes(clock, "2026-07-03T17:00:00Z")).isEqualTo(-1);
        // The evening before Christmas the session ends at midnight.
        assertThat(minutes(clock, "2026-12-24T23:30:00Z")).isEqualTo(6.5 * 60);
        assertThat(minutes(clock, "2026-12-25T06:00:00Z")).isEqualTo(-1);
    }

    @Test
    void aVenueThatIsAlwaysOpenNeverClosesButOnItsHolidays() {
        assertThat(minutes(clock(List.of(), List.of()), "2026-07-05T03:00:00Z")).isEqualTo(Check.VERY_LARGE);
        assertThat(minutes(clock(List.of("V,*,daily,00:00,24:00,Asia/Tokyo"), List.of()), "2026-07-05T03:00:00Z"))
                .isEqualTo(Check.VERY_LARGE);
        Facts clock = clock(List.of(), List.of("V,2026-07-06,06:00,maintenance"));
        assertThat(minutes(clock, "2026-06-01T00:00:00Z")).isEqualTo(Check.VERY_LARGE);
        assertThat(minutes(clock, "2026-07-05T06:00:00Z")).isEqualTo(24 * 60);
        assertThat(minutes(clock, "2026-07-06T06:00:00Z")).isEqualTo(-1);
        assertThat(minutes(clock, "2026-07-07T00:00:00Z")).isEqualTo(Check.VERY_LARGE);
    }

    @Test
    void rowsOfASymbolStandInPlaceOfThoseOfItsVenueAndThoseOfAVenueOfThoseOfAll() {
        List<String> rows = List.of("*,*,daily,00:00,01:00,UTC", "V,*,daily,02:00,03:00,UTC",
                "V,XYZ,daily,04:00,05:00,UTC", "V,XYZ,daily,06:00,07:00,UTC");
        Facts clock = clock(rows, List.of());
        for (int hour = 0; hour < 24; hour++) {
            long nanos = FactTablesTest.at("2026-06-01T00:30:00Z") + 60L * hour * MINUTE;
            assertThat(minutes(clock, nanos)).as("hour " + hour).isEqualTo(hour == 4 || hour == 6 ? 30 : -1);
        }
        List<RuleProblem> problems = new ArrayList<>();
        FactTables tables = FactTables.NONE.with(TableName.SESSIONS,
                TableName.SESSIONS.header() + "\n" + String.join("\n", rows), problems);
        assertThat(minutes(tables.facts(new Subject("a", "", "ABC", "V")), "2026-06-01T02:30:00Z")).isEqualTo(30);
        assertThat(minutes(tables.facts(new Subject("a", "", "XYZ", "W")), "2026-06-01T00:30:00Z")).isEqualTo(30);
    }

    /** The same from the clocks on the wall alone: is this minute of this day within a session, and of no holiday? */
    private static boolean isOpen(ZonedDateTime wall, int open, int close, Set<DayOfWeek> days, LocalDate holiday) {
        if (wall.toLocalDate().equals(holiday)) {
            return false;
        }
        int minute = wall.getHour() * 60 + wall.getMinute();
        boolean today = days.contains(wall.getDayOfWeek()) && minute >= open && minute < close;
        boolean sinceYesterday = days.contains(wall.getDayOfWeek().minus(1)) && minute + 1440 < close;
        return today || sinceYesterday;
    }

    @Test
    void atEachTimeOfThreeYearsItSaysWhatTheClocksOnTheWallSay() {
        record Venue(String zone, String times, int open, int close) {}
        Set<DayOfWeek> days = Set.of(DayOfWeek.MONDAY, DayOfWeek.TUESDAY, DayOfWeek.WEDNESDAY, DayOfWeek.THURSDAY);
        LocalDate holiday = LocalDate.of(2026, 6, 3);
        Random random = new Random(7);
        for (Venue venue : List.of(
                new Venue("America/New_York", "09:30,16:00", 570, 960),
                new Venue("Australia/Lord_Howe", "17:00,16:00", 1020, 2400),
                new Venue("Europe/London", "08:00,16:30", 480, 990),
                new Venue("Asia/Kolkata", "09:15,15:30", 555, 930))) {
            Facts clock = clock(List.of("V,*,mon-thu," + venue.times() + "," + venue.zone()),
                    List.of("V,2026-06-03,,holiday"));
            ZoneId zone = ZoneId.of(venue.zone());
            long nanos = FactTablesTest.at("2025-01-01T00:00:00Z");
            for (int i = 0; i < 60_000; i++) {
                // Mostly onward by up to an hour, sometimes back, as recorded orders may be judged in any order.
                nanos += (random.nextInt(60) + (i % 1000 == 999 ? -50_000 : 0)) * MINUTE;
                ZonedDateTime wall = Instant.ofEpochSecond(nanos / 1_000_000_000L).atZone(zone);
                boolean open = isOpen(wall, venue.open(), venue.close(), days, holiday);
                double left = minutes(clock, nanos);
                assertThat(left >= 0).as(venue.zone() + " " + wall).isEqualTo(open);
                if (open) {
                    long closes = nanos + Math.round(left) * MINUTE;
                    ZonedDateTime last = Instant.ofEpochSecond(closes / 1_000_000_000L - 1).atZone(zone);
                    ZonedDateTime next = Instant.ofEpochSecond(closes / 1_000_000_000L).atZone(zone);
                    assertThat(isOpen(last, venue.open(), venue.close(), days, holiday)).isTrue();
                    assertThat(isOpen(next, venue.open(), venue.close(), days, holiday)).isFalse();
                }
            }
        }
    }

    @Test
    void withinASessionNothingIsAllocated() {
        Facts clock = clock(List.of("V,*,mon-fri,09:30,16:00,America/New_York"), List.of("V,2026-06-03,,holiday"));
        long begun = FactTablesTest.at("2026-03-06T14:30:00Z");
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long least = Long.MAX_VALUE;
        for (int round = 0; round < 20; round++) {
            long before = threads.getCurrentThreadAllocatedBytes();
            for (int i = 0; i < 10_000; i++) {
                check.setEventNanos(begun + i * 1_000_000_000L);
                FactTables.fill(clock, check);
            }
            least = Math.min(least, threads.getCurrentThreadAllocatedBytes() - before);
        }
        assertThat(least).isLessThan(1_000);
    }

    private static List<Long> closes(List<String> sessions, List<String> holidays, String from, String to) {
        List<RuleProblem> problems = new ArrayList<>();
        FactTables tables = FactTables.NONE
                .with(TableName.SESSIONS, TableName.SESSIONS.header() + "\n" + String.join("\n", sessions), problems)
                .with(TableName.HOLIDAYS, TableName.HOLIDAYS.header() + "\n" + String.join("\n", holidays), problems);
        assertThat(problems).isEmpty();
        return tables.closes("XYZ", "V", FactTablesTest.at(from), FactTablesTest.at(to)).orElseThrow();
    }

    @Test
    void closesOfATimeAreThoseOfItsSessions() {
        List<String> newYork = List.of("V,*,mon-fri,09:30,16:00,America/New_York");
        // Friday, and Monday after clocks were set forward.
        assertThat(closes(newYork, List.of(), "2026-03-06T00:00:00Z", "2026-03-10T00:00:00Z"))
                .containsExactly(FactTablesTest.at("2026-03-06T21:00:00Z"), FactTablesTest.at("2026-03-09T20:00:00Z"));
        // The beginning counts, the end does not: pieces one after another have each close once.
        assertThat(closes(newYork, List.of(), "2026-03-06T21:00:00Z", "2026-03-06T21:00:01Z")).hasSize(1);
        assertThat(closes(newYork, List.of(), "2026-03-06T20:59:59Z", "2026-03-06T21:00:00Z")).isEmpty();
        assertThat(closes(newYork, List.of("V,2026-03-06,13:00,early"), "2026-03-06T00:00:00Z", "2026-03-07T00:00:00Z"))
                .containsExactly(FactTablesTest.at("2026-03-06T18:00:00Z"));
        assertThat(closes(List.of("V,*,daily,00:00,24:00,UTC"), List.of(), "2026-03-01T00:00:00Z",
                        "2026-03-20T00:00:00Z"))
                .as("a venue that never closes").isEmpty();
        assertThat(FactTables.NONE.closes("XYZ", "V", 0, 1)).isEmpty();
    }
}
