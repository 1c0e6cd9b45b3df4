package dev.tradewind.runtime.plugin;

import dev.tradewind.runtime.home.TradewindHome;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.pf4j.PluginRuntimeException;

/**
 * The plugins in use. Each has a class loader of its own that sees the JDK, the SDK and SLF4J and nothing else of this
 * program. What a plugin supplies keeps its class loader alive, and works until {@link #close()}.
 *
 * <p>A plugin that cannot be used is an error, never a log line: {@link #open} names every one and what to do.
 */
public final class PluginHost implements AutoCloseable {
    private final Pf4jPlugins plugins = new Pf4jPlugins();
    private final SdkVersion sdk = SdkVersion.current();
    private final PluginArchive archive;

    /** Where each plugin that was loaded came from, by id, in the order of loading. */
    private final Map<String, Path> origins = new LinkedHashMap<>();

    private final NavigableMap<String, InstalledStrategy> strategies = new TreeMap<>();
    private final NavigableMap<String, InstalledModels> models = new TreeMap<>();
    private final NavigableMap<String, InstalledVenue> venues = new TreeMap<>();

    private PluginHost(Path cache) {
        this.archive = new PluginArchive(cache);
    }

    /**
     * Loads plugins, with the unpacked ones cached in the user's folder.
     *
     * @param paths plugin zips, folders of plugin zips, or, while a plugin is being written, its module's folder or
     *     {@code target/classes}
     * @throws PluginException if any cannot be used; one line for each
     */
    public static PluginHost open(List<Path> paths) {
        return open(paths, TradewindHome.cache("plugins"));
    }

    /** As {@link #open(List)}, with the cache in a folder of the caller's choice. */
    public static PluginHost open(List<Path> paths, Path cache) {
        PluginHost host = new PluginHost(cache);
        List<PluginException> problems = new ArrayList<>();
        for (Path path : paths) {
            try {
                host.loadAll(PluginPaths.find(path.toAbsolutePath().normalize()), problems);
            } catch (PluginException e) {
                problems.add(e);
            }
            if (!problems.isEmpty() && problems.getLast().isOfCache()) {
                break;
            }
        }
        if (!problems.isEmpty()) {
            host.close();
            throw joined(problems);
        }
        return host;
    }

    private static PluginException joined(List<PluginException> problems) {
        if (problems.size() == 1 || problems.getLast().isOfCache()) {
            return problems.getLast();
        }
        PluginException all = new PluginException(String.join(
                System.lineSeparator(),
                problems.stream().map(PluginException::getMessage).toList()));
        problems.forEach(all::addSuppressed);
        return all;
    }

    /** Goes on after a bad plugin, so that one run names all of them; without a cache none can be loaded. */
    private void loadAll(List<Path> found, List<PluginException> problems) {
        for (Path origin : found) {
            try {
                load(origin);
            } catch (PluginException e) {
                problems.add(e);
                if (e.isOfCache()) {
                    return;
                }
            }
        }
    }

    private void load(Path origin) {
        boolean zip = origin.toFile().isFile();
        Path folder = zip ? archive.unpack(origin) : origin;
        PluginDescriptor descriptor = PluginDescriptor.read(folder, origin, sdk);
        Path other = origins.putIfAbsent(descriptor.id(), origin);
        if (other != null) {
            throw new PluginException("plugin " + origin + " has the same id as " + other + ", '" + descriptor.id()
                    + "': remove one of them");
        }
        try {
            if (!zip) {
                BundledSdk.refuse(folder, origin);
            }
            plugins.loadPlugin(folder);
        } catch (PluginRuntimeException | IOException e) {
            throw new PluginException("plugin " + origin + " cannot be loaded: " + e.getMessage(), e);
        }
        ClassLoader loader = plugins.getPluginClassLoader(descriptor.id());
        Provided.Parts parts = new Provided(origin, descriptor).find(loader);
        for (InstalledStrategy found : parts.strategies()) {
            InstalledStrategy same = strategies.putIfAbsent(found.name(), found);
            refuseSecond("a strategy", found.name(), origin, same == null ? null : same.pluginId());
        }
        for (InstalledModels found : parts.models()) {
            InstalledModels same = models.putIfAbsent(found.name(), found);
            refuseSecond("models", found.name(), origin, same == null ? null : same.pluginId());
        }
        for (InstalledVenue found : parts.venues()) {
            InstalledVenue same = venues.putIfAbsent(found.name(), found);
            refuseSecond("a venue", found.name(), origin, same == null ? null : same.pluginId());
        }
    }

    private void refuseSecond(String what, String name, Path origin, @Nullable String otherId) {
        if (otherId != null) {
            throw new PluginException("plugin " + origin + " supplies " + what + " '" + name + "', and so does "
                    + origins.get(otherId) + ": remove one of them, or rename what it supplies");
        }
    }

    /** All strategies, by name. */
    public NavigableMap<String, InstalledStrategy> strategies() {
        return Collections.unmodifiableNavigableMap(strategies);
    }

    /**
     * One strategy.
     *
     * @throws PluginException if there is none of that name; the message suggests the nearest and lists all
     */
    public InstalledStrategy strategy(String name) {
        return named("strategy", name, strategies);
    }

    /** All models of costs and fills, by name. */
    public NavigableMap<String, InstalledModels> simulationModels() {
        return Collections.unmodifiableNavigableMap(models);
    }

    /**
     * Models of costs and fills.
     *
     * @throws PluginException if there are none of that name; the message suggests the nearest and lists all
     */
    public InstalledModels simulationModels(String name) {
        return named("models", name, models);
    }

    /** All venues that plugins supply, by name; those that are built in are not among them. */
    public NavigableMap<String, InstalledVenue> venues() {
        return Collections.unmodifiableNavigableMap(venues);
    }

    /**
     * One venue.
     *
     * @throws PluginException if there is none of that name; the message suggests the nearest and lists all
     */
    public InstalledVenue venue(String name) {
        return named("venue", name, venues);
    }

    private static <T> T named(String what, String name, NavigableMap<String, T> known) {
        T found = known.get(name);
        if (found != null) {
            return found;
        }
        if (known.isEmpty()) {
            throw new PluginException("unknown " + what + " '" + name
                    + "'; no plugin supplies any: name plugin zips with --plugins");
        }
        String all = String.join(", ", known.keySet());
        throw new PluginException("unknown " + what + " '" + name + "'; "
                + NearestName.of(name, known.keySet())
                        .map(nearest -> "did you mean " + nearest + "? There are: " + all)
                        .orElse("there are: " + all));
    }

    /** Unloads the plugins, the last one first. */
    @Override
    public void close() {
        // One by one and in reverse: PF4J's own way to stop all of them can fail half-way.
        List<String> ids = new ArrayList<>(origins.keySet());
        for (String id : ids.reversed()) {
            if (plugins.getPlugin(id) != null) {
                plugins.unloadPlugin(id);
            }
        }
    }
}
