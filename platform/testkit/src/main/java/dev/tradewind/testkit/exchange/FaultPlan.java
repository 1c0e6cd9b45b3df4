package dev.tradewind.testkit.exchange;

import java.util.Collections;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.StringJoiner;

/**
 * How often what goes wrong. The rate of a fault of requests is the share of signed requests; of messages, the share of
 * user stream messages (market streams have a twentieth of it); of the others, the chance in a second: of each stream
 * for DROP_STREAM and SLOW_STREAM, of each account that lost its user stream for FILL_WHILE_DOWN, of the exchange for
 * RESTART.
 *
 * @param rates 0 to 1; what is not named never happens by itself
 */
public record FaultPlan(Map<FaultType, Double> rates) {
    /** The longest that a request is under way, milliseconds. */
    public static final int MAX_DELAY_MILLIS = 1500;

    /** How long an answer that never comes is waited for, milliseconds. */
    public static final int HOLD_MILLIS = 2000;

    /** The longest that a restart takes, milliseconds. */
    public static final int MAX_DOWN_MILLIS = 1500;

    /** The longest that a slow stream tells nothing, milliseconds. */
    public static final int MAX_SLOW_MILLIS = 2000;

    /** The longest that a message waits for the one that is to overtake it, milliseconds. */
    public static final int MAX_REORDER_MILLIS = 250;

    /** Nothing goes wrong by itself. */
    public static final FaultPlan NONE = new FaultPlan(Map.of());

    /** All kinds, so often that each is met within minutes. */
    public static final FaultPlan STORM = parse("delay=0.05,drop-request=0.03,timeout-after-accept=0.03,"
            + "error-before-accept=0.02,error-after-accept=0.03,double-message=0.05,reorder-messages=0.05,"
            + "drop-stream=0.01,slow-stream=0.02,restart=0.005,fill-while-down=0.3");

    /** @throws IllegalArgumentException if a rate is not in 0..1, or those of one place are more than 1 together */
    public FaultPlan {
        Map<FaultType, Double> copy = new EnumMap<>(FaultType.class);
        copy.putAll(rates);
        rates = Collections.unmodifiableMap(copy);
        for (FaultType.Where where : FaultType.Where.values()) {
            double sum = 0;
            for (Map.Entry<FaultType, Double> rate : copy.entrySet()) {
                if (!(rate.getValue() >= 0 && rate.getValue() <= 1)) {
                    throw new IllegalArgumentException(
                            "the rate of " + rate.getKey().text() + " must be 0 to 1, was " + rate.getValue());
                }
                sum += rate.getKey().where == where ? rate.getValue() : 0;
            }
            if (where != FaultType.Where.SECOND && sum > 1) {
                throw new IllegalArgumentException("of each " + where.name().toLowerCase(Locale.ROOT)
                        + " more than 1 would go wrong: " + sum);
            }
        }
    }

    /**
     * Reads {@code none}, {@code storm} or {@code TYPE=RATE,…}.
     *
     * @throws IllegalArgumentException if it is none of these
     */
    public static FaultPlan parse(String text) {
        if (text.equals("none")) {
            return NONE;
        }
        if (text.equals("storm")) {
            return STORM;
        }
        Map<FaultType, Double> rates = new EnumMap<>(FaultType.class);
        for (String part : text.split(",", -1)) {
            String[] pair = part.split("=", -1);
            if (pair.length != 2) {
                throw new IllegalArgumentException(
                        "faults are none, storm or TYPE=RATE,… such as delay=0.05, was '" + part + "'");
            }
            try {
                rates.put(FaultType.parse(pair[0]), Double.parseDouble(pair[1]));
            } catch (NumberFormatException e) {
                throw new IllegalArgumentException("the rate of " + pair[0] + " is no number: '" + pair[1] + "'", e);
            }
        }
        return new FaultPlan(rates);
    }

    double rate(FaultType type) {
        return rates.getOrDefault(type, 0.0);
    }

    /** As {@link #parse} reads it. */
    public String text() {
        if (rates.isEmpty()) {
            return "none";
        }
        StringJoiner text = new StringJoiner(",");
        rates.forEach((type, rate) -> text.add(type.text() + "=" + rate));
        return text.toString();
    }
}
