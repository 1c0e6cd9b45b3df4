package dev.tradewind.simulation.data;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tradewind.sdk.market.Scales;
import java.io.ByteArrayOutputStream;
import java.math.BigDecimal;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

final class BarHashTest {
    private static void put(BarChunk chunk, int at, long end, long low, long body, long volume) {
        chunk.endNanos[at] = end;
        chunk.low[at] = low;
        chunk.open[at] = low;
        chunk.close[at] = low + body;
        chunk.high[at] = low + 2 * body;
        chunk.volume[at] = volume;
    }

    private static String hash(BarChunk... chunks) {
        BarHash hash = new BarHash();
        for (BarChunk chunk : chunks) {
            hash.add(chunk);
        }
        return BarHash.hex(hash.snapshot());
    }

    /** The documented form, written plainly. */
    private static String plainHash(BarChunk chunk) throws NoSuchAlgorithmException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        long before = 0;
        for (int i = 0; i < chunk.size(); i++) {
            number(out, BigDecimal.valueOf(chunk.endNanos[i] - before));
            before = chunk.endNanos[i];
            BigDecimal[] prices = new BigDecimal[4];
            long[] unscaled = {chunk.low[i], chunk.open[i], chunk.high[i], chunk.close[i]};
            int places = 0;
            for (int j = 0; j < 4; j++) {
                prices[j] = BigDecimal.valueOf(unscaled[j], chunk.scales().price()).stripTrailingZeros();
                places = Math.max(places, prices[j].scale());
            }
            out.write(places);
            number(out, prices[0].movePointRight(places));
            for (int j = 1; j < 4; j++) {
                number(out, prices[j].subtract(prices[0]).movePointRight(places));
            }
            BigDecimal volume = BigDecimal.valueOf(chunk.volume[i], chunk.scales().quantity()).stripTrailingZeros();
            out.write(Math.max(0, volume.scale()));
            number(out, volume.movePointRight(Math.max(0, volume.scale())));
        }
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(out.toByteArray()));
    }

    private static void number(ByteArrayOutputStream out, BigDecimal value) {
        long rest = value.longValueExact();
        while (rest >= 128) {
            out.write((int) (128 + rest % 128));
            rest /= 128;
        }
        out.write((int) rest);
    }

    @Property(tries = 300)
    void itIsTheDocumentedFormInEveryScale(
            @ForAll @LongRange(min = 1, max = 1_000_000_000_000L) long low,
            @ForAll @LongRange(min = 0, max = 1_000_000) long body,
            @ForAll @LongRange(min = 0, max = 1_000_000_000_000L) long volume,
            @ForAll @IntRange(max = 8) int price,
            @ForAll @IntRange(max = 8) int places,
            @ForAll @IntRange(max = 5) int wider) throws NoSuchAlgorithmException {
        long factor = CsvRows.POW10[wider];
        BarChunk narrow = new BarChunk();
        BarChunk wide = new BarChunk();
        for (int i = 0; i < 3; i++) {
            put(narrow, i, 1_648_771_200_000_000_000L + i * 60_000_000_000L, low, body + i, volume);
            put(wide, i, narrow.endNanos[i], low * factor, (body + i) * factor, volume * factor);
        }
        narrow.size(3);
        narrow.scales(new Scales(price, places));
        wide.size(3);
        wide.scales(new Scales(price + wider, places + wider));

        assertThat(hash(narrow)).isEqualTo(plainHash(narrow)).isEqualTo(hash(wide));
    }

    @Test
    void chunksDoNotMatterButEveryValueDoes() {
        BarChunk both = new BarChunk();
        put(both, 0, 60, 100, 5, 7);
        put(both, 1, 120, 101, 6, 8);
        both.size(2);
        BarChunk first = new BarChunk();
        put(first, 0, 60, 100, 5, 7);
        first.size(1);
        BarChunk second = new BarChunk();
        put(second, 0, 120, 101, 6, 8);
        second.size(1);

        assertThat(hash(first, second)).isEqualTo(hash(both)).isNotEqualTo(hash(second, first));
        for (long[] column : Arrays.asList(second.endNanos, second.open, second.high, second.close, second.volume)) {
            column[0]++;
            assertThat(hash(first, second)).isNotEqualTo(hash(both));
            column[0]--;
        }
    }
}
