package dev.tradewind.runtime.node;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.encoder.EncoderBase;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;
import org.slf4j.event.KeyValuePair;

/** A line of the log: a flat JSON object with the time as ISO-8601, UTC, in milliseconds. */
final class LogLines extends EncoderBase<ILoggingEvent> {
    private static final JsonFactory JSON = new JsonFactory();
    private static final byte[] NOTHING = {};

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
        return (line(event) + "\n").getBytes(StandardCharsets.UTF_8);
    }

    static String line(ILoggingEvent event) {
        Map<String, String> fields = new LinkedHashMap<>();
        String time = event.getInstant().truncatedTo(ChronoUnit.MILLIS).toString();
        // An instant on the whole second is written without its milliseconds.
        fields.put("time", time.contains(".") ? time : time.replace("Z", ".000Z"));
        fields.put("level", event.getLevel().toString());
        fields.put("message", event.getFormattedMessage());
        event.getMDCPropertyMap().forEach(fields::putIfAbsent);
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
        StringWriter text = new StringWriter();
        try (JsonGenerator json = JSON.createGenerator(text)) {
            json.writeStartObject();
            for (Map.Entry<String, String> field : fields.entrySet()) {
                json.writeStringField(field.getKey(), field.getValue());
            }
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString();
    }
}
