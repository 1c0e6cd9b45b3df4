package dev.tradewind.plugin.donchianbreakout;

import dev.tradewind.testkit.GoldenRun;
import dev.tradewind.testkit.TestMarket;
import dev.tradewind.testkit.Trial;
import org.junit.jupiter.api.Test;

/** The exact results on generated markets; a change of any says that something behaves differently. */
class DonchianBreakoutGoldenTest {
    @Test
    void tradesAsItAlwaysDidWithItsDefaults() {
        GoldenRun.of(Trial.of(new DonchianBreakoutFactory()).on(TestMarket.trending(101).series()))
                .is("orders=12 fills=12 finalEquity=10702.83967432"
                        + " eventHash=7e90bbb87b12a885427198a54bea8a97f562d7009827c6f9e8e8736713ad2603");
    }

    @Test
    void tradesAsItAlwaysDidWithOtherParametersAndGaps() {
        GoldenRun.of(Trial.of(new DonchianBreakoutFactory())
                        .with("direction", "both")
                        .on(TestMarket.gaps(102).series()))
                .is("orders=33 fills=35 finalEquity=10875.66296958"
                        + " eventHash=ab8a24ed628ebaed3de5c31e5412a608c0613879bd556dd7e806253d9f6b5e59");
    }
}
