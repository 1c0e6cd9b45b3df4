package dev.tradewind.policy.scenario;

import dev.tradewind.engine.policy.Decision;
import dev.tradewind.sdk.order.OrderRequest;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

/** Given a world, orders and what is expected of each. */
public final class Scenario {
    private final String name;
    private final String file;
    private final int line;
    private final Given given;
    private final boolean together;
    private final List<Step> steps;

    Scenario(Place place, Given given, boolean together, List<Step> steps) {
        this.name = place.name();
        this.file = place.file();
        this.line = place.line();
        this.given = given;
        this.together = together;
        this.steps = List.copyOf(steps);
    }

    /** Where something stands in a file, and what it is called. */
    record Place(String name, String file, int line) {}

    public String name() {
        return name;
    }

    /** Path relative to the rules folder. */
    public String file() {
        return file;
    }

    /** Where it begins, from 1. */
    public int line() {
        return line;
    }

    Given given() {
        return given;
    }

    /** Whether each order finds those before it; otherwise each finds the world as it was given. */
    boolean together() {
        return together;
    }

    List<Step> steps() {
        return steps;
    }

    /**
     * One order.
     *
     * @param line where it begins
     * @param strategy who sends it
     * @param amends the open order that it changes, empty where it is new
     * @param laterNanos how long after the order before it, where they find each other
     */
    record Step(
            int line, String strategy, OrderRequest request, String amends, long laterNanos, Expected expected) {}

    /**
     * What is expected.
     *
     * @param decision of all rules together
     * @param reasons by code; those of this decision, and no others; empty where the scenario names none
     * @param reducedTo the quantity that a reduced order goes on with
     */
    record Expected(Decision decision, Map<String, Figures> reasons, OptionalDouble reducedTo) {}

    /** The figures of a reason, where the scenario names them. */
    record Figures(OptionalDouble limit, OptionalDouble actual) {
        static final Figures NONE = new Figures(OptionalDouble.empty(), OptionalDouble.empty());
    }
}
