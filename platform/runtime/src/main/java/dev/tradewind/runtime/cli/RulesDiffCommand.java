package dev.tradewind.runtime.cli;

import dev.tradewind.policy.RuleDiff;
import dev.tradewind.policy.RuleException;
import dev.tradewind.policy.RuleTrial;
import dev.tradewind.runtime.config.NodeConfig;
import dev.tradewind.runtime.node.RuleDesk;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code tradewind rules diff}. */
@Command(
        name = "diff",
        description = "Shows what differs between the rules in force and a folder: files, rules, rows of tables.",
        mixinStandardHelpOptions = true,
        versionProvider = VersionText.class,
        sortOptions = false)
final class RulesDiffCommand implements Callable<Integer> {
    @Parameters(arity = "0..1", paramLabel = "FOLDER", description = "Default: the node's own rules folder.")
    private @Nullable Path folder;

    @Mixin
    private NodeOptions options = new NodeOptions();

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws Exception {
        return NodeTrouble.report(spec.commandLine().getErr(), this::run);
    }

    private int run() {
        PrintWriter out = spec.commandLine().getOut();
        try (RuleDesk desk = RuleDesk.open(NodeConfig.of(options.settings()), options.home())) {
            Path compared = folder == null ? desk.folder() : RuleOptions.folder(folder);
            try {
                RuleDiff diff = RuleDiff.of(desk.filesInForce(), RuleTrial.files(compared));
                diff.lines().forEach(out::println);
                out.println(diff.isEmpty()
                        ? compared + " holds what is in force"
                        : diff.lines().size() + " differences between what is in force and " + compared);
            } catch (RuleException e) {
                RuleProblems.print(e.problems(), compared, spec.commandLine().getErr());
                return ExitCode.BAD_INPUT;
            }
        }
        out.flush();
        return ExitCode.DONE;
    }
}
