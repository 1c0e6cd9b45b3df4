package dev.tradewind.plugin.binance;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.tradewind.sdk.plugin.VenueException;
import dev.tradewind.sdk.plugin.VenueException.Reason;
import dev.tradewind.sdk.value.Decimal;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A JSON value, read whole. Numbers keep their text, so that no digit of a price is lost. What is missing or of another
 * kind is a {@link VenueException} that names the field.
 */
final class Json {
    private static final JsonFactory FACTORY = new JsonFactory();
    private static final Json NULL = new Json(null);

    /** A map of fields, a list of values, a text (of a string or a number), a truth value, or null. */
    private final @Nullable Object value;

    private Json(@Nullable Object value) {
        this.value = value;
    }

    /** @throws VenueException if it is no JSON, or there is more than one value */
    static Json parse(String text) {
        try (JsonParser parser = FACTORY.createParser(text)) {
            if (parser.nextToken() == null) {
                throw unreadable("an empty message");
            }
            Json json = read(parser);
            if (parser.nextToken() != null) {
                throw unreadable("more than one JSON value");
            }
            return json;
        } catch (IOException e) {
            throw new VenueException(
                    Reason.UNREADABLE, "the venue sent what is no JSON (" + text.length() + " characters)", e);
        }
    }

    private static Json read(JsonParser parser) throws IOException {
        JsonToken token = parser.currentToken();
        return switch (token) {
            case START_OBJECT -> {
                Map<String, Json> fields = new LinkedHashMap<>();
                while (parser.nextToken() != JsonToken.END_OBJECT) {
                    String name = parser.currentName();
                    parser.nextToken();
                    fields.put(name, read(parser));
                }
                yield new Json(fields);
            }
            case START_ARRAY -> {
                List<Json> items = new ArrayList<>();
                while (parser.nextToken() != JsonToken.END_ARRAY) {
                    items.add(read(parser));
                }
                yield new Json(items);
            }
            case VALUE_STRING, VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> new Json(parser.getText());
            case VALUE_TRUE -> new Json(true);
            case VALUE_FALSE -> new Json(false);
            case VALUE_NULL -> NULL;
            default -> throw unreadable("a JSON value that begins with " + token);
        };
    }

    private static VenueException unreadable(String what) {
        return new VenueException(Reason.UNREADABLE, "the venue sent " + what);
    }

    boolean isObject() {
        return value instanceof Map;
    }

    boolean isArray() {
        return value instanceof List;
    }

    @SuppressWarnings("unchecked") // read() makes maps of nothing else
    private Map<String, Json> fields() {
        return value instanceof Map ? (Map<String, Json>) value : Map.of();
    }

    /** The names of an object's fields, in their order; none of anything else. */
    List<String> names() {
        return List.copyOf(fields().keySet());
    }

    /** Whether there is such a field, and it is not null. */
    boolean has(String field) {
        Json found = fields().get(field);
        return found != null && found.value != null;
    }

    Json at(String field) {
        Json found = fields().get(field);
        if (found == null || found.value == null) {
            throw unreadable("a message without the field '" + field + "'");
        }
        return found;
    }

    Optional<Json> maybe(String field) {
        return has(field) ? Optional.of(at(field)) : Optional.empty();
    }

    /** The values of an array. */
    @SuppressWarnings("unchecked") // read() makes lists of nothing else
    List<Json> items() {
        if (value instanceof List) {
            return (List<Json>) value;
        }
        throw unreadable("something else where an array should be");
    }

    /** The text of a string or a number. */
    String asText() {
        if (value instanceof String text) {
            return text;
        }
        throw unreadable("something else where a text or a number should be");
    }

    String text(String field) {
        return at(field).asText();
    }

    String text(String field, String otherwise) {
        return has(field) ? text(field) : otherwise;
    }

    long whole(String field) {
        try {
            return Long.parseLong(text(field));
        } catch (NumberFormatException e) {
            throw new VenueException(Reason.UNREADABLE, "the venue sent no whole number as '" + field + "'", e);
        }
    }

    long whole(String field, long otherwise) {
        return has(field) ? whole(field) : otherwise;
    }

    Decimal decimal(String field) {
        return number(text(field));
    }

    Decimal decimal(String field, Decimal otherwise) {
        return has(field) ? decimal(field) : otherwise;
    }

    Decimal asDecimal() {
        return number(asText());
    }

    private static Decimal number(String text) {
        try {
            return Decimal.parse(text);
        } catch (IllegalArgumentException e) {
            throw new VenueException(Reason.UNREADABLE, "the venue sent '" + text + "' where a number should be", e);
        }
    }

    boolean flag(String field, boolean otherwise) {
        Json found = fields().get(field);
        return (found != null && found.value instanceof Boolean flag) ? flag : otherwise;
    }
}
