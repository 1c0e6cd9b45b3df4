package dev.tradewind.simulation.matching;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tradewind.sdk.order.Side;
import dev.tradewind.sdk.testing.TestData;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class RecordedFlowTest {
    /** What comes out, summed exactly. */
    private static final class Totals implements BookEvents {
        private long trades;
        private long volume;
        private long turnover;
        private long unfilled;

        @Override
        public void traded(
                long makerId, long takerId, Side takerSide, long price, long quantity, long makerOpen, long takerOpen) {
            trades++;
            volume += quantity;
            turnover = Math.addExact(turnover, Math.multiplyExact(price, quantity));
        }

        @Override
        public void cancelled(long id, Side side, long price, long quantity, CancelReason reason) {
            if (reason != CancelReason.REQUESTED) {
                unfilled++;
            }
        }
    }

    @Test
    void everyRecordedStreamEndsInTheExpectedTradesAndBook() throws IOException {
        for (Path csv : TestData.requireAll("book/exchange_core_orderflow", "*.csv.gz")) {
            RecordedFlow flow = new RecordedFlow(csv);
            Totals totals = new Totals();
            MatchingBook book = new MatchingBook(totals);
            OrderTicket ticket = new OrderTicket();

            int refused = 0;
            for (int i = 0; i < flow.size(); i++) {
                refused += flow.run(book, ticket, i) ? 0 : 1;
            }

            assertThat(flow.size()).as("%s commands", csv).isEqualTo((int) flow.expected("commands"));
            assertThat(refused).as("%s refused", csv).isZero();
            assertThat(totals.unfilled).as("%s unfilled", csv).isEqualTo(flow.expected("rejectEvents"));
            assertThat(totals.trades).as("%s trades", csv).isEqualTo(flow.expected("trades"));
            assertThat(totals.volume).as("%s volume", csv).isEqualTo(flow.expected("tradedVolume"));
            assertThat(totals.turnover).as("%s turnover", csv).isEqualTo(flow.expected("turnover"));
            assertThat(levels(book, Side.SELL)).as("%s asks", csv).isEqualTo(flow.expectedLevels("asks"));
            assertThat(levels(book, Side.BUY)).as("%s bids", csv).isEqualTo(flow.expectedLevels("bids"));
        }
    }

    private static String levels(MatchingBook book, Side side) {
        StringBuilder text = new StringBuilder();
        book.depth().levels(side, (price, quantity, orders) -> {
            text.append(text.isEmpty() ? "[" : ",[").append(price).append(',').append(quantity);
            text.append(',').append(orders).append(']');
            return true;
        });
        return text.toString();
    }
}
