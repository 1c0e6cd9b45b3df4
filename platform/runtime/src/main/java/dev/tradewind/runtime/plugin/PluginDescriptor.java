package dev.tradewind.runtime.plugin;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Properties;
import java.util.regex.Pattern;

/**
 * What a plugin says about itself in its {@code plugin.properties}.
 *
 * @param id {@code plugin.id}
 * @param version {@code plugin.version}
 * @param builtFor {@code tradewind.sdk}, the SDK it was built for
 */
record PluginDescriptor(String id, String version, SdkVersion builtFor) {
    private static final Pattern ID = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,99}");

    /**
     * Reads it.
     *
     * @param folder the unpacked plugin
     * @param origin its zip or folder, for messages
     * @throws PluginException if it is missing, incomplete, or names an SDK that this program cannot stand in for
     */
    static PluginDescriptor read(Path folder, Path origin, SdkVersion current) {
        Properties properties = new Properties();
        try (Reader in = Files.newBufferedReader(folder.resolve(PluginPaths.DESCRIPTOR))) {
            properties.load(in);
        } catch (NoSuchFileException e) {
            throw new PluginException("plugin " + origin + " holds no " + PluginPaths.DESCRIPTOR
                    + " at its top: is it a plugin of Tradewind?", e);
        } catch (IOException | IllegalArgumentException e) {
            throw new PluginException("plugin " + origin + ": its " + PluginPaths.DESCRIPTOR + " cannot be read ("
                    + e.getMessage() + ")", e);
        }
        String id = required(properties, "plugin.id", origin);
        if (!ID.matcher(id).matches()) {
            throw new PluginException("plugin " + origin + ": its plugin.id '" + id
                    + "' must be letters, digits, dots, dashes and underscores");
        }
        String text = required(properties, "tradewind.sdk", origin);
        SdkVersion builtFor = SdkVersion.parse(text).orElseThrow(() -> new PluginException("plugin " + origin
                + ": tradewind.sdk is '" + text + "', which is no version; it is the SDK it was built for, such as "
                + current));
        if (!current.runs(builtFor)) {
            throw new PluginException("plugin " + origin + " was built for SDK " + builtFor + ", this is SDK " + current
                    + ": build it again with tradewind-sdk " + current);
        }
        return new PluginDescriptor(id, required(properties, "plugin.version", origin), builtFor);
    }

    private static String required(Properties properties, String key, Path origin) {
        String value = properties.getProperty(key, "").strip();
        if (value.isEmpty() || value.startsWith("${")) {
            throw new PluginException("plugin " + origin + ": " + PluginPaths.DESCRIPTOR + " does not say " + key);
        }
        return value;
    }
}
