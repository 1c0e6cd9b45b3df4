package dev.tradewind.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tradewind.sdk.market.Bar;
import dev.tradewind.sdk.market.Timeframe;
import dev.tradewind.simulation.data.BarChunk;
import dev.tradewind.simulation.data.BarReader;
import java.util.List;
import org.assertj.core.groups.Tuple;
import org.junit.jupiter.api.Test;

class TestMarketTest {
    private static String hash(MemorySeries series) {
        try (BarReader reader = series.open()) {
            BarChunk chunk = reader.next();
            while (chunk != null) {
                chunk = reader.next();
            }
            return reader.dataHash();
        }
    }

    /** A change here changes every golden result that rests on generated markets. */
    @Test
    void generatedMarketsNeverChange() {
        assertThat(List.of(TestMarket.random(7, 5_000), TestMarket.trending(7), TestMarket.gaps(7)))
                .extracting(market -> hash(market.series()).substring(0, 16))
                .containsExactly("4d99333ef907b1cd", "1eeb2108a2ad7db9", "8d1aef931d791c6b");
    }

    @Test
    void anotherSeedIsAnotherMarket() {
        assertThat(hash(TestMarket.random(1, 100).series())).isNotEqualTo(hash(TestMarket.random(2, 100).series()));
    }

    @Test
    void everyBarIsWholeAndOnTheTick() {
        List<TestMarket> markets = List.of(
                TestMarket.random(1, 2_000),
                TestMarket.trending(2),
                TestMarket.swinging(2),
                TestMarket.gaps(3),
                TestMarket.wild(4),
                TestMarket.tiny(5),
                TestMarket.huge(6),
                TestMarket.falling(400));
        for (TestMarket market : markets) {
            MemorySeries series = market.series();
            assertThat(series.bars()).as(market.name()).isNotEmpty().allSatisfy(bar -> {
                assertThat(bar.lowUnscaled()).isPositive();
                assertThat(bar.lowUnscaled()).isLessThanOrEqualTo(Math.min(bar.openUnscaled(), bar.closeUnscaled()));
                assertThat(bar.highUnscaled())
                        .isGreaterThanOrEqualTo(Math.max(bar.openUnscaled(), bar.closeUnscaled()));
                assertThat(bar.close().value().isMultipleOf(series.instrument().steps().tick())).isTrue();
            });
        }
    }

    @Test
    void marketsAreWhatTheirNamesSay() {
        assertThat(TestMarket.empty().series().bars()).isEmpty();
        assertThat(TestMarket.oneBar().series().bars()).hasSize(1);
        assertThat(TestMarket.flat(50).series().bars())
                .extracting(Bar::closeUnscaled, Bar::highUnscaled)
                .containsOnly(Tuple.tuple(10_000L, 10_000L));
        assertThat(TestMarket.rising(50).series().bars())
                .allSatisfy(bar -> assertThat(bar.close().isAbove(bar.open())).isTrue());
        assertThat(TestMarket.falling(50).series().bars())
                .allSatisfy(bar -> assertThat(bar.close().isBelow(bar.open())).isTrue());
        assertThat(TestMarket.zeroVolume(1).series().bars()).extracting(Bar::volumeUnscaled).containsOnly(0L);
        assertThat(TestMarket.gaps(1).series().bars()).hasSizeBetween(1_200, 1_450);
        assertThat(TestMarket.random(1, 10).every(Timeframe.HOUR_1).series().bars().getLast().openNanos())
                .isEqualTo(Bars.START_NANOS + 9 * Timeframe.HOUR_1.nanos());
    }

    @Test
    void barsAreBuiltByHand() {
        MemorySeries series = Bars.of(TestMarket.DEMO)
                .bar("100", "102", "99", "101.5", "7")
                .closes("103", "102.25")
                .gap(2)
                .close("90")
                .series();

        assertThat(series.bars())
                .extracting(bar -> bar.open() + " " + bar.high() + " " + bar.low() + " " + bar.close())
                .containsExactly(
                        "100 102 99 101.5", "101.5 103 101.5 103", "103 103 102.25 102.25", "102.25 102.25 90 90");
        assertThat(series.bars())
                .extracting(bar -> (bar.openNanos() - Bars.START_NANOS) / Timeframe.MINUTE_1.nanos())
                .containsExactly(0L, 1L, 2L, 5L);
        assertThat(series.first(2).bars()).hasSize(2);
        assertThat(series.until(series.bars().get(1).eventNanos()).bars()).hasSize(2);
        assertThatThrownBy(() -> series.then(series.bars()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("comes after a bar that ends at");
    }
}
