package dev.tradewind.policy.language;

import dev.tradewind.engine.policy.Check;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * The text of a reason with values in braces: {@code {actual}}, {@code {limit}} and every property of the order.
 * Numbers show at most 12 digits, the same on every machine.
 */
public final class Sentence {
    private static final MathContext SHOWN = new MathContext(12, RoundingMode.HALF_EVEN);
    private static final double LARGEST_SHOWN = 1e15;

    private final List<String> parts;

    private Sentence(List<String> parts) {
        this.parts = parts;
    }

    /** Reads a sentence that {@link #problem} accepts. */
    public static Sentence of(String text) {
        return new Sentence(split(text));
    }

    /** The sentence with its values. */
    public String fill(Check check, double actual, double limit) {
        return fill((String name) -> Vocabulary.value(check, name), actual, limit);
    }

    /** The same with the values of any fact by the names of its properties. */
    public String fill(Function<String, Object> facts, double actual, double limit) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < parts.size(); i++) {
            String part = parts.get(i);
            text.append(i % 2 == 0 ? part : value(facts, part, actual, limit));
        }
        return text.toString();
    }

    /** What is wrong with a sentence; empty where nothing is. */
    static String problem(String text, RuleKind kind) {
        List<String> parts = split(text);
        if (parts.size() % 2 == 0) {
            return "a brace is not closed in this text";
        }
        for (int i = 1; i < parts.size(); i += 2) {
            if (!isKnown(parts.get(i), kind)) {
                return "there is no property `" + Printable.word(parts.get(i)) + "` to show in this text";
            }
        }
        return "";
    }

    static String suggestion(String text, RuleKind kind) {
        List<String> parts = split(text);
        for (int i = 1; i < parts.size(); i += 2) {
            if (!isKnown(parts.get(i), kind)) {
                List<String> known = new ArrayList<>(List.of("actual", "limit"));
                known.addAll(kind.properties());
                return Nearest.suggestion(parts.get(i), known, "see " + kind.page() + " for all properties");
            }
        }
        return "write {actual}, {limit} or a property in braces";
    }

    private static boolean isKnown(String name, RuleKind kind) {
        return name.equals("actual") || name.equals("limit") || kind.typeOf(name) != null;
    }

    private static String value(Function<String, Object> facts, String name, double actual, double limit) {
        return switch (name) {
            case "actual" -> measured(actual);
            case "limit" -> shown(limit);
            default -> facts.apply(name) instanceof Double number
                    ? measured(number)
                    : String.valueOf(facts.apply(name));
        };
    }

    /** A fact for people: one without a value is no number. */
    private static String measured(double value) {
        return value == Check.VERY_LARGE ? "immeasurably many" : shown(value);
    }

    /** A number for people. */
    public static String shown(double value) {
        if (Double.isNaN(value)) {
            return "none";
        }
        if (Math.abs(value) >= LARGEST_SHOWN) {
            return value > 0 ? "unlimited" : "minus unlimited";
        }
        BigDecimal exact = BigDecimal.valueOf(value).round(SHOWN);
        return exact.signum() == 0 ? "0" : exact.stripTrailingZeros().toPlainString();
    }

    /** Plain text at even places, what stood in braces at odd ones; an even count where a brace stays open. */
    private static List<String> split(String text) {
        List<String> parts = new ArrayList<>();
        int from = 0;
        while (true) {
            int open = text.indexOf('{', from);
            if (open < 0) {
                parts.add(text.substring(from));
                return parts;
            }
            parts.add(text.substring(from, open));
            int close = text.indexOf('}', open);
            if (close < 0) {
                parts.add(text.substring(open));
                return parts;
            }
            parts.add(text.substring(open + 1, close));
            from = close + 1;
        }
    }
}
