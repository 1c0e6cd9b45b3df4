package dev.tradewind.runtime.cli;

import dev.tradewind.engine.EntrySize;
import dev.tradewind.sdk.plugin.FeeModel;
import dev.tradewind.sdk.value.Decimal;
import dev.tradewind.simulation.backtest.BacktestSetup;
import dev.tradewind.simulation.venue.BasicModels;
import dev.tradewind.simulation.venue.BookModels;
import dev.tradewind.simulation.venue.VenueModels;
import java.math.RoundingMode;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The account and the simulated venue; a mixin. */
final class AccountOptions {
    private static final Decimal MAX_CASH = Decimal.of(1_000_000_000_000_000L);

    @Option(
            names = "--cash",
            paramLabel = "AMOUNT",
            description = "What the account starts with, in the first instrument's settlement currency."
                    + " Default: ${DEFAULT-VALUE}")
    private String cash = "10000";

    @Option(
            names = "--size",
            paramLabel = "SIZE",
            description = "How large an entry is: fixed:0.1, percent:10 (of equity; up to 100 x leverage) or all-in"
                    + " (all that cash and leverage allow)."
                    + " Default: ${DEFAULT-VALUE}")
    private String size = "percent:10";

    @Option(
            names = "--fee-bps",
            paramLabel = "BPS",
            description = "Fee of every fill in basis points (1/100 %%) of its value. Default: ${DEFAULT-VALUE}")
    private String feeBps = "10";

    @Option(
            names = "--maker-fee-bps",
            paramLabel = "BPS",
            description = "Fee of fills of resting orders; negative is a rebate. Default: --fee-bps")
    private @Nullable String makerFeeBps;

    @Option(
            names = "--taker-fee-bps",
            paramLabel = "BPS",
            description = "Fee of fills that take. Default: --fee-bps")
    private @Nullable String takerFeeBps;

    @Option(
            names = "--slippage-bps",
            paramLabel = "BPS",
            description = "How much worse than the open or stop price a taker fills. Default: ${DEFAULT-VALUE}")
    private String slippageBps = "0";

    @Option(
            names = "--latency-millis",
            paramLabel = "MS",
            description = "From a decision to its arrival at the venue. Default: ${DEFAULT-VALUE}")
    private String latencyMillis = "0";

    @Option(
            names = "--leverage",
            paramLabel = "TIMES",
            description = "How many times equity the positions may be worth, which all-in entries use. The rules' own"
                    + " limit (max-leverage) stays. Default: ${DEFAULT-VALUE}")
    private String leverage = "1";

    @Option(
            names = "--volume-percent",
            paramLabel = "PERCENT",
            description = "How much of a bar's volume our orders may take; 'none' for data without volume."
                    + " Default: ${DEFAULT-VALUE}")
    private String volumePercent = "10";

    @Option(
            names = "--seed",
            paramLabel = "N",
            description = "Seed of the randomness that strategies may use. Default: ${DEFAULT-VALUE}")
    private long seed = 1;

    @Option(
            names = "--stall-seconds",
            paramLabel = "S",
            description = "Give up a run whose strategy does not come back for this long. Default: ${DEFAULT-VALUE}")
    private int stallSeconds = 30;

    Decimal cash() {
        Decimal amount = number("--cash", cash);
        if (amount.compareTo(MAX_CASH) > 0) {
            throw new InputException("--cash must be at most " + MAX_CASH + ", was " + cash);
        }
        if (amount.signum() <= 0) {
            throw new InputException("--cash must be above zero, was " + cash + ": nothing can be traded without cash");
        }
        return amount;
    }

    EntrySize size() {
        try {
            EntrySize parsed = EntrySize.parse(size);
            if (parsed instanceof EntrySize.PercentOfEquity share
                    && share.percent().compareTo(leverage().times(Decimal.of(100))) > 0) {
                throw new InputException("--size " + size + " is more than --leverage " + leverage + " lets positions"
                        + " be worth; name a smaller size or a larger --leverage");
            }
            return parsed;
        } catch (IllegalArgumentException e) {
            throw new InputException("--size: " + e.getMessage(), e);
        }
    }

    Decimal feeBps() {
        return bounded("--fee-bps", feeBps, -1_000, 10_000);
    }

    private Decimal makerFeeBps() {
        return makerFeeBps == null ? feeBps() : bounded("--maker-fee-bps", makerFeeBps, -1_000, 10_000);
    }

    private Decimal takerFeeBps() {
        return takerFeeBps == null ? feeBps() : bounded("--taker-fee-bps", takerFeeBps, -1_000, 10_000);
    }

    private FeeModel fees() {
        return makerFeeBps().equals(takerFeeBps())
                ? BasicModels.feeBasisPoints(takerFeeBps())
                : BasicModels.feeBasisPoints(makerFeeBps(), takerFeeBps());
    }

    Decimal slippageBps() {
        return bounded("--slippage-bps", slippageBps, 0, 10_000);
    }

    long latencyNanos() {
        return nanos("--latency-millis", latencyMillis);
    }

    Decimal leverage() {
        return bounded("--leverage", leverage, 1, 1_000);
    }

    long seed() {
        return seed;
    }

    /** What an all-in entry keeps back: fee and slippage, and a tenth of a percent for the price until the fill. */
    Decimal costReserve() {
        Decimal costs = takerFeeBps().max(makerFeeBps()).max(Decimal.ZERO).plus(slippageBps()).plus(Decimal.of(10));
        return costs.times(Decimal.ofUnscaled(1, 4)).min(Decimal.ONE);
    }

    VenueModels models() {
        return new VenueModels(
                fees(),
                BasicModels.slippageBasisPoints(slippageBps()),
                BasicModels.constantLatency(latencyNanos()),
                volumePercent.equals("none")
                        ? BasicModels.unlimitedVolume()
                        : BasicModels.shareOfVolume(volumePercent()));
    }

    private Decimal volumePercent() {
        Decimal percent = bounded("--volume-percent", volumePercent, 0, 100);
        if (percent.isZero()) {
            throw new InputException("--volume-percent must be above 0, up to 100, was " + volumePercent
                    + ": nothing would fill; 'none' sets no bound");
        }
        return percent;
    }

    /** The models of a venue with a book. */
    BookModels models(BookOptions book) {
        return new BookModels(
                fees(),
                BasicModels.slippageBasisPoints(slippageBps()),
                BasicModels.constantLatency(latencyNanos()),
                book.returnNanos(latencyNanos()),
                book.queue());
    }

    BacktestSetup.Limits limits() {
        if (stallSeconds < 1) {
            throw new InputException("--stall-seconds must be 1 or more, was " + stallSeconds);
        }
        return new BacktestSetup.Limits(Duration.ofSeconds(stallSeconds));
    }

    String feeText() {
        return makerFeeBps().equals(takerFeeBps())
                ? takerFeeBps() + " bps"
                : "maker " + makerFeeBps() + " bps, taker " + takerFeeBps() + " bps";
    }

    String slippageText() {
        return slippageBps + " bps";
    }

    String latencyText() {
        return latencyMillis + " ms";
    }

    /** Milliseconds of at most a day, as nanoseconds. */
    static long nanos(String option, String millis) {
        return bounded(option, millis, 0, 86_400_000)
                .times(Decimal.of(1_000_000))
                .rounded(0, RoundingMode.HALF_UP)
                .unscaledAt(0);
    }

    String volumeText() {
        return volumePercent.equals("none") ? "without bound" : volumePercent + " %";
    }

    static Decimal bounded(String option, String text, long min, long max) {
        Decimal value = number(option, text);
        if (value.compareTo(Decimal.of(min)) < 0 || value.compareTo(Decimal.of(max)) > 0) {
            throw new InputException(option + " must be " + min + " to " + max + ", was " + text);
        }
        return value;
    }

    private static Decimal number(String option, String text) {
        try {
            return Decimal.parse(text);
        } catch (NumberFormatException e) {
            throw new InputException(option + " must be a number, was '" + text + "'", e);
        }
    }
}
