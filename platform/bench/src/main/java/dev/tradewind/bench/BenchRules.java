package dev.tradewind.bench;

import dev.tradewind.policy.RuleSet;
import dev.tradewind.policy.bench.GeneratedRules;
import dev.tradewind.runtime.cli.InputException;
import dev.tradewind.runtime.home.Installation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Rules that judge the orders of an account that sends thousands in a second. */
final class BenchRules {
    private BenchRules() {}

    /** The shipped ones with limits that let all orders pass; each still looks. */
    static RuleSet shipped(Path folder) throws IOException {
        return open(Installation.rules().orElseThrow(() -> new InputException("no rules are installed")), folder);
    }

    /** The same of a folder of rules. */
    static RuleSet open(Path shipped, Path folder) throws IOException {
        Path copy = folder.resolve("rules-shipped");
        List<Path> files;
        try (Stream<Path> found = Files.walk(shipped)) {
            files = found.filter(Files::isRegularFile).toList();
        }
        for (Path file : files) {
            Path target = copy.resolve(shipped.relativize(file).toString());
            Path parent = target.getParent();
            if (parent != null) {
                Files.createDirectories(parent);
            }
            Files.copy(file, target);
        }
        GeneratedRules.writeLimits(copy);
        return RuleSet.load(copy, folder.resolve("cache"));
    }

    /** So many, of four conditions each, the first three of which hold. */
    static RuleSet generated(Path folder, int count) throws IOException {
        Path rules = folder.resolve("rules-generated");
        GeneratedRules.write(rules, count);
        return RuleSet.load(rules, folder.resolve("cache"));
    }
}
