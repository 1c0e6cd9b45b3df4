package dev.tradewind.plugin.bollingerreversion;

import dev.tradewind.testkit.GoldenRun;
import dev.tradewind.testkit.TestMarket;
import dev.tradewind.testkit.Trial;
import org.junit.jupiter.api.Test;

/** The exact results on generated markets; a change of any says that something behaves differently. */
class BollingerReversionGoldenTest {
    @Test
    void tradesAsItAlwaysDidWithItsDefaults() {
        GoldenRun.of(Trial.of(new BollingerReversionFactory()).on(TestMarket.swinging(101).series()))
                .is("orders=93 fills=107 finalEquity=10126.38882898"
                        + " eventHash=3ae4fd7f30aeef9f566c98a7649c37e62393ec28b17f57fd5dfec488214c48ab");
    }

    @Test
    void tradesAsItAlwaysDidWithOtherParametersAndGaps() {
        GoldenRun.of(Trial.of(new BollingerReversionFactory())
                        .with("direction", "both")
                        .on(TestMarket.gaps(102).series()))
                .is("orders=39 fills=42 finalEquity=9114.63295818"
                        + " eventHash=4c4a5aeb4e251b4b0e30ff54c9fb5a47fb3b3ce6d74b33ed84f2221a60a15bde");
    }
}
