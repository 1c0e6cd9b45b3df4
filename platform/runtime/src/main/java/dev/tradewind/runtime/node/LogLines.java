package dev.tradewind.runtime.node;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.encoder.EncoderBase;
import com.fasterxml.jackson.core.io.JsonStringEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.event.KeyValuePair;

/** A line of the log: a flat JSON object with the time as ISO-8601, UTC, in milliseconds. */
final class LogLines extends EncoderBase<ILoggingEvent> {
    private static final byte[] NOTHING = {};
    private static final int USUAL_CHARACTERS = 384;
    private static final int USUAL_FIELDS = 16;
    private static final JsonStringEncoder ESCAPES = JsonStringEncoder.getInstance();

    private static volatile Second lastSecond = Second.of(0);

    /** A whole second as text, up to its point: many lines are of the same. */
    private record Second(long epochSecond, String text) {
        static Second of(long epochSecond) {
            String whole = Instant.ofEpochSecond(epochSecond).toString();
            return new Second(epochSecond, whole.substring(0, whole.length() - 1) + ".");
        }
    }

    /** Fields in their order; one that is given again keeps its place and has the later value. */
    private static final class Fields {
        private String[] names = new String[USUAL_FIELDS];
        private String[] values = new String[USUAL_FIELDS];
        private int count;

        void put(String name, String value) {
            int at = indexOf(name);
            if (at == count) {
                if (count == names.length) {
                    names = Arrays.copyOf(names, 2 * count);
                    values = Arrays.copyOf(values, 2 * count);
                }
                names[count++] = name;
            }
            values[at] = value;
        }

        void putIfAbsent(String name, String value) {
            if (indexOf(name) == count) {
                put(name, value);
            }
        }

        private int indexOf(String name) {
            int at = 0;
            while (at < count && !names[at].equals(name)) {
                at++;
            }
            return at;
        }

        void appendTo(StringBuilder line) {
            for (int i = 0; i < count; i++) {
                line.append(i == 0 ? "{\"" : ",\"");
                quote(names[i], line);
                line.append("\":\"");
                quote(values[i], line);
                line.append('"');
            }
            line.append('}');
        }
    }

    @Override
    public byte[] headerBytes() {
        return NOTHING;
    }

    @Override
    public byte[] footerBytes() {
        return NOTHING;
    }

    @Override
    public byte[] encode(ILoggingEvent event) {
        return text(event).append('\n').toString().getBytes(StandardCharsets.UTF_8);
    }

    static String line(ILoggingEvent event) {
        return text(event).toString();
    }

    private static StringBuilder text(ILoggingEvent event) {
        Fields fields = new Fields();
        fields.put("time", time(event.getInstant()));
        fields.put("level", event.getLevel().toString());
        fields.put("message", textOf(event.getFormattedMessage()));
        for (Map.Entry<String, String> one : event.getMDCPropertyMap().entrySet()) {
            fields.putIfAbsent(one.getKey(), textOf(one.getValue()));
        }
        if (event.getKeyValuePairs() != null) {
            for (KeyValuePair pair : event.getKeyValuePairs()) {
                fields.put(pair.key, String.valueOf(pair.value));
            }
        }
        fields.put("logger", event.getLoggerName());
        fields.put("thread", event.getThreadName());
        if (event.getThrowableProxy() != null) {
            fields.put("error", ThrowableProxyUtil.asString(event.getThrowableProxy()));
        }
        StringBuilder line = new StringBuilder(USUAL_CHARACTERS);
        fields.appendTo(line);
        return line;
    }

    private static String textOf(@Nullable String text) {
        return text == null ? "null" : text;
    }

    private static String time(Instant instant) {
        long second = instant.getEpochSecond();
        Second known = lastSecond;
        if (known.epochSecond() != second) {
            known = Second.of(second);
            lastSecond = known;
        }
        int millis = instant.getNano() / 1_000_000;
        return known.text() + (char) ('0' + millis / 100) + (char) ('0' + millis / 10 % 10)
                + (char) ('0' + millis % 10) + 'Z';
    }

    private static void quote(String text, StringBuilder line) {
        for (int i = 0; i < text.length(); i++) {
            char one = text.charAt(i);
            if (one < ' ' || one == '"' || one == '\\') {
                ESCAPES.quoteAsString(text, line);
                return;
            }
        }
        line.append(text);
    }
}
