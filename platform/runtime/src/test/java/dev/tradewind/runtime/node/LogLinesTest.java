package dev.tradewind.runtime.node;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.LoggingEvent;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.slf4j.event.KeyValuePair;

/** Lines of the log against a JSON writer of others and a map. */
class LogLinesTest {
    private final LoggerContext context = new LoggerContext();

    @Provide
    Arbitrary<String> texts() {
        Arbitrary<String> odd = Arbitraries.strings()
                .withChars("\"\\\n\t\r\u0001\u001f\u007fé€")
                .ofMaxLength(12);
        return Arbitraries.oneOf(
                Arbitraries.strings().ascii().ofMaxLength(30),
                Arbitraries.strings().withChars("abc").ofMaxLength(3),
                odd);
    }

    @Provide
    Arbitrary<List<String>> pairs() {
        return Arbitraries.oneOf(Arbitraries.of("message", "thread", "time", "account", "order"), texts())
                .list()
                .ofMaxSize(50);
    }

    @Property(tries = 500)
    void aLineIsWhatAJsonWriterMakesOfTheFieldsEachOnce(
            @ForAll("texts") String message, @ForAll("pairs") List<String> pairs, @ForAll long nanos)
            throws IOException {
        LoggingEvent event = new LoggingEvent();
        event.setLoggerContext(context);
        event.setLoggerName("dev.tradewind.Test");
        event.setLevel(Level.WARN);
        event.setMessage(message);
        event.setThreadName("main");
        long second = Math.floorMod(nanos, 4_000_000_000L);
        event.setInstant(Instant.ofEpochSecond(second, Math.floorMod(nanos, 1_000_000_000)));
        event.setMDCPropertyMap(Map.of("account", "one"));
        event.setKeyValuePairs(new ArrayList<>());
        for (int i = 0; i + 1 < pairs.size(); i += 2) {
            event.addKeyValuePair(new KeyValuePair(pairs.get(i), i % 6 == 4 ? null : pairs.get(i + 1)));
        }

        assertThat(LogLines.line(event)).isEqualTo(expected(event));
        assertThat(new LogLines().encode(event))
                .isEqualTo((expected(event) + "\n").getBytes(StandardCharsets.UTF_8));
    }

    private static String expected(ILoggingEvent event) throws IOException {
        Map<String, String> fields = new LinkedHashMap<>();
        String time = event.getInstant().truncatedTo(ChronoUnit.MILLIS).toString();
        fields.put("time", time.contains(".") ? time : time.replace("Z", ".000Z"));
        fields.put("level", event.getLevel().toString());
        fields.put("message", event.getFormattedMessage());
        event.getMDCPropertyMap().forEach(fields::putIfAbsent);
        for (KeyValuePair pair : event.getKeyValuePairs()) {
            fields.put(pair.key, String.valueOf(pair.value));
        }
        fields.put("logger", event.getLoggerName());
        fields.put("thread", event.getThreadName());
        StringWriter text = new StringWriter();
        try (JsonGenerator json = new JsonFactory().createGenerator(text)) {
            json.writeStartObject();
            for (Map.Entry<String, String> field : fields.entrySet()) {
                json.writeStringField(field.getKey(), field.getValue());
            }
            json.writeEndObject();
        }
        return text.toString();
    }
}
