package dev.tradewind.simulation.matching;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.management.ThreadMXBean;
import dev.tradewind.sdk.order.Side;
import java.lang.management.ManagementFactory;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What nobody should send, and what lies at the edges. */
class BadCommandTest {
    private final EventLog events = new EventLog();
    private final MatchingBook book = new MatchingBook(events, 1 << 12, 50_000);
    private final OrderTicket ticket = new OrderTicket();

    private void refuses(OrderTicket order, RejectReason reason) {
        long before = book.depth().stateHash();
        assertThat(book.submit(order)).isFalse();
        assertThat(events.drain()).containsExactly("rejected 1 " + reason);
        assertThat(book.depth().stateHash()).isEqualTo(before);
    }

    @Test
    void aDuplicateIdIsRefusedWhileTheOrderIsOpen() {
        book.submit(ticket.limit(1, 1, Side.BUY, 10, 5));
        events.drain();
        refuses(ticket.limit(1, 1, Side.BUY, 10, 5), RejectReason.DUPLICATE_ID);
        book.cancel(1);
        assertThat(book.submit(ticket.limit(1, 1, Side.BUY, 10, 5))).isTrue();
    }

    @Test
    void anUnknownOrderCannotBeCancelledReducedMovedOrAmended() {
        assertThat(book.cancel(9)).isFalse();
        assertThat(book.reduce(9, 1)).isFalse();
        assertThat(book.move(9, 1)).isFalse();
        assertThat(book.amend(9, 1, 1)).isFalse();
        assertThat(events.drain()).hasSize(4).containsOnly("rejected 9 UNKNOWN_ORDER");
        assertThatThrownBy(() -> book.depth().price(9)).hasMessage("order 9 is not open");
    }

    @Test
    void quantitiesOfNothingOrLessAreRefused() {
        for (long lots : new long[] {0, -1, Long.MIN_VALUE}) {
            refuses(ticket.limit(1, 1, Side.BUY, 10, lots), RejectReason.INVALID_QUANTITY);
        }
        book.submit(ticket.limit(1, 1, Side.BUY, 10, 5));
        events.drain();
        assertThat(book.reduce(1, 0)).isFalse();
        assertThat(book.amend(1, 10, -5)).isFalse();
        assertThat(events.drain()).containsOnly("rejected 1 INVALID_QUANTITY");
    }

    @Test
    void aSidesQuantityNeverOverflows() {
        assertThat(book.submit(ticket.limit(2, 1, Side.BUY, 10, Long.MAX_VALUE - 3))).isTrue();
        assertThat(book.submit(ticket.limit(3, 1, Side.BUY, 10, 2))).isTrue();
        events.drain();
        refuses(ticket.limit(1, 1, Side.BUY, 9, 2), RejectReason.QUANTITY_OVERFLOW);
        refuses(ticket.limit(1, 1, Side.BUY, 9, 2).stop(12), RejectReason.QUANTITY_OVERFLOW);
        assertThat(book.amend(3, 10, 4)).isFalse();
        assertThat(book.depth().quantityAt(Side.BUY, 10)).isEqualTo(Long.MAX_VALUE - 1);

        assertThat(book.submit(ticket.limit(4, 1, Side.SELL, 10, Long.MAX_VALUE))).isTrue();
        assertThat(book.depth().isEmpty(Side.BUY)).isTrue();
        assertThat(book.depth().open(4)).isEqualTo(1);
    }

    @Test
    void pricesAtTheIntegersEdgesTradeAsAnyOther() {
        for (long price : new long[] {Long.MIN_VALUE, Long.MIN_VALUE + 1, -1, 0, Long.MAX_VALUE - 1, Long.MAX_VALUE}) {
            book.submit(ticket.limit(2, 1, Side.BUY, price, 5));
            assertThat(book.depth().bestPrice(Side.BUY)).isEqualTo(price);
            book.submit(ticket.limit(3, 1, Side.SELL, Long.MIN_VALUE, 5));
            assertThat(book.depth().openOrders()).isZero();
            assertThat(book.depth().lastPrice()).isEqualTo(price);
        }
        book.submit(ticket.limit(4, 1, Side.BUY, Long.MIN_VALUE, 1));
        book.submit(ticket.limit(5, 1, Side.SELL, Long.MAX_VALUE, 1));
        assertThat(book.depth().quantityAt(Side.BUY, Long.MIN_VALUE)).isEqualTo(1);
        assertThat(book.depth().quantityAt(Side.SELL, Long.MAX_VALUE)).isEqualTo(1);
    }

    @Test
    void displayQuantitiesAreCheckedAndBounded() {
        refuses(ticket.limit(1, 1, Side.BUY, 10, 5).display(-1), RejectReason.INVALID_DISPLAY);
        refuses(ticket.market(1, 1, Side.BUY, 5).display(1), RejectReason.INVALID_DISPLAY);
        refuses(ticket.limit(1, 1, Side.BUY, 10, 1001).display(1), RejectReason.TOO_MANY_SLICES);
        assertThat(book.submit(ticket.limit(1, 1, Side.BUY, 10, 1000).display(1))).isTrue();
        assertThat(book.amend(1, 10, 1001)).isFalse();
    }

    @Test
    void nothingHappensOnAnEmptyBook() {
        book.submit(ticket.market(1, 1, Side.BUY, 5));
        book.submit(ticket.of(OrderKind.FILL_OR_KILL, 1, 1, Side.SELL, 5, 5));
        assertThat(events.drain()).contains("cancelled 1 BUY 0 5 NOT_FILLED", "cancelled 1 SELL 5 5 KILLED");
        assertThat(book.depth().openOrders()).isZero();
        book.depth().levels(Side.BUY, (price, quantity, orders) -> {
            throw new AssertionError("there is no level");
        });
    }

    @Test
    void moreOrdersThanTheBookWasMadeForAreRefused() {
        MatchingBook small = new MatchingBook(events, 1 << 12, 2);
        small.submit(ticket.limit(2, 1, Side.BUY, 10, 5));
        small.submit(ticket.limit(3, 1, Side.BUY, 10, 5));
        events.drain();
        assertThat(small.submit(ticket.limit(4, 1, Side.BUY, 10, 5))).isFalse();
        assertThat(events.drain()).isEqualTo(List.of("rejected 4 BOOK_FULL"));
        small.cancel(2);
        assertThat(small.submit(ticket.limit(4, 1, Side.BUY, 10, 5))).isTrue();
        assertThatThrownBy(() -> new MatchingBook(events, 1 << 12, 0)).hasMessageContaining("maxOrders");
        assertThatThrownBy(() -> new MatchingBook(events, 5000, 10)).hasMessageContaining("power of two");
    }

    @Test
    void tenThousandLevelsFarApartAreKeptInOrderAndSweptInOrder() {
        long step = Long.MAX_VALUE / 20_000;
        for (int i = 0; i < 20_000; i++) {
            int shuffled = (int) (i * 7_919L % 20_000);
            book.submit(ticket.limit(i, 1, Side.SELL, shuffled * step, 1));
        }
        events.drain();
        long[] prices = new long[20_000];
        int count = book.depth().top(Side.SELL, prices, new long[20_000], new int[20_000]);
        assertThat(count).isEqualTo(20_000);
        assertThat(prices).isSorted();

        book.submit(ticket.market(50_000, 1, Side.BUY, 10_001));
        assertThat(events.drain().stream().filter(line -> line.startsWith("traded"))).hasSize(10_001);
        assertThat(book.depth().bestPrice(Side.SELL)).isEqualTo(10_001 * step);
    }

    @Test
    void aWarmBookAllocatesNothing() {
        MatchingBook quiet = new MatchingBook(BookEvents.NONE);
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        churn(quiet, 20_000);
        long before = threads.getCurrentThreadAllocatedBytes();
        churn(quiet, 20_000);
        assertThat(threads.getCurrentThreadAllocatedBytes() - before).isLessThan(20_000);
    }

    private void churn(MatchingBook quiet, int rounds) {
        quiet.clear();
        for (int i = 0; i < rounds; i++) {
            Side side = i % 2 == 0 ? Side.BUY : Side.SELL;
            quiet.submit(ticket.limit(i, i % 3, side, 100 + i * 31L % 40 * -side.sign(), 1 + i % 7)
                    .display(i % 5 == 0 ? 2 : 0)
                    .selfTrade(SelfTrade.at(i % 5)));
            quiet.move(i - 5, 100 + i * 17L % 40 * -side.sign());
            quiet.reduce(i - 9, 1);
            quiet.cancel(i - 40);
        }
    }
}
