package dev.tradewind.store.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tradewind.engine.codec.ByteWriter;
import dev.tradewind.engine.codec.CorruptBytesException;
import dev.tradewind.engine.ledger.LedgerEvent;
import dev.tradewind.sdk.plugin.TradingMode;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class BatchCodecTest {
    private static final List<LedgerEvent> EVENTS = List.of(new LedgerEvent.RuleSetActivated(5, "abc"));
    private static final BatchInput INPUT = new BatchInput(1, Bytes.ofHex("07"));

    private static byte[] written(TradingMode mode) {
        ByteWriter out = new ByteWriter();
        BatchCodec.write(mode, INPUT, Bytes.ofHex("0102"), EVENTS, out);
        return out.toByteArray();
    }

    @ParameterizedTest
    @EnumSource(TradingMode.class)
    void aBatchSaysHowRealItsOrdersAre(TradingMode mode) {
        assertThat(BatchCodec.read(written(mode)))
                .isEqualTo(new BatchContent(mode, INPUT, Bytes.ofHex("0102"), EVENTS));
    }

    /** What is written stays readable for ever: the numbers are never given to another. */
    @ParameterizedTest
    @CsvSource({"DEMO,0201", "PAPER,0202", "TESTNET,0203", "LIVE,0204"})
    void itsFirstBytesAreVersionAndMode(TradingMode mode, String bytes) {
        assertThat(HexFormat.of().formatHex(written(mode))).startsWith(bytes + "01" + "01" + "0107" + "020102" + "01");
    }

    @Test
    void batchesOfTheFirstVersionAreReadAndKnowNoMode() {
        byte[] second = written(TradingMode.LIVE);
        byte[] first = new byte[second.length - 1];
        first[0] = 1;
        System.arraycopy(second, 2, first, 1, first.length - 1);
        assertThat(BatchCodec.read(first)).isEqualTo(new BatchContent(null, INPUT, Bytes.ofHex("0102"), EVENTS));
    }

    @Test
    void anotherModeAndALaterVersionAreRefused() {
        byte[] mode = written(TradingMode.LIVE);
        mode[1] = 5;
        assertThatThrownBy(() -> BatchCodec.read(mode))
                .isInstanceOf(CorruptBytesException.class)
                .hasMessageContaining("no mode 5");
        byte[] later = written(TradingMode.LIVE);
        later[0] = 3;
        assertThatThrownBy(() -> BatchCodec.read(later)).hasMessageContaining("newer than this program");
    }
}
