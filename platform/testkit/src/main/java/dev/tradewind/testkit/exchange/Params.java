package dev.tradewind.testkit.exchange;

import dev.tradewind.sdk.value.Decimal;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A request's parameters, and their errors in the words of the dialect. */
final class Params {
    private static final String DECIMAL = "^([0-9]{1,20})(\\.[0-9]{1,20})?$";
    private static final Pattern DECIMAL_PATTERN = Pattern.compile(DECIMAL);
    private static final Pattern NUMBER_PATTERN = Pattern.compile("^[0-9]{1,18}$");

    private final Map<String, String> values;

    Params(Map<String, String> values) {
        this.values = new LinkedHashMap<>(values);
    }

    /**
     * Of the query, and of the body where the query does not have them.
     *
     * @throws ApiError if one comes twice in one of them, or is not encoded well
     */
    static Params of(String query, String body) {
        Map<String, String> all = parse(body);
        all.putAll(parse(query));
        return new Params(all);
    }

    private static Map<String, String> parse(String encoded) {
        Map<String, String> values = new LinkedHashMap<>();
        for (String pair : encoded.split("&")) {
            if (pair.isEmpty()) {
                continue;
            }
            int equals = pair.indexOf('=');
            String name = decode(equals < 0 ? pair : pair.substring(0, equals));
            String value = equals < 0 ? "" : decode(pair.substring(equals + 1));
            if (values.put(name, value) != null) {
                throw ApiError.of(-1101, "Duplicate values for parameter '" + name + "'.");
            }
        }
        return values;
    }

    private static String decode(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw ApiError.of(-1100, "Illegal characters found in a parameter.");
        }
    }

    Map<String, String> values() {
        return values;
    }

    /** @throws ApiError if there is a parameter that is not among these */
    void allow(Set<String> names) {
        long known = values.keySet().stream().filter(names::contains).count();
        if (known < values.size()) {
            throw ApiError.of(-1104, "Not all sent parameters were read; read '" + known
                    + "' parameter(s) but was sent '" + values.size() + "'.");
        }
    }

    boolean has(String name) {
        return !values.getOrDefault(name, "").isEmpty();
    }

    @Nullable String optional(String name) {
        return has(name) ? values.get(name) : null;
    }

    String text(String name, String otherwise) {
        String value = optional(name);
        return value == null ? otherwise : value;
    }

    String required(String name) {
        String value = optional(name);
        if (value == null) {
            throw ApiError.missing(name);
        }
        return value;
    }

    /** @throws ApiError if it is there and should not be */
    void refuse(String name) {
        if (values.containsKey(name)) {
            throw ApiError.of(-1106, "Parameter '" + name + "' sent when not required.");
        }
    }

    long number(String name) {
        String value = required(name);
        if (!NUMBER_PATTERN.matcher(value).matches()) {
            throw ApiError.of(-1100, "Illegal characters found in parameter '" + name
                    + "'; legal range is '^[0-9]{1,20}$'.");
        }
        return Long.parseLong(value);
    }

    long number(String name, long otherwise) {
        return has(name) ? number(name) : otherwise;
    }

    /** A limit on rows. */
    int limit(int otherwise, int most) {
        return (int) Math.min(most, Math.max(1, number("limit", otherwise)));
    }

    /** An amount with up to eight places. */
    Decimal decimal(String name) {
        String value = required(name);
        if (!DECIMAL_PATTERN.matcher(value).matches()) {
            throw ApiError.of(-1100, "Illegal characters found in parameter '" + name + "'; legal range is '" + DECIMAL
                    + "'.");
        }
        Decimal amount;
        try {
            amount = Decimal.parse(value);
        } catch (NumberFormatException e) {
            throw ApiError.of(-1111, "Parameter '" + name + "' has too much precision.");
        }
        if (!amount.isMultipleOf(Decimal.ofUnscaled(1, JsonObject.PLACES))) {
            throw ApiError.of(-1111, "Parameter '" + name + "' has too much precision.");
        }
        return amount;
    }
}
