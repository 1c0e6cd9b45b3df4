package dev.tradewind.runtime.surveillance;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.tradewind.policy.surveillance.StreamEvent;
import dev.tradewind.policy.surveillance.StreamEvent.Amended;
import dev.tradewind.policy.surveillance.StreamEvent.Cancelled;
import dev.tradewind.policy.surveillance.StreamEvent.Closed;
import dev.tradewind.policy.surveillance.StreamEvent.Ended;
import dev.tradewind.policy.surveillance.StreamEvent.Filled;
import dev.tradewind.policy.surveillance.StreamEvent.Placed;
import dev.tradewind.policy.surveillance.StreamEvent.Quoted;
import dev.tradewind.policy.surveillance.StreamEvent.Traded;
import dev.tradewind.sdk.instrument.InstrumentId;
import dev.tradewind.sdk.order.Side;
import dev.tradewind.simulation.data.DataException;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Reads orders and market data from a file: CSV with a header, or one JSON object a line, with the names of
 * {@link #COLUMNS}. Lines stand in the order of time.
 */
public final class StreamFile {
    /** What a line may hold; {@code time} is such as 2026-03-01T12:30:00.123Z. */
    public static final List<String> COLUMNS = List.of(
            "time", "event", "instrument", "account", "order", "side", "price", "quantity", "trade", "liquidity",
            "bid", "ask");

    private static final String EVENTS = "PLACED, AMENDED, CANCELLED, ENDED, FILLED, TRADED, QUOTED, CLOSED";

    private final Path file;
    private int line;
    private long before = Long.MIN_VALUE;

    private StreamFile(Path file) {
        this.file = file;
    }

    /**
     * Hands over what the file holds.
     *
     * @throws DataException at the first line that makes no sense, with its place
     */
    public static void read(Path file, Consumer<StreamEvent> consumer) {
        new StreamFile(file).read(consumer);
    }

    private void read(Consumer<StreamEvent> consumer) {
        try (BufferedReader reader = Files.newBufferedReader(file)) {
            List<String> header = List.of();
            for (String text = reader.readLine(); text != null; text = reader.readLine()) {
                line++;
                if (text.isBlank()) {
                    continue;
                }
                if (text.startsWith("{")) {
                    consumer.accept(event(json(text)));
                } else if (header.isEmpty()) {
                    header = header(text);
                } else {
                    consumer.accept(event(csv(header, text)));
                }
            }
        } catch (IOException e) {
            throw new DataException(file + ": cannot be read (" + e.getMessage() + ")", e);
        }
        if (before == Long.MIN_VALUE) {
            throw new DataException(file + ": holds no events; the header is " + String.join(",", COLUMNS));
        }
    }

    private DataException wrong(String what) {
        return new DataException(file + " line " + line + ": " + what);
    }

    private List<String> header(String text) {
        List<String> names = List.of(text.strip().split(",", -1));
        for (String name : names) {
            if (!COLUMNS.contains(name)) {
                throw wrong("there is no column '" + name + "'; the header is " + String.join(",", COLUMNS));
            }
        }
        return names;
    }

    private Map<String, String> csv(List<String> header, String text) {
        String[] cells = text.split(",", -1);
        if (cells.length != header.size()) {
            throw wrong(cells.length + " cells, the header has " + header.size());
        }
        Map<String, String> values = new LinkedHashMap<>();
        for (int i = 0; i < cells.length; i++) {
            values.put(header.get(i), cells[i].strip());
        }
        return values;
    }

    private Map<String, String> json(String text) {
        Map<String, String> values = new LinkedHashMap<>();
        try (JsonParser parser = new JsonFactory().createParser(text)) {
            parser.nextToken();
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                String name = parser.currentName();
                if (!COLUMNS.contains(name)) {
                    throw wrong("there is no field '" + name + "'; there are " + String.join(", ", COLUMNS));
                }
                JsonToken value = parser.nextToken();
                if (!value.isScalarValue()) {
                    throw wrong("the field '" + name + "' is no text and no number");
                }
                values.put(name, value == JsonToken.VALUE_NULL ? "" : parser.getText());
            }
        } catch (IOException e) {
            throw new DataException(file + " line " + line + ": no JSON object: " + e.getMessage(), e);
        }
        return values;
    }

    private StreamEvent event(Map<String, String> values) {
        long nanos = time(text(values, "time"));
        if (nanos < before) {
            throw wrong("it is earlier than the line before; sort the file by time");
        }
        before = nanos;
        InstrumentId instrument = instrument(text(values, "instrument"));
        String kind = text(values, "event");
        return switch (kind) {
            case "TRADED" -> new Traded(nanos, instrument, positive(values, "price"), positive(values, "quantity"));
            case "QUOTED" -> new Quoted(nanos, instrument, positive(values, "bid"), positive(values, "ask"));
            case "CLOSED" -> new Closed(nanos, instrument);
            case "PLACED", "AMENDED", "CANCELLED", "ENDED", "FILLED" -> own(kind, nanos, instrument, values);
            default -> throw wrong("there is no event '" + kind + "'; it is one of " + EVENTS);
        };
    }

    private StreamEvent own(String kind, long nanos, InstrumentId instrument, Map<String, String> values) {
        String account = text(values, "account");
        String order = text(values, "order");
        return switch (kind) {
            case "PLACED" -> new Placed(nanos, instrument, account, order, side(values), limit(values),
                    positive(values, "quantity"));
            case "AMENDED" -> new Amended(nanos, instrument, account, order, limit(values),
                    positive(values, "quantity"));
            case "CANCELLED" -> new Cancelled(nanos, instrument, account, order);
            case "ENDED" -> new Ended(nanos, instrument, account, order);
            default -> new Filled(nanos, instrument, account, order, values.getOrDefault("trade", ""), side(values),
                    positive(values, "price"), positive(values, "quantity"), taker(values));
        };
    }

    private long time(String text) {
        try {
            Instant instant = Instant.parse(text);
            return Math.addExact(Math.multiplyExact(instant.getEpochSecond(), 1_000_000_000L), instant.getNano());
        } catch (DateTimeException | ArithmeticException e) {
            throw new DataException(
                    file + " line " + line + ": '" + text + "' is no time; write 2026-03-01T12:30:00.123Z", e);
        }
    }

    private InstrumentId instrument(String text) {
        try {
            return InstrumentId.parse(text);
        } catch (IllegalArgumentException e) {
            throw new DataException(file + " line " + line + ": " + e.getMessage(), e);
        }
    }

    private String text(Map<String, String> values, String name) {
        String text = values.getOrDefault(name, "");
        if (text.isEmpty()) {
            throw wrong("'" + name + "' is missing");
        }
        return text;
    }

    private double positive(Map<String, String> values, String name) {
        String text = text(values, name);
        if (!text.matches("[0-9]{1,18}(\\.[0-9]{1,18})?") || Double.parseDouble(text) == 0) {
            throw wrong("'" + name + "' is '" + text + "', not a number above 0");
        }
        return Double.parseDouble(text);
    }

    /** An order without a price is one at the market. */
    private double limit(Map<String, String> values) {
        return values.getOrDefault("price", "").isEmpty() ? Double.NaN : positive(values, "price");
    }

    private Side side(Map<String, String> values) {
        String text = text(values, "side");
        return switch (text) {
            case "BUY" -> Side.BUY;
            case "SELL" -> Side.SELL;
            default -> throw wrong("'side' is '" + text + "', not BUY or SELL");
        };
    }

    private boolean taker(Map<String, String> values) {
        String text = text(values, "liquidity");
        return switch (text) {
            case "TAKER" -> true;
            case "MAKER" -> false;
            default -> throw wrong("'liquidity' is '" + text + "', not MAKER or TAKER");
        };
    }
}
