package dev.tradewind.policy.language;

import dev.tradewind.policy.limits.Thresholds;
import dev.tradewind.policy.surveillance.Conduct;
import java.lang.reflect.Method;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What the rules of a file are about, and what they may say. The folder of the file tells. */
public enum RuleKind {
    /** Verdicts on order intents. */
    ORDERS("Check", RuleParser.CHECK_CLASS, RuleParser.COLLECTOR_CLASS, "verdict", "the order") {
        @Override
        public Set<String> properties() {
            return Vocabulary.properties();
        }

        @Override
        @Nullable Type typeOf(String property) {
            return Vocabulary.typeOf(property);
        }

        @Override
        List<String> choices(String property) {
            return Vocabulary.choices(property);
        }

        @Override
        Map<String, Integer> calls() {
            return RightHandSide.VERDICTS;
        }

        @Override
        String page() {
            return "docs/rules-vocabulary.md";
        }
    },

    /** Alerts about what an account has done. */
    CONDUCT(
            "Conduct",
            "dev.tradewind.policy.surveillance.Conduct",
            "dev.tradewind.policy.surveillance.AlertCollector",
            "alert",
            "the conduct") {
        @Override
        public Set<String> properties() {
            return Collections.unmodifiableSet(CONDUCT_ACCESSORS.keySet());
        }

        @Override
        @Nullable Type typeOf(String property) {
            Method accessor = CONDUCT_ACCESSORS.get(property);
            return accessor == null ? null : Vocabulary.typeOf(accessor);
        }

        @Override
        List<String> choices(String property) {
            return property.equals("occasion") ? Conduct.OCCASIONS : List.of();
        }

        @Override
        Map<String, Integer> calls() {
            return RightHandSide.ALERTS;
        }

        @Override
        String page() {
            return "docs/surveillance.md";
        }
    };

    /** Files of this folder are rules about conduct. */
    public static final String CONDUCT_FOLDER = "surveillance/";

    private static final Map<String, Method> CONDUCT_ACCESSORS =
            Vocabulary.accessors(Conduct.class, Thresholds.class);

    private final String fact;
    private final String factClass;
    private final String collectorClass;
    private final String global;
    private final String subject;

    RuleKind(String fact, String factClass, String collectorClass, String global, String subject) {
        this.fact = fact;
        this.factClass = factClass;
        this.collectorClass = collectorClass;
        this.global = global;
        this.subject = subject;
    }

    /**
     * The kind of a file's rules.
     *
     * @param path relative to the rules folder
     */
    public static RuleKind of(String path) {
        return path.startsWith(CONDUCT_FOLDER) ? CONDUCT : ORDERS;
    }

    /** Every property that such rules may read, sorted. */
    public abstract Set<String> properties();

    /** The type of a property, null where there is none of that name. */
    abstract @Nullable Type typeOf(String property);

    /** The texts that a property can have; empty where any text is possible. */
    abstract List<String> choices(String property);

    /** What may be called on the global, with how many numbers before the text. */
    abstract Map<String, Integer> calls();

    /** Where all properties are explained. */
    abstract String page();

    /** The one pattern of a rule. */
    String fact() {
        return fact;
    }

    String factClass() {
        return factClass;
    }

    String collectorClass() {
        return collectorClass;
    }

    /** What a right-hand side calls. */
    String global() {
        return global;
    }

    /** For messages: what a rule of this kind judges. */
    String subject() {
        return subject;
    }

    /** The value of a property of conduct: a Double, String or Boolean. */
    public static Object value(Conduct conduct, String property) {
        Method accessor = CONDUCT_ACCESSORS.get(property);
        if (accessor == null) {
            throw new IllegalArgumentException("no property " + property);
        }
        try {
            return accessor.invoke(property.startsWith("limits.") ? conduct.getLimits() : conduct);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(
                    String.format(Locale.ROOT, "property %s cannot be read", property), e);
        }
    }
}
