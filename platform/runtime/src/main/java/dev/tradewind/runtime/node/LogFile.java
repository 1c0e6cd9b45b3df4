package dev.tradewind.runtime.node;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.rolling.RollingFileAppender;
import java.io.IOException;

/** The file that logs go to: each line at once, but for those that are written together. */
final class LogFile extends RollingFileAppender<ILoggingEvent> {
    /** Lines that this writes reach the file at its end, or as they fill a buffer; so do those of others meanwhile. */
    void together(Runnable lines) {
        flushEach(false);
        try {
            lines.run();
        } finally {
            flushEach(true);
        }
    }

    private void flushEach(boolean each) {
        streamWriteLock.lock();
        try {
            setImmediateFlush(each);
            if (each && isStarted()) {
                getOutputStream().flush();
            }
        } catch (IOException e) {
            addError("lines of the log could not be written", e);
        } finally {
            streamWriteLock.unlock();
        }
    }
}
