package dev.tradewind.runtime.surveillance;

import dev.tradewind.policy.limits.FactTables;
import dev.tradewind.sdk.instrument.InstrumentId;
import java.util.ArrayList;
import java.util.List;

/** When sessions of an instrument end. */
public interface Closes {
    /** Nanoseconds since the epoch, in their order, from one time, itself included, to before another. */
    List<Long> between(InstrumentId instrument, long fromNanos, long toNanos);

    /** Once a day, at a time of day in UTC. */
    static Closes daily(long nanosOfDay) {
        long day = 86_400_000_000_000L;
        return (instrument, from, to) -> {
            List<Long> closes = new ArrayList<>();
            long close = Math.floorDiv(from, day) * day + nanosOfDay;
            for (long at = close < from ? close + day : close; at < to; at += day) {
                closes.add(at);
            }
            return closes;
        };
    }

    /** As the table of sessions says; midnight UTC where it has no row for the instrument. */
    static Closes of(FactTables tables) {
        Closes midnight = daily(0);
        return (instrument, from, to) -> tables.closes(instrument.symbol(), instrument.venue(), from, to)
                .orElseGet(() -> midnight.between(instrument, from, to));
    }
}
