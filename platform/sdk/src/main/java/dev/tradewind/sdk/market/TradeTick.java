package dev.tradewind.sdk.market;

import dev.tradewind.sdk.instrument.InstrumentId;
import dev.tradewind.sdk.order.Side;
import dev.tradewind.sdk.value.Price;
import dev.tradewind.sdk.value.Quantity;
import org.jspecify.annotations.Nullable;

/** One trade that the venue printed. Price and quantity are held as whole numbers; the accessors give exact values. */
public final class TradeTick implements MarketEvent {
    private final InstrumentId instrument;
    private final long eventNanos;
    private final Scales scales;
    private final long price;
    private final long quantity;
    private final @Nullable Side aggressor;
    private final String tradeId;

    private TradeTick(
            InstrumentId instrument,
            long eventNanos,
            Scales scales,
            long price,
            long quantity,
            @Nullable Side aggressor,
            String tradeId) {
        this.instrument = instrument;
        this.eventNanos = eventNanos;
        this.scales = scales;
        this.price = price;
        this.quantity = quantity;
        this.aggressor = aggressor;
        this.tradeId = tradeId;
    }

    /**
     * A trade from whole numbers.
     *
     * @param eventNanos when, by the venue's clock
     * @param price in units of 10<sup>-{@link Scales#price()}</sup>
     * @param quantity in units of 10<sup>-{@link Scales#quantity()}</sup>
     * @param aggressor which side took liquidity; null where the venue does not say
     * @param tradeId the venue's id of the trade; empty where it gives none
     */
    public static TradeTick ofUnscaled(
            InstrumentId instrument,
            long eventNanos,
            Scales scales,
            long price,
            long quantity,
            @Nullable Side aggressor,
            String tradeId) {
        return new TradeTick(instrument, eventNanos, scales, price, quantity, aggressor, tradeId);
    }

    /** A trade from exact values, for tests and plugins. */
    public static TradeTick of(
            InstrumentId instrument,
            long eventNanos,
            Price price,
            Quantity quantity,
            @Nullable Side aggressor,
            String tradeId) {
        Scales scales = new Scales(price.value().scale(), quantity.value().scale());
        return new TradeTick(
                instrument,
                eventNanos,
                scales,
                price.value().unscaledAt(scales.price()),
                quantity.value().unscaledAt(scales.quantity()),
                aggressor,
                tradeId);
    }

    @Override
    public InstrumentId instrument() {
        return instrument;
    }

    @Override
    public long eventNanos() {
        return eventNanos;
    }

    public Scales scales() {
        return scales;
    }

    public Price price() {
        return Price.ofUnscaled(price, scales.price());
    }

    public Quantity quantity() {
        return Quantity.ofUnscaled(quantity, scales.quantity());
    }

    /** The price in units of 10<sup>-{@link Scales#price()}</sup>. */
    public long priceUnscaled() {
        return price;
    }

    /** The quantity in units of 10<sup>-{@link Scales#quantity()}</sup>. */
    public long quantityUnscaled() {
        return quantity;
    }

    /** Which side took liquidity; null where the venue does not say. */
    public @Nullable Side aggressor() {
        return aggressor;
    }

    /** The venue's id of the trade; empty where it gives none. */
    public String tradeId() {
        return tradeId;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof TradeTick that
                && eventNanos == that.eventNanos
                && instrument.equals(that.instrument)
                && price().equals(that.price())
                && quantity().equals(that.quantity())
                && aggressor == that.aggressor
                && tradeId.equals(that.tradeId);
    }

    @Override
    public int hashCode() {
        return 31 * Long.hashCode(eventNanos) + price().hashCode();
    }

    @Override
    public String toString() {
        return "TradeTick[" + instrument + " at " + eventNanos + " " + price() + " x " + quantity() + " by "
                + (aggressor == null ? "unknown" : aggressor) + " " + tradeId + "]";
    }
}
