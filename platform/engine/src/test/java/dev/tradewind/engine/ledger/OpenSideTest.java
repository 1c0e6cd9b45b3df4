package dev.tradewind.engine.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tradewind.engine.ledger.LedgerEvent.OrderLinks;
import dev.tradewind.sdk.instrument.ContractTerms;
import dev.tradewind.sdk.instrument.Instrument;
import dev.tradewind.sdk.instrument.InstrumentId;
import dev.tradewind.sdk.instrument.InstrumentKind;
import dev.tradewind.sdk.instrument.TradingSteps;
import dev.tradewind.sdk.order.ClientOrderId;
import dev.tradewind.sdk.order.Fill;
import dev.tradewind.sdk.order.Liquidity;
import dev.tradewind.sdk.order.OrderConditions;
import dev.tradewind.sdk.order.OrderId;
import dev.tradewind.sdk.order.OrderPrices;
import dev.tradewind.sdk.order.OrderRequest;
import dev.tradewind.sdk.order.OrderType;
import dev.tradewind.sdk.order.Side;
import dev.tradewind.sdk.order.TimeInForce;
import dev.tradewind.sdk.value.Currency;
import dev.tradewind.sdk.value.Decimal;
import dev.tradewind.sdk.value.Money;
import dev.tradewind.sdk.value.Price;
import dev.tradewind.sdk.value.Quantity;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What is kept of the open orders of a side, against a walk over all open orders. */
class OpenSideTest {
    private static final OrderConditions REDUCING = new OrderConditions(TimeInForce.GTC, 0, false, true);
    private static final List<InstrumentId> INSTRUMENTS =
            List.of(new InstrumentId("BTCUSDT", "SIM"), new InstrumentId("ETHUSDT", "SIM"));

    private Ledger ledger = new Ledger();
    private long attempts;
    private long orders;

    private static Ledger ledger() {
        Ledger fresh = new Ledger();
        for (InstrumentId id : INSTRUMENTS) {
            fresh.evolve(new LedgerEvent.InstrumentAdded(
                    0,
                    new Instrument(
                            id,
                            InstrumentKind.SPOT,
                            new TradingSteps(Decimal.ONE, Decimal.ONE, Decimal.ZERO, Decimal.ZERO),
                            ContractTerms.spot(Currency.of("BTC"), Currency.of("USDT")),
                            id.symbol())));
        }
        return fresh;
    }

    @Property(tries = 300)
    void afterAnyEventsItIsWhatAWalkOverAllOpenOrdersFinds(
            @ForAll long seed, @ForAll @IntRange(min = 1, max = 250) int events) {
        Random random = new Random(seed);
        ledger = ledger();
        attempts = 0;
        orders = 0;
        for (int i = 0; i < events; i++) {
            if (random.nextInt(25) == 0) {
                byte[] bytes = LedgerSnapshot.write(ledger);
                ledger = LedgerSnapshot.read(bytes);
                assertThat(LedgerSnapshot.write(ledger)).isEqualTo(bytes);
            } else {
                ledger.evolve(event(random));
            }
            compare();
        }
    }

    private LedgerEvent event(Random random) {
        long known = 1 + (orders == 0 ? 0 : random.nextLong(Math.max(0, orders - 30), orders));
        OrderState order = ledger.orders().get(new OrderId(known));
        if (order == null || random.nextInt(3) == 0) {
            return new LedgerEvent.OrderInitialised(0, new OrderId(++orders), "s", request(random), OrderLinks.NONE);
        }
        OrderId id = order.id();
        if (order.status().isClosed()) {
            return new LedgerEvent.OrderFilled(0, id, fill(quantity(random)), 0);
        }
        if (order.clientOrderId() == null && random.nextInt(3) > 0) {
            return new LedgerEvent.OrderSubmitted(0, id, attempt());
        }
        ClientOrderId live = order.clientOrderId();
        ClientOrderId replacement = order.replacement();
        return live == null ? unsent(id, random) : atVenue(id, replacement == null ? live : replacement, random);
    }

    private static LedgerEvent unsent(OrderId id, Random random) {
        return switch (random.nextInt(3)) {
            case 0 -> new LedgerEvent.OrderDenied(0, id, "CODE", "why");
            case 1 -> new LedgerEvent.OrderHeld(0, id, "why");
            default -> new LedgerEvent.OrderReduced(0, id, quantity(random), "why");
        };
    }

    private LedgerEvent atVenue(OrderId id, ClientOrderId last, Random random) {
        return switch (random.nextInt(16)) {
            case 0 -> new LedgerEvent.OrderAccepted(0, id, "V", 0);
            case 1 -> new LedgerEvent.OrderRejected(0, id, "why", 0);
            case 2 -> new LedgerEvent.OrderCancelled(0, id, "why", 0);
            case 3 -> new LedgerEvent.OrderExpired(0, id, 0);
            case 4 -> new LedgerEvent.OrderTriggered(0, id, 0);
            case 5 -> new LedgerEvent.CancelRequested(0, id, "why");
            case 6 -> new LedgerEvent.CancelRefused(0, id, "why");
            case 7, 8 -> new LedgerEvent.AmendRequested(0, id, attempt(), quantity(random), prices(random));
            case 9 -> new LedgerEvent.OrderAmended(0, id, last, quantity(random), prices(random));
            case 10 -> new LedgerEvent.AmendRefused(0, id, "why");
            case 11 -> new LedgerEvent.OrderFateUnknown(0, id, "why");
            case 12 -> new LedgerEvent.OrderInDoubt(0, id, "why");
            case 13 -> new LedgerEvent.OrderNeverArrived(0, id, "why");
            default -> new LedgerEvent.OrderFilled(0, id, fill(quantity(random)), 0);
        };
    }

    private Fill fill(Quantity quantity) {
        Money fee = Money.zero(Currency.of("USDT"));
        return new Fill("T" + ++attempts, Price.of("100"), quantity, fee, Liquidity.MAKER);
    }

    private ClientOrderId attempt() {
        return new ClientOrderId("test", 0, ++attempts);
    }

    private static Quantity quantity(Random random) {
        return new Quantity(Decimal.ofUnscaled(1 + random.nextInt(500), random.nextInt(19)));
    }

    private static OrderPrices prices(Random random) {
        Price one = new Price(Decimal.ofUnscaled(1 + random.nextInt(99_999), random.nextInt(4)));
        return switch (random.nextInt(4)) {
            case 0 -> OrderPrices.NONE;
            case 1 -> OrderPrices.stop(one);
            case 2 -> OrderPrices.stopLimit(one, Price.of("7"));
            default -> OrderPrices.limit(one);
        };
    }

    private static OrderRequest request(Random random) {
        InstrumentId id = INSTRUMENTS.get(random.nextInt(2));
        Side side = random.nextBoolean() ? Side.BUY : Side.SELL;
        Quantity quantity = quantity(random);
        OrderRequest request =
                switch (random.nextInt(4)) {
                    case 0 -> OrderRequest.market(id, side, quantity);
                    case 1 -> OrderRequest.stop(id, side, quantity, Price.of("99.5"));
                    case 2 -> OrderRequest.trailingStop(id, side, quantity, Decimal.ONE);
                    default -> OrderRequest.limit(id, side, quantity, Price.of("100.25"));
                };
        return random.nextInt(5) == 0 ? request.with(REDUCING) : request;
    }

    private void compare() {
        for (InstrumentId id : INSTRUMENTS) {
            for (Side side : Side.values()) {
                OpenSide kept = ledger.orders().open(id, side);
                List<OrderState> walked = ledger.orders().open().stream()
                        .filter(order -> order.request().instrument().equals(id)
                                && order.request().side() == side)
                        .toList();
                assertThat(orders(kept)).containsExactlyElementsOf(walked);
                assertThat(kept.hasLimits()).isEqualTo(walked.stream().anyMatch(OpenSideTest::isLimited));
                assertThat(kept.hasAmendments()).isEqualTo(walked.stream().anyMatch(order -> order.wanted() != null));
                for (int i = 0; i < walked.size(); i++) {
                    OrderState order = walked.get(i);
                    boolean counts = !order.request().conditions().reduceOnly();
                    assertThat(kept.indexOf(order)).isEqualTo(i);
                    assertThat(kept.left(i))
                            .isEqualTo(
                                    counts
                                            ? order.request().quantity().toDouble()
                                                    - order.filledQuantity().toDouble()
                                            : 0.0);
                    assertThat(kept.price(i)).isEqualTo(Double.valueOf(price(order.request())));
                }
                for (OrderState order : ledger.orders().open()) {
                    Decimal expected = walk(order, side, id);
                    assertThat(kept.leftWithout(order)).isEqualTo(expected);
                    assertThat(kept.leftWithout(order).toDouble()).isEqualTo(expected.toDouble());
                }
            }
        }
    }

    private static List<OrderState> orders(OpenSide side) {
        List<OrderState> all = new ArrayList<>();
        for (int i = 0; i < side.size(); i++) {
            all.add(side.order(i));
        }
        return all;
    }

    private static boolean isLimited(OrderState order) {
        OrderRequest wanted = order.wanted();
        return order.request().prices().limit() != null
                || (wanted != null && wanted.prices().limit() != null);
    }

    private static double price(OrderRequest request) {
        @Nullable Price limit = request.prices().limit();
        @Nullable Price stop = request.type() == OrderType.TRAILING_STOP ? null : request.prices().stop();
        return limit != null ? limit.toDouble() : stop != null ? stop.toDouble() : Double.NaN;
    }

    /** What a verdict was told before sums were kept. */
    private Decimal walk(OrderState order, Side side, InstrumentId instrument) {
        Decimal sum = Decimal.ZERO;
        for (OrderState other : ledger.orders().open()) {
            OrderRequest request = other.request();
            if (other != order
                    && request.side() == side
                    && !request.conditions().reduceOnly()
                    && request.instrument().equals(instrument)) {
                OrderRequest wanted = other.wanted();
                Decimal left = request.quantity().value().minus(other.filledQuantity().value());
                Decimal asked = wanted == null ? left : wanted.quantity().value().minus(other.filledQuantity().value());
                sum = sum.plus(left.max(asked).max(Decimal.ZERO));
            }
        }
        return sum;
    }

    @Test
    void aSumThatNeedsMoreDigitsThanThereAreIsRightAgainOnceItNeedsFewer() {
        ledger = ledger();
        InstrumentId id = INSTRUMENTS.getFirst();
        Quantity huge = new Quantity(Decimal.parse("1" + "0".repeat(30)));
        Quantity tiny = new Quantity(Decimal.parse("0.000000000000000001"));
        for (Quantity quantity : List.of(huge, tiny, Quantity.of("5"))) {
            OrderRequest request = OrderRequest.market(id, Side.BUY, quantity);
            ledger.evolve(
                    new LedgerEvent.OrderInitialised(0, new OrderId(++orders), "s", request, OrderLinks.NONE));
        }
        ledger.evolve(new LedgerEvent.OrderDenied(0, new OrderId(1), "CODE", "why"));

        OrderState last = ledger.orders().open().getLast();
        assertThat(ledger.orders().open(id, Side.BUY).leftWithout(last)).isEqualTo(tiny.value());
        assertThat(ledger.orders().open(id, Side.SELL).leftWithout(last))
                .isEqualTo(Decimal.ZERO);
    }

    @Property(tries = 300)
    void ordersThatAskForTheSameAreCountedAsAWalkOverTheWindowCountsThem(
            @ForAll long seed, @ForAll @IntRange(min = 1, max = 3_000) int count) {
        Random random = new Random(seed);
        ActivityWindow window = new ActivityWindow();
        List<OrderRequest> requests = new ArrayList<>();
        List<Long> times = new ArrayList<>();
        int kinds = 1 + random.nextInt(200);
        int most = 1 + random.nextInt(3_000_000);
        long now = 0;
        int known = 0;
        for (int i = 0; i < count; i++) {
            now += random.nextInt(most);
            int kind = random.nextInt(kinds);
            OrderRequest request = OrderRequest.market(
                    INSTRUMENTS.get(kind % 2), Side.BUY, new Quantity(Decimal.of(1 + kind)));
            window.add(now, request);
            requests.add(request);
            times.add(now);
            known = Math.max(known, requests.size() - ActivityWindow.CAPACITY);
            if (random.nextInt(5) == 0 && requests.size() > known) {
                window.takeBack();
                requests.removeLast();
                times.removeLast();
            }
            if (i % 50 == 0 || i > count - 5) {
                int skip = random.nextInt(2);
                int expected = 0;
                for (int k = known; k < requests.size() - skip; k++) {
                    boolean same = times.get(k) > now - 1_000_000_000L
                            && requests.get(k).equals(request);
                    expected += same ? 1 : 0;
                }
                assertThat(window.duplicatesWithinSecond(now, request, skip)).isEqualTo(expected);
            }
        }
    }
}
