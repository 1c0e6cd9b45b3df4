package dev.tradewind.policy;

import java.io.IOException;
import java.nio.file.Path;

/** Compiles the rules that a distribution ships, so that the first start on a machine need not. Run by the build. */
final class ShippedRules {
    private ShippedRules() {}

    /** @param args folder of the rules, and the folder that takes what they are compiled to */
    public static void main(String[] args) throws IOException {
        RuleSet.keepCompiled(Path.of(args[0]), Path.of(args[1]));
        ConductRules.keepCompiled(Path.of(args[0]), Path.of(args[1]));
    }
}
