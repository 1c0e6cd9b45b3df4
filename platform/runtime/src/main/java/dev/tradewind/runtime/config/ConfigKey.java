package dev.tradewind.runtime.config;

import java.util.List;
import java.util.Locale;

/**
 * Something that can be set.
 *
 * @param pattern its path, with dots; {@code *} stands for a name that the user chooses
 * @param kind what may stand there
 * @param defaultText what holds where nothing was set; empty for none
 * @param description one sentence, with the unit
 */
record ConfigKey(String pattern, Kind kind, String defaultText, String description) {
    /** What may stand at a key. */
    enum Kind {
        TEXT,
        /** As text, and never shown. */
        SECRET,
        /** A list in the file; names with commas between them elsewhere. */
        LIST
    }

    /** Whether a path is of this key. */
    boolean matches(List<String> path) {
        String[] parts = pattern.split("\\.");
        if (parts.length != path.size()) {
            return false;
        }
        for (int i = 0; i < parts.length; i++) {
            if (!parts[i].equals("*") && !parts[i].equals(path.get(i))) {
                return false;
            }
        }
        return true;
    }

    /** Whether a path leads to this key, or to several of its form. */
    boolean isBelow(List<String> path) {
        String[] parts = pattern.split("\\.");
        if (parts.length <= path.size()) {
            return false;
        }
        for (int i = 0; i < path.size(); i++) {
            if (!parts[i].equals("*") && !parts[i].equals(path.get(i))) {
                return false;
            }
        }
        return true;
    }

    /** The variable of the environment that sets a path. */
    static String variable(String path) {
        return "TRADEWIND_" + path.toUpperCase(Locale.ROOT).replaceAll("[^A-Z0-9]", "_");
    }
}
