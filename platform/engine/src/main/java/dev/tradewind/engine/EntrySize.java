package dev.tradewind.engine;

import dev.tradewind.sdk.value.Decimal;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** How large an entry is when a strategy leaves that to the configuration. */
public sealed interface EntrySize {
    /** 100 times the largest leverage that anything allows. */
    Decimal MAX_PERCENT = Decimal.of(100_000);

    /** Always this quantity, in units of the instrument. */
    record Fixed(Decimal quantity) implements EntrySize {
        @Override
        public String toString() {
            return "fixed:" + quantity;
        }
    }

    /** This percentage of equity at the last known price; above 100 it takes leverage. */
    record PercentOfEquity(Decimal percent) implements EntrySize {
        @Override
        public String toString() {
            return "percent:" + percent;
        }
    }

    /**
     * All that the account may still open in the settlement currency, less the configured reserve for costs: equity in
     * that currency × leverage, less what all positions in it are worth. Without leverage, that is its cash.
     */
    record AllIn() implements EntrySize {
        @Override
        public String toString() {
            return "all-in";
        }
    }

    /**
     * Reads {@code fixed:0.1}, {@code percent:10} or {@code all-in}. Whether a percentage above 100 can be paid depends
     * on the account's leverage, which is not known here.
     *
     * @throws IllegalArgumentException if the text is something else; the message says what may stand there
     */
    static EntrySize parse(String text) {
        String value = text.strip().toLowerCase(Locale.ROOT);
        try {
            if (value.equals("all-in")) {
                return new AllIn();
            }
            if (value.startsWith("fixed:")) {
                Decimal quantity = Decimal.parse(value.substring("fixed:".length()));
                if (quantity.signum() > 0) {
                    return new Fixed(quantity);
                }
            }
            if (value.startsWith("percent:")) {
                Decimal percent = Decimal.parse(value.substring("percent:".length()));
                if (percent.signum() > 0 && percent.compareTo(MAX_PERCENT) <= 0) {
                    return new PercentOfEquity(percent);
                }
            }
        } catch (NumberFormatException e) {
            throw unreadable(text, e);
        }
        throw unreadable(text, null);
    }

    private static IllegalArgumentException unreadable(
            String text, @Nullable Throwable cause) {
        return new IllegalArgumentException(
                "a size is fixed:QUANTITY, percent:1..100 or all-in (percent up to 100 x leverage), was '" + text + "'",
                cause);
    }
}
