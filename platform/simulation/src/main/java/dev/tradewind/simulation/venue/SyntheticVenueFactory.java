package dev.tradewind.simulation.venue;

import dev.tradewind.sdk.instrument.Instrument;
import dev.tradewind.sdk.instrument.InstrumentId;
import dev.tradewind.sdk.plugin.VenueConnection;
import dev.tradewind.sdk.plugin.VenueFactory;
import dev.tradewind.sdk.strategy.ParameterSpec;
import dev.tradewind.sdk.strategy.Parameters;
import dev.tradewind.sdk.value.Decimal;
import dev.tradewind.sdk.value.Money;
import dev.tradewind.simulation.data.Instruments;
import dev.tradewind.simulation.synthetic.Correlation;
import dev.tradewind.simulation.synthetic.Listing;
import dev.tradewind.simulation.synthetic.Mood;
import dev.tradewind.simulation.synthetic.SyntheticMarket;
import dev.tradewind.simulation.synthetic.TickMarket;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Makes {@link SyntheticVenue}s of the shipped instruments of the venue {@code SYNTHETIC}. */
public final class SyntheticVenueFactory implements VenueFactory {
    private static final String VENUE = "SYNTHETIC";
    private static final long MILLI = 1_000_000L;

    private final long startNanos;
    private final Map<InstrumentId, Decimal> firstPrices;

    /** A market that opens in 2024, at the beginning of the year. */
    public SyntheticVenueFactory() {
        this(SyntheticMarket.DEFAULT_START_NANOS);
    }

    /** @param startNanos when the market opens: for a host that trades on paper, its time now */
    public SyntheticVenueFactory(long startNanos) {
        this(startNanos, Map.of());
    }

    /**
     * A market that goes on from where another ended.
     *
     * @param startNanos when it opens
     * @param firstPrices where prices begin; what is missing, or out of {@link Listing}'s range, begins as usual
     */
    public SyntheticVenueFactory(long startNanos, Map<InstrumentId, Decimal> firstPrices) {
        this.startNanos = startNanos;
        this.firstPrices = new LinkedHashMap<>(firstPrices);
    }

    @Override
    public String name() {
        return "synthetic";
    }

    @Override
    public String description() {
        return "A generated market of several instruments, in which orders meet simulated makers and takers. Needs no"
                + " network and no files.";
    }

    @Override
    public List<ParameterSpec> parameters() {
        return List.of(
                ParameterSpec.wholeNumber("seed", "Which market", 1, 0, Integer.MAX_VALUE),
                ParameterSpec.choice(
                        "mood", "How prices move", "mixed", "mixed", "trending", "reverting", "jumpy"),
                ParameterSpec.number(
                        "correlation", "Correlation between the values of any two instruments", "0.6", "0", "0.99"),
                ParameterSpec.wholeNumber(
                        "activity", "How many times as often the others act", 1, 1, Listing.MOST_ACTIVITY),
                ParameterSpec.number("cash", "What the account begins with, in USD", "100000", "1", "1000000000000"),
                ParameterSpec.number("leverage", "How many times equity positions may be worth", "1", "1", "100"),
                ParameterSpec.number("maker-fee-bps", "Fee of a maker, in basis points", "1", "-10", "1000"),
                ParameterSpec.number("taker-fee-bps", "Fee of a taker, in basis points", "5", "0", "1000"),
                ParameterSpec.wholeNumber(
                        "latency-millis", "Milliseconds that a command takes to arrive", 5, 0, 60_000));
    }

    @Override
    public VenueConnection connect(Parameters parameters) {
        List<Instrument> instruments = Instruments.shipped().all().stream()
                .filter(instrument -> instrument.id().venue().equals(VENUE))
                .toList();
        Mood mood = Mood.valueOf(parameters.text("mood").toUpperCase(Locale.ROOT));
        int activity = parameters.wholeNumber("activity");
        TickMarket market = new TickMarket(
                parameters.wholeNumber("seed"),
                startNanos,
                instruments.stream().map(each -> listing(each).with(mood).busy(activity)).toList(),
                Correlation.equal(instruments.size(), parameters.number("correlation")));
        return new SyntheticVenue(
                market,
                new VenueTerms(
                        BasicModels.feeBasisPoints(
                                parameters.decimal("maker-fee-bps"), parameters.decimal("taker-fee-bps")),
                        BasicModels.constantLatency(parameters.wholeNumber("latency-millis") * MILLI),
                        new Money(parameters.decimal("cash"), instruments.get(0).settlement()),
                        parameters.decimal("leverage")),
                session());
    }

    private Listing listing(Instrument instrument) {
        Listing usual = Listing.of(instrument);
        Decimal price = firstPrices.get(instrument.id());
        if (price == null) {
            return usual;
        }
        try {
            return usual.from(price);
        } catch (IllegalArgumentException outOfRange) {
            return usual;
        }
    }

    /** Ids of a market that opens again and again must differ; those of the one in 2024 are the same each time. */
    private String session() {
        return startNanos == SyntheticMarket.DEFAULT_START_NANOS ? "" : Long.toString(startNanos / 1_000, 36) + "-";
    }
}
