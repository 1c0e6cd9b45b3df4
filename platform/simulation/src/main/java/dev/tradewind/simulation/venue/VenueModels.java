package dev.tradewind.simulation.venue;

import dev.tradewind.sdk.plugin.FeeModel;
import dev.tradewind.sdk.plugin.FillModel;
import dev.tradewind.sdk.plugin.LatencyModel;
import dev.tradewind.sdk.plugin.SlippageModel;

/**
 * The models that a simulated venue works with.
 *
 * @param fees what a fill costs
 * @param slippage how much worse than the reference a taker fills
 * @param latency how long a command takes to arrive
 * @param fills how much of a bar our orders may take, and when a resting order fills
 */
public record VenueModels(FeeModel fees, SlippageModel slippage, LatencyModel latency, FillModel fills) {}
