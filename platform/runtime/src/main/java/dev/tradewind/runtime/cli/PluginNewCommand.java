package dev.tradewind.runtime.cli;

import dev.tradewind.runtime.home.Installation;
import dev.tradewind.runtime.plugin.InstalledStrategy;
import dev.tradewind.runtime.plugin.PluginHost;
import dev.tradewind.runtime.plugin.SdkVersion;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code tradewind plugin new}. */
@Command(
        name = "new",
        description = "Writes a Maven project of a new plugin, with a strategy that works and a test that passes. It"
                + " builds against the SDK that came with this program.",
        mixinStandardHelpOptions = true,
        versionProvider = VersionText.class,
        sortOptions = false,
        footerHeading = "%nExamples:%n",
        footer = {
            "  tradewind plugin new strategy my-idea",
            "  tradewind plugin new strategy my-idea --dir ~/strategies"
        })
final class PluginNewCommand implements Callable<Integer> {
    @Parameters(index = "0", paramLabel = "KIND", description = "What the plugin supplies: strategy.")
    private String kind = "";

    @Parameters(index = "1", paramLabel = "NAME", description = "Its name: lower-case words with dashes.")
    private String name = "";

    @Option(
            names = "--dir",
            paramLabel = "FOLDER",
            description = "Where the project's folder is made; this folder by default.")
    private Path folder = Path.of("");

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        if (!kind.equals("strategy")) {
            throw new InputException("unknown kind of plugin '" + kind + "'; there is: strategy");
        }
        Path repository = Installation.mavenRepository()
                .orElseThrow(() -> new InputException("the Maven repository with the SDK is not there: start this with"
                        + " the launcher of a distribution or a checkout"));
        requireNewName();
        Path project = new PluginProject(name, SdkVersion.current().text(), repository.toUri()).writeInto(folder);
        PrintWriter out = spec.commandLine().getOut();
        out.println("Wrote " + project + ". Next:");
        out.println("  cd " + project);
        out.println("  mvn package");
        out.println("  tradewind plugin list --plugins target/" + name + "-0.1.0.zip");
        return ExitCode.DONE;
    }

    /** Two strategies of one name cannot be used together: the new one would be refused beside the installed. */
    private void requireNewName() {
        try (PluginHost host = PluginHost.open(Installation.pluginFolders())) {
            InstalledStrategy taken = host.strategies().get(name);
            if (taken != null) {
                throw new InputException("there is a strategy " + name + " already, of " + taken.pluginId() + " "
                        + taken.pluginVersion() + "; choose another name, such as my-" + name);
            }
        }
    }
}
