package dev.tradewind.plugin.rsireversion;

import dev.tradewind.testkit.GoldenRun;
import dev.tradewind.testkit.TestMarket;
import dev.tradewind.testkit.Trial;
import org.junit.jupiter.api.Test;

/** The exact results on generated markets; a change of any says that something behaves differently. */
class RsiReversionGoldenTest {
    @Test
    void tradesAsItAlwaysDidWithItsDefaults() {
        GoldenRun.of(Trial.of(new RsiReversionFactory()).on(TestMarket.swinging(101).series()))
                .is("orders=95 fills=110 finalEquity=10206.97577645"
                        + " eventHash=8c030f455bcb77098b10370be6dbf2b84fbec31ad4cfade72beac2afd74a799e");
    }

    @Test
    void tradesAsItAlwaysDidWithOtherParametersAndGaps() {
        GoldenRun.of(Trial.of(new RsiReversionFactory())
                        .with("direction", "both")
                        .on(TestMarket.gaps(102).series()))
                .is("orders=31 fills=36 finalEquity=9263.25467646"
                        + " eventHash=5cb16f4d94f2cd932d550e4eea0c77a0b70665aacda73eb5fff93f3bed821cfa");
    }
}
