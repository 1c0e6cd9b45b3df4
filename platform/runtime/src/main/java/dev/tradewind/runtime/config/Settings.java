package dev.tradewind.runtime.config;

import dev.tradewind.runtime.home.FileTrouble;
import dev.tradewind.runtime.plugin.NearestName;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributeView;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Everything that is set, from the strongest source that says something: command line, environment, file, default.
 *
 * <p>A file without accounts trades the demo: a generated market, two strategies, one account.
 */
public final class Settings {
    private static final String PREFIX = "TRADEWIND_";

    /** Variables that are not configuration of a node. */
    private static final Set<String> OTHER_VARIABLES = new LinkedHashSet<>(Arrays.asList(
            "TRADEWIND_HOME",
            "TRADEWIND_CONFIG",
            "TRADEWIND_OPTS",
            "TRADEWIND_DEBUG",
            "TRADEWIND_JAVA_HOME",
            "TRADEWIND_NO_CACHE",
            "TRADEWIND_CACHE_NOW"));

    private static final String DEMO =
            """
            venues:
              synthetic:
                plugin: synthetic
            accounts:
              paper:
                venue: synthetic
                mode: demo
                cash: 100000
                size: percent:5
            strategies:
              quotes:
                plugin: market-maker
                account: paper
                instruments: [DEMO.SYNTHETIC]
                parameters:
                  interval-ms: 500
              trend:
                plugin: sma-cross
                account: paper
                instruments: [DEMO2.SYNTHETIC]
                size: fixed:30
                bars: 1s
                parameters:
                  fast: 5
                  slow: 20
            """;

    private final Map<String, Setting> values;

    private final List<String> warnings;

    private Settings(Map<String, Setting> values, List<String> warnings) {
        this.values = values;
        this.warnings = List.copyOf(warnings);
    }

    /** Lines about what is set and means nothing. */
    public List<String> warnings() {
        return warnings;
    }

    /**
     * Collects what is set.
     *
     * @param file the configuration file; need not exist unless it was named
     * @param named whether the user named the file
     * @param environment variables
     * @param commandLine paths and values
     * @throws ConfigException with one line for each problem
     */
    public static Settings load(
            Path file, boolean named, Map<String, String> environment, Map<String, String> commandLine) {
        Map<String, Setting> read = new LinkedHashMap<>();
        List<String> warnings = new ArrayList<>();
        if (Files.exists(file)) {
            try {
                read.putAll(ConfigFile.read(String.valueOf(file.getFileName()), Files.readString(file)));
                if (isReadByOthers(file) && read.keySet().stream().anyMatch(Settings::isSecret)) {
                    warnings.add(file + " holds a password, and others than its owner can read it: chmod 600 " + file);
                }
            } catch (IOException e) {
                throw new ConfigException("the configuration " + file + " cannot be read: " + FileTrouble.of(e));
            }
        } else if (named) {
            throw new ConfigException("there is no configuration file " + file);
        }
        Map<String, Setting> values = new LinkedHashMap<>();
        for (ConfigKey key : ConfigKeys.ALL) {
            if (!key.pattern().contains("*")) {
                values.put(key.pattern(), new Setting(key.defaultText(), "default"));
            }
        }
        if (read.keySet().stream().noneMatch(path -> path.startsWith("accounts."))) {
            ConfigFile.read("demo", DEMO).forEach((path, one) -> {
                // A map of the file stands for the whole default map: nobody wants a demo's strategy beside his own.
                String map = path.substring(0, path.indexOf('.') + 1);
                if (read.keySet().stream().noneMatch(mine -> mine.startsWith(map))) {
                    values.put(path, new Setting(one.text(), "default"));
                }
            });
        }
        values.putAll(read);
        addDefaultsOfNames(values);
        addEnvironment(values, environment, warnings);
        commandLine.forEach((path, text) -> {
            String name = path.replace("database.", "db-").replace("cluster.", "");
            String option = "--" + (name.equals("abandoned") ? "abandon" : name);
            values.put(path, new Setting(text, option));
        });
        return new Settings(values, warnings);
    }

    private static boolean isSecret(String path) {
        return ConfigKeys.find(Arrays.asList(path.split("\\.")))
                .map(key -> key.kind() == ConfigKey.Kind.SECRET)
                .orElse(false);
    }

    private static boolean isReadByOthers(Path file) throws IOException {
        PosixFileAttributeView view = Files.getFileAttributeView(file, PosixFileAttributeView.class);
        return view != null
                && view.readAttributes().permissions().stream().anyMatch(one -> !one.name().startsWith("OWNER"));
    }

    /** What holds for an account or a strategy that does not say. */
    private static void addDefaultsOfNames(Map<String, Setting> values) {
        for (String path : new ArrayList<>(values.keySet())) {
            String[] parts = path.split("\\.");
            for (ConfigKey key : ConfigKeys.ALL) {
                String[] pattern = key.pattern().split("\\.");
                boolean named = pattern.length >= 3 && !pattern[pattern.length - 1].equals("*");
                if (named && parts.length >= 3 && pattern[0].equals(parts[0])) {
                    pattern[1] = parts[1];
                    values.putIfAbsent(String.join(".", pattern), new Setting(key.defaultText(), "default"));
                }
            }
        }
    }

    private static void addEnvironment(
            Map<String, Setting> values, Map<String, String> environment, List<String> warnings) {
        Map<String, String> pathOf = new TreeMap<>();
        values.keySet().forEach(path -> pathOf.put(ConfigKey.variable(path), path));
        List<String> problems = new ArrayList<>();
        new TreeMap<>(environment).forEach((variable, text) -> {
            String path = pathOf.get(variable);
            if (path != null) {
                values.put(path, new Setting(text, variable));
            } else if (variable.startsWith(PREFIX) && !OTHER_VARIABLES.contains(variable)) {
                // Without the prefix, which would make any two of them alike.
                Set<String> known = new TreeSet<>();
                pathOf.keySet().forEach(name -> known.add(name.substring(PREFIX.length())));
                OTHER_VARIABLES.forEach(name -> known.add(name.substring(PREFIX.length())));
                String sets = "the environment sets " + variable + ", which is unknown";
                // Where secrets are, and what a venue's plugin reads: only what looks like a slip is refused.
                NearestName.of(variable.substring(PREFIX.length()), known)
                        .filter(nearest -> nearest.length() > 3)
                        .ifPresentOrElse(
                                nearest -> problems.add(sets + "; did you mean " + PREFIX + nearest + "?"),
                                () -> warnUnlessNamed(variable, sets, values, warnings));
            }
        });
        if (!problems.isEmpty()) {
            throw new ConfigException(problems);
        }
    }

    private static void warnUnlessNamed(
            String variable, String sets, Map<String, Setting> values, List<String> warnings) {
        if (values.values().stream().noneMatch(one -> one.text().equals("env:" + variable))) {
            warnings.add(sets + " and does nothing; 'config print' shows what can be set");
        }
    }

    /** A value; empty where nothing was set. */
    String text(String path) {
        Setting setting = values.get(path);
        return setting == null ? "" : setting.text();
    }

    /** Where a value comes from, for messages. */
    String origin(String path) {
        Setting setting = values.get(path);
        return setting == null ? "default" : setting.origin();
    }

    List<String> list(String path) {
        return text(path).isBlank()
                ? List.of()
                : Arrays.stream(text(path).split(",")).map(String::strip).toList();
    }

    /** Names that the user chose below a group, in the order of the file. */
    Set<String> names(String group) {
        Set<String> names = new LinkedHashSet<>();
        for (String path : values.keySet()) {
            String[] parts = path.split("\\.");
            if (parts.length > 2 && parts[0].equals(group)) {
                names.add(parts[1]);
            }
        }
        return names;
    }

    /** What stands below a path, by the last name. */
    Map<String, String> below(String path) {
        Map<String, String> found = new LinkedHashMap<>();
        values.forEach((key, setting) -> {
            if (key.startsWith(path + ".")) {
                found.put(key.substring(path.length() + 1), setting.text());
            }
        });
        return found;
    }

    /**
     * A value, read.
     *
     * @throws ConfigException with origin and key, if the reader throws an IllegalArgumentException
     */
    <T> T read(String path, Function<String, T> reader) {
        try {
            return reader.apply(text(path));
        } catch (NumberFormatException e) {
            String commas = text(path).contains(",") ? " without commas, such as " + text(path).replace(",", "") : "";
            throw wrong(path, "must be a number" + commas + ", was '" + text(path) + "'", e);
        } catch (IllegalArgumentException e) {
            throw wrong(path, ": " + e.getMessage(), e);
        }
    }

    /** A whole number within bounds. */
    int whole(String path, int min, int max) {
        int value = read(path, text -> Integer.valueOf(text.strip()));
        if (value < min || value > max) {
            throw wrong(path, "must be " + min + " to " + max + ", was " + value, null);
        }
        return value;
    }

    /** What is wrong with a value, with the place where it was set. */
    public ConfigException wrong(String path, String what, @Nullable Throwable cause) {
        String origin = origin(path);
        ConfigException e = new ConfigException((origin.equals("default") ? "" : origin + ": ") + path
                + (what.startsWith(":") ? "" : " ") + what);
        if (cause != null) {
            e.initCause(cause);
        }
        return e;
    }

    /** Whether an address holds what nobody else should see, such as {@code ?password=}, or who asks. */
    static boolean holdsPassword(String url) {
        String lower = url.toLowerCase(Locale.ROOT);
        return lower.matches(".*[?&](user|[a-z]*password)=.*") || lower.matches(".*//[^/?]*@.*");
    }

    /** All values with their origins, a line each, secrets hidden. */
    public List<String> describe() {
        List<String> lines = new ArrayList<>();
        values.forEach((path, setting) -> {
            boolean sensitive = isSecret(path)
                    || holdsPassword(setting.text())
                    || path.matches(".*parameters\\..*(secret|password|key).*");
            String shown = sensitive && !setting.text().isEmpty() ? "(hidden)" : setting.text();
            lines.add(String.format("%-40s %-32s %s", path, shown.isEmpty() ? "-" : shown, setting.origin()));
        });
        return lines;
    }
}
