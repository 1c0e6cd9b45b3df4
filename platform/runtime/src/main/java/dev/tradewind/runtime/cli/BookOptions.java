package dev.tradewind.runtime.cli;

import dev.tradewind.sdk.value.Decimal;
import dev.tradewind.simulation.venue.QueueModel;
import java.math.RoundingMode;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The simulated venue on books, quotes and trades; a mixin. */
final class BookOptions {
    @Option(
            names = "--queue",
            paramLabel = "MODEL",
            description = "How a resting order moves up when others cancel, on ticks: conservative (never),"
                    + " probabilistic (by logarithm) or power:N. Default: conservative")
    private @Nullable String queue;

    @Option(
            names = "--return-latency-millis",
            paramLabel = "MS",
            description = "From the venue back to the strategy, on ticks. Default: --latency-millis")
    private @Nullable String returnLatency;

    @Option(
            names = "--feed-latency-millis",
            paramLabel = "MS",
            description = "Added to the time at which the data was received, on ticks. Default: 0")
    private @Nullable String feedLatency;

    /** On bars there is nothing that these could change. */
    void refuseOnBars() {
        refuse("--queue", queue);
        refuse("--return-latency-millis", returnLatency);
        refuse("--feed-latency-millis", feedLatency);
    }

    private static void refuse(String option, @Nullable String given) {
        if (given != null) {
            throw new InputException(option + " is for ticks, and the data is of bars");
        }
    }

    QueueModel queue() {
        if (queue == null || queue.equals("conservative")) {
            return QueueModel.CONSERVATIVE;
        }
        if (queue.equals("probabilistic")) {
            return QueueModel.LOGARITHMIC;
        }
        if (queue.startsWith("power:")) {
            Decimal exponent = AccountOptions.bounded("--queue power", queue.substring("power:".length()), 0, 100);
            if (exponent.signum() > 0) {
                return QueueModel.power(exponent.toDouble());
            }
        }
        throw new InputException(
                "--queue must be conservative, probabilistic, or power:N with N above 0, was '" + queue + "'");
    }

    long returnNanos(long orderNanos) {
        return returnLatency == null ? orderNanos : AccountOptions.nanos("--return-latency-millis", returnLatency);
    }

    long feedNanos() {
        return feedLatency == null ? 0 : AccountOptions.nanos("--feed-latency-millis", feedLatency);
    }

    /** What the report says of it beside the latency of orders. */
    String text(long returnNanos) {
        Decimal back = Decimal.ofUnscaled(returnNanos, 6).rounded(6, RoundingMode.UNNECESSARY);
        return back + " ms back, feed as recorded"
                + (feedNanos() == 0 ? "" : " and " + feedLatency + " ms")
                + ", queue " + (queue == null ? "conservative" : queue);
    }
}
