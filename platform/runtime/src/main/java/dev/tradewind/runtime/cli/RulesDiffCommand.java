package dev.tradewind.runtime.cli;

import dev.tradewind.policy.RuleDiff;
import dev.tradewind.policy.RuleException;
import dev.tradewind.policy.RuleTrial;
import dev.tradewind.runtime.config.NodeConfig;
import dev.tradewind.runtime.node.RuleDesk;
import java.io.PrintWriter;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code tradewind rules diff}. */
@Command(
        name = "diff",
        description = "Shows what differs between the rules in force and a folder: files, rules, rows of tables.",
        mixinStandardHelpOptions = true,
        versionProvider = VersionText.class,
        sortOptions = false)
final class RulesDiffCommand extends NodeCommand {
    @Parameters(arity = "0..1", paramLabel = "FOLDER", description = "Default: the node's own rules folder.")
    private @Nullable Path folder;

    @Override
    int run(NodeOptions node, PrintWriter out) {
        try (RuleDesk desk = RuleDesk.open(NodeConfig.of(node.settings()), node.home())) {
            Path compared = folder == null ? desk.folder() : RuleOptions.folder(folder);
            try {
                RuleDiff diff = RuleDiff.of(desk.filesInForce(), RuleTrial.files(compared));
                diff.lines().forEach(out::println);
                out.println(diff.isEmpty()
                        ? compared + " holds what is in force"
                        : diff.lines().size() + " differences between what is in force and " + compared);
            } catch (RuleException e) {
                RuleProblems.print(e.problems(), compared, err());
                return ExitCode.BAD_INPUT;
            }
        }
        out.flush();
        return ExitCode.DONE;
    }
}
