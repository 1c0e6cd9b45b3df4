package dev.tradewind.simulation.data.ticks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tradewind.sdk.market.BookDelta;
import dev.tradewind.sdk.market.BookLevels;
import dev.tradewind.sdk.market.BookSnapshot;
import dev.tradewind.sdk.market.MarketEvent;
import dev.tradewind.sdk.market.Scales;
import dev.tradewind.sdk.market.TradeTick;
import dev.tradewind.sdk.order.Side;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

final class TickRoundTripProperties {
    private static Arbitrary<Long> numbers() {
        return Arbitraries.oneOf(
                Arbitraries.of(0L, 1L, -1L, Long.MAX_VALUE, Long.MIN_VALUE),
                Arbitraries.longs(),
                Arbitraries.longs().between(0, 5_000_000));
    }

    private static Arbitrary<Long> quantities() {
        return Arbitraries.oneOf(
                Arbitraries.of(0L, 1L, Long.MAX_VALUE),
                Arbitraries.longs().greaterOrEqual(0),
                Arbitraries.longs().between(0, 5_000_000));
    }

    private static Arbitrary<Scales> scales() {
        return Combinators.combine(Arbitraries.integers().between(0, 18), Arbitraries.integers().between(0, 18))
                .as(Scales::new);
    }

    private static Arbitrary<BookLevels> levels() {
        return Combinators.combine(
                        scales(),
                        numbers().array(long[].class).ofMaxSize(8),
                        quantities().array(long[].class).ofSize(8),
                        Arbitraries.integers().between(0, 8))
                .as((scales, prices, quantities, bids) -> BookLevels.ofUnscaled(
                        scales,
                        Math.min(bids, prices.length),
                        prices,
                        Arrays.copyOf(quantities, prices.length)));
    }

    private static Arbitrary<MarketEvent> trades() {
        Arbitrary<String> ids = Arbitraries.oneOf(
                Arbitraries.strings().ascii().ofMaxLength(12),
                Arbitraries.longs().map(id -> Long.toString(id)),
                Arbitraries.of("", "0", "00", "007", "999999999999999999", "1000000000000000000", "٣"));
        Arbitrary<Side> sides = Arbitraries.of(Side.class).injectNull(0.3);
        return Combinators.combine(numbers(), scales(), numbers(), quantities(), sides, ids)
                .as((nanos, scales, price, quantity, side, id) ->
                        TradeTick.ofUnscaled(Ticks.BTC.id(), nanos, scales, price, quantity, side, id));
    }

    @Provide
    Arbitrary<List<Ticks.Tick>> ticks() {
        Arbitrary<MarketEvent> snapshots = Combinators.combine(numbers(), numbers(), levels())
                .as((nanos, sequence, levels) -> new BookSnapshot(Ticks.BTC.id(), nanos, sequence, levels));
        Arbitrary<MarketEvent> deltas = Combinators.combine(numbers(), numbers(), numbers(), numbers(), levels())
                .as((nanos, a, b, c, levels) -> new BookDelta(Ticks.BTC.id(), nanos, sequences(a, b, c), levels));
        Arbitrary<MarketEvent> events = Arbitraries.oneOf(snapshots, deltas, trades());
        return Combinators.combine(numbers().list().ofSize(40), events.list().ofMinSize(1).ofMaxSize(40))
                .as((times, list) -> {
                    List<Long> sorted = times.stream().sorted().toList();
                    List<Ticks.Tick> result = new ArrayList<>();
                    for (int i = 0; i < list.size(); i++) {
                        result.add(new Ticks.Tick(sorted.get(i), list.get(i)));
                    }
                    return result;
                });
    }

    private static BookDelta.Sequences sequences(long a, long b, long c) {
        long first = Math.min(a, b);
        long last = Math.max(a, b);
        return new BookDelta.Sequences(c < last ? c : BookDelta.Sequences.UNKNOWN, first, last);
    }

    @Property(tries = 500)
    void anySeriesComesBackAsItWas(@ForAll("ticks") List<Ticks.Tick> ticks) throws IOException {
        Path folder = Files.createTempDirectory("ticks");
        TickCatalogue catalogue = new TickCatalogue(folder);

        TickCatalogue.Entry entry = catalogue.importFrom(Ticks.series(ticks));
        Ticks.Read read = Ticks.read(catalogue.open(Ticks.BTC));

        assertThat(read.ticks()).isEqualTo(ticks);
        assertThat(read.hash()).isEqualTo(Ticks.read(Ticks.series(ticks)).hash());
        Files.delete(entry.file());
        Files.delete(entry.file().resolveSibling(""));
        Files.delete(folder);
    }
}
