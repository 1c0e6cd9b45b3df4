package dev.tradewind.engine.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tradewind.engine.ledger.LedgerEvent.AmendRequested;
import dev.tradewind.engine.ledger.LedgerEvent.InstrumentAdded;
import dev.tradewind.engine.ledger.LedgerEvent.OrderCancelled;
import dev.tradewind.engine.ledger.LedgerEvent.OrderFilled;
import dev.tradewind.engine.ledger.LedgerEvent.OrderInitialised;
import dev.tradewind.engine.ledger.LedgerEvent.OrderLinks;
import dev.tradewind.engine.ledger.LedgerEvent.OrderSubmitted;
import dev.tradewind.sdk.instrument.ContractTerms;
import dev.tradewind.sdk.instrument.Instrument;
import dev.tradewind.sdk.instrument.InstrumentId;
import dev.tradewind.sdk.instrument.InstrumentKind;
import dev.tradewind.sdk.instrument.TradingSteps;
import dev.tradewind.sdk.order.ClientOrderId;
import dev.tradewind.sdk.order.Fill;
import dev.tradewind.sdk.order.Liquidity;
import dev.tradewind.sdk.order.OrderId;
import dev.tradewind.sdk.order.OrderPrices;
import dev.tradewind.sdk.order.OrderRequest;
import dev.tradewind.sdk.order.OrderStatus;
import dev.tradewind.sdk.order.Side;
import dev.tradewind.sdk.value.Currency;
import dev.tradewind.sdk.value.Decimal;
import dev.tradewind.sdk.value.Money;
import dev.tradewind.sdk.value.Price;
import dev.tradewind.sdk.value.Quantity;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.SequencedSet;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class OrdersTest {
    private static final OrderRequest REQUEST = OrderRequest.limit(
            new InstrumentId("BTCUSDT", "SIM"), Side.BUY, Quantity.of("1"), Price.of("100"));

    private final Ledger ledger = new Ledger();
    private long attempts;

    private ClientOrderId attempt(long counter) {
        return new ClientOrderId("test", 0, counter);
    }

    /** An order that is cancelled while an amendment is pending: it has two attempts. */
    private void orderThatEndsWithAnAmendmentPending(long number) {
        OrderId id = new OrderId(number);
        ledger.evolve(new OrderInitialised(number, id, "s", REQUEST, OrderLinks.NONE));
        ledger.evolve(new OrderSubmitted(number, id, attempt(++attempts)));
        ledger.evolve(new AmendRequested(number, id, attempt(++attempts), Quantity.of("2"), OrderPrices.NONE));
        ledger.evolve(new OrderCancelled(number, id, "done", number));
    }

    @Test
    void theLastClosedOrdersAreKeptWithAllTheirAttemptsAndOlderOnesAreForgottenWithAllOfThem() {
        int extra = 500;
        for (int i = 1; i <= Orders.RETAINED_CLOSED + extra; i++) {
            orderThatEndsWithAnAmendmentPending(i);
        }
        Orders orders = ledger.orders();
        for (int i = 1; i <= extra; i++) {
            assertThat(orders.get(new OrderId(i))).isNull();
            assertThat(orders.byAttempt(attempt(2L * i - 1))).isNull();
            assertThat(orders.byAttempt(attempt(2L * i))).isNull();
        }
        for (int i = extra + 1; i <= extra + Orders.RETAINED_CLOSED; i++) {
            OrderState order = orders.get(new OrderId(i));
            assertThat(order).isNotNull();
            assertThat(orders.byAttempt(attempt(2L * i - 1))).isSameAs(order);
            assertThat(orders.byAttempt(attempt(2L * i))).isSameAs(order);
        }
    }

    @Test
    void anOldOrderThatStaysOpenIsFoundHoweverManyCameAfterIt() {
        OrderId first = new OrderId(1);
        ledger.evolve(new OrderInitialised(1, first, "s", REQUEST, OrderLinks.NONE));
        ledger.evolve(new OrderSubmitted(1, first, attempt(++attempts)));
        for (int i = 2; i <= 3 * Orders.RETAINED_CLOSED; i++) {
            orderThatEndsWithAnAmendmentPending(i);
        }
        assertThat(ledger.orders().byAttempt(attempt(1))).isSameAs(ledger.orders().get(first)).isNotNull();
        assertThat(ledger.orders().open()).hasSize(1);
        byte[] bytes = LedgerSnapshot.write(ledger);
        Ledger recovered = LedgerSnapshot.read(bytes);
        assertThat(recovered.orders().byAttempt(attempt(1))).isSameAs(recovered.orders().get(first)).isNotNull();
    }

    @Test
    void anAttemptOfAnotherAccountOrIncarnationIsNoneOfOurs() {
        orderThatEndsWithAnAmendmentPending(1);
        assertThat(ledger.orders().byAttempt(new ClientOrderId("other", 0, 1))).isNull();
        assertThat(ledger.orders().byAttempt(new ClientOrderId("test", 1, 1))).isNull();
    }

    @Test
    void anOrderThatClosedLongAgoTakesALateFillAsOneThatClosedJustNowDoes() {
        Instrument instrument = new Instrument(
                REQUEST.instrument(),
                InstrumentKind.SPOT,
                new TradingSteps(Decimal.ONE, Decimal.ONE, Decimal.ZERO, Decimal.ZERO),
                ContractTerms.spot(Currency.of("BTC"), Currency.of("USDT")),
                "BTC/USDT");
        ledger.evolve(new InstrumentAdded(0, instrument));
        for (int i = 1; i <= Orders.RETAINED_CLOSED; i++) {
            orderThatEndsWithAnAmendmentPending(i);
        }
        byte[] before = LedgerSnapshot.write(ledger);
        for (long number : new long[] {1, Orders.RETAINED_CLOSED}) {
            Money fee = Money.zero(Currency.of("USDT"));
            Fill fill = new Fill("T" + number, Price.of("100"), Quantity.of("1"), fee, Liquidity.MAKER);
            ledger.evolve(new OrderFilled(9, new OrderId(number), fill, 9));

            OrderState order = Objects.requireNonNull(ledger.orders().byAttempt(attempt(2 * number)));
            assertThat(order).isSameAs(ledger.orders().get(new OrderId(number)));
            assertThat(order.filledQuantity()).isEqualTo(Quantity.of("1"));
            assertThat(order.status()).isEqualTo(OrderStatus.CANCELLED);
        }
        byte[] after = LedgerSnapshot.write(ledger);
        assertThat(after).isNotEqualTo(before);
        assertThat(LedgerSnapshot.write(LedgerSnapshot.read(after))).isEqualTo(after);
    }

    @Property
    void rememberedIdsAreTheLastOnesHoweverTheyAreSpelled(
            @ForAll @IntRange(min = 1, max = 40) int limit,
            @ForAll @Size(max = 300) List<@IntRange(max = 60) Integer> numbers,
            @ForAll boolean wordy) {
        RememberedIds ids = new RememberedIds(limit);
        SequencedSet<String> naive = new LinkedHashSet<>();
        for (int number : numbers) {
            String id = wordy ? "trade \u00e9 ".repeat(number % 7) + number : "T" + number;
            assertThat(ids.contains(id)).isEqualTo(naive.contains(id));
            ids.add(id);
            if (naive.add(id) && naive.size() > limit) {
                naive.removeFirst();
            }
            assertThat(ids.inOrder()).containsExactlyElementsOf(naive);
        }
    }

    @Test
    void rememberedIdsForgetTheOldestOnly() {
        RememberedIds ids = new RememberedIds(3);
        for (String id : new String[] {"a", "b", "b", "c", "d"}) {
            ids.add(id);
        }
        assertThat(ids.inOrder()).containsExactly("b", "c", "d");
        assertThat(ids.contains("a")).isFalse();
        assertThat(ids.contains("b")).isTrue();
    }

    @Test
    void recentActivityIsCountedByTimeUpToItsCapacity() {
        ActivityWindow window = new ActivityWindow();
        long second = 1_000_000_000L;
        for (int i = 0; i < 3 * ActivityWindow.CAPACITY; i++) {
            window.add(i * second / 10, REQUEST);
        }
        long now = (3L * ActivityWindow.CAPACITY - 1) * second / 10;
        assertThat(window.ordersWithin(now, 1, 0)).isEqualTo(10);
        assertThat(window.ordersWithin(now, 1, 1)).isEqualTo(9);
        assertThat(window.ordersWithin(now, 60, 0)).isEqualTo(600);
        assertThat(window.ordersWithin(now, 3600, 0)).isEqualTo(ActivityWindow.CAPACITY);
        assertThat(window.duplicatesWithinSecond(now, REQUEST.withReason("same"), 0)).isEqualTo(10);
        assertThat(window.duplicatesWithinSecond(now, REQUEST.withQuantity(Quantity.of("2")), 0)).isZero();
    }

    /** Against counting one by one. */
    @Test
    void recentActivityIsCountedRightAtAnyRate() {
        Random random = new Random(11);
        ActivityWindow window = new ActivityWindow();
        List<Long> times = new ArrayList<>();
        List<OrderRequest> requests = new ArrayList<>();
        long now = 0;
        int lost = 0;
        for (int i = 0; i < 5 * ActivityWindow.CAPACITY; i++) {
            now += random.nextInt(8) == 0 ? 0 : random.nextLong(random.nextInt(50) == 0 ? 400_000_000L : 4_000_000L);
            OrderRequest request = REQUEST.withQuantity(Quantity.of(1 + random.nextInt(3) + ".0"));
            window.add(now, request);
            times.add(now);
            requests.add(request);
            if (random.nextInt(3) == 0) {
                // What it was written over is not known any more, as if so many orders had been sent.
                window.takeBack();
                lost = Math.max(lost, times.size() - ActivityWindow.CAPACITY);
                times.removeLast();
                requests.removeLast();
            }
            long after = now - 1_000_000_000L;
            int skip = random.nextInt(2);
            int within = 0;
            int same = 0;
            int oldest = Math.max(lost, times.size() - ActivityWindow.CAPACITY);
            for (int k = times.size() - 1 - skip; k >= oldest && times.get(k) > after; k--) {
                within++;
                same += requests.get(k).equals(request) ? 1 : 0;
            }
            assertThat(window.ordersWithin(now, 1, skip)).isEqualTo(within);
            assertThat(window.duplicatesWithinSecond(now, request, skip)).isEqualTo(same);
        }
    }
}
