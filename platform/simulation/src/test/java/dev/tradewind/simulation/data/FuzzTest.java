package dev.tradewind.simulation.data;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Assertions;

/** Whatever stands in a file, reading and inspecting it ends, with bars or with a {@link DataException}. */
final class FuzzTest {
    private static final List<String> NAMES = List.of("BTCUSDT-1m.csv", "BTCUSDT-1m.csv.gz", "BTCUSDT-1m.zip");
    private static final List<String> FORMATS = List.of(
            "binance-klines",
            "bitfinex",
            "lean-equity",
            "csv:time=1,open=0,high=2,low=3,close=4,symbol=5,delimiter=;,unit=text",
            "csv:time=0,open=1,high=2,low=3,close=4,unit=ns,header=yes");

    @Property(tries = 150)
    void randomBytes(@ForAll @Size(max = 400) byte[] bytes, @ForAll @IntRange(max = 2) int name) {
        endsWell(bytes, NAMES.get(name));
    }

    @Property(tries = 150)
    void randomBytesPackedInTheRightForm(
            @ForAll @Size(max = 400) byte[] bytes, @ForAll @IntRange(max = 2) int name) {
        Path file = folder().resolve("packed-" + NAMES.get(name));
        endsWell(read(Klines.write(file, bytes)), NAMES.get(name));
    }

    @Property(tries = 300)
    void aGoodFileWithSomeBytesChanged(
            @ForAll long seed, @ForAll @IntRange(min = 1, max = 12) int changes, @ForAll @IntRange(max = 2) int name) {
        Random random = new Random(seed);
        byte[] text = String.join("\n", Klines.rows(40)).getBytes(StandardCharsets.US_ASCII);
        byte[] likely = "0123456789.,;-+eE\n\r\" \0NaN".getBytes(StandardCharsets.US_ASCII);
        for (int i = 0; i < changes; i++) {
            text[random.nextInt(text.length)] =
                    random.nextBoolean() ? likely[random.nextInt(likely.length)] : (byte) random.nextInt();
        }
        Path file = folder().resolve("changed-" + NAMES.get(name));
        endsWell(read(Klines.write(file, text)), NAMES.get(name));
    }

    @Property(tries = 150)
    void aGoodPackedFileWithSomeBytesChangedOrCut(
            @ForAll long seed, @ForAll @IntRange(max = 12) int changes, @ForAll @IntRange(max = 2) int name) {
        Random random = new Random(seed);
        byte[] bytes = read(Klines.write(folder().resolve("good-" + NAMES.get(name)), Klines.rows(40)));
        for (int i = 0; i < changes; i++) {
            bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
        }
        int length = random.nextInt(4) == 0 ? random.nextInt(bytes.length) : bytes.length;
        endsWell(Arrays.copyOf(bytes, length), NAMES.get(name));
    }

    private static void endsWell(byte[] bytes, String name) {
        Path file = folder().resolve(name);
        try {
            Files.write(file, bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Assertions.assertTimeoutPreemptively(Duration.ofSeconds(20), () -> {
            attempt(() -> Klines.read(file));
            for (String format : FORMATS) {
                attempt(() -> Klines.read(MarketData.open(
                        DataSpec.parseAll(List.of(file.toString()), "BTCUSDT").get(0),
                        Instruments.shipped(),
                        MarketData.Options.defaults().withFormat(CsvFormat.parse(format)))));
            }
            assertThat(DataInspector.inspect(List.of(file.toString()), null, null).toText()).isNotEmpty();
        });
    }

    private static void attempt(Runnable reading) {
        try {
            reading.run();
        } catch (DataException e) {
            assertThat(e.getMessage()).isNotBlank().hasSizeLessThan(1_000);
            assertThat(e.getMessage().lines().count()).as(e.getMessage()).isEqualTo(1);
        }
    }

    private static byte[] read(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path folder() {
        try {
            return Files.createDirectories(Path.of("target", "fuzz"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
