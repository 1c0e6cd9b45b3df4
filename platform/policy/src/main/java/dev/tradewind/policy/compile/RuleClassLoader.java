package dev.tradewind.policy.compile;

import java.net.URL;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Loads compiled rules. They see the rule model, the facts and the collector, a few classes of the JDK, and nothing
 * else of this program: what is not listed does not exist for them. Each class passes the {@link ByteCodeCheck} before
 * it is defined, so that only those that are used cost a check.
 */
final class RuleClassLoader extends ClassLoader {
    static {
        registerAsParallelCapable();
    }

    private final Map<String, byte[]> classes;
    private final Gate gate;

    /** Says what is wrong with a class before it is defined. */
    interface Gate {
        List<String> problems(String name);
    }

    RuleClassLoader(Map<String, byte[]> classes) {
        this(classes, new ByteCodeCheck(classes)::problems);
    }

    /** For tests of what this loader keeps out by itself. */
    RuleClassLoader(Map<String, byte[]> classes, Gate gate) {
        super("rules", RuleClassLoader.class.getClassLoader());
        this.classes = classes;
        this.gate = gate;
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
                List<String> problems = problems(name);
                if (!problems.isEmpty()) {
                    throw new ClassFormatError("refused byte code: " + problems.getFirst());
                }
                return defineClass(name, code, 0, code.length);
            }
            if (!Members.isVisible(name)) {
                throw new ClassNotFoundException(name + " is hidden from rules");
            }
            return getParent().loadClass(name);
        }
    }

    /** The check remembers what it read and is for one thread, while classes may be loaded on several. */
    private List<String> problems(String name) {
        synchronized (gate) {
            return gate.problems(name);
        }
    }

    /** No resource of the program either. */
    @Override
    public @Nullable URL getResource(String name) {
        return null;
    }

    @Override
    public Enumeration<URL> getResources(String name) {
        return Collections.emptyEnumeration();
    }
}
