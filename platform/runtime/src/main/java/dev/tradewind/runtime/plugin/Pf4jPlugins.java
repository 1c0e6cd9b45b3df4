package dev.tradewind.runtime.plugin;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.pf4j.AbstractPluginManager;
import org.pf4j.BasePluginLoader;
import org.pf4j.BasePluginRepository;
import org.pf4j.ClassLoadingStrategy;
import org.pf4j.DefaultExtensionFactory;
import org.pf4j.DefaultExtensionFinder;
import org.pf4j.DefaultVersionManager;
import org.pf4j.ExtensionFactory;
import org.pf4j.ExtensionFinder;
import org.pf4j.Plugin;
import org.pf4j.PluginClassLoader;
import org.pf4j.PluginClasspath;
import org.pf4j.PluginDescriptor;
import org.pf4j.PluginDescriptorFinder;
import org.pf4j.PluginFactory;
import org.pf4j.PluginLoader;
import org.pf4j.PluginRepository;
import org.pf4j.PluginStatusProvider;
import org.pf4j.PropertiesPluginDescriptorFinder;
import org.pf4j.VersionManager;

/**
 * PF4J with our class loaders: takes unpacked plugins ({@code classes/}, {@code lib/}, {@code plugin.properties}) and
 * a module's {@code target/classes}. A plugin's own PF4J class and PF4J's extensions are not used.
 */
final class Pf4jPlugins extends AbstractPluginManager {
    private static final ClassLoader PARENT = new SdkOnlyClassLoader(Pf4jPlugins.class.getClassLoader());

    Pf4jPlugins() {
        super(List.of());
    }

    @Override
    protected PluginLoader createPluginLoader() {
        return new FolderLoader(this);
    }

    @Override
    protected PluginFactory createPluginFactory() {
        return wrapper -> new Plugin() {};
    }

    @Override
    protected PluginDescriptorFinder createPluginDescriptorFinder() {
        return new PropertiesPluginDescriptorFinder();
    }

    @Override
    protected PluginRepository createPluginRepository() {
        return new BasePluginRepository(List.of());
    }

    @Override
    protected ExtensionFactory createExtensionFactory() {
        return new DefaultExtensionFactory();
    }

    @Override
    protected ExtensionFinder createExtensionFinder() {
        return new DefaultExtensionFinder(this);
    }

    @Override
    protected PluginStatusProvider createPluginStatusProvider() {
        return new EverythingEnabled();
    }

    @Override
    protected VersionManager createVersionManager() {
        return new DefaultVersionManager();
    }

    private static final class FolderLoader extends BasePluginLoader {
        FolderLoader(Pf4jPlugins plugins) {
            super(plugins, new PluginClasspath().addClassesDirectories("classes").addJarsDirectories("lib"));
        }

        @Override
        protected PluginClassLoader createPluginClassLoader(Path path, PluginDescriptor descriptor) {
            PluginClassLoader loader =
                    new PluginClassLoader(pluginManager, descriptor, PARENT, ClassLoadingStrategy.APD);
            if (!Files.isDirectory(path.resolve("classes"))) {
                loader.addFile(path.toFile());
            }
            return loader;
        }
    }

    private static final class EverythingEnabled implements PluginStatusProvider {
        @Override
        public boolean isPluginDisabled(String pluginId) {
            return false;
        }

        @Override
        public void disablePlugin(String pluginId) {
            throw new UnsupportedOperationException("a plugin is removed by removing its zip");
        }

        @Override
        public void enablePlugin(String pluginId) {
            throw new UnsupportedOperationException("every plugin that is there is enabled");
        }
    }
}
