package dev.tradewind.runtime.node;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.spi.LoggingEvent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.event.KeyValuePair;
import org.slf4j.spi.LoggingEventBuilder;

/** A line of the log that is written later than it came to be, and on another thread than the one it tells of. */
final class LogLine {
    private static final int USUAL_PAIRS = 10;

    private final Logger log;
    private final String message;
    private final List<KeyValuePair> pairs = new ArrayList<>(USUAL_PAIRS);

    LogLine(Logger log, String message) {
        this.log = log;
        this.message = message;
    }

    LogLine with(String key, Object value) {
        pairs.add(new KeyValuePair(key, value));
        return this;
    }

    /** Writes it, as information. @param millis when it came to be @param thread name of the thread it came from */
    void write(long millis, String thread) {
        if (!log.isInfoEnabled()) {
            return;
        }
        if (log instanceof ch.qos.logback.classic.Logger logger) {
            LoggingEvent event = new LoggingEvent();
            event.setLoggerContext(logger.getLoggerContext());
            event.setLoggerName(logger.getName());
            event.setLevel(Level.INFO);
            event.setInstant(Instant.ofEpochMilli(millis));
            event.setThreadName(thread);
            event.setMessage(message);
            event.setMDCPropertyMap(Map.of());
            event.setKeyValuePairs(pairs);
            logger.callAppenders(event);
            return;
        }
        LoggingEventBuilder line = log.atInfo();
        for (KeyValuePair pair : pairs) {
            line = line.addKeyValue(pair.key, pair.value);
        }
        line.log(message);
    }
}
