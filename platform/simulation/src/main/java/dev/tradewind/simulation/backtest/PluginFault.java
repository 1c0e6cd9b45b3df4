package dev.tradewind.simulation.backtest;

import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Says in one line what went wrong inside a plugin, and where in its own source. */
public final class PluginFault {
    private static final int MAX_LENGTH = 300;
    private static final String REMEDY =
            "it may hold on to more and more; if it needs the memory, give Java more with TRADEWIND_OPTS=-Xmx2g";

    private PluginFault() {}

    /** What was thrown, and the place nearest to it that is not the JDK's or ours. */
    public static String text(Throwable thrown) {
        String message = thrown.getMessage();
        String what = thrown.getClass().getName() + (message == null ? "" : ": " + oneLine(message));
        String where = place(thrown.getStackTrace()).map(place -> ", at " + place).orElse("");
        return what + where + (thrown instanceof OutOfMemoryError ? "; " + REMEDY : "");
    }

    private static String oneLine(String text) {
        String line = text.strip().replaceAll("\\s*\\R\\s*", " ");
        return line.length() <= MAX_LENGTH ? line : line.substring(0, MAX_LENGTH) + "...";
    }

    /** The innermost frame of a plugin, such as {@code demo.Idea.onBar(Idea.java:12)}. */
    static Optional<String> place(StackTraceElement[] stack) {
        return Stream.of(stack).filter(PluginFault::isPlugins).findFirst().map(PluginFault::text);
    }

    private static boolean isPlugins(StackTraceElement frame) {
        // Classes of the JDK have a module; ours are in these packages.
        @Nullable String module = frame.getModuleName();
        String type = frame.getClassName();
        return module == null
                && !type.startsWith("dev.tradewind.sdk.")
                && !type.startsWith("dev.tradewind.engine.")
                && !type.startsWith("dev.tradewind.simulation.")
                && !type.startsWith("dev.tradewind.runtime.");
    }

    private static String text(StackTraceElement frame) {
        return frame.getClassName() + "." + frame.getMethodName() + "(" + frame.getFileName() + ":"
                + frame.getLineNumber() + ")";
    }
}
