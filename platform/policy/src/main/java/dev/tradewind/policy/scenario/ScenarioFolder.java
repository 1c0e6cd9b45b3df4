package dev.tradewind.policy.scenario;

import dev.tradewind.policy.RuleProblem;
import dev.tradewind.policy.RuleText;
import dev.tradewind.policy.language.Bounds;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Finds the files of scenarios. Follows no link and reads nothing beyond its bounds. */
final class ScenarioFolder {
    static final String FOLDER = "scenarios";
    private static final String SUFFIX = ".yaml";

    private ScenarioFolder() {}

    /** Texts by path relative to the rules folder, sorted. */
    static Map<String, String> read(Path root, List<RuleProblem> into) {
        Map<String, String> texts = new TreeMap<>();
        Path folder = root.resolve(FOLDER);
        if (!Files.isDirectory(folder)) {
            into.add(problem(FOLDER, "there are no scenarios here", "put them in " + FOLDER + "/, as *" + SUFFIX));
            return texts;
        }
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder)) {
            for (Path path : entries) {
                String file = String.valueOf(path.getFileName());
                if (texts.size() == Bounds.FILES) {
                    into.add(problem(FOLDER, "more than " + Bounds.FILES + " files", "put scenarios together"));
                    return texts;
                }
                if (file.endsWith(SUFFIX)) {
                    read(path, FOLDER + "/" + file, texts, into);
                } else if (!file.startsWith(".") && !file.endsWith(".md")) {
                    into.add(problem(FOLDER + "/" + file, "this file is not read",
                            "scenarios are called *" + SUFFIX + ", notes *.md"));
                }
            }
        } catch (IOException | DirectoryIteratorException e) {
            into.add(problem(FOLDER, "cannot be read: " + e.getMessage(), "check its permissions"));
        }
        if (texts.isEmpty() && into.isEmpty()) {
            into.add(problem(FOLDER, "there are no scenarios here", "put them in this folder, as *" + SUFFIX));
        }
        return texts;
    }

    private static void read(Path path, String name, Map<String, String> texts, List<RuleProblem> into)
            throws IOException {
        if (!Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS)) {
            into.add(problem(name, "not a regular file", "put the file itself here"));
            return;
        }
        byte[] content;
        try (InputStream in = Files.newInputStream(path, StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS)) {
            content = in.readNBytes(Bounds.RULE_FILE_BYTES + 1);
        }
        if (content.length > Bounds.RULE_FILE_BYTES) {
            into.add(problem(name, "larger than " + Bounds.RULE_FILE_BYTES + " bytes", "split it"));
            return;
        }
        RuleText.of(name, content, into).ifPresent(text -> texts.put(name, text));
    }

    private static RuleProblem problem(String file, String message, String suggestion) {
        return new RuleProblem(RuleText.printable(file), 0, 0, message, "", suggestion);
    }
}
