package dev.tradewind.runtime.node;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** What is not known is said to be so, in words. */
class StatusJsonTest {
    private static StatusJson.Status status(double equity, double dayEquity, String gap) {
        ShardView none = ShardView.NONE;
        ShardView view = new ShardView(
                1,
                equity,
                dayEquity,
                gap,
                none.balances(),
                none.positions(),
                none.strategies(),
                none.openOrders(),
                none.counts(),
                none.fees(),
                none.state());
        return of(view);
    }

    private static StatusJson.Status of(ShardView view) {
        return new StatusJson.Status(
                "/home",
                1,
                1,
                0,
                List.of(),
                List.of(new StatusJson.Account("one", "PAPER", "market", view, 0)),
                List.of(),
                new StatusJson.RulesInForce("none", 0, 0, List.of()));
    }

    @Test
    void anEquityThatIsIncompleteIsNoNumber() {
        StatusJson.Status status = status(Double.NaN, 100, "no price of BTCUSDT.BINANCE");

        assertThat(StatusJson.text(status))
                .contains("equity incomplete (no price of BTCUSDT.BINANCE), today incomplete")
                .doesNotContain("NaN");
        assertThat(StatusJson.of(status))
                .contains("\"equity\":null")
                .contains("\"incomplete\":\"no price of BTCUSDT.BINANCE\"")
                .doesNotContain("NaN");
    }

    @Test
    void aDayWhoseStartIsNotKnownHasNoProfitYet() {
        assertThat(StatusJson.text(status(100, Double.NaN, ""))).contains("equity 100.00, today incomplete");
        assertThat(StatusJson.text(status(100, 90, ""))).contains("equity 100.00, today +10.00");
        assertThat(StatusJson.of(status(100, 90, ""))).contains("\"incomplete\":\"\"");
    }

    @Test
    void anAccountThatHasNotStartedSaysSo() {
        assertThat(StatusJson.text(of(ShardView.NONE))).contains("equity incomplete (the account has not started)");
    }
}
