package dev.tradewind.torture;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tradewind.engine.ledger.LedgerEvent;
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
import dev.tradewind.sdk.order.Side;
import dev.tradewind.sdk.value.Currency;
import dev.tradewind.sdk.value.Decimal;
import dev.tradewind.sdk.value.Money;
import dev.tradewind.sdk.value.Price;
import dev.tradewind.sdk.value.Quantity;
import dev.tradewind.torture.Truth.PlacedOrder;
import dev.tradewind.torture.Truth.Trade;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Each way in which books and truth can differ is found, and called what it is. */
class ComparisonTest {
    private static final InstrumentId BTC = new InstrumentId("BTCUSDT", "BINANCE");
    private static final OrderId FIRST = new OrderId(1);
    private static final ClientOrderId ONE = new ClientOrderId("torture", 0, 1);
    private static final ClientOrderId TWO = new ClientOrderId("torture", 0, 2);

    private final Books books = new Books();
    private final List<PlacedOrder> placed = new ArrayList<>();
    private final List<Trade> trades = new ArrayList<>();
    private final Map<String, Decimal> balances = new LinkedHashMap<>();
    private long time;

    /** An account of 1,000 USDT bought 0.5 at 100, as both sides say. */
    @BeforeEach
    void agree() {
        TradingSteps steps = new TradingSteps(
                Decimal.parse("0.01"), Decimal.parse("0.001"), Decimal.parse("0.001"), Decimal.ONE);
        add(new LedgerEvent.InstrumentAdded(
                0,
                new Instrument(
                        BTC,
                        InstrumentKind.SPOT,
                        steps,
                        ContractTerms.spot(Currency.of("BTC"), Currency.of("USDT")),
                        "BTC/USDT")));
        adjusted("1000");
        add(new LedgerEvent.OrderInitialised(
                ++time,
                FIRST,
                "trader",
                OrderRequest.limit(BTC, Side.BUY, Quantity.of("0.5"), Price.of("100")),
                LedgerEvent.OrderLinks.NONE));
        add(new LedgerEvent.OrderSubmitted(++time, FIRST, ONE));
        add(new LedgerEvent.OrderAccepted(++time, FIRST, "77", 0));
        add(filled("9"));
        placed.add(order("torture-0-1", "0.5", "FILLED"));
        trades.add(trade("9", "0.5"));
        balances.put("USDT", Decimal.parse("949.9"));
        balances.put("BTC", Decimal.parse("0.5"));
    }

    private void add(LedgerEvent event) {
        books.add(event, ++time);
    }

    private void adjusted(String by) {
        Decimal booked = books.holdings().getOrDefault("USDT", Decimal.ZERO);
        add(new LedgerEvent.BalanceAdjusted(
                ++time, "BINANCE", Currency.of("USDT"), booked, booked.plus(Decimal.parse(by)), "said so"));
    }

    private static LedgerEvent.OrderFilled filled(String trade) {
        return new LedgerEvent.OrderFilled(
                10,
                FIRST,
                new Fill(trade, Price.of("100"), Quantity.of("0.5"), Money.of("0.1", "USDT"), Liquidity.TAKER),
                0);
    }

    private static PlacedOrder order(String client, String executed, String status) {
        return new PlacedOrder(client, "77", "BTCUSDT", Decimal.parse(executed), status, client + " " + status);
    }

    private static Trade trade(String id, String quantity) {
        return new Trade(
                "BTCUSDT", id, "torture-0-1", Decimal.parse(quantity), Decimal.of(100), Decimal.parse("0.1"));
    }

    private List<Finding> compare() {
        return Comparison.of(books, new Truth(placed, trades, balances, Map.of("USDT", Decimal.of(1_000))));
    }

    private void assertFound(Finding.Kind kind, String what) {
        assertThat(compare()).anySatisfy(finding -> {
            assertThat(finding.kind()).isEqualTo(kind);
            assertThat(finding.what()).contains(what);
            assertThat(finding.evidence()).isNotBlank();
        });
    }

    @Test
    void whereBothSayTheSameNothingIsFound() {
        assertThat(compare()).isEmpty();
    }

    @Test
    void aFillThatIsNotBookedIsLost() {
        trades.add(trade("10", "0.1"));

        assertFound(Finding.Kind.LOST, "a fill is not booked");
    }

    @Test
    void anOrderThatTheJournalNeverKnewIsLost() {
        placed.add(order("torture-0-2", "0", "CANCELED"));

        assertFound(Finding.Kind.LOST, "never knew");
    }

    @Test
    void anOrderThatStillWorksAtTheExchangeAloneIsLost() {
        placed.set(0, order("torture-0-1", "0.5", "PARTIALLY_FILLED"));

        assertFound(Finding.Kind.LOST, "works at the exchange that is over here");
    }

    @Test
    void anOrderThatIsOpenHereAloneIsLost() {
        add(new LedgerEvent.OrderInitialised(
                ++time,
                new OrderId(2),
                "trader",
                OrderRequest.market(BTC, Side.BUY, Quantity.of("1")),
                LedgerEvent.OrderLinks.NONE));
        add(new LedgerEvent.OrderSubmitted(++time, new OrderId(2), TWO));

        assertFound(Finding.Kind.LOST, "open here alone");
    }

    @Test
    void anOrderThatWasGivenUpAndWasThereIsLost() {
        add(new LedgerEvent.OrderInitialised(
                ++time,
                new OrderId(2),
                "trader",
                OrderRequest.market(BTC, Side.BUY, Quantity.of("1")),
                LedgerEvent.OrderLinks.NONE));
        add(new LedgerEvent.OrderSubmitted(++time, new OrderId(2), TWO));
        add(new LedgerEvent.OrderNeverArrived(++time, new OrderId(2), "not known"));
        placed.add(order("torture-0-2", "0", "CANCELED"));

        assertFound(Finding.Kind.LOST, "never came to be");
    }

    @Test
    void anIdThatTheExchangeHasTwiceIsDoubled() {
        placed.add(order("torture-0-1", "0", "CANCELED"));

        assertFound(Finding.Kind.DOUBLED, "two orders have the id");
    }

    @Test
    void anOrderUnderTwoIdsIsDoubled() {
        add(new LedgerEvent.OrderSubmitted(++time, FIRST, TWO));
        placed.add(order("torture-0-2", "0", "CANCELED"));

        assertFound(Finding.Kind.DOUBLED, "was placed 2 times");
    }

    @Test
    void moreTradedThanAskedForIsDoubled() {
        add(new LedgerEvent.AmendRequested(
                ++time, FIRST, TWO, Quantity.of("0.5"), OrderPrices.limit(Price.of("101"))));
        placed.add(order("torture-0-2", "0.3", "FILLED"));

        assertFound(Finding.Kind.DOUBLED, "more than the 0.5 asked for");
    }

    @Test
    void aFillThatIsBookedTwiceIsDoubled() {
        add(filled("9"));

        assertFound(Finding.Kind.DOUBLED, "booked 2 times");
    }

    @Test
    void aFillThatNeverWasOrHasOtherAmountsIsUnexplained() {
        trades.set(0, trade("9", "0.4"));
        assertFound(Finding.Kind.UNEXPLAINED, "otherwise than it happened");

        trades.clear();
        assertFound(Finding.Kind.UNEXPLAINED, "never had");
    }

    @Test
    void aBalanceThatDiffersAndAnAdjustmentAreUnexplained() {
        balances.put("USDT", Decimal.of(950));
        assertFound(Finding.Kind.UNEXPLAINED, "USDT is 949.9 here and 950 at the exchange");

        adjusted("0.1");
        assertFound(Finding.Kind.UNEXPLAINED, "was adjusted by [1000, 0.1]");
    }

    @Test
    void anAccountThatHaltedIsUnexplainedUnlessItsJournalWasAway() {
        add(new LedgerEvent.AccountHalted(++time, "the journal cannot be written: gone"));
        assertThat(compare()).isEmpty();

        add(new LedgerEvent.AccountHalted(++time, "asked 10 times"));
        assertFound(Finding.Kind.UNEXPLAINED, "nobody but the account itself");
    }

    @Test
    void aCommandIsInFlightUntilItIsAnswered() {
        assertThat(books.isInFlight(time)).isFalse();
        add(new LedgerEvent.CancelRequested(time + 10, FIRST, "why not"));
        add(new LedgerEvent.OrderFateUnknown(time + 20, FIRST, "time out"));

        assertThat(books.isInFlight(time + 30)).isTrue();
    }
}
