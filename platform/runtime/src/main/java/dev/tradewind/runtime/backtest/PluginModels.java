package dev.tradewind.runtime.backtest;

import dev.tradewind.runtime.plugin.InstalledModels;
import dev.tradewind.sdk.instrument.Instrument;
import dev.tradewind.sdk.market.Bar;
import dev.tradewind.sdk.order.Side;
import dev.tradewind.sdk.plugin.FeeModel;
import dev.tradewind.sdk.plugin.FillModel;
import dev.tradewind.sdk.plugin.LatencyModel;
import dev.tradewind.sdk.plugin.SlippageModel;
import dev.tradewind.sdk.value.Price;
import dev.tradewind.sdk.value.Quantity;
import dev.tradewind.simulation.backtest.BacktestException;
import dev.tradewind.simulation.backtest.PluginFault;
import dev.tradewind.simulation.venue.BookModels;
import dev.tradewind.simulation.venue.VenueModels;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Models of the simulated venue that a plugin supplies. What one throws, or an answer that makes no sense, ends the run
 * with the models' name.
 */
public final class PluginModels {
    /** No plugin's models. */
    public static final PluginModels NONE =
            new PluginModels("", Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

    private final String name;
    private final Optional<FeeModel> fees;
    private final Optional<SlippageModel> slippage;
    private final Optional<LatencyModel> latency;
    private final Optional<FillModel> fills;

    private PluginModels(
            String name,
            Optional<FeeModel> fees,
            Optional<SlippageModel> slippage,
            Optional<LatencyModel> latency,
            Optional<FillModel> fills) {
        this.name = name;
        this.fees = fees;
        this.slippage = slippage;
        this.latency = latency;
        this.fills = fills;
    }

    /** @throws BacktestException if the plugin fails when asked for a model */
    public static PluginModels of(InstalledModels installed) {
        String name = installed.name() + " of " + installed.pluginId() + " " + installed.pluginVersion();
        return new PluginModels(
                name,
                answer(name, "feeModel()", () -> installed.models().feeModel()),
                answer(name, "slippageModel()", () -> installed.models().slippageModel()),
                answer(name, "latencyModel()", () -> installed.models().latencyModel()),
                answer(name, "fillModel()", () -> installed.models().fillModel()));
    }

    /** The plugin's models, and the built-in one where it supplies none. */
    public VenueModels over(VenueModels builtIn) {
        return new VenueModels(
                fees.map(this::guardedFees).orElse(builtIn.fees()),
                slippage.map(this::guardedSlippage).orElse(builtIn.slippage()),
                latency.map(this::guardedLatency).orElse(builtIn.latency()),
                fills.map(this::guardedFills).orElse(builtIn.fills()));
    }

    /** Likewise for books; the model of fills is of bars alone. */
    public BookModels over(BookModels builtIn) {
        return new BookModels(
                fees.map(this::guardedFees).orElse(builtIn.fees()),
                slippage.map(this::guardedSlippage).orElse(builtIn.slippage()),
                latency.map(this::guardedLatency).orElse(builtIn.latency()),
                builtIn.returnNanos(),
                builtIn.queue());
    }

    /** What the report says of fees. */
    public String feeText(String builtIn) {
        return fees.isPresent() ? name : builtIn;
    }

    /** What the report says of slippage. */
    public String slippageText(String builtIn) {
        return slippage.isPresent() ? name : builtIn;
    }

    /** What the report says of latency. */
    public String latencyText(String builtIn) {
        return latency.isPresent() ? name : builtIn;
    }

    /** What the report says of how much fills. */
    public String volumeText(String builtIn) {
        return fills.isPresent() ? name : builtIn;
    }

    /** Name and plugin; {@code none} where all models are built in. */
    public String text() {
        return name.isEmpty() ? "none" : name;
    }

    private FeeModel guardedFees(FeeModel model) {
        return (instrument, side, price, quantity, liquidity) ->
                answer(name, "fee()", () -> model.fee(instrument, side, price, quantity, liquidity));
    }

    private SlippageModel guardedSlippage(SlippageModel model) {
        return (instrument, side, reference, quantity, bar) ->
                answer(name, "slipped()", () -> model.slipped(instrument, side, reference, quantity, bar));
    }

    private LatencyModel guardedLatency(LatencyModel model) {
        return command -> {
            long nanos = answer(name, "nanos()", () -> model.nanos(command));
            if (nanos < 0) {
                throw new BacktestException(
                        "the models " + name + " gave a latency of " + nanos + " ns; it must be 0 or more");
            }
            return nanos;
        };
    }

    private FillModel guardedFills(FillModel model) {
        return new FillModel() {
            @Override
            public Quantity available(Instrument instrument, Bar bar) {
                Quantity quantity = answer(name, "available()", () -> model.available(instrument, bar));
                if (quantity.value().signum() < 0) {
                    throw new BacktestException(
                            "the models " + name + " made " + quantity + " of a bar available; it must be 0 or more");
                }
                return quantity;
            }

            @Override
            public boolean fillsResting(Side side, Price limit, Price reached) {
                return answer(name, "fillsResting()", () -> model.fillsResting(side, limit, reached));
            }
        };
    }

    /** Asks the plugin, which may throw, or answer null whatever its interface says. */
    private static <T> T answer(String name, String method, Supplier<T> question) {
        @Nullable T answer;
        try {
            answer = question.get();
        } catch (RuntimeException | StackOverflowError | OutOfMemoryError | LinkageError e) {
            throw new BacktestException("the models " + name + " failed in " + method + ": " + PluginFault.text(e), e);
        }
        if (answer == null) {
            throw new BacktestException("the models " + name + " answered null in " + method);
        }
        return answer;
    }
}
