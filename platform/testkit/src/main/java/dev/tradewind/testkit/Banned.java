package dev.tradewind.testkit;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a strategy must not call, and what to do instead. */
final class Banned {
    private static final String CLOCK = "a strategy has no clock but context.nowNanos()";
    private static final String RANDOM = "a strategy has no randomness but context.random()";
    private static final String THREADS = "a strategy runs on the engine's thread alone; do the work in the callback";
    private static final String IO = "a strategy reads and writes nothing; take what it needs as parameters";
    private static final String MACHINE = "results must not depend on the machine; take it as a parameter";
    private static final String MATH = "its last digits may differ between machines; use StrictMath";

    private static final List<String> THREAD_TYPES = List.of(
            "java/lang/Thread",
            "java/util/Timer",
            "java/util/concurrent/Executor",
            "java/util/concurrent/ForkJoin",
            "java/util/concurrent/CompletableFuture",
            "java/util/concurrent/FutureTask",
            "java/util/concurrent/ScheduledThreadPoolExecutor",
            "java/util/concurrent/ThreadPoolExecutor",
            "java/util/concurrent/StructuredTaskScope");
    private static final List<String> IO_TYPES = List.of(
            "java/nio/file/Files",
            "java/nio/channels/",
            "java/net/",
            "java/net/http/",
            "java/io/File",
            "java/io/RandomAccessFile",
            "java/sql/",
            "java/lang/Process",
            "java/lang/reflect/",
            "java/lang/invoke/MethodHandles$Lookup");
    private static final List<String> CLOCK_TYPES = List.of(
            "java/time/Instant",
            "java/time/LocalDate",
            "java/time/LocalTime",
            "java/time/LocalDateTime",
            "java/time/ZonedDateTime",
            "java/time/OffsetDateTime",
            "java/time/OffsetTime",
            "java/time/Year",
            "java/time/YearMonth",
            "java/time/MonthDay");
    private static final List<String> INEXACT = List.of(
            "sin", "cos", "tan", "asin", "acos", "atan", "atan2", "exp", "expm1", "log", "log10", "log1p", "pow",
            "sinh", "cosh", "tanh", "cbrt", "hypot");

    private Banned() {}

    /** What to do instead of this call; null if the call is fine. */
    static @Nullable String remedy(String owner, String method, String descriptor) {
        if (isClock(owner, method, descriptor)) {
            return CLOCK;
        }
        if (isRandom(owner, method, descriptor)) {
            return RANDOM;
        }
        if (startsWithAny(owner, THREAD_TYPES)
                || method.equals("parallelStream")
                || (owner.startsWith("java/util/stream/") && method.equals("parallel"))) {
            // A thread-local value is state, not a thread; the static field that holds it is judged by its own rule.
            return owner.startsWith("java/lang/ThreadLocal") ? null : THREADS;
        }
        boolean loadsClasses = owner.equals("java/lang/Class") && method.equals("forName");
        if (startsWithAny(owner, IO_TYPES) || owner.equals("java/lang/Runtime") || loadsClasses) {
            return IO;
        }
        if (owner.equals("java/lang/System") && isOfTheMachine(method)) {
            return MACHINE;
        }
        return owner.equals("java/lang/Math") && INEXACT.contains(method) ? MATH : null;
    }

    private static boolean isClock(String owner, String method, String descriptor) {
        return switch (owner) {
            case "java/lang/System" -> method.equals("currentTimeMillis") || method.equals("nanoTime");
            case "java/util/Date" -> method.equals("<init>") && descriptor.equals("()V");
            case "java/util/Calendar", "java/util/GregorianCalendar" ->
                method.equals("getInstance") || descriptor.equals("()V");
            case "java/time/Clock" -> method.startsWith("system") || method.startsWith("tick");
            default -> method.equals("now") && CLOCK_TYPES.contains(owner);
        };
    }

    private static boolean isRandom(String owner, String method, String descriptor) {
        return switch (owner) {
            case "java/lang/Math", "java/lang/StrictMath" -> method.equals("random");
            case "java/util/Random", "java/util/SplittableRandom" ->
                method.equals("<init>") && descriptor.equals("()V");
            case "java/util/UUID" -> method.equals("randomUUID");
            case "java/util/Collections" ->
                method.equals("shuffle") && descriptor.equals("(Ljava/util/List;)V");
            case "java/util/random/RandomGenerator" -> method.equals("of") || method.equals("getDefault");
            case "java/util/concurrent/ThreadLocalRandom", "java/security/SecureRandom" -> true;
            default -> false;
        };
    }

    private static boolean isOfTheMachine(String method) {
        return switch (method) {
            case "getenv", "getProperty", "getProperties", "identityHashCode", "exit", "load", "loadLibrary" -> true;
            default -> false;
        };
    }

    private static boolean startsWithAny(String owner, List<String> prefixes) {
        return prefixes.stream().anyMatch(owner::startsWith);
    }
}
