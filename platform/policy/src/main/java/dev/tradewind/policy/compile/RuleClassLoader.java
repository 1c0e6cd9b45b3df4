package dev.tradewind.policy.compile;

import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Loads compiled rules. They see the rule model, the facts and the collector, a few classes of the JDK, and nothing
 * else of this program: what is not listed does not exist for them. Each class passes the {@link ByteCodeCheck} before
 * it is defined, so that only those that are used cost a check.
 */
final class RuleClassLoader extends ClassLoader {
    private static final Set<String> VISIBLE = Set.of(
            "dev.tradewind.engine.policy.Check",
            "dev.tradewind.engine.policy.Limits",
            "dev.tradewind.policy.Compare",
            "dev.tradewind.policy.VerdictCollector",
            "org.drools.util.DateUtils",
            "org.kie.api.runtime.conf.ClockTypeOption",
            "java.time.format.DateTimeFormatter",
            "java.time.format.DateTimeFormatterBuilder",
            "java.lang.invoke.MethodHandles",
            "java.lang.invoke.MethodHandles$Lookup",
            "java.lang.invoke.StringConcatFactory");
    private static final Set<String> VISIBLE_PACKAGES = Set.of("java.lang", "java.util", "java.io");
    private static final Set<String> HIDDEN = Set.of(
            "java.lang.Runtime",
            "java.lang.Process",
            "java.lang.ProcessBuilder",
            "java.lang.Thread",
            "java.lang.ClassLoader",
            "java.lang.Module");

    static {
        registerAsParallelCapable();
    }

    private final Map<String, byte[]> classes;

    RuleClassLoader(Map<String, byte[]> classes) {
        super("rules", RuleClassLoader.class.getClassLoader());
        this.classes = classes;
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
        synchronized (getClassLoadingLock(name)) {
            Class<?> loaded = findLoadedClass(name);
            if (loaded != null) {
                return loaded;
            }
            byte[] code = classes.get(name);
            if (code != null) {
                List<String> problems = ByteCodeCheck.problems(name, code, classes.keySet());
                if (!problems.isEmpty()) {
                    throw new ClassFormatError("refused byte code: " + problems.getFirst());
                }
                return defineClass(name, code, 0, code.length);
            }
            if (!isVisible(name)) {
                throw new ClassNotFoundException(name + " is hidden from rules");
            }
            return getParent().loadClass(name);
        }
    }

    private static boolean isVisible(String name) {
        if (name.startsWith("org.drools.model.") || name.startsWith("org.drools.modelcompiler.")) {
            return true;
        }
        String packageName = name.substring(0, Math.max(0, name.lastIndexOf('.')));
        return VISIBLE.contains(name) || (VISIBLE_PACKAGES.contains(packageName) && !HIDDEN.contains(name));
    }
}
