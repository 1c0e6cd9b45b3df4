package dev.tradewind.runtime.cli;

import dev.tradewind.engine.policy.NoRules;
import dev.tradewind.engine.policy.Policy;
import dev.tradewind.policy.DroolsPolicy;
import dev.tradewind.runtime.home.Installation;
import dev.tradewind.runtime.home.TradewindHome;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which rules judge the orders; a mixin. */
final class RuleOptions {
    @Option(
            names = "--rules",
            paramLabel = "FOLDER",
            description = "Rules that judge every order. Default: the shipped.")
    private @Nullable Path rules;

    @Option(names = "--no-rules", description = "Judge by the hard limits alone.")
    private boolean noRules;

    /** The rules that were chosen, compiled. The caller closes it. */
    Policy load() {
        if (noRules) {
            if (rules != null) {
                throw new InputException("--rules and --no-rules exclude each other");
            }
            return new NoRules();
        }
        return DroolsPolicy.load(folder(rules), TradewindHome.cache("rules"));
    }

    /** The folder given, or the shipped rules. */
    static Path folder(@Nullable Path given) {
        if (given == null) {
            return Installation.rules().orElseThrow(() -> new InputException(
                    "no rules are installed with this program; name a folder with --rules, or say --no-rules"));
        }
        if (!Files.isDirectory(given)) {
            throw new InputException("--rules " + given + ": there is no such folder");
        }
        return given;
    }
}
