package dev.tradewind.policy.surveillance.trial;

import java.util.Arrays;
import java.util.Optional;
import java.util.Set;

/** What surveillance looks for, with the rules that are meant to find it. */
public enum Kind {
    WASH_TRADES("wash trades", Set.of("WASH_SELF_MATCH", "WASH_PAIRS")),
    LAYERING("layering", Set.of("LAYERING")),
    SPOOFING("spoofing", Set.of("SPOOFING")),
    QUOTE_STUFFING("quote stuffing", Set.of("QUOTE_STUFFING")),
    MARKING_THE_CLOSE("marking the close", Set.of("MARKING_THE_CLOSE")),
    RAMPING("ramping", Set.of("RAMPING")),
    MOMENTUM_IGNITION("momentum ignition", Set.of("MOMENTUM_IGNITION"));

    private final String text;
    private final Set<String> codes;

    Kind(String text, Set<String> codes) {
        this.text = text;
        this.codes = codes;
    }

    /**
     * Whether who does this also does the other, so that an alert of either is not wrong: who marks the close takes
     * ever farther prices.
     */
    boolean isAlso(Kind other) {
        return this == MARKING_THE_CLOSE && other == RAMPING;
    }

    public String text() {
        return text;
    }

    /** What a rule looks for; empty for a rule that is not of the shipped ones. */
    static Optional<Kind> of(String code) {
        return Arrays.stream(values()).filter(kind -> kind.codes.contains(code)).findFirst();
    }
}
