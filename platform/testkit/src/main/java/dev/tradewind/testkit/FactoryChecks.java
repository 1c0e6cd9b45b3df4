package dev.tradewind.testkit;

import dev.tradewind.sdk.strategy.ParameterSpec;
import dev.tradewind.sdk.strategy.ParameterSpec.Choice;
import dev.tradewind.sdk.strategy.ParameterSpec.DecimalNumber;
import dev.tradewind.sdk.strategy.ParameterSpec.Text;
import dev.tradewind.sdk.strategy.ParameterSpec.WholeNumber;
import dev.tradewind.sdk.strategy.Parameters;
import dev.tradewind.sdk.strategy.Strategy;
import dev.tradewind.sdk.strategy.StrategyFactory;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What a factory says about its strategy, and whether it keeps its word. */
final class FactoryChecks {
    private static final Pattern KEBAB_CASE = Pattern.compile("[a-z][a-z0-9]*(-[a-z0-9]+)*");
    private static final int SHORTEST_DESCRIPTION = 20;
    private static final int SHORTEST_PARAMETER_DESCRIPTION = 5;

    private final StrategyFactory factory;

    FactoryChecks(StrategyFactory factory) {
        this.factory = factory;
    }

    void name() {
        check(
                KEBAB_CASE.matcher(factory.name()).matches(),
                "its name '" + factory.name() + "' is not in kebab-case; use lower-case words joined by hyphens, such"
                        + " as my-idea");
        check(
                factory.description().strip().length() >= SHORTEST_DESCRIPTION,
                "its description '" + factory.description() + "' says too little; say in a sentence when it enters and"
                        + " when it exits");
    }

    void parameters() {
        Set<String> names = new LinkedHashSet<>();
        for (ParameterSpec spec : factory.parameters()) {
            String parameter = "parameter '" + spec.name() + "' ";
            check(
                    KEBAB_CASE.matcher(spec.name()).matches(),
                    parameter + "is not in kebab-case; use lower-case words joined by hyphens");
            check(names.add(spec.name()), parameter + "is declared twice; remove one");
            check(
                    spec.description().strip().length() >= SHORTEST_PARAMETER_DESCRIPTION,
                    parameter + "has no description; say what it is, with its unit");
            String unbounded = unbounded(spec);
            check(unbounded == null, parameter + unbounded);
        }
        check(
                factory.parameters().equals(factory.parameters()),
                "parameters() gives something else each time; declare them once, without state");
    }

    /** What is wrong with the bounds; null if nothing. */
    private static @Nullable String unbounded(ParameterSpec spec) {
        return switch (spec) {
            case WholeNumber number ->
                number.min() < Integer.MIN_VALUE || number.max() > Integer.MAX_VALUE
                        ? "goes beyond what Parameters.wholeNumber can read (32 bits); give it bounds that make sense"
                        : null;
            case DecimalNumber number ->
                number.min().compareTo(number.max()) == 0
                        ? "has the same bounds on both sides; give it a range, or make it a constant"
                        : null;
            case Choice choice ->
                new LinkedHashSet<>(choice.options()).size() != choice.options().size()
                                || choice.options().stream().anyMatch(String::isBlank)
                        ? "has options that are blank or stand twice: " + choice.options()
                        : null;
            case Text text -> null;
        };
    }

    @SuppressWarnings("ReferenceEquality") // whether it is the same object is the question
    void defaults() {
        Strategy first = create(Map.of());
        check(
                first != create(Map.of()),
                "create(...) gives the same instance twice; make a new one each time, or two runs share their state");
    }

    private Strategy create(Map<String, String> given) {
        try {
            return factory.create(Parameters.of(factory.parameters(), given));
        } catch (RuntimeException e) {
            throw new AssertionError(
                    title() + "create(...) throws with " + (given.isEmpty() ? "its own defaults" : given) + ": " + e
                            + "; make it accept them",
                    e);
        }
    }

    /** Each parameter at each end of its domain, the others at their defaults. */
    List<Map<String, String>> extremes() {
        List<Map<String, String>> all = new ArrayList<>();
        for (ParameterSpec spec : factory.parameters()) {
            for (String value : ends(spec)) {
                Map<String, String> one = new LinkedHashMap<>();
                one.put(spec.name(), value);
                all.add(one);
            }
        }
        return all;
    }

    private static List<String> ends(ParameterSpec spec) {
        return switch (spec) {
            case WholeNumber number -> List.of(Long.toString(number.min()), Long.toString(number.max()));
            case DecimalNumber number -> List.of(number.min().toString(), number.max().toString());
            case Choice choice -> choice.options();
            case Text text -> List.of(text.defaultText());
        };
    }

    /** Whether a strategy can be made of these values; it may refuse them, if it says which parameter is at odds. */
    boolean creates(Map<String, String> values) {
        try {
            factory.create(Parameters.of(factory.parameters(), values));
            return true;
        } catch (IllegalArgumentException e) {
            String message = String.valueOf(e.getMessage());
            check(
                    values.keySet().stream().allMatch(message::contains),
                    "with " + values + " it throws '" + message + "', which names no parameter; say which values"
                            + " contradict each other, or narrow the bounds");
            return false;
        } catch (RuntimeException e) {
            throw new AssertionError(
                    title() + "with " + values + ", inside the declared bounds, create(...) throws " + e
                            + "; narrow the bounds, or refuse with an IllegalArgumentException that names the"
                            + " parameter",
                    e);
        }
    }

    private String title() {
        return "strategy " + factory.name() + ": ";
    }

    private void check(boolean good, String message) {
        if (!good) {
            throw new AssertionError(title() + message);
        }
    }
}
