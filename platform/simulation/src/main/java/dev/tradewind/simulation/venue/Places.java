package dev.tradewind.simulation.venue;

import dev.tradewind.sdk.instrument.InstrumentId;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Where each instrument trades at a simulated venue, in the order in which they were added. */
final class Places<P> {
    private final Map<InstrumentId, P> byId = new LinkedHashMap<>();
    private final Collection<P> all = Collections.unmodifiableCollection(byId.values());
    private @Nullable InstrumentId lastId;
    private @Nullable P last;

    void add(InstrumentId id, P place) {
        byId.put(id, place);
        lastId = null;
    }

    Collection<P> all() {
        return all;
    }

    /** @throws IllegalArgumentException if the instrument was not added */
    @SuppressWarnings("ReferenceEquality") // the same object is the common case, and the cheapest to see
    P of(InstrumentId id) {
        InstrumentId recent = lastId;
        P place = last;
        if (recent != null && place != null && (recent == id || recent.equals(id))) {
            return place;
        }
        return find(id);
    }

    private P find(InstrumentId id) {
        P place = byId.get(id);
        if (place == null) {
            throw new IllegalArgumentException("the venue does not trade " + id + "; add the instrument first");
        }
        lastId = id;
        last = place;
        return place;
    }
}
