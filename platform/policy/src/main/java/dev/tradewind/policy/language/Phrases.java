package dev.tradewind.policy.language;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The words of policies: what they call properties, and how they compare. Longer phrases come before shorter ones. */
final class Phrases {
    /** By the words, the operator. */
    static final Map<String, String> COMPARISONS = comparisons();

    /** Properties by the words for them: numbers and texts that a policy can compare. */
    static final Map<String, String> VALUES = values();

    /** Properties that are true or false by the words that say so, and {@code !} before those that are not. */
    static final Map<String, String> FLAGS = flags();

    /** Limits by the name of their column. */
    static final Map<String, String> LIMITS = limits();

    /** What a word begins that a condition can be. */
    static final List<String> CLAUSES = List.of("that", "whose");

    private Phrases() {}

    private static Map<String, String> comparisons() {
        Map<String, String> words = new LinkedHashMap<>();
        words.put("above", ">");
        words.put("below", "<");
        words.put("of at least", ">=");
        words.put("of at most", "<=");
        words.put("of exactly", "==");
        words.put("other than", "!=");
        return words;
    }

    private static Map<String, String> values() {
        Map<String, String> words = new LinkedHashMap<>();
        Glossary.all().values().forEach(entry -> {
            if (entry.opposite().isEmpty() && !entry.name().startsWith("limits.")) {
                words.put(entry.phrase(), entry.name());
            }
        });
        return longestFirst(words);
    }

    private static Map<String, String> flags() {
        Map<String, String> words = new LinkedHashMap<>();
        Glossary.all().values().forEach(entry -> {
            if (!entry.opposite().isEmpty()) {
                words.put(entry.phrase(), entry.name());
                words.put(entry.opposite(), "!" + entry.name());
            }
        });
        return longestFirst(words);
    }

    private static Map<String, String> limits() {
        Map<String, String> words = new LinkedHashMap<>();
        Glossary.all().values().forEach(entry -> {
            if (entry.name().startsWith("limits.")) {
                words.put(entry.phrase().substring("limit ".length()), entry.name());
            }
        });
        return words;
    }

    private static Map<String, String> longestFirst(Map<String, String> words) {
        List<String> phrases = new ArrayList<>(words.keySet());
        phrases.sort((one, other) -> Integer.compare(other.length(), one.length()));
        Map<String, String> sorted = new LinkedHashMap<>();
        phrases.forEach(phrase -> sorted.put(phrase, words.getOrDefault(phrase, "")));
        return sorted;
    }
}
