package dev.tradewind.policy;

import dev.tradewind.policy.language.Bounds;
import dev.tradewind.policy.language.Printable;
import dev.tradewind.policy.limits.TableName;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * Finds and reads the rule files and tables of a folder. Follows no link, waits for no pipe and reads nothing beyond
 * its {@link Bounds}; whatever is called like a rule file and cannot be read as one is a problem, never passed over,
 * since its author believes that it is in force.
 */
final class FolderFiles {
    private static final Set<String> RULE_FOLDERS = Set.of("risk", "compliance", "surveillance");
    private static final Set<String> TABLE_FILES = tableFiles();
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9 ._+-]{0,99}");
    private static final String TABLES = ".csv";
    private static final String SHEETS = ".xlsx";

    private final Path root;
    private final List<RuleProblem> into;
    private final Map<String, byte[]> files = new TreeMap<>();
    private int entries;
    private long bytes;

    private FolderFiles(Path root, List<RuleProblem> into) {
        this.root = root;
        this.into = into;
    }

    private static Set<String> tableFiles() {
        Set<String> files = new TreeSet<>(Set.of(RulesFolder.LIMITS, RulesFolder.RESTRICTED, RulesFolder.LIMITS_SHEET,
                RulesFolder.RESTRICTED_SHEET, RulesFolder.SURVEILLANCE, RulesFolder.OWNERS));
        for (TableName table : TableName.values()) {
            files.add(table.csv());
            files.add(table.workbook());
        }
        return files;
    }

    /** Thrown after a problem was recorded that makes the whole folder unreadable. */
    private static final class Unreadable extends Exception {
        private static final long serialVersionUID = 1L;

        Unreadable() {
            super("unreadable", null, false, false);
        }
    }

    /**
     * Contents by path relative to the folder, with forward slashes, sorted.
     *
     * @param root may itself be a link
     * @param into takes what is wrong
     */
    static Map<String, byte[]> read(Path root, List<RuleProblem> into) {
        if (!Files.isDirectory(root)) {
            into.add(problem(root.toString(), "there is no such folder", "name a folder with risk/*.drl"));
            return new TreeMap<>();
        }
        FolderFiles read = new FolderFiles(root, into);
        try {
            // The folder itself may be reached by a link: whoever starts the program names it.
            read.folder(root.toRealPath(), "", 1);
        } catch (IOException e) {
            into.add(problem(root.toString(), "cannot be read: " + reason(e), "check its permissions"));
        } catch (Unreadable e) {
            return read.files;
        }
        return read.files;
    }

    static RuleProblem problem(String name, String message, String suggestion) {
        return new RuleProblem(Printable.of(name), 0, 0, message, "", suggestion);
    }

    private static String reason(Exception e) {
        return Printable.of(e.getClass().getSimpleName() + " " + e.getMessage());
    }

    private void folder(Path folder, String prefix, int depth) throws Unreadable {
        List<Path> sorted = new ArrayList<>();
        try (DirectoryStream<Path> stream = Files.newDirectoryStream(folder)) {
            for (Path path : stream) {
                if (++entries > Bounds.ENTRIES) {
                    into.add(problem(root.toString(), "more than " + Bounds.ENTRIES + " files and folders",
                            "keep rules in a folder of their own"));
                    throw new Unreadable();
                }
                sorted.add(path);
            }
        } catch (IOException | DirectoryIteratorException e) {
            into.add(problem(prefix.isEmpty() ? root.toString() : prefix, "cannot be read: " + reason(e),
                    "check its permissions"));
            return;
        }
        sorted.sort(null);
        for (Path path : sorted) {
            entry(path, prefix + path.getFileName(), depth);
        }
    }

    private void entry(Path path, String name, int depth) throws Unreadable {
        try {
            BasicFileAttributes found =
                    Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
            String file = String.valueOf(path.getFileName());
            String lower = file.toLowerCase(Locale.ROOT);
            if (RulesFolder.isRules(lower) || isTable(lower)) {
                candidate(path, file, name, found);
            } else if (found.isSymbolicLink() && Files.isDirectory(path)) {
                into.add(problem(name, "a symbolic link to a folder is not followed", "put the folder itself here"));
            } else if (found.isDirectory() && !file.startsWith(".")) {
                if (depth == Bounds.FOLDER_DEPTH) {
                    into.add(problem(name, "more than " + Bounds.FOLDER_DEPTH + " folders inside each other",
                            "rules stand in risk/ and compliance/"));
                    return;
                }
                folder(path, name + "/", depth + 1);
            }
        } catch (IOException e) {
            into.add(problem(name, "cannot be read: " + reason(e), "check its permissions"));
        }
    }

    /** Something that is called like a rule file or a table. */
    private void candidate(Path path, String file, String name, BasicFileAttributes found)
            throws IOException, Unreadable {
        boolean table = isTable(file.toLowerCase(Locale.ROOT));
        if (found.isSymbolicLink()) {
            into.add(problem(name, "a symbolic link is not followed", "put the file itself here"));
        } else if (!found.isRegularFile()) {
            into.add(problem(name, found.isDirectory() ? "a folder, not a file" : "not a regular file", "remove it"));
        } else if (!NAME.matcher(file).matches()) {
            into.add(problem(name, "a file's name is up to 100 letters, digits, spaces and . _ + -", "rename it"));
        } else if (!RulesFolder.isRules(file) && !isTable(file)) {
            into.add(problem(
                    name, "a file's name ends in .drl, .policy, .csv or .xlsx, in small letters", "rename it"));
        } else if (!isPlaced(name)) {
            into.add(problem(name, "this file is in no folder that is read",
                    table
                            ? "tables are " + String.join(", ", TABLE_FILES)
                            : "move it to risk/ or compliance/, or remove it"));
        } else {
            content(path, name, table ? Bounds.TABLE_BYTES : Bounds.RULE_FILE_BYTES);
        }
    }

    private void content(Path path, String name, int limit) throws IOException, Unreadable {
        byte[] content;
        try (InputStream in = Files.newInputStream(path, StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS)) {
            content = in.readNBytes(limit + 1);
        }
        if (content.length > limit) {
            into.add(problem(name, "larger than " + limit + " bytes", "split it"));
            return;
        }
        bytes += content.length;
        if (bytes > Bounds.FOLDER_BYTES || files.size() == Bounds.FILES) {
            into.add(problem(name, "with it the folder has more than " + Bounds.FILES + " files or "
                    + Bounds.FOLDER_BYTES + " bytes", "use a table"));
            throw new Unreadable();
        }
        files.put(name, content);
    }

    private static boolean isTable(String name) {
        return name.endsWith(TABLES) || name.endsWith(SHEETS);
    }

    private static boolean isPlaced(String name) {
        int slash = name.indexOf('/');
        if (isTable(name)) {
            return TABLE_FILES.contains(name);
        }
        return slash > 0 && slash == name.lastIndexOf('/') && RULE_FOLDERS.contains(name.substring(0, slash));
    }
}
