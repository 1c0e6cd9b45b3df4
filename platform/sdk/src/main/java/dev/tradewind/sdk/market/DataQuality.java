package dev.tradewind.sdk.market;

import dev.tradewind.sdk.instrument.InstrumentId;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;

/**
 * How good the data of an instrument is. While it is not, new orders in the instrument are denied, except for those
 * that reduce a position.
 *
 * @param instrument whose data
 * @param faults what is wrong, each once, in the order of their declaration; none if it is good
 * @param reason what was seen, in a few words; empty if it is good
 */
public record DataQuality(InstrumentId instrument, List<DataFault> faults, String reason) {
    /** @throws IllegalArgumentException if faults come twice or in another order */
    public DataQuality {
        faults = List.copyOf(faults);
        for (int i = 1; i < faults.size(); i++) {
            if (faults.get(i).compareTo(faults.get(i - 1)) <= 0) {
                throw new IllegalArgumentException("faults come once and in their order, were " + faults);
            }
        }
    }

    /** Good data. */
    public static DataQuality good(InstrumentId instrument) {
        return new DataQuality(instrument, List.of(), "");
    }

    /** Data with these faults, which may come in any order. */
    public static DataQuality of(InstrumentId instrument, Collection<DataFault> faults, String reason) {
        return faults.isEmpty()
                ? good(instrument)
                : new DataQuality(instrument, List.copyOf(EnumSet.copyOf(faults)), reason);
    }

    public boolean isGood() {
        return faults.isEmpty();
    }
}
