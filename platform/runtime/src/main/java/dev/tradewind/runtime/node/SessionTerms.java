package dev.tradewind.runtime.node;

import dev.tradewind.engine.ledger.LedgerEvent;
import dev.tradewind.sdk.instrument.Instrument;
import dev.tradewind.sdk.instrument.InstrumentId;
import dev.tradewind.sdk.order.Fill;
import dev.tradewind.sdk.order.Liquidity;
import dev.tradewind.sdk.order.OrderId;
import dev.tradewind.sdk.value.Decimal;
import dev.tradewind.simulation.venue.BasicModels;
import dev.tradewind.simulation.venue.BookModels;
import dev.tradewind.simulation.venue.QueueModel;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Fees and latencies that a session met, so that a backtest of its data can be given the same. */
final class SessionTerms {
    private static final long MILLI = 1_000_000L;
    private static final double BASIS_POINTS = 1e4;
    private static final int PLACES = 6;

    private final Map<InstrumentId, Instrument> instruments = new LinkedHashMap<>();
    private final Map<OrderId, Long> submitted = new LinkedHashMap<>();
    private final Map<OrderId, InstrumentId> traded = new LinkedHashMap<>();
    private final List<Long> there = new ArrayList<>();
    private final List<Long> back = new ArrayList<>();
    private final Paid maker = new Paid();
    private final Paid taker = new Paid();

    private static final class Paid {
        private double fees;
        private double notional;

        double basisPoints() {
            return notional == 0 ? 0 : fees / notional * BASIS_POINTS;
        }
    }

    SessionTerms(List<Instrument> instruments) {
        instruments.forEach(one -> this.instruments.put(one.id(), one));
    }

    void follow(LedgerEvent event) {
        if (event instanceof LedgerEvent.OrderInitialised made) {
            traded.put(made.orderId(), made.request().instrument());
        } else if (event instanceof LedgerEvent.OrderSubmitted sent) {
            submitted.put(sent.orderId(), sent.timeNanos());
        } else if (event instanceof LedgerEvent.OrderAccepted accepted) {
            Long sent = submitted.remove(accepted.orderId());
            if (sent != null) {
                there.add(Math.max(0, accepted.venueNanos() - sent));
                back.add(Math.max(0, accepted.timeNanos() - Math.max(sent, accepted.venueNanos())));
            }
        } else if (event instanceof LedgerEvent.OrderFilled filled) {
            InstrumentId id = traded.get(filled.orderId());
            Instrument instrument = id == null ? null : instruments.get(id);
            Fill fill = filled.fill();
            if (instrument != null && fill.fee().currency().equals(instrument.settlement())) {
                Paid paid = fill.liquidity() == Liquidity.MAKER ? maker : taker;
                paid.fees += fill.fee().amount().toDouble();
                paid.notional += instrument
                        .notional(fill.price().value(), fill.quantity().value())
                        .toDouble();
            }
        }
    }

    private static long median(List<Long> all) {
        Collections.sort(all);
        return all.isEmpty() ? MILLI : all.get(all.size() / 2);
    }

    private static Decimal rate(Paid paid) {
        double scale = Math.pow(10, PLACES);
        return Decimal.of(Math.rint(paid.basisPoints() * scale) / scale, RoundingMode.HALF_EVEN);
    }

    BookModels models() {
        return new BookModels(
                BasicModels.feeBasisPoints(rate(maker), rate(taker)),
                BasicModels.slippageBasisPoints(Decimal.ZERO),
                BasicModels.constantLatency(median(there)),
                median(back),
                QueueModel.CONSERVATIVE);
    }

    /** In words. */
    String text() {
        return String.format(
                Locale.ROOT,
                "%.1f ms to the venue and %.1f ms back, fees of %s and %s basis points (maker, taker), as recorded",
                median(there) / (double) MILLI,
                median(back) / (double) MILLI,
                rate(maker),
                rate(taker));
    }
}
