package dev.tradewind.plugin.marketmaker;

import dev.tradewind.sdk.strategy.ParameterSpec;
import dev.tradewind.sdk.strategy.Parameters;
import dev.tradewind.sdk.strategy.Strategy;
import dev.tradewind.sdk.strategy.StrategyFactory;
import java.util.List;

/** Describes {@link MarketMaker} and makes instances of it. */
final class MarketMakerFactory implements StrategyFactory {
    private static final String INTERVAL = "interval-ms";
    private static final String SIZE = "quantity";
    private static final String HALF_SPREAD = "half-spread-bps";
    private static final String CENTRE = "centre";
    private static final String SKEW = "skew";
    private static final String MAX_INVENTORY = "max-inventory";
    private static final String PAUSE = "pause-ms";

    @Override
    public String name() {
        return "market-maker";
    }

    @Override
    public String description() {
        return "Quotes a post-only bid and ask around the middle of the book, and moves both against the position it"
                + " has gathered. Needs data with books.";
    }

    @Override
    public List<ParameterSpec> parameters() {
        return List.of(
                ParameterSpec.wholeNumber(
                        INTERVAL, "Milliseconds from one look at the book to the next", 100, 1, 60_000),
                ParameterSpec.number(
                        SIZE, "Quantity of each quote; 0 takes the size of the run (--size)", "0", "0", "1000000000"),
                ParameterSpec.number(
                        HALF_SPREAD,
                        "Distance of a quote from the centre, in basis points of the price",
                        "1",
                        "0",
                        "1000"),
                ParameterSpec.choice(
                        CENTRE,
                        "What is quoted around: the middle of bid and ask, or the micro-price, which weighs each by"
                                + " the other's quantity",
                        "mid",
                        "mid",
                        "micro"),
                ParameterSpec.number(
                        SKEW, "How many half-spreads the quotes are moved at the largest inventory", "1", "0", "100"),
                ParameterSpec.number(
                        MAX_INVENTORY,
                        "Largest position to quote into, in multiples of the quantity",
                        "5",
                        "1",
                        "10000"),
                ParameterSpec.wholeNumber(
                        PAUSE, "Milliseconds without a quote on a side after one was refused", 1_000, 0, 600_000));
    }

    @Override
    public Strategy create(Parameters parameters) {
        return new MarketMaker(new Settings(
                parameters.wholeNumber(INTERVAL) * 1_000_000L,
                parameters.decimal(SIZE),
                parameters.number(HALF_SPREAD) / 10_000,
                parameters.text(CENTRE).equals("micro"),
                parameters.number(SKEW),
                parameters.decimal(MAX_INVENTORY),
                parameters.wholeNumber(PAUSE) * 1_000_000L));
    }
}
