package dev.tradewind.runtime.node;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tradewind.engine.codec.ByteWriter;
import java.util.List;
import org.junit.jupiter.api.Test;

class FeedPositionTest {
    @Test
    void itIsReadAsItWasWritten() {
        FeedPosition position = new FeedPosition(
                "SYNTHETIC",
                1_795_276_206_904_000L,
                List.of(new FeedPosition.Range(3, 9), new FeedPosition.Range(11, 11)));

        assertThat(FeedPosition.decode(position.encode(new ByteWriter()))).isEqualTo(position);
    }

    @Test
    void itsBytesAreThese() {
        assertThat(new FeedPosition("S", 300, List.of(new FeedPosition.Range(1, 2)))
                        .encode(new ByteWriter())
                        .toString())
                .isEqualTo("010153ac02010102");
    }
}
