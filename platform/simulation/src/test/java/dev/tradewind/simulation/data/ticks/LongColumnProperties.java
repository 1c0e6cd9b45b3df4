package dev.tradewind.simulation.data.ticks;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

final class LongColumnProperties {
    @Provide
    Arbitrary<long[]> columns() {
        Arbitrary<Long> extreme = Arbitraries.of(
                Long.MIN_VALUE, Long.MIN_VALUE + 1, Long.MAX_VALUE, -1L, 0L, 1L, 255L, 256L, 65_535L, 1L << 32);
        Arbitrary<Long> anything = Arbitraries.oneOf(
                extreme, Arbitraries.longs(), Arbitraries.longs().between(2_000_000, 2_000_100));
        Arbitrary<Long> narrow = Arbitraries.longs().between(1_000_000, 1_000_200);
        return Arbitraries.oneOf(anything.array(long[].class).ofMaxSize(60), narrow.array(long[].class).ofMaxSize(60));
    }

    @Property
    void aColumnComesBackAsItWas(@ForAll("columns") long[] values) {
        ByteBuffer buffer = ByteBuffer.allocate((int) LongColumn.mostBytes(values.length) + 3)
                .order(ByteOrder.LITTLE_ENDIAN)
                .position(3);

        LongColumn.encode(values, values.length, buffer);

        int end = buffer.position();
        MemorySegment bytes = MemorySegment.ofArray(buffer.array());
        long[] read = new long[values.length];
        LongColumn.decode(bytes, 3, values.length, read);
        assertThat(read).containsExactly(values);
        assertThat(LongColumn.end(bytes, 3, end, values.length)).isEqualTo(end);
        assertThat(LongColumn.end(bytes, 3, end - 1, values.length)).isEqualTo(-1);
    }

    @Property
    void regularStepsTakeNoRoomAtAll(@ForAll long step) {
        long[] values = new long[100];
        for (int i = 0; i < values.length; i++) {
            values[i] = (i + 1) * step;
        }
        ByteBuffer buffer =
                ByteBuffer.allocate((int) LongColumn.mostBytes(values.length)).order(ByteOrder.LITTLE_ENDIAN);

        LongColumn.encode(values, values.length, buffer);

        assertThat(buffer.position()).isEqualTo(LongColumn.PREFIX_BYTES);
    }
}
