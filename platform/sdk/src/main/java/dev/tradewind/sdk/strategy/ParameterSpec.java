package dev.tradewind.sdk.strategy;

import dev.tradewind.sdk.value.Decimal;
import java.util.List;

/** One parameter of a strategy: what it is called, what it means, what it may be. */
public sealed interface ParameterSpec {
    /** In kebab-case. */
    String name();

    /** One sentence, with the unit. */
    String description();

    /** The default as text, as {@link #check} takes it. */
    String defaultText();

    /** What it may be, for people, such as {@code whole number 1..500}. */
    String domain();

    /**
     * The value in its canonical text.
     *
     * @throws IllegalArgumentException if it is not in the domain; the message names domain and value
     */
    String check(String text);

    static ParameterSpec wholeNumber(String name, String description, long defaultValue, long min, long max) {
        return new WholeNumber(name, description, defaultValue, min, max);
    }

    static ParameterSpec number(String name, String description, String defaultValue, String min, String max) {
        return new DecimalNumber(
                name, description, Decimal.parse(defaultValue), Decimal.parse(min), Decimal.parse(max));
    }

    static ParameterSpec flag(String name, String description, boolean defaultValue) {
        return new Choice(name, description, Boolean.toString(defaultValue), List.of("true", "false"));
    }

    /** Any single line of up to {@value Text#MAX_LENGTH} characters; may be empty. */
    static ParameterSpec text(String name, String description, String defaultText) {
        return new Text(name, description, defaultText);
    }

    static ParameterSpec choice(String name, String description, String defaultValue, String... options) {
        return new Choice(name, description, defaultValue, List.of(options));
    }

    /** A whole number from min to max. */
    record WholeNumber(String name, String description, long defaultValue, long min, long max)
            implements ParameterSpec {
        public WholeNumber {
            if (defaultValue < min || defaultValue > max) {
                throw new IllegalArgumentException("the default of " + name + " is not in " + min + ".." + max);
            }
        }

        @Override
        public String defaultText() {
            return Long.toString(defaultValue);
        }

        @Override
        public String domain() {
            return "whole number " + min + ".." + max;
        }

        @Override
        public String check(String text) {
            long value;
            try {
                value = Long.parseLong(text.strip());
            } catch (NumberFormatException e) {
                throw outside(this, text);
            }
            if (value < min || value > max) {
                throw outside(this, text);
            }
            return Long.toString(value);
        }
    }

    /** A decimal number from min to max. */
    record DecimalNumber(String name, String description, Decimal defaultValue, Decimal min, Decimal max)
            implements ParameterSpec {
        public DecimalNumber {
            if (defaultValue.compareTo(min) < 0 || defaultValue.compareTo(max) > 0) {
                throw new IllegalArgumentException("the default of " + name + " is not in " + min + ".." + max);
            }
        }

        @Override
        public String defaultText() {
            return defaultValue.toString();
        }

        @Override
        public String domain() {
            return "number " + min + ".." + max;
        }

        @Override
        public String check(String text) {
            Decimal value;
            try {
                value = Decimal.parse(text.strip());
            } catch (NumberFormatException e) {
                throw outside(this, text);
            }
            if (value.compareTo(min) < 0 || value.compareTo(max) > 0) {
                throw outside(this, text);
            }
            return value.toString();
        }
    }

    /** One of a few words. */
    record Choice(String name, String description, String defaultText, List<String> options)
            implements ParameterSpec {
        public Choice {
            options = List.copyOf(options);
            if (!options.contains(defaultText)) {
                throw new IllegalArgumentException("the default of " + name + " is none of " + options);
            }
        }

        @Override
        public String domain() {
            return "one of " + String.join(", ", options);
        }

        @Override
        public String check(String text) {
            if (!options.contains(text.strip())) {
                throw outside(this, text);
            }
            return text.strip();
        }
    }

    /** A line of text, such as an address or a list of symbols. */
    record Text(String name, String description, String defaultText) implements ParameterSpec {
        /** More is a mistake. */
        public static final int MAX_LENGTH = 4_096;

        @Override
        public String domain() {
            return "text";
        }

        @Override
        public String check(String text) {
            String line = text.strip();
            if (line.length() > MAX_LENGTH || line.chars().anyMatch(Character::isISOControl)) {
                throw new IllegalArgumentException("parameter " + name + " must be one line of at most " + MAX_LENGTH
                        + " characters");
            }
            return line;
        }
    }

    private static IllegalArgumentException outside(ParameterSpec spec, String text) {
        return new IllegalArgumentException(
                "parameter " + spec.name() + " must be: " + spec.domain() + ", was '" + text + "'");
    }
}
