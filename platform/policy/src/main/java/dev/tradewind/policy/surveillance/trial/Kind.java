package dev.tradewind.policy.surveillance.trial;

import java.util.Optional;

/** What surveillance looks for, with the rules that are meant to find it. */
public enum Kind {
    WASH_TRADES("wash trades"),
    LAYERING("layering"),
    SPOOFING("spoofing"),
    QUOTE_STUFFING("quote stuffing"),
    MARKING_THE_CLOSE("marking the close"),
    RAMPING("ramping"),
    MOMENTUM_IGNITION("momentum ignition");

    private final String text;

    Kind(String text) {
        this.text = text;
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
        return switch (code) {
            case "WASH_SELF_MATCH", "WASH_PAIRS" -> Optional.of(WASH_TRADES);
            case "LAYERING" -> Optional.of(LAYERING);
            case "SPOOFING" -> Optional.of(SPOOFING);
            case "QUOTE_STUFFING" -> Optional.of(QUOTE_STUFFING);
            case "MARKING_THE_CLOSE" -> Optional.of(MARKING_THE_CLOSE);
            case "RAMPING" -> Optional.of(RAMPING);
            case "MOMENTUM_IGNITION" -> Optional.of(MOMENTUM_IGNITION);
            default -> Optional.empty();
        };
    }
}
