package dev.tradewind.simulation.matching;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tradewind.sdk.order.Side;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The rules of docs/matching.md, each with the events that it leads to. */
class MatchingRulesTest {
    private final EventLog events = new EventLog();
    private final MatchingBook book = new MatchingBook(events);
    private final OrderTicket ticket = new OrderTicket();

    private void rest(long id, Side side, long price, long lots) {
        assertThat(book.submit(ticket.limit(id, 100 + id, side, price, lots))).isTrue();
        events.drain();
    }

    @Test
    void theBestPriceTradesFirstAndAtOnePriceTheOldest() {
        rest(1, Side.SELL, 11, 5);
        rest(2, Side.SELL, 10, 5);
        rest(3, Side.SELL, 10, 5);

        book.submit(ticket.limit(4, 1, Side.BUY, 11, 12));

        assertThat(events.drain())
                .containsExactly(
                        "accepted 4 1 BUY LIMIT 11 12",
                        "traded 2 4 BUY 10 5 0 7",
                        "traded 3 4 BUY 10 5 0 2",
                        "traded 1 4 BUY 11 2 3 0");
        assertThat(book.depth().lastPrice()).isEqualTo(11);
    }

    @Test
    void lessAtTheSamePriceKeepsTheTurnAndMoreLosesIt() {
        rest(1, Side.BUY, 10, 5);
        rest(2, Side.BUY, 10, 5);

        book.amend(1, 10, 4);
        assertThat(book.depth().quantityAhead(2)).isEqualTo(4);
        assertThat(events.drain()).containsExactly("amended 1 BUY 10 10 4 true");

        book.amend(1, 10, 6);
        assertThat(book.depth().quantityAhead(2)).isZero();
        assertThat(book.depth().quantityAhead(1)).isEqualTo(5);
        assertThat(events.drain()).containsExactly("amended 1 BUY 10 10 6 false", "rested 1 BUY 10 6");
    }

    @Test
    void aNewPriceThatCrossesTradesFirst() {
        rest(1, Side.SELL, 12, 3);
        rest(2, Side.BUY, 10, 5);

        book.amend(2, 12, 5);

        assertThat(events.drain())
                .containsExactly("amended 2 BUY 10 12 5 false", "traded 1 2 BUY 12 3 0 2", "rested 2 BUY 12 2");
    }

    @Test
    void anIcebergShowsASliceAtATimeAndQueuesAnewWithEach() {
        assertThat(book.submit(ticket.limit(1, 1, Side.SELL, 10, 25).display(10))).isTrue();
        rest(2, Side.SELL, 10, 4);
        assertThat(book.depth().quantityAt(Side.SELL, 10)).isEqualTo(14);
        assertThat(book.depth().open(1)).isEqualTo(25);

        book.submit(ticket.of(OrderKind.IMMEDIATE_OR_CANCEL, 3, 1, Side.BUY, 10, 16));

        assertThat(events.drain())
                .containsExactly(
                        "accepted 3 1 BUY IMMEDIATE_OR_CANCEL 10 16",
                        "traded 1 3 BUY 10 10 15 6",
                        "replenished 1 SELL 10 10",
                        "traded 2 3 BUY 10 4 0 2",
                        "traded 1 3 BUY 10 2 13 0");
        assertThat(book.depth().quantityAt(Side.SELL, 10)).isEqualTo(8);
    }

    @Test
    void fillOrKillFillsWhollyOrLeavesTheBookAsItIs() {
        rest(1, Side.SELL, 10, 5);
        rest(2, Side.SELL, 11, 5);
        long before = book.depth().stateHash();

        book.submit(ticket.of(OrderKind.FILL_OR_KILL, 3, 1, Side.BUY, 10, 6));
        book.submit(ticket.of(OrderKind.FILL_OR_KILL_BUDGET, 4, 1, Side.BUY, 71, 7));
        assertThat(events.drain())
                .contains("cancelled 3 BUY 10 6 KILLED", "cancelled 4 BUY 71 7 KILLED")
                .hasSize(4);
        assertThat(book.depth().stateHash()).isEqualTo(before);

        book.submit(ticket.of(OrderKind.FILL_OR_KILL_BUDGET, 5, 1, Side.BUY, 72, 7));
        assertThat(events.drain()).contains("traded 2 5 BUY 11 2 3 0");
    }

    @Test
    void whatIsHiddenBehindAnOrderOfTheTakersOwnDoesNotCountForFillOrKill() {
        book.submit(ticket.limit(1, 1, Side.SELL, 10, 10).display(2));
        book.submit(ticket.limit(2, 7, Side.SELL, 10, 1));
        events.drain();

        book.submit(ticket.of(OrderKind.FILL_OR_KILL, 3, 7, Side.BUY, 10, 10).selfTrade(SelfTrade.CANCEL_NEWEST));
        assertThat(events.drain()).contains("cancelled 3 BUY 10 10 KILLED");

        book.submit(ticket.of(OrderKind.FILL_OR_KILL, 4, 7, Side.BUY, 10, 2).selfTrade(SelfTrade.CANCEL_NEWEST));
        assertThat(events.drain()).contains("traded 1 4 BUY 10 2 8 0");

        book.submit(ticket.of(OrderKind.FILL_OR_KILL, 5, 7, Side.BUY, 10, 8).selfTrade(SelfTrade.CANCEL_OLDEST));
        assertThat(events.drain()).contains("cancelled 2 SELL 10 1 SELF_TRADE", "traded 1 5 BUY 10 2 0 0");
    }

    @Test
    void aBudgetIsComparedExactlyWhereTheProductDoesNotFitIntoALong() {
        rest(1, Side.SELL, Long.MAX_VALUE, 4);
        rest(2, Side.BUY, Long.MIN_VALUE, 4);

        book.submit(ticket.of(OrderKind.FILL_OR_KILL_BUDGET, 3, 1, Side.BUY, Long.MAX_VALUE, 4));
        book.submit(ticket.of(OrderKind.FILL_OR_KILL_BUDGET, 4, 1, Side.SELL, Long.MIN_VALUE, 4));
        assertThat(events.drain()).contains("cancelled 3 BUY " + Long.MAX_VALUE + " 4 KILLED")
                .contains("cancelled 4 SELL " + Long.MIN_VALUE + " 4 KILLED");

        book.submit(ticket.of(OrderKind.FILL_OR_KILL_BUDGET, 5, 1, Side.BUY, Long.MAX_VALUE, 1));
        assertThat(events.drain()).contains("traded 1 5 BUY " + Long.MAX_VALUE + " 1 3 0");
    }

    @Test
    void stopsAreSetOffByTheTradePriceAndTakeTheirTurnAfterIt() {
        rest(1, Side.SELL, 10, 1);
        rest(2, Side.SELL, 12, 3);
        book.submit(ticket.market(3, 1, Side.BUY, 1).stop(11));
        book.submit(ticket.limit(4, 1, Side.BUY, 12, 1).stop(10));
        book.submit(ticket.market(5, 1, Side.SELL, 1).stop(9));
        assertThat(book.depth().isWaiting(3)).isTrue();
        events.drain();

        book.submit(ticket.market(6, 2, Side.BUY, 1));

        assertThat(events.drain())
                .containsExactly(
                        "accepted 6 2 BUY MARKET 0 1",
                        "traded 1 6 BUY 10 1 0 0",
                        "triggered 4 BUY 10",
                        "traded 2 4 BUY 12 1 2 0",
                        "triggered 3 BUY 12",
                        "traded 2 3 BUY 12 1 1 0");
        assertThat(book.depth().isWaiting(5)).isTrue();
    }

    @Test
    void aStopWhoseTriggerHasBeenReachedAlreadyDoesNotWait() {
        rest(1, Side.SELL, 10, 2);
        book.submit(ticket.market(2, 1, Side.BUY, 1));
        events.drain();

        book.submit(ticket.market(3, 1, Side.BUY, 1).stop(10));

        assertThat(events.drain())
                .containsExactly("accepted 3 1 BUY MARKET 0 1", "triggered 3 BUY 10", "traded 1 3 BUY 10 1 0 0");
    }

    @Test
    void theIncomingOrdersModeDecidesWhatBecomesOfASelfTrade() {
        for (SelfTrade mode : SelfTrade.values()) {
            book.clear();
            book.submit(ticket.limit(1, 7, Side.SELL, 10, 5));
            events.drain();

            book.submit(ticket.limit(2, 7, Side.BUY, 10, 3).selfTrade(mode));

            List<String> heard = events.drain();
            assertThat(heard.subList(1, heard.size())).containsExactlyElementsOf(switch (mode) {
                case ALLOW -> List.of("traded 1 2 BUY 10 3 2 0");
                case CANCEL_NEWEST -> List.of("cancelled 2 BUY 10 3 SELF_TRADE");
                case CANCEL_OLDEST -> List.of("cancelled 1 SELL 10 5 SELF_TRADE", "rested 2 BUY 10 3");
                case CANCEL_BOTH -> List.of("cancelled 1 SELL 10 5 SELF_TRADE", "cancelled 2 BUY 10 3 SELF_TRADE");
                case DECREMENT -> List.of("decremented 1 2 BUY 10 3 2 0");
            });
        }
    }

    @Test
    void postOnlyIsRefusedWhereItWouldTradeAlsoWhenAmended() {
        rest(1, Side.SELL, 10, 5);
        assertThat(book.submit(ticket.of(OrderKind.POST_ONLY, 2, 1, Side.BUY, 10, 1))).isFalse();
        assertThat(book.submit(ticket.of(OrderKind.POST_ONLY, 2, 1, Side.BUY, 9, 1))).isTrue();
        assertThat(book.amend(2, 10, 1)).isFalse();
        assertThat(book.move(2, 11)).isFalse();
        assertThat(book.depth().price(2)).isEqualTo(9);
        assertThat(events.drain()).contains("rejected 2 WOULD_TAKE");
    }

    @Test
    void theDepthIsReadWithoutCopies() {
        rest(1, Side.BUY, 10, 5);
        rest(2, Side.BUY, 9, 4);
        rest(3, Side.BUY, 9, 3);
        long[] prices = new long[3];
        long[] quantities = new long[3];
        int[] orders = new int[3];

        assertThat(book.depth().top(Side.BUY, prices, quantities, orders)).isEqualTo(2);
        assertThat(prices).containsExactly(10, 9, 0);
        assertThat(quantities).containsExactly(5, 7, 0);
        assertThat(orders).containsExactly(1, 2, 0);
        assertThat(book.depth().top(Side.SELL, prices, quantities, orders)).isZero();
        assertThat(book.depth().top(Side.BUY, new long[0], new long[0], new int[0])).isZero();

        List<Long> queue = new ArrayList<>();
        book.depth().orders(Side.BUY, 9, (id, owner, shown, open) -> queue.add(id));
        assertThat(queue).containsExactly(2L, 3L);
        assertThatThrownBy(() -> book.depth().bestPrice(Side.SELL)).hasMessageContaining("SELL side is empty");
    }
}
