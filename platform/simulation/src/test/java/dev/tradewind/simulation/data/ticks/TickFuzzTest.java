package dev.tradewind.simulation.data.ticks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tradewind.simulation.data.DataException;
import dev.tradewind.simulation.data.Instruments;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** Whatever stands in a file of ticks, reading and inspecting it ends well, or with one line that says why not. */
final class TickFuzzTest {
    private static final List<String> GOOD = List.of(
            """
            exchange,symbol,timestamp,local_timestamp,id,side,price,amount
            b,BTCUSDT,1583020803145000,1583020803307160,a-1,sell,8531.5,2152
            b,BTCUSDT,1583020803276000,1583020803336743,2,buy,8531.5,0.001
            """,
            """
            exchange,symbol,timestamp,local_timestamp,is_snapshot,side,price,amount
            d,BTCUSDT,1585699200245000,1585699200355684,true,ask,6421.5,18640
            d,BTCUSDT,1585699200245000,1585699200355684,true,bid,6421,1190
            d,BTCUSDT,1585699200255000,1585699200365684,false,ask,6421.5,0
            """,
            """
            exchange,symbol,timestamp,local_timestamp,asks[0].price,asks[0].amount,bids[0].price,bids[0].amount
            b,BTCUSDT,1598918403696000,1598918403810979,11657.08,1.714,11657.07,10.896
            b,BTCUSDT,1598918403697000,1598918403820979,11657.08,1.7,,
            """,
            """
            symbol,timestamp,first_update_id,last_update_id,side,update_type,price,qty,pu
            BTCUSDT,1667346579146,10,10,b,snap,20377.00,1.770,-1
            BTCUSDT,1667346579200,9,12,a,set,20377.10,0.000,8
            BTCUSDT,1667346579200,13,15,b,set,20377.00,1,12
            """,
            """
            559,28923.63,0.01,289.2363,1609459200001,True,True
            560,28923.64,2,57847.28,1609459200002,False,True
            """,
            """
            559,28923.63,0.01,100,101,1609459200001,True,True
            560,28923.64,2,102,102,1609459200002,False,True
            """,
            """
            1605499846,15993.5,0.026472,ANY
            1605499847.5,15994.96,0.227,BUY
            """);

    @Property(tries = 700)
    void aGoodFileWithSomeBytesChanged(
            @ForAll long seed, @ForAll @IntRange(max = 6) int which, @ForAll @IntRange(max = 10) int changes) {
        Random random = new Random(seed);
        byte[] text = GOOD.get(which).getBytes(StandardCharsets.US_ASCII);
        byte[] likely = "0123456789.,;-+eE\n\r\" \0NaN".getBytes(StandardCharsets.US_ASCII);
        for (int i = 0; i < changes; i++) {
            text[random.nextInt(text.length)] =
                    random.nextBoolean() ? likely[random.nextInt(likely.length)] : (byte) random.nextInt();
        }
        Path file = write(text);
        for (TickFormat format : TickFormats.all()) {
            attempt(() -> Ticks.read(format.open(file, Ticks.BTC, TickFaults.STOP)));
        }
        attempt(() -> {
            TickInspection found =
                    TickInspector.inspect(List.of(file.toString()), "", Instruments.shipped(), null);
            assertThat(found.toText()).isNotEmpty();
            assertThat(found.toMap()).containsKey("usable");
            assertThat(changes > 0 || found.usable()).isTrue();
        });
    }

    private static Path write(byte[] text) {
        try {
            return Files.write(
                    Files.createDirectories(Path.of("target", "fuzz")).resolve("20131007_trade.csv"), text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void attempt(Runnable reading) {
        try {
            reading.run();
        } catch (DataException e) {
            assertThat(e.getMessage()).isNotBlank().hasSizeLessThan(1_000);
            assertThat(e.getMessage().lines().count()).as(e.getMessage()).isEqualTo(1);
        }
    }
}
