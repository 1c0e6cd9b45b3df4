package dev.tradewind.runtime.cli;

import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What two people do with versions of the rules, at a running node. */
final class RulesVersionCommands {
    private RulesVersionCommands() {}

    /** {@code tradewind rules propose}. */
    @Command(
            name = "propose",
            description = "Proposes the rules of a folder as a version: all checks, the difference and a rehearsal.",
            mixinStandardHelpOptions = true,
            sortOptions = false)
    static final class Propose extends NodeClientCommand {
        @Parameters(paramLabel = "FOLDER", description = "The rules; the node reads them.")
        private Path folder = Path.of("");

        @Option(names = "-m", required = true, paramLabel = "WHY", description = "Why, in one line")
        private String why = "";

        @Override
        Map<String, String> command() {
            String path = RuleOptions.folder(folder).toAbsolutePath().normalize().toString();
            return Map.of("command", "rules-propose", "folder", path, "why", why);
        }
    }

    /** {@code tradewind rules approve}. */
    @Command(
            name = "approve",
            description = "Approves a version that somebody else proposed.",
            mixinStandardHelpOptions = true,
            sortOptions = false)
    static final class Approve extends NodeClientCommand {
        @Parameters(paramLabel = "ID", description = "The version.")
        private long id;

        @Option(names = "-m", paramLabel = "WHY", description = "A remark, in one line")
        private String why = "";

        @Override
        Map<String, String> command() {
            return Map.of("command", "rules-approve", "id", Long.toString(id), "why", why);
        }
    }

    /** {@code tradewind rules activate}. */
    @Command(
            name = "activate",
            description = "Puts an approved version in force, at every node.",
            mixinStandardHelpOptions = true,
            sortOptions = false)
    static final class Activate extends NodeClientCommand {
        @Parameters(paramLabel = "ID", description = "The version.")
        private long id;

        @Option(names = "--emergency", description = "Without an approval; only what can but judge more strictly")
        private boolean emergency;

        @Override
        Map<String, String> command() {
            return Map.of(
                            "command", "rules-activate",
                            "id", Long.toString(id),
                            "emergency", Boolean.toString(emergency));
        }
    }

    /** {@code tradewind rules rollback}. */
    @Command(
            name = "rollback",
            description = "Proposes the rules that were in force before, as a version like any other.",
            mixinStandardHelpOptions = true,
            sortOptions = false)
    static final class Rollback extends NodeClientCommand {
        @Option(names = "-m", required = true, paramLabel = "WHY", description = "Why, in one line")
        private String why = "";

        @Override
        Map<String, String> command() {
            return Map.of("command", "rules-rollback", "why", why);
        }
    }

    /** {@code tradewind rules shadow}. */
    @Command(
            name = "shadow",
            description = "Lets the rules of a folder be asked beside those in force, at this node, and only counted."
                    + " Without a folder: what was counted.",
            mixinStandardHelpOptions = true,
            sortOptions = false)
    static final class Beside extends NodeClientCommand {
        @Parameters(arity = "0..1", paramLabel = "FOLDER", description = "The rules; the node reads them.")
        private @Nullable Path folder;

        @Option(names = "--off", description = "End it")
        private boolean off;

        @Override
        Map<String, String> command() {
            String path = folder == null
                    ? ""
                    : RuleOptions.folder(folder).toAbsolutePath().normalize().toString();
            return Map.of("command", "rules-shadow", "folder", path, "off", Boolean.toString(off));
        }
    }
}
