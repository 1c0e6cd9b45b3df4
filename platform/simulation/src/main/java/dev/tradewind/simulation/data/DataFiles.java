package dev.tradewind.simulation.data;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.PatternSyntaxException;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The files that a list of files, folders and globs names.
 *
 * @param files each once, in the order given; those of a folder or glob by name
 * @param named whether each was named alone, not found in a folder or by a glob
 */
public record DataFiles(List<Path> files, boolean named) {
    /** @throws DataException if something is missing, or a folder or glob yields nothing */
    public static DataFiles of(List<String> paths) {
        Set<Path> files = new LinkedHashSet<>();
        boolean named = true;
        for (String text : paths) {
            Path path = path(text);
            if (path != null && Files.isDirectory(path)) {
                named = false;
                files.addAll(inFolder(path));
            } else if (path != null && Files.exists(path)) {
                files.add(path);
            } else if (text.matches(".*[*?\\[{].*")) {
                named = false;
                files.addAll(byGlob(text));
            } else {
                throw new DataException(text + ": no such file; check the path");
            }
        }
        return new DataFiles(List.copyOf(files), named);
    }

    private static @Nullable Path path(String text) {
        try {
            return Path.of(text);
        } catch (InvalidPathException e) {
            return null;
        }
    }

    private static boolean isData(Path path) {
        String name = String.valueOf(path.getFileName()).toLowerCase(Locale.ROOT);
        return name.endsWith(".csv") || name.endsWith(".gz") || name.endsWith(".zip");
    }

    private static List<Path> inFolder(Path folder) {
        List<Path> found = list(folder, path -> isData(path));
        if (found.isEmpty()) {
            throw new DataException(folder + ": no .csv, .gz or .zip in this folder; name the folder of the files");
        }
        return found;
    }

    /** Globs may stand in any part of the path: the walk starts at the last folder before the first one. */
    private static List<Path> byGlob(String glob) {
        List<String> parts = new ArrayList<>(List.of(glob.split("/", -1)));
        StringBuilder base = new StringBuilder();
        while (parts.size() > 1 && !parts.get(0).matches(".*[*?\\[{].*")) {
            base.append(parts.removeFirst()).append('/');
        }
        Path folder = Path.of(base.isEmpty() ? "." : base.toString());
        try {
            PathMatcher matcher = FileSystems.getDefault().getPathMatcher("glob:" + String.join("/", parts));
            if (Files.isDirectory(folder)) {
                int depth = String.join("/", parts).contains("**") ? Integer.MAX_VALUE : parts.size();
                List<Path> found = walk(folder, depth, matcher);
                if (!found.isEmpty()) {
                    return found;
                }
            }
        } catch (PatternSyntaxException e) {
            throw new DataException(glob + ": not a file pattern (" + e.getDescription() + ")", e);
        }
        throw new DataException(glob + ": no file matches; check folder and pattern");
    }

    private static List<Path> walk(Path folder, int depth, PathMatcher matcher) {
        try (Stream<Path> paths = Files.walk(folder, depth)) {
            return paths.filter(path -> matcher.matches(folder.relativize(path)) && Files.isRegularFile(path))
                    .sorted()
                    .toList();
        } catch (IOException | UncheckedIOException e) {
            throw new DataException(folder + ": cannot be listed (" + e.getMessage() + ")", e);
        }
    }

    private static List<Path> list(Path folder, PathMatcher matcher) {
        try (Stream<Path> paths = Files.list(folder)) {
            return paths.filter(path -> matcher.matches(path) && Files.isRegularFile(path)).sorted().toList();
        } catch (IOException e) {
            throw new DataException(folder + ": cannot be listed (" + e.getMessage() + ")", e);
        }
    }
}
