package dev.tradewind.sdk.indicator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tradewind.sdk.testing.TestData;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Exact averages on a year of real minutes, against the published facts of the reference run. */
class AverageCrossReferenceTest {
    private static final int FAST = 10;
    private static final int SLOW = 30;
    private static final int CLOSE = 4;

    private final RollingPriceSum fast = new RollingPriceSum(FAST);
    private final RollingPriceSum slow = new RollingPriceSum(SLOW);
    private boolean compared;
    private int previous;
    private boolean held;
    private int bars;
    private int equal;
    private int orders;

    @Test
    void findsTheEqualAveragesAndAllCrossesOfTheReferenceRun() {
        Path truth = TestData.require("reference/backtest_truth/sma10_30_btcusdt_1m_2022-04_2023-03.json");
        List<Path> months =
                TestData.requireAll("candles/binance_spot", "BTCUSDT-1m-202{2-0[4-9],2-1?,3-0[1-3]}.csv.gz");
        for (Path month : months) {
            ReferenceTable.text(month).lines().forEach(this::add);
        }

        String json = ReferenceTable.text(truth);
        assertThat(bars).isEqualTo(number(json, "bars"));
        assertThat(equal).isEqualTo(number(json, "ties"));
        assertThat(orders).isEqualTo(number(json, "orders"));
    }

    private void add(String row) {
        String close = row.split(",", CLOSE + 2)[CLOSE];
        int point = close.indexOf('.');
        int places = point < 0 ? 0 : close.length() - point - 1;
        long unscaled = Long.parseLong(close.replace(".", ""));
        fast.update(unscaled, places);
        slow.update(unscaled, places);
        bars++;
        if (!slow.isReady()) {
            return;
        }
        int now = RollingPriceSum.compareAverages(fast, slow);
        if (now == 0) {
            equal++;
        }
        boolean up = previous <= 0 && now > 0 && !held;
        boolean down = previous >= 0 && now < 0 && held;
        if (compared && (up || down)) {
            held = up;
            orders++;
        }
        compared = true;
        previous = now;
    }

    private static int number(String json, String field) {
        Matcher matcher = Pattern.compile("\"" + field + "\"\\s*:\\s*(\\d+)").matcher(json);
        assertThat(matcher.find()).as("field %s", field).isTrue();
        return Integer.parseInt(matcher.group(1));
    }
}
