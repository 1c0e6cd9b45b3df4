package dev.tradewind.runtime.node;

import java.lang.Thread.UncaughtExceptionHandler;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Hears of threads that end by an exception, and tells the connection whose plugin's code is in the trace. */
final class PluginThreads implements UncaughtExceptionHandler {
    private static final Logger LOG = LoggerFactory.getLogger(PluginThreads.class);
    private static final Set<MendedConnection> WATCHED = ConcurrentHashMap.newKeySet();

    private final @Nullable UncaughtExceptionHandler before;

    private PluginThreads(@Nullable UncaughtExceptionHandler before) {
        this.before = before;
    }

    static synchronized void watch(MendedConnection connection) {
        WATCHED.add(connection);
        UncaughtExceptionHandler now = Thread.getDefaultUncaughtExceptionHandler();
        if (!(now instanceof PluginThreads)) {
            Thread.setDefaultUncaughtExceptionHandler(new PluginThreads(now));
        }
    }

    static void forget(MendedConnection connection) {
        WATCHED.remove(connection);
    }

    @Override
    public void uncaughtException(Thread thread, Throwable thrown) {
        boolean known = false;
        for (MendedConnection connection : WATCHED) {
            for (StackTraceElement frame : thrown.getStackTrace()) {
                if (connection.isOf(frame.getClassName())) {
                    connection.threadEnded(thread.getName(), thrown);
                    known = true;
                    break;
                }
            }
        }
        if (before != null) {
            before.uncaughtException(thread, thrown);
        } else if (!known) {
            LOG.error("the thread {} ended", thread.getName(), thrown);
        }
    }
}
