package dev.tradewind.sdk.strategy;

import dev.tradewind.sdk.instrument.InstrumentId;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What a strategy remembers of each instrument, made at first sight. The last one asked for is at hand, so that a
 * strategy of one instrument looks nothing up.
 *
 * @param <S> the state of one instrument
 */
public final class PerInstrument<S> {
    private final Supplier<S> initial;
    private final Map<InstrumentId, S> states = new LinkedHashMap<>();
    private @Nullable InstrumentId lastInstrument;
    private @Nullable S lastState;

    public PerInstrument(Supplier<S> initial) {
        this.initial = initial;
    }

    public S of(InstrumentId instrument) {
        S state = lastState;
        if (state == null || !instrument.equals(lastInstrument)) {
            state = states.computeIfAbsent(instrument, id -> initial.get());
            lastInstrument = instrument;
            lastState = state;
        }
        return state;
    }
}
