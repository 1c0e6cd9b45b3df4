package dev.tradewind.plugin.macdtrend;

import dev.tradewind.testkit.GoldenRun;
import dev.tradewind.testkit.TestMarket;
import dev.tradewind.testkit.Trial;
import org.junit.jupiter.api.Test;

/** The exact results on generated markets; a change of any says that something behaves differently. */
class MacdTrendGoldenTest {
    @Test
    void tradesAsItAlwaysDidWithItsDefaults() {
        GoldenRun.of(Trial.of(new MacdTrendFactory()).on(TestMarket.trending(101).series()))
                .is("orders=23 fills=27 finalEquity=10229.89383313"
                        + " eventHash=a0712454a126fe019c3d637fdef8f50f5b13e47e3b877669468614a86030ad86");
    }

    @Test
    void tradesAsItAlwaysDidWithOtherParametersAndGaps() {
        GoldenRun.of(Trial.of(new MacdTrendFactory())
                        .with("direction", "both")
                        .on(TestMarket.gaps(102).series()))
                .is("orders=83 fills=96 finalEquity=10616.52983379"
                        + " eventHash=b870318dc3359bcd57a3514831cb2cbb64026a4870f8f66a9bc113370a54b2a5");
    }
}
