package dev.tradewind.testkit.exchange;

import dev.tradewind.sdk.value.Decimal;
import java.math.RoundingMode;
import java.util.Collection;
import org.jspecify.annotations.Nullable;

/** Writes one JSON object, in the order in which it is told; decimals are strings with eight places. */
final class JsonObject {
    /** Places of amounts in the dialect. */
    static final int PLACES = 8;

    private final StringBuilder text = new StringBuilder(256).append('{');

    /** A value: null, a text, a number, a boolean, a Decimal, an object, or a collection of these. */
    JsonObject put(String name, @Nullable Object value) {
        if (text.length() > 1) {
            text.append(',');
        }
        quote(text, name);
        text.append(':');
        write(text, value);
        return this;
    }

    /** A collection as an array. */
    static String array(Collection<?> values) {
        StringBuilder text = new StringBuilder();
        write(text, values);
        return text.toString();
    }

    private static void write(StringBuilder text, @Nullable Object value) {
        switch (value) {
            case null -> text.append("null");
            case Number number -> text.append(number);
            case Boolean flag -> text.append(flag);
            case JsonObject object -> text.append(object);
            case Decimal decimal -> text.append('"').append(amount(decimal)).append('"');
            case Collection<?> values -> {
                text.append('[');
                String separator = "";
                for (Object each : values) {
                    text.append(separator);
                    write(text, each);
                    separator = ",";
                }
                text.append(']');
            }
            default -> quote(text, value.toString());
        }
    }

    /** With eight places, further ones cut off. */
    static String amount(Decimal value) {
        return value.toBigDecimal().setScale(PLACES, RoundingMode.DOWN).toPlainString();
    }

    private static void quote(StringBuilder text, String value) {
        text.append('"');
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            switch (c) {
                case '"' -> text.append("\\\"");
                case '\\' -> text.append("\\\\");
                case '\n' -> text.append("\\n");
                case '\r' -> text.append("\\r");
                case '\t' -> text.append("\\t");
                default -> {
                    if (c < 0x20) {
                        text.append(String.format("\\u%04x", (int) c));
                    } else {
                        text.append(c);
                    }
                }
            }
        }
        text.append('"');
    }

    @Override
    public String toString() {
        return text + "}";
    }
}
