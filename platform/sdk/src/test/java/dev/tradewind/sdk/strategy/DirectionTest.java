package dev.tradewind.sdk.strategy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tradewind.sdk.instrument.InstrumentId;
import dev.tradewind.sdk.order.Side;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DirectionTest {
    private static Direction read(Map<String, String> given) {
        return Direction.of(Parameters.of(List.of(Direction.parameter()), given));
    }

    @Test
    void isLongUnlessSaidOtherwise() {
        assertThat(read(Map.of())).isEqualTo(Direction.LONG);
        assertThat(read(Map.of("direction", "short"))).isEqualTo(Direction.SHORT);
        assertThat(read(Map.of("direction", "both"))).isEqualTo(Direction.BOTH);
        assertThatThrownBy(() -> read(Map.of("direction", "up")))
                .hasMessage("parameter direction must be: one of long, short, both, was 'up'");
    }

    @Test
    void allowsTheSidesThatOpenSuchPositions() {
        assertThat(Direction.LONG.allows(Side.BUY)).isTrue();
        assertThat(Direction.LONG.allows(Side.SELL)).isFalse();
        assertThat(Direction.SHORT.allows(Side.BUY)).isFalse();
        assertThat(Direction.SHORT.allows(Side.SELL)).isTrue();
        assertThat(Direction.BOTH.allows(Side.BUY)).isTrue();
        assertThat(Direction.BOTH.allows(Side.SELL)).isTrue();
    }

    @Test
    void eachInstrumentKeepsItsOwnState() {
        InstrumentId first = InstrumentId.parse("A.X");
        InstrumentId second = InstrumentId.parse("B.X");
        PerInstrument<StringBuilder> states = new PerInstrument<>(StringBuilder::new);

        states.of(first).append("a");
        states.of(second).append("b");
        states.of(InstrumentId.parse("A.X")).append("c");

        assertThat(states.of(first)).hasToString("ac");
        assertThat(states.of(second)).hasToString("b");
    }
}
