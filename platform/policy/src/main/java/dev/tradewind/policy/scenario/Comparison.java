package dev.tradewind.policy.scenario;

import dev.tradewind.engine.policy.Decision;
import dev.tradewind.engine.policy.Reason;
import dev.tradewind.policy.language.Sentence;
import dev.tradewind.policy.scenario.Scenario.Expected;
import dev.tradewind.policy.scenario.Scenario.Figures;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeSet;

/** Compares what came with what was expected. */
final class Comparison {
    /** Figures are doubles; what a person writes for 10 % of 3 may differ in the last places. */
    private static final double TOLERANCE = 1e-9;

    private Comparison() {}

    static boolean fits(Expected expected, Outcome came) {
        if (expected.decision() != came.decision() || !fits(expected.reducedTo(), reducedTo(came))) {
            return false;
        }
        if (expected.reasons().isEmpty()) {
            return true;
        }
        TreeSet<String> codes = new TreeSet<>();
        for (Reason reason : came.reasons()) {
            codes.add(reason.code());
            Figures figures = expected.reasons().getOrDefault(reason.code(), Figures.NONE);
            if (!fits(figures.limit(), reason.limit()) || !fits(figures.actual(), reason.actual())) {
                return false;
            }
        }
        return codes.equals(new TreeSet<>(expected.reasons().keySet()));
    }

    private static double reducedTo(Outcome came) {
        return came.reducedTo() == null ? Double.NaN : came.reducedTo().toDouble();
    }

    private static boolean fits(OptionalDouble expected, double came) {
        if (expected.isEmpty()) {
            return true;
        }
        double wanted = expected.getAsDouble();
        return Math.abs(came - wanted) <= TOLERANCE * Math.max(1, Math.abs(wanted));
    }

    /** For people. */
    static String shown(Expected expected) {
        String verdict = Outcome.verb(expected.decision());
        if (expected.reducedTo().isPresent()) {
            verdict += " to " + Sentence.shown(expected.reducedTo().getAsDouble());
        }
        List<String> reasons = new ArrayList<>();
        for (Map.Entry<String, Figures> reason : expected.reasons().entrySet()) {
            List<String> figures = new ArrayList<>();
            reason.getValue().limit().ifPresent(limit -> figures.add("limit " + Sentence.shown(limit)));
            reason.getValue().actual().ifPresent(actual -> figures.add("actual " + Sentence.shown(actual)));
            reasons.add(reason.getKey() + (figures.isEmpty() ? "" : " (" + String.join(", ", figures) + ")"));
        }
        boolean any = reasons.isEmpty() && expected.decision() != Decision.ALLOW;
        return verdict + (any ? " for any reason" : reasons.isEmpty() ? "" : ": " + String.join(", ", reasons));
    }
}
