package dev.tradewind.simulation.venue;

import dev.tradewind.sdk.instrument.Instrument;
import dev.tradewind.sdk.market.Bar;
import dev.tradewind.sdk.order.Liquidity;
import dev.tradewind.sdk.order.Side;
import dev.tradewind.sdk.plugin.FeeModel;
import dev.tradewind.sdk.plugin.FillModel;
import dev.tradewind.sdk.plugin.LatencyModel;
import dev.tradewind.sdk.plugin.SlippageModel;
import dev.tradewind.sdk.value.Decimal;
import dev.tradewind.sdk.value.Money;
import dev.tradewind.sdk.value.Price;
import dev.tradewind.sdk.value.Quantity;
import org.jspecify.annotations.Nullable;

/** The built-in models. */
public final class BasicModels {
    private static final Decimal BASIS_POINT = Decimal.ofUnscaled(1, 4);
    private static final Decimal PERCENT = Decimal.ofUnscaled(1, 2);

    private BasicModels() {}

    /** A share of the traded value in basis points (1/100 %), in the settlement currency, maker and taker alike. */
    public static FeeModel feeBasisPoints(Decimal basisPoints) {
        Decimal rate = basisPoints.times(BASIS_POINT);
        return (instrument, side, price, quantity, liquidity) -> new Money(
                instrument.notional(price.value(), quantity.value()).times(rate), instrument.settlement());
    }

    /** As {@link #feeBasisPoints(Decimal)}, of their own for makers and takers. A negative one is a rebate. */
    public static FeeModel feeBasisPoints(Decimal maker, Decimal taker) {
        FeeModel ofMaker = feeBasisPoints(maker);
        FeeModel ofTaker = feeBasisPoints(taker);
        return (instrument, side, price, quantity, liquidity) ->
                (liquidity == Liquidity.MAKER ? ofMaker : ofTaker).fee(instrument, side, price, quantity, liquidity);
    }

    /** A share of the price in basis points, against the trader. */
    public static SlippageModel slippageBasisPoints(Decimal basisPoints) {
        if (basisPoints.isZero()) {
            return (instrument, side, reference, quantity, bar) -> reference;
        }
        Decimal rate = basisPoints.times(BASIS_POINT);
        return (instrument, side, reference, quantity, bar) -> {
            Decimal slip = reference.value().times(rate);
            return new Price(side == Side.BUY ? reference.value().plus(slip) : reference.value().minus(slip));
        };
    }

    /** Always the same time. */
    public static LatencyModel constantLatency(long nanos) {
        return command -> nanos;
    }

    /**
     * Our orders together take at most this percentage of a bar's volume, and a resting limit order fills only when the
     * price went through it by at least a tick: a touch may have left it waiting in the queue.
     */
    public static FillModel shareOfVolume(Decimal percent) {
        return new ShareOfVolume(percent.times(PERCENT));
    }

    /** The price must go through a resting order, but there is no limit to the quantity. For data without volume. */
    public static FillModel unlimitedVolume() {
        return new ShareOfVolume(null);
    }

    private record ShareOfVolume(@Nullable Decimal share) implements FillModel {
        private static final Quantity ENDLESS = new Quantity(Decimal.ofUnscaled(Long.MAX_VALUE, 0));

        @Override
        public Quantity available(Instrument instrument, Bar bar) {
            return share == null ? ENDLESS : new Quantity(bar.volume().value().times(share));
        }

        @Override
        public boolean fillsResting(Side side, Price limit, Price reached) {
            return side == Side.BUY ? reached.isBelow(limit) : reached.isAbove(limit);
        }
    }
}
