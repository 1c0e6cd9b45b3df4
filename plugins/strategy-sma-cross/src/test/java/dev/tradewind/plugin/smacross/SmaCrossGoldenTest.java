package dev.tradewind.plugin.smacross;

import dev.tradewind.testkit.GoldenRun;
import dev.tradewind.testkit.TestMarket;
import dev.tradewind.testkit.Trial;
import org.junit.jupiter.api.Test;

/** The exact results on generated markets; a change of any says that something behaves differently. */
class SmaCrossGoldenTest {
    @Test
    void tradesAsItAlwaysDidWithItsDefaults() {
        GoldenRun.of(Trial.of(new SmaCrossFactory()).on(TestMarket.trending(101).series()))
                .is("orders=10 fills=12 finalEquity=10570.00402478"
                        + " eventHash=80f0d26a5895e60d9cf532b07fd8059dc1a7f531ac6c272391a11d42202bf790");
    }

    @Test
    void tradesAsItAlwaysDidWithOtherParametersAndGaps() {
        GoldenRun.of(Trial.of(new SmaCrossFactory())
                        .with("fast", "3").with("slow", "8")
                        .on(TestMarket.gaps(102).series()))
                .is("orders=93 fills=107 finalEquity=10281.90629193"
                        + " eventHash=34e94869b8abac80feee9ca6cc73d60fe75c5d90843cd7e248a94cc87fc338c2");
    }
}
