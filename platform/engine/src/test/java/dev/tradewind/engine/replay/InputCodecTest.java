package dev.tradewind.engine.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tradewind.engine.Input;
import dev.tradewind.engine.Rig;
import dev.tradewind.engine.codec.ByteReader;
import dev.tradewind.engine.codec.ByteWriter;
import dev.tradewind.engine.codec.CorruptBytesException;
import dev.tradewind.sdk.instrument.InstrumentId;
import dev.tradewind.sdk.market.Bar;
import dev.tradewind.sdk.market.BookDelta;
import dev.tradewind.sdk.market.BookLevels;
import dev.tradewind.sdk.market.BookSnapshot;
import dev.tradewind.sdk.market.FundingRate;
import dev.tradewind.sdk.market.MarketEvent;
import dev.tradewind.sdk.market.PriceLevel;
import dev.tradewind.sdk.market.Quote;
import dev.tradewind.sdk.market.Scales;
import dev.tradewind.sdk.market.Timeframe;
import dev.tradewind.sdk.market.TradeTick;
import dev.tradewind.sdk.order.Side;
import dev.tradewind.sdk.value.Decimal;
import dev.tradewind.sdk.value.Price;
import dev.tradewind.sdk.value.Quantity;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class InputCodecTest {
    private static byte[] bytesOf(Input input) {
        ByteWriter out = new ByteWriter();
        InputCodec.write(input, out);
        return out.toByteArray();
    }

    private static Input read(byte[] bytes) {
        return InputCodec.read(new ByteReader(bytes));
    }

    private static void roundTrip(MarketEvent event) {
        ByteWriter out = new ByteWriter();
        MarketEventCodec.write(event, out);
        ByteReader in = new ByteReader(out.toByteArray());
        assertThat(MarketEventCodec.read(in)).isEqualTo(event);
        assertThat(in.hasMore()).isFalse();
    }

    /** Every record that an input, a report or a market event can be. */
    private static void collect(Class<?> type, Set<Class<?>> types) {
        Class<?>[] permitted = type.getPermittedSubclasses();
        if (permitted == null) {
            types.add(type);
        } else {
            Arrays.stream(permitted).forEach(part -> collect(part, types));
        }
    }

    private static List<String> golden() {
        try (InputStream in = Objects.requireNonNull(InputCodecTest.class.getResourceAsStream("inputs.hex"))) {
            return new String(in.readAllBytes(), StandardCharsets.US_ASCII).lines().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void everyKindOfInputOfReportAndOfMarketEventHasASample() {
        Set<Class<?>> wanted = new LinkedHashSet<>();
        collect(Input.class, wanted);
        collect(dev.tradewind.sdk.order.VenueEvent.class, wanted);
        collect(MarketEvent.class, wanted);
        Set<Class<?>> there = new LinkedHashSet<>();
        for (Input input : InputSamples.all()) {
            there.add(input.getClass());
            if (input instanceof Input.VenueReport report) {
                there.add(report.event().getClass());
            } else if (input instanceof Input.MarketData data) {
                there.add(data.event().getClass());
            }
        }
        assertThat(there).containsExactlyInAnyOrderElementsOf(wanted);
    }

    @Test
    void everyInputIsWrittenAndReadAsItEverWas() {
        List<String> golden = golden();
        List<Input> samples = InputSamples.all();
        assertThat(golden).hasSameSizeAs(samples);
        for (int i = 0; i < samples.size(); i++) {
            Input input = samples.get(i);
            assertThat(HexFormat.of().formatHex(bytesOf(input))).as("%s", input).isEqualTo(golden.get(i));
            assertThat(read(HexFormat.of().parseHex(golden.get(i)))).isEqualTo(input);
        }
    }

    @Test
    void aKillSwitchOfOldJournalsIsTheFirms() {
        byte[] old = HexFormat.of().parseHex("080115cd853dfe9c971701056472696c6c");

        assertThat(read(old)).isEqualTo(new Input.SwitchKill(InputSamples.TIME, true, "firm", "", "drill", false));
    }

    @Test
    void inputsOneAfterAnotherComeBackInTheirOrder() {
        ByteWriter out = new ByteWriter();
        InputSamples.all().forEach(input -> InputCodec.write(input, out));
        ByteReader in = new ByteReader(out.toByteArray());
        List<Input> back = new ArrayList<>();
        while (in.hasMore()) {
            back.add(InputCodec.read(in));
        }
        assertThat(back).isEqualTo(InputSamples.all());
    }

    @Test
    void bytesThatEndTooEarlyAreRefusedWithWhere() {
        for (Input input : InputSamples.all()) {
            byte[] bytes = bytesOf(input);
            for (int length = 0; length < bytes.length; length++) {
                byte[] cut = Arrays.copyOf(bytes, length);
                assertThatThrownBy(() -> read(cut))
                        .isInstanceOf(CorruptBytesException.class)
                        .hasMessageMatching("(?s).*\\d.*");
            }
        }
    }

    @Test
    void damagedBytesAreReadAsSomethingOrRefusedAndNothingElse() {
        Random random = new Random(3);
        int refused = 0;
        for (Input input : InputSamples.all()) {
            byte[] good = bytesOf(input);
            for (int i = 0; i < 2_000; i++) {
                byte[] bytes = good.clone();
                for (int k = 0; k <= random.nextInt(4); k++) {
                    bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
                }
                try {
                    assertThat(read(bytes)).isNotNull();
                } catch (CorruptBytesException e) {
                    refused++;
                }
            }
        }
        assertThat(refused).isPositive();
    }

    @Test
    void anUnknownTypeOrVersionIsNamedWithWhere() {
        byte[] bytes = bytesOf(InputSamples.all().getFirst());
        bytes[0] = 99;
        assertThatThrownBy(() -> read(bytes)).isInstanceOf(CorruptBytesException.class).hasMessageContaining("99");
        bytes[1] = 7;
        assertThatThrownBy(() -> read(bytes))
                .isInstanceOf(CorruptBytesException.class)
                .hasMessageContaining("version 7")
                .hasMessageContaining("at 0")
                .hasMessageContaining("upgrade");
    }

    @Provide
    Arbitrary<InstrumentId> instruments() {
        return Arbitraries.of(Rig.BTC.id(), Rig.INVERSE.id(), new InstrumentId("ÄÖ-1", "X"));
    }

    @Property(tries = 300)
    void everyBarComesBack(
            @ForAll("instruments") InstrumentId instrument,
            @ForAll long end,
            @ForAll long price,
            @ForAll long volume,
            @ForAll @IntRange(max = 18) int scale) {
        Scales scales = new Scales(scale, 18 - scale);
        Bar bar = Bar.ofUnscaled(
                instrument, Timeframe.HOUR_1, end, price, price, price, price, Math.abs(volume / 2), scales);
        ByteWriter out = new ByteWriter();
        MarketEventCodec.write(bar, out);
        Bar back = (Bar) MarketEventCodec.read(new ByteReader(out.toByteArray()));
        assertThat(back.priceScale()).isEqualTo(scale);
        assertThat(back.closeUnscaled()).isEqualTo(price);
        assertThat(back.volumeUnscaled()).isEqualTo(Math.abs(volume / 2));
        assertThat(back.eventNanos()).isEqualTo(end);
    }

    @Property(tries = 300)
    void everyTradeQuoteAndRateComesBack(
            @ForAll("instruments") InstrumentId instrument,
            @ForAll long time,
            @ForAll @IntRange(min = 1) int price,
            @ForAll @IntRange(min = 1) int quantity,
            @ForAll @IntRange(max = 2) int side,
            @ForAll String id) {
        String text = new String(id.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
        Side aggressor = side == 2 ? null : Side.values()[side];
        roundTrip(TradeTick.ofUnscaled(instrument, time, new Scales(2, 3), price, quantity, aggressor, text));
        PriceLevel level = new PriceLevel(Price.ofUnscaled(price, 4), Quantity.ofUnscaled(quantity, 5));
        roundTrip(new Quote(instrument, time, level, level));
        roundTrip(new FundingRate(instrument, time, Decimal.ofUnscaled(price, 9).negate()));
    }

    @Property(tries = 300)
    void everyBookComesBack(
            @ForAll("instruments") InstrumentId instrument, @ForAll long time, @ForAll List<Long> numbers) {
        int size = numbers.size();
        long[] prices = numbers.stream().mapToLong(Long::longValue).toArray();
        long[] quantities = prices.clone();
        BookLevels levels = BookLevels.ofUnscaled(new Scales(2, 8), size / 2, prices, quantities);
        roundTrip(new BookSnapshot(instrument, time, size, levels));
        roundTrip(new BookDelta(instrument, time, BookDelta.Sequences.contiguous(size, size + 1L), levels));
        roundTrip(new BookDelta(instrument, time, BookDelta.Sequences.NONE, levels));
    }
}
