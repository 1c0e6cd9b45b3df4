package dev.tradewind.research.report;

import dev.tradewind.research.metrics.Annualisation;
import dev.tradewind.sdk.instrument.InstrumentId;
import dev.tradewind.sdk.value.Money;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Everything that a run was made from, so that it can be repeated and its result compared. */
public record RunIdentity(Strategy strategy, Market market, Setup setup, Provenance provenance) {

    /**
     * The strategy that ran.
     *
     * @param name its name, such as {@code sma-cross}
     * @param plugin the plugin that holds it, with its version
     * @param parameters the values that it ran with, defaults included, in the order to show them in
     */
    public record Strategy(String name, String plugin, Map<String, String> parameters) {
        public Strategy {
            parameters = Collections.unmodifiableMap(new LinkedHashMap<>(parameters));
        }
    }

    /**
     * The market data that was read.
     *
     * @param fromNanos time of the first bar
     * @param toNanos time of the last bar
     */
    public record Market(
            List<InstrumentId> instruments,
            List<DataFile> files,
            long fromNanos,
            long toNanos,
            Annualisation annualisation) {
        public Market {
            instruments = List.copyOf(instruments);
            files = List.copyOf(files);
        }
    }

    /**
     * One file of market data.
     *
     * @param name as the user gave it
     * @param sha256 of its bytes, hexadecimal
     */
    public record DataFile(String name, long bytes, String sha256) {}

    /**
     * The account, the venue and the period, as the user would write them.
     *
     * @param size such as {@code percent:10}
     * @param leverage how many times equity positions may be worth, such as {@code 1}
     */
    public record Setup(Money cash, String size, String leverage, Venue venue, Period period, long seed) {}

    /**
     * What the simulated venue takes and gives.
     *
     * @param fee such as {@code 10 bps}
     * @param slippage such as {@code 0 bps}
     * @param latency such as {@code 50 ms}
     * @param volume how much of a bar's volume orders may take, such as {@code 10 %}
     * @param models the plugin's models that were used; {@code none} where all were built in
     */
    public record Venue(String fee, String slippage, String latency, String volume, String models) {}

    /** The period that was asked for; {@code start} and {@code end} where the data decides. */
    public record Period(String from, String to) {}

    /**
     * What the result can be traced and checked by.
     *
     * @param ruleSet id of the rule set; {@code none} where rules were off
     * @param eventHash over every ledger event
     * @param dataHash over every bar
     * @param version of the platform and its SDK
     * @param command the exact command that repeats the run
     */
    public record Provenance(String ruleSet, String eventHash, String dataHash, String version, String command) {}
}
