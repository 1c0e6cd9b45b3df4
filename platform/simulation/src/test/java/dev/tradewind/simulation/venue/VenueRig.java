package dev.tradewind.simulation.venue;

import dev.tradewind.sdk.instrument.ContractTerms;
import dev.tradewind.sdk.instrument.Instrument;
import dev.tradewind.sdk.instrument.InstrumentId;
import dev.tradewind.sdk.instrument.InstrumentKind;
import dev.tradewind.sdk.instrument.TradingSteps;
import dev.tradewind.sdk.market.Bar;
import dev.tradewind.sdk.market.Timeframe;
import dev.tradewind.sdk.order.ClientOrderId;
import dev.tradewind.sdk.order.OrderCommand.AmendOrder;
import dev.tradewind.sdk.order.OrderCommand.CancelOrder;
import dev.tradewind.sdk.order.OrderCommand.SubmitOrder;
import dev.tradewind.sdk.order.OrderId;
import dev.tradewind.sdk.order.OrderRequest;
import dev.tradewind.sdk.order.VenueEvent;
import dev.tradewind.sdk.value.Currency;
import dev.tradewind.sdk.value.Decimal;
import dev.tradewind.sdk.value.Money;
import java.util.ArrayList;
import java.util.List;

/** A venue whose bars and commands a test gives one by one. Time starts at 0; a bar lasts a minute. */
final class VenueRig {
    static final long MINUTE = Timeframe.MINUTE_1.nanos();
    static final Currency USDT = Currency.of("USDT");
    static final Instrument BTC = new Instrument(
            new InstrumentId("BTCUSDT", "SIM"),
            InstrumentKind.SPOT,
            new TradingSteps(Decimal.parse("0.5"), Decimal.parse("0.1"), Decimal.parse("0.1"), Decimal.ZERO),
            ContractTerms.spot(Currency.of("BTC"), USDT),
            "BTC/USDT");
    static final Instrument PERP = new Instrument(
            new InstrumentId("BTC-PERP", "SIM"), InstrumentKind.PERPETUAL, BTC.steps(), BTC.contract(), "BTC/USDT");

    final List<VenueEvent> events = new ArrayList<>();
    final BarVenue venue;

    private long nowNanos;
    private int orders;

    VenueRig() {
        this(models("0", "0", 0, "100"), "1000000", "1");
    }

    VenueRig(VenueModels models, String cash, String leverage) {
        venue = new BarVenue(models, Decimal.parse(leverage), events::add);
        venue.addInstrument(BTC);
        venue.addInstrument(PERP);
        venue.deposit(Money.of(cash, "USDT"));
    }

    static VenueModels models(String fee, String slippage, long latencyNanos, String volumePercent) {
        return new VenueModels(
                BasicModels.feeBasisPoints(Decimal.parse(fee)),
                BasicModels.slippageBasisPoints(Decimal.parse(slippage)),
                BasicModels.constantLatency(latencyNanos),
                BasicModels.shareOfVolume(Decimal.parse(volumePercent)));
    }

    long nowNanos() {
        return nowNanos;
    }

    ClientOrderId submit(OrderRequest request) {
        ClientOrderId id = new ClientOrderId("test", 0, ++orders);
        venue.execute(new SubmitOrder(new OrderId(orders), id, request, nowNanos, nowNanos + 2_000_000_000L));
        return id;
    }

    void cancel(ClientOrderId id) {
        venue.execute(new CancelOrder(BTC.id(), new OrderId(id.counter()), id, nowNanos));
    }

    void amend(ClientOrderId id, OrderRequest request) {
        ClientOrderId replacement = new ClientOrderId("test", 0, 1000 + ++orders);
        venue.execute(new AmendOrder(new OrderId(id.counter()), id, replacement, request, nowNanos));
    }

    /** The next minute of BTC: open, high, low, close, volume. */
    void bar(String... ohlcv) {
        bar(BTC, ohlcv);
    }

    void bar(Instrument instrument, String... ohlcv) {
        nowNanos += MINUTE;
        Bar bar = Bar.of(instrument.id(), Timeframe.MINUTE_1, nowNanos, ohlcv);
        venue.onOpen(bar);
        venue.onRange(bar);
    }

    /** What was said since the last question, one short line an event. */
    List<String> said() {
        List<String> lines = events.stream().map(VenueRig::line).toList();
        events.clear();
        return lines;
    }

    static String line(VenueEvent event) {
        String what = event.clientOrderId().counter() + " "
                + event.getClass().getSimpleName().toLowerCase(java.util.Locale.ROOT);
        return switch (event) {
            case VenueEvent.Filled e ->
                what + " " + e.fill().quantity() + " @ " + e.fill().price() + " "
                        + e.fill().liquidity() + " at " + seconds(e.eventNanos());
            case VenueEvent.Rejected e -> what + ": " + e.reason();
            case VenueEvent.Cancelled e -> what + ": " + e.reason();
            case VenueEvent.AmendRejected e -> what + ": " + e.reason();
            case VenueEvent.CancelRejected e -> what + ": " + e.reason();
            case VenueEvent.Accepted e -> what;
            case VenueEvent.Expired e -> what + " at " + seconds(e.eventNanos());
            case VenueEvent.Triggered e -> what;
            case VenueEvent.Amended e -> what + " to " + e.quantity();
            case VenueEvent.FateUnknown e -> what;
        };
    }

    private static String seconds(long nanos) {
        return nanos / 1_000_000_000L + "s";
    }

    String held() {
        return venue.quantity(BTC).toString();
    }

    String cash() {
        return venue.cash(USDT).toString();
    }
}
