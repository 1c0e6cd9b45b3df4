package dev.tradewind.plugin.buyandhold;

import dev.tradewind.testkit.GoldenRun;
import dev.tradewind.testkit.TestMarket;
import dev.tradewind.testkit.Trial;
import org.junit.jupiter.api.Test;

/** The exact results on generated markets; a change of any says that something behaves differently. */
class BuyAndHoldGoldenTest {
    @Test
    void tradesAsItAlwaysDidWithItsDefaults() {
        GoldenRun.of(Trial.of(new BuyAndHoldFactory()).on(TestMarket.trending(101).series()))
                .is("orders=1 fills=1 finalEquity=10010.24775004"
                        + " eventHash=6d5047f8f901b14a7928fe4b287477c8c1fb0d479d4f542f9e0509f1e7568caf");
    }

    @Test
    void tradesAsItAlwaysDidWithOtherParametersAndGaps() {
        GoldenRun.of(Trial.of(new BuyAndHoldFactory())
                        .with("attempts", "1")
                        .on(TestMarket.gaps(102).series()))
                .is("orders=1 fills=1 finalEquity=9911.76984064"
                        + " eventHash=8e81f80997b874bb9ad5b53bec6147861a76ad14749fc0a9c7103ede2806a4fd");
    }
}
