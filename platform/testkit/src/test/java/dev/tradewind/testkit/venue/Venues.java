package dev.tradewind.testkit.venue;

import dev.tradewind.sdk.instrument.Instrument;
import dev.tradewind.sdk.value.Decimal;
import dev.tradewind.sdk.value.Money;
import dev.tradewind.simulation.data.Instruments;
import dev.tradewind.simulation.data.TickSeries;
import dev.tradewind.simulation.synthetic.SyntheticTicks;
import dev.tradewind.simulation.synthetic.TickMarket;
import dev.tradewind.simulation.venue.BasicModels;
import dev.tradewind.simulation.venue.BookModels;
import dev.tradewind.simulation.venue.QueueModel;
import dev.tradewind.simulation.venue.ReplayVenue;
import dev.tradewind.simulation.venue.SyntheticVenue;
import dev.tradewind.simulation.venue.VenueTerms;
import java.util.List;

/** The built-in venues as they are tried. */
final class Venues {
    static final List<Instrument> INSTRUMENTS = List.of(
            Instruments.shipped().require("DEMO"),
            Instruments.shipped().require("DEMO2"),
            Instruments.shipped().require("DEMO-PERP"));

    private static final long THREE_MINUTES = 180_000_000_000L;
    private static final Money CASH = Money.of("1000000", "USD");

    private Venues() {}

    static SyntheticVenue synthetic(long seed, long latencyNanos) {
        return new SyntheticVenue(
                TickMarket.of(seed, INSTRUMENTS),
                new VenueTerms(
                        BasicModels.feeBasisPoints(Decimal.ONE, Decimal.of(5)),
                        BasicModels.constantLatency(latencyNanos),
                        CASH,
                        Decimal.of(3)));
    }

    static ReplayVenue replay(long seed, long latencyNanos) {
        TickMarket market = TickMarket.of(seed, INSTRUMENTS);
        return new ReplayVenue(
                INSTRUMENTS.stream()
                        .<TickSeries>map(each -> SyntheticTicks.of(market, each.id(), THREE_MINUTES))
                        .toList(),
                new BookModels(
                        BasicModels.feeBasisPoints(Decimal.ONE, Decimal.of(5)),
                        BasicModels.slippageBasisPoints(Decimal.ZERO),
                        BasicModels.constantLatency(latencyNanos),
                        0,
                        QueueModel.CONSERVATIVE),
                CASH,
                Decimal.of(3));
    }
}
