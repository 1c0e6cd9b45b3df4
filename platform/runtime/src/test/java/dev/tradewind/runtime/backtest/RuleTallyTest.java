package dev.tradewind.runtime.backtest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tradewind.engine.ledger.LedgerEvent.SignalSkipped;
import dev.tradewind.research.report.ReportInput.SkippedSignals;
import dev.tradewind.sdk.instrument.InstrumentId;
import dev.tradewind.sdk.order.Side;
import org.junit.jupiter.api.Test;

class RuleTallyTest {
    private static final InstrumentId DEMO = InstrumentId.parse("DEMO.SIM");

    private final RuleTally tally = new RuleTally();

    private void skipped(String strategy, String reason) {
        tally.skipped(new SignalSkipped(5, strategy, DEMO, Side.BUY, reason));
    }

    @Test
    void reasonsThatDifferInNumbersAloneAreOneWithTheFirstAsExample() {
        skipped("rsi", "RSI(14) fell to 25.31, below 30.00: an order is still open");
        skipped("rsi", "RSI(14) fell to 9.7, below 30.00: an order is still open");
        skipped("rsi", "RSI(14) rose to 1.2e-05, above -30: an order is still open");

        assertThat(tally.skipped()).containsExactlyInAnyOrder(
                new SkippedSignals("rsi", "RSI(14) fell to …, below …: an order is still open", 2, 5,
                        "BUY DEMO.SIM: RSI(14) fell to 25.31, below 30.00: an order is still open"),
                new SkippedSignals("rsi", "RSI(14) rose to 1.2e-05, above -30: an order is still open", 1, 5,
                        "BUY DEMO.SIM: RSI(14) rose to 1.2e-05, above -30: an order is still open"));
    }

    @Test
    void strategiesAreToldApart() {
        skipped("one", "no cash is left");
        skipped("two", "no cash is left");

        assertThat(tally.skipped()).extracting(SkippedSignals::strategy).containsExactly("one", "two");
        assertThat(tally.skipped()).extracting(SkippedSignals::reason).containsOnly("no cash is left");
    }

    @Test
    void tooManyDifferentReasonsAreCountedTogether() {
        for (int i = 0; i < 1_000; i++) {
            skipped("talker", "reason " + "x".repeat(i));
        }

        assertThat(tally.skipped()).hasSizeLessThan(210);
        assertThat(tally.skipped().stream().mapToLong(SkippedSignals::count).sum()).isEqualTo(1_000);
        assertThat(tally.skipped()).extracting(SkippedSignals::reason).contains("other reasons");
    }
}
