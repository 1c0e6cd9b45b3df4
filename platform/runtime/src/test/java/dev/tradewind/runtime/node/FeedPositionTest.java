package dev.tradewind.runtime.node;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tradewind.engine.codec.ByteWriter;
import dev.tradewind.store.journal.Bytes;
import java.util.List;
import org.junit.jupiter.api.Test;

class FeedPositionTest {
    @Test
    void itIsReadAsItWasWritten() {
        FeedPosition position = new FeedPosition(
                "SYNTHETIC",
                1_795_276_206_904_000L,
                7,
                2,
                List.of(new FeedPosition.Range(0, 3, 9, true), new FeedPosition.Range(5, 11, 11, false)),
                List.of(new FeedPosition.Mark(0, true, 5), new FeedPosition.Mark(6, false, -5)));

        assertThat(FeedPosition.decode(position.encode(new ByteWriter()))).isEqualTo(position);
    }

    @Test
    void itsBytesAreThese() {
        FeedPosition position = new FeedPosition(
                "S",
                300,
                5,
                1,
                List.of(new FeedPosition.Range(0, 1, 2, true)),
                List.of(new FeedPosition.Mark(4, true, 10)));
        assertThat(position.encode(new ByteWriter()).toString())
                .isEqualTo("020153ac020501010001010101" + "0401" + "0a00000000000000");
    }

    @Test
    void bytesOfTheFirstVersionAreRead() {
        assertThat(FeedPosition.decode(Bytes.ofHex("010153ac02010102")))
                .isEqualTo(new FeedPosition(
                        "S",
                        300,
                        FeedPosition.UNKNOWN,
                        0,
                        List.of(new FeedPosition.Range(0, 1, 2, true)),
                        List.of()));
    }
}
