package dev.tradewind.engine;

import dev.tradewind.engine.book.FeedBook;
import dev.tradewind.engine.ledger.OpenSide;
import dev.tradewind.engine.ledger.Orders;
import dev.tradewind.engine.ledger.PositionState;
import dev.tradewind.sdk.instrument.Instrument;
import dev.tradewind.sdk.instrument.InstrumentId;
import dev.tradewind.sdk.instrument.InstrumentKind;
import dev.tradewind.sdk.market.Bar;
import dev.tradewind.sdk.order.Side;
import dev.tradewind.sdk.strategy.Position;
import dev.tradewind.sdk.value.Currency;
import dev.tradewind.sdk.value.Decimal;
import dev.tradewind.sdk.value.Money;
import dev.tradewind.sdk.value.Price;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What the engine keeps beside the ledger for one instrument: its last price and the bars made from its bars. */
final class InstrumentSlot implements Position {
    final Instrument instrument;
    final PositionState position;
    final List<BarAggregator> aggregators = new ArrayList<>(0);

    /** Whether profit and loss come in the account's own currency, so that nothing needs converting. */
    final boolean settlesInBase;

    /** What the last hour's prices were. */
    final PriceWindow hour = new PriceWindow();

    /** What was traded in the last day. */
    final VolumeWindow volume = new VolumeWindow();

    private final double multiplier;
    private final OpenSide buys;
    private final OpenSide sells;
    // The last price comes as a bar, of which most are never asked for the price, or as a number.
    private @Nullable Bar markBar;
    private @Nullable Decimal mark;
    private double markAsDouble = Double.NaN;
    private long markNanos = Long.MIN_VALUE;
    // The last quantity seen and its nearest double, so that marking a bar needs no conversion.
    private Decimal quantitySeen = Decimal.ZERO;
    private double quantityAsDouble;
    private @Nullable FeedBook book;
    private boolean hasBars;
    private long bestBid;
    private long bestAsk;
    private boolean bookMarked;

    InstrumentSlot(PositionState position, Currency baseCurrency, Orders orders) {
        buys = orders.open(position.instrument().id(), Side.BUY);
        sells = orders.open(position.instrument().id(), Side.SELL);
        this.position = position;
        this.instrument = position.instrument();
        this.settlesInBase = instrument.settlement().equals(baseCurrency);
        this.multiplier = instrument.contract().multiplier().toDouble();
    }

    void mark(Bar bar) {
        markBar = bar;
        mark = null;
        markAsDouble = Double.NaN;
        markNanos = bar.eventNanos();
        hasBars = true;
        hour.add(bar);
        volume.add(bar);
    }

    /** A bar of the past, for what rules know of the last hour and day; the price now is another. */
    void seed(Bar bar) {
        volume.seed(bar);
        hour.seed(bar);
    }

    /** The book of this instrument; made when it is first asked for or told of. */
    FeedBook book() {
        FeedBook now = book;
        if (now == null) {
            now = new FeedBook(instrument);
            book = now;
        }
        return now;
    }

    /** The book, where there is one that can be trusted; else null. */
    @Nullable FeedBook readyBook() {
        FeedBook now = book;
        return now != null && now.isReady() ? now : null;
    }

    /**
     * Whether the middle of the book is the price of this instrument, and not its trades: it has no bars, whose closes
     * are what a strategy on bars is valued at, and a book of two sides that can be trusted. Trades jump between bid
     * and ask without the market having moved.
     */
    boolean isMarkedByBook() {
        FeedBook now = book;
        return now != null && !hasBars && now.isReady() && now.isTwoSided();
    }

    /** Takes the middle of the book as price, where it is. @return whether the price changed */
    boolean markByBook() {
        if (!isMarkedByBook()) {
            bookMarked = false;
            return false;
        }
        FeedBook now = book();
        long bid = now.priceUnscaled(Side.BUY, 0);
        long ask = now.priceUnscaled(Side.SELL, 0);
        if (bookMarked && bid == bestBid && ask == bestAsk) {
            markNanos = now.eventNanos();
            return false;
        }
        int scale = now.scales().price();
        Decimal both = Decimal.ofUnscaled(bid, scale).plus(Decimal.ofUnscaled(ask, scale));
        mark(both.times(Decimal.ofUnscaled(5, 1)), now.eventNanos());
        bestBid = bid;
        bestAsk = ask;
        bookMarked = true;
        return true;
    }

    void mark(Decimal price, long nanos) {
        mark = price;
        markAsDouble = price.toDouble();
        markNanos = nanos;
        hour.add(markAsDouble, nanos);
    }

    /** A trade of the market. Bars hold what was traded already, where there are any. */
    void traded(double quantity, long nanos) {
        if (!hasBars) {
            volume.add(quantity, nanos);
        }
    }

    boolean hasMark() {
        return markNanos != Long.MIN_VALUE;
    }

    /** The last known price. @throws IllegalStateException if there is none */
    Decimal markPrice() {
        if (!hasMark()) {
            throw new IllegalStateException("no price of " + instrument.id() + " is known yet");
        }
        Decimal price = mark;
        Bar bar = markBar;
        if (price == null && bar != null) {
            price = bar.close().value();
            mark = price;
        }
        return Objects.requireNonNull(price);
    }

    /** The account's open orders of a side. */
    OpenSide open(Side side) {
        return side == Side.BUY ? buys : sells;
    }

    /** NaN where none is known. */
    double markAsDouble() {
        Bar bar = markBar;
        if (bar != null && Double.isNaN(markAsDouble)) {
            markAsDouble = bar.closeAsDouble();
        }
        return markAsDouble;
    }

    long markNanos() {
        return markNanos;
    }

    double multiplier() {
        return multiplier;
    }

    @SuppressWarnings("ReferenceEquality") // a change makes a new object; the same one cannot have changed
    double quantityAsDouble() {
        Decimal now = position.quantity();
        if (now != quantitySeen) {
            quantitySeen = now;
            quantityAsDouble = now.toDouble();
        }
        return quantityAsDouble;
    }

    /** Value of a quantity at a price, in the settlement currency. */
    double notional(double price, double quantity) {
        return instrument.contract().inverse() ? quantity * multiplier / price : quantity * multiplier * price;
    }

    /** What the position adds to equity, in the settlement currency; NaN where its price is not known. */
    double equity() {
        double quantity = quantityAsDouble();
        if (quantity == 0) {
            return 0;
        }
        if (!position.exchangesCash()) {
            return hasMark() ? position.unrealised(markPrice()).toDouble() : Double.NaN;
        }
        return notional(markAsDouble(), quantity);
    }

    boolean isSpotPair() {
        return instrument.kind() == InstrumentKind.SPOT || instrument.kind() == InstrumentKind.FX;
    }

    @Override
    public InstrumentId instrument() {
        return instrument.id();
    }

    @Override
    public Decimal signedQuantity() {
        return position.quantity();
    }

    @Override
    public @Nullable Price averagePrice() {
        Decimal open = position.quantity().abs();
        if (open.isZero()) {
            return null;
        }
        Decimal units = open.times(instrument.contract().multiplier());
        return new Price(
                instrument.contract().inverse()
                        ? units.dividedBy(position.cost(), Decimal.MAX_SCALE, RoundingMode.HALF_EVEN)
                        : position.cost().dividedBy(units, Decimal.MAX_SCALE, RoundingMode.HALF_EVEN));
    }

    @Override
    public Money realisedPnl() {
        return new Money(position.realised(), instrument.settlement());
    }

    @Override
    public Money unrealisedPnl() {
        Decimal open = position.quantity().isZero() ? Decimal.ZERO : position.unrealised(markPrice());
        return new Money(open, instrument.settlement());
    }
}
