package dev.tradewind.runtime.cli;

import dev.tradewind.runtime.home.Installation;
import dev.tradewind.runtime.plugin.PluginHost;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Option;

/** Which plugins a command uses; a mixin. */
final class PluginOptions {
    @Option(
            names = "--plugins",
            paramLabel = "PATH",
            description = "A folder of plugin zips, one zip, or the folder of a plugin's module while it is being"
                    + " written. Repeatable; replaces the plugins that came with the program.")
    private List<Path> paths = new ArrayList<>();

    /** The plugins that were named, else those installed. The caller closes it. */
    PluginHost open() {
        return PluginHost.open(paths.isEmpty() ? Installation.pluginFolders() : paths);
    }
}
