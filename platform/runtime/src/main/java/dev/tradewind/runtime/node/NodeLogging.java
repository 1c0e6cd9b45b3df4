package dev.tradewind.runtime.node;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.rolling.SizeAndTimeBasedRollingPolicy;
import ch.qos.logback.core.status.Status;
import ch.qos.logback.core.status.StatusListener;
import ch.qos.logback.core.util.FileSize;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.ILoggerFactory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Logs of a node: one JSON object a line, in files of at most 50 MB, two weeks and 1 GB in all. */
final class NodeLogging {
    private static volatile @Nullable LogFile current;

    private NodeLogging() {}

    /** Runs what writes several lines, so that they go to the file at once. */
    static void together(Runnable lines) {
        LogFile file = current;
        if (file == null) {
            lines.run();
        } else {
            file.together(lines);
        }
    }

    /** Sends logs to the folder; does nothing where logging is set up otherwise, as with --debug. */
    static void to(Path folder) {
        ILoggerFactory factory = LoggerFactory.getILoggerFactory();
        if (!(factory instanceof LoggerContext context)) {
            return;
        }
        current = to(folder, context, System.err);
    }

    /** @param console is told in a line that logs cannot be written, every ten minutes while that lasts */
    static LogFile to(Path folder, LoggerContext context, PrintStream console) {
        context.reset();
        context.getStatusManager().add(new Trouble(folder, console));
        LogFile appender = new LogFile();
        appender.setContext(context);
        appender.setFile(folder.resolve("tradewind.log").toString());
        SizeAndTimeBasedRollingPolicy<ILoggingEvent> rolling = new SizeAndTimeBasedRollingPolicy<>();
        rolling.setContext(context);
        rolling.setParent(appender);
        rolling.setFileNamePattern(folder.resolve("tradewind.%d.%i.log.gz").toString());
        rolling.setMaxFileSize(FileSize.valueOf("50MB"));
        rolling.setMaxHistory(14);
        rolling.setTotalSizeCap(FileSize.valueOf("1GB"));
        rolling.start();
        LogLines encoder = new LogLines();
        encoder.setContext(context);
        encoder.start();
        appender.setRollingPolicy(rolling);
        appender.setEncoder(encoder);
        appender.start();
        ch.qos.logback.classic.Logger root = context.getLogger(Logger.ROOT_LOGGER_NAME);
        root.setLevel(Level.INFO);
        root.addAppender(appender);
        // jOOQ's banner and tips, and its word that PostgreSQL 15 is older than what it knows best: it is supported.
        context.getLogger("org.jooq.Constants").setLevel(Level.OFF);
        context.getLogger("org.jooq.impl.DefaultExecuteContext.logVersionSupport").setLevel(Level.OFF);
        // A cluster's network says much; what it does not say as a warning is for nobody here.
        context.getLogger("com.hazelcast").setLevel(Level.WARN);
        return appender;
    }

    /** A full disk keeps lines out of the file, which the file cannot say; the node goes on. */
    private static final class Trouble implements StatusListener {
        private static final long SILENT_NANOS = TimeUnit.MINUTES.toNanos(10);

        private final Path folder;
        private final PrintStream console;
        // What is written goes through a buffer, so that every other line seems to be.
        private final AtomicLong toldUntil = new AtomicLong(System.nanoTime());

        Trouble(Path folder, PrintStream console) {
            this.folder = folder;
            this.console = console;
        }

        @Override
        public void addStatusEvent(Status status) {
            Throwable cause = status.getThrowable();
            long now = System.nanoTime();
            long until = toldUntil.get();
            boolean due = cause instanceof IOException && now - until >= 0;
            if (due && toldUntil.compareAndSet(until, now + SILENT_NANOS)) {
                console.println("tradewind: logs in " + folder + " cannot be written: " + cause.getMessage()
                        + "; it goes on, and lines are lost until they can");
            }
        }
    }
}
