package dev.tradewind.policy.language;

/** Text of a stranger made fit to be shown on a terminal or in a log: on one line, without control characters. */
public final class Printable {
    private static final int LONGEST_WORD = 60;
    private static final int BEFORE = 120;
    private static final int LONGEST_LINE = 240;

    private Printable() {}

    /** The text with each control, formatting and line-ending character shown as U+FFFD. */
    public static String of(String text) {
        StringBuilder shown = new StringBuilder(text.length());
        text.codePoints().forEach(c -> shown.appendCodePoint(isPlain(c) || c == '\t' ? c : '\uFFFD'));
        return shown.toString();
    }

    /** A word for a message. */
    static String word(String text) {
        return of(text.length() <= LONGEST_WORD ? text : text.substring(0, LONGEST_WORD) + "…");
    }

    /** A line of a file; of a long one what stands around the column, which counts from 1. */
    static String line(String line, int column) {
        if (line.length() <= LONGEST_LINE) {
            return of(line);
        }
        int from = Math.clamp(column - 1L - BEFORE, 0, line.length());
        int to = Math.min(line.length(), from + LONGEST_LINE);
        return of((from > 0 ? "…" : "") + line.substring(from, to) + (to < line.length() ? "…" : ""));
    }

    /**
     * Excludes control, formatting (such as text direction), private and unpaired characters, and those that end a line
     * for some programs only.
     */
    static boolean isPlain(int c) {
        int type = Character.getType(c);
        return type != Character.CONTROL
                && type != Character.FORMAT
                && type != Character.PRIVATE_USE
                && type != Character.SURROGATE
                && type != Character.UNASSIGNED
                && type != Character.LINE_SEPARATOR
                && type != Character.PARAGRAPH_SEPARATOR;
    }

    /** Whether Latin letters stand beside those of an alphabet whose letters look the same. */
    static boolean mixesLookalikes(String text) {
        boolean latin = false;
        boolean lookalike = false;
        for (int c : text.codePoints().toArray()) {
            Character.UnicodeScript script = Character.UnicodeScript.of(c);
            latin |= script == Character.UnicodeScript.LATIN;
            lookalike |= script == Character.UnicodeScript.CYRILLIC
                    || script == Character.UnicodeScript.GREEK
                    || script == Character.UnicodeScript.ARMENIAN
                    || script == Character.UnicodeScript.CHEROKEE;
        }
        return latin && lookalike;
    }
}
