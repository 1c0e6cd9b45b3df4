package dev.tradewind.sdk.plugin;

import java.util.Optional;

/** A named set of models that replaces the built-in ones where it supplies its own. */
public interface SimulationModels {
    /** In kebab-case, unique among the installed plugins. */
    String name();

    default Optional<FeeModel> feeModel() {
        return Optional.empty();
    }

    default Optional<SlippageModel> slippageModel() {
        return Optional.empty();
    }

    default Optional<LatencyModel> latencyModel() {
        return Optional.empty();
    }

    default Optional<FillModel> fillModel() {
        return Optional.empty();
    }
}
