package dev.tradewind.runtime.plugin;

import java.io.IOException;
import java.net.URL;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;

/**
 * The parent of every plugin's class loader: shows the JDK, the SDK and the SLF4J API, and nothing else of the host.
 * A plugin that needs a library brings its own, and cannot meet the host's.
 */
final class SdkOnlyClassLoader extends ClassLoader {
    private static final List<String> PACKAGES = List.of("dev.tradewind.sdk.", "org.slf4j.", "org.jspecify.");

    private final ClassLoader host;

    static {
        registerAsParallelCapable();
    }

    SdkOnlyClassLoader(ClassLoader host) {
        super("tradewind-sdk", ClassLoader.getPlatformClassLoader());
        this.host = host;
    }

    @Override
    protected Class<?> findClass(String name) throws ClassNotFoundException {
        for (String prefix : PACKAGES) {
            if (name.startsWith(prefix)) {
                return host.loadClass(name);
            }
        }
        throw new ClassNotFoundException(name);
    }

    @Override
    protected URL findResource(String name) {
        return isShown(name) ? host.getResource(name) : super.findResource(name);
    }

    @Override
    protected Enumeration<URL> findResources(String name) throws IOException {
        return isShown(name) ? host.getResources(name) : Collections.emptyEnumeration();
    }

    /** Resources of the SDK itself; never META-INF/services, where the host's own providers would show. */
    private static boolean isShown(String name) {
        return name.startsWith("dev/tradewind/sdk/");
    }
}
