package dev.tradewind.runtime.node;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tradewind.engine.book.BookOutcome;
import dev.tradewind.runtime.config.DataLimits;
import dev.tradewind.sdk.instrument.InstrumentId;
import dev.tradewind.sdk.market.DataFault;
import dev.tradewind.sdk.market.DataQuality;
import dev.tradewind.sdk.market.MarketEvent;
import dev.tradewind.sdk.market.PriceLevel;
import dev.tradewind.sdk.market.Quote;
import dev.tradewind.sdk.market.TradeTick;
import dev.tradewind.sdk.order.Side;
import dev.tradewind.sdk.value.Price;
import dev.tradewind.sdk.value.Quantity;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class DataWatchTest {
    private static final InstrumentId BTC = new InstrumentId("BTCUSDT", "BINANCE");
    private static final long MILLI = 1_000_000L;
    private static final long SECOND = 1_000 * MILLI;
    private static final DataLimits LIMITS = new DataLimits(5 * SECOND, 3, 2 * SECOND, SECOND);

    private final List<MarketEvent> passed = new ArrayList<>();
    private final List<String> gaps = new ArrayList<>();
    private boolean fills;
    private long now = 1_700_000_000L * SECOND;
    private long id = 100;
    private final DataWatch watch = new DataWatch(BTC, LIMITS, true);
    private final DataWatch.Onwards onwards = new DataWatch.Onwards() {
        @Override
        public void pass(MarketEvent event, long receivedNanos) {
            passed.add(event);
        }

        @Override
        public boolean onGap(TradeTick before, TradeTick after, long receivedNanos) {
            gaps.add(before.tradeId() + " to " + after.tradeId());
            return fills;
        }
    };

    private TradeTick trade(String price, long number, long eventNanos) {
        return TradeTick.of(BTC, eventNanos, Price.of(price), Quantity.of("1"), Side.BUY, Long.toString(number));
    }

    private @Nullable DataQuality tell(MarketEvent event) {
        watch.admit(event, now, onwards);
        return watch.changed(now);
    }

    private @Nullable DataQuality trade(String price) {
        now += 10 * MILLI;
        return tell(trade(price, ++id, now));
    }

    private void calm() {
        Random random = new Random(1);
        for (int i = 0; i < 60; i++) {
            trade("100." + (10 + random.nextInt(80)));
        }
        assertThat(watch.told()).isEqualTo(DataQuality.good(BTC));
        passed.clear();
    }

    private DataQuality told() {
        return Objects.requireNonNull(watch.told());
    }

    private List<DataFault> faults() {
        return told().faults();
    }

    private @Nullable DataQuality after(long nanos) {
        now += nanos;
        return watch.changed(now);
    }

    @Test
    void aWildPriceIsHeldBackAndForgottenWhenTheMarketIsWhereItWas() {
        calm();

        DataQuality bad = trade("170");
        assertThat(bad).isNotNull();
        assertThat(faults()).containsExactly(DataFault.OUTLIER);
        assertThat(told().reason()).contains("170").contains("median");
        trade("100.5");
        assertThat(passed).hasSize(1);
        assertThat(watch.dropped()).isEqualTo(1);

        for (int i = 0; i < 98; i++) {
            assertThat(trade("100.5")).isNull();
        }
        assertThat(trade("100.5")).isEqualTo(DataQuality.good(BTC));
    }

    @Test
    void aNewLevelIsTheMarketsOnceThreeTradesConfirmIt() {
        calm();

        trade("90");
        trade("90.5");
        assertThat(passed).isEmpty();
        trade("90.2");

        assertThat(passed).hasSize(3);
        assertThat(watch.dropped()).isZero();
        trade("90.1");
        assertThat(passed).hasSize(4);
    }

    @Test
    void wildPricesThatDisagreeConfirmNothing() {
        calm();

        for (String price : List.of("10", "500", "30", "900", "20")) {
            trade(price);
        }

        assertThat(passed).isEmpty();
        assertThat(faults()).containsExactly(DataFault.OUTLIER);
    }

    @Test
    void aVolatileMarketHasNoOutliers() {
        Random random = new Random(5);
        double price = 100;
        for (int i = 0; i < 5_000; i++) {
            price *= Math.exp(0.004 * random.nextGaussian());
            trade(String.format(Locale.ROOT, "%.2f", price));
        }
        assertThat(watch.dropped()).isZero();
    }

    @Test
    void nothingForTooLongIsStaleUntilSomethingCameForAWhile() {
        calm();

        assertThat(after(5 * SECOND)).isNull();
        after(MILLI);
        assertThat(faults()).containsExactly(DataFault.STALE);
        assertThat(trade("100.5")).isNull();
        for (int i = 0; i < 99; i++) {
            trade("100.5");
        }
        assertThat(faults()).isEmpty();
    }

    @Test
    void dataThatNeverCameIsStale() {
        assertThat(watch.changed(now)).isNull();
        after(6 * SECOND);

        assertThat(faults()).containsExactly(DataFault.STALE);
        assertThat(told().reason()).contains("since the start");
    }

    @Test
    void aLostConnectionIsStaleAtOnce() {
        calm();
        watch.onConnection("reset by peer");

        after(0);
        assertThat(faults()).containsExactly(DataFault.STALE);
        assertThat(told().reason()).contains("reset by peer");

        watch.onConnection("");
        trade("100.5");
        assertThat(after(SECOND)).isEqualTo(DataQuality.good(BTC));
    }

    @Test
    void missingTradesAreAGapAndNoneComesTwiceOrAfterALaterOne() {
        calm();
        long last = id;

        tell(trade("100.5", last + 4, now));
        assertThat(faults()).containsExactly(DataFault.GAP);
        assertThat(told().reason()).contains((last + 1) + " to " + (last + 3));
        assertThat(gaps).containsExactly(last + " to " + (last + 4));
        tell(trade("100.5", last + 4, now));
        tell(trade("100.5", last + 2, now));
        assertThat(passed).hasSize(1);

        tell(trade("100.5", last + 5, now));
        assertThat(after(SECOND)).isEqualTo(DataQuality.good(BTC));
    }

    @Test
    void aGapThatIsBeingFilledLastsUntilItIs() {
        calm();
        fills = true;
        tell(trade("100.5", id + 4, now));

        for (int i = 5; i < 300; i++) {
            now += 10 * MILLI;
            tell(trade("100.5", id + i, now));
        }
        assertThat(faults()).containsExactly(DataFault.GAP);

        watch.onFilled("3 missing trades were fetched", now);
        assertThat(after(SECOND)).isEqualTo(DataQuality.good(BTC));
    }

    @Test
    void aCrossedQuoteIsSaid() {
        calm();
        PriceLevel low = new PriceLevel(Price.of("100.4"), Quantity.of("1"));
        PriceLevel high = new PriceLevel(Price.of("100.6"), Quantity.of("1"));

        assertThat(tell(new Quote(BTC, now, low, high))).isNull();
        tell(new Quote(BTC, now, high, low));

        assertThat(faults()).containsExactly(DataFault.CROSSED);
    }

    @Test
    void aBookWithAHoleIsAGapUntilItIsThereAgain() {
        calm();
        watch.onBook(BookOutcome.GAP, "updates are missing", false, now);
        after(0);
        after(10 * MILLI);
        assertThat(faults()).containsExactly(DataFault.GAP);

        now += 2 * SECOND;
        assertThat(watch.changed(now)).isNull();
        watch.onBook(BookOutcome.APPLIED, "", true, now);
        assertThat(after(SECOND)).isEqualTo(DataQuality.good(BTC));
    }

    @Test
    void aClockThatRunsAwayIsSaidInBothDirections() {
        calm();

        now += 10 * MILLI;
        tell(trade("100.5", ++id, now + 3 * SECOND));
        assertThat(faults()).containsExactly(DataFault.CLOCK);
        assertThat(told().reason()).contains("ahead");
        for (int i = 0; i < 101; i++) {
            trade("100.5");
        }
        assertThat(faults()).isEmpty();
        tell(trade("100.5", ++id, now - 3 * SECOND));
        assertThat(told().reason()).contains("late");
    }

    @Test
    void severalFaultsAreSaidTogetherAndOnlyChanges() {
        calm();
        now += 10 * MILLI;
        tell(trade("100.5", id + 3, now + 3 * SECOND));
        assertThat(faults()).containsExactly(DataFault.GAP, DataFault.CLOCK);
        id += 3;
        int changes = 0;
        for (int i = 0; i < 50; i++) {
            now += 10 * MILLI;
            changes += tell(trade("100.5", ++id, now + 3 * SECOND)) == null ? 0 : 1;
        }
        assertThat(changes).isZero();
    }
}
