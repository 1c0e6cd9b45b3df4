package dev.tradewind.sdk.strategy;

import dev.tradewind.sdk.value.Decimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Checked values of a strategy's parameters; those not given have their defaults. */
public final class Parameters {
    private final Map<String, String> values;

    private Parameters(Map<String, String> values) {
        this.values = values;
    }

    /**
     * Checks what was given against what there is.
     *
     * @throws IllegalArgumentException if a name is unknown (the message lists the known ones) or a value outside its
     *     domain
     */
    public static Parameters of(List<ParameterSpec> specs, Map<String, String> given) {
        Map<String, String> values = new LinkedHashMap<>();
        for (ParameterSpec spec : specs) {
            String text = given.get(spec.name());
            values.put(spec.name(), spec.check(text == null ? spec.defaultText() : text));
        }
        for (String name : given.keySet()) {
            if (!values.containsKey(name)) {
                String known = values.isEmpty() ? "none" : String.join(", ", new ArrayList<>(values.keySet()));
                throw new IllegalArgumentException("unknown parameter '" + name + "'; there are " + known);
            }
        }
        return new Parameters(values);
    }

    public int wholeNumber(String name) {
        return Math.toIntExact(Long.parseLong(text(name)));
    }

    public Decimal decimal(String name) {
        return Decimal.parse(text(name));
    }

    public double number(String name) {
        return decimal(name).toDouble();
    }

    public boolean flag(String name) {
        return Boolean.parseBoolean(text(name));
    }

    /** The value as canonical text. @throws IllegalArgumentException if there is no such parameter */
    public String text(String name) {
        String value = values.get(name);
        if (value == null) {
            throw new IllegalArgumentException("no parameter '" + name + "' is declared");
        }
        return value;
    }

    /** All values in the order of their declaration. */
    public Map<String, String> asMap() {
        return new LinkedHashMap<>(values);
    }

    @Override
    public String toString() {
        return values.toString();
    }
}
