package dev.tradewind.policy.language;

/**
 * How much a rules folder may hold. Each bound is far beyond what people write, and small enough that a folder at all
 * of its bounds is refused or compiled in a time and a memory that can be stated. They are listed in rules/README.md.
 */
public final class Bounds {
    /** Bytes of one rule file. */
    public static final int RULE_FILE_BYTES = 1 << 20;

    /** Bytes of one table. */
    public static final int TABLE_BYTES = 4 << 20;

    /** Rule files and tables of a folder. */
    public static final int FILES = 500;

    /** Bytes of all rule files and tables of a folder. */
    public static final int FOLDER_BYTES = 8 << 20;

    /** Files and folders of any kind in a rules folder, those that are not read included. */
    public static final int ENTRIES = 5_000;

    /** Folders inside each other that are looked into for misplaced rule files. */
    public static final int FOLDER_DEPTH = 5;

    /** Rules of a folder. */
    public static final int RULES = 2_000;

    /** Comparisons, arithmetic operations, choices and named values of one rule. */
    public static final int PARTS = 200;

    /** Brackets, signs and negations inside each other. */
    static final int DEPTH = 40;

    /**
     * Brackets inside each other that a condition or value needs when it is printed, those of comparisons included: the
     * rule compiler's time doubles with each.
     */
    static final int NESTING = 5;

    /** Calls of {@code verdict} in one rule. */
    static final int CALLS = 10;

    /** Names that the calls of one rule use: the rule compiler takes no more than some twenty. */
    static final int NAMES = 20;

    /** Characters of a word or number. */
    static final int WORD = 100;

    /** Words joined by points. */
    static final int PATH = 10;

    /** Characters of a text, on one line; what a text is used for may bound it further. */
    static final int TEXT = 500;

    /** Characters of a text that a property is compared with. */
    static final int COMPARED_TEXT = 100;

    /** Problems that are reported of one file. */
    static final int PROBLEMS = 100;

    private Bounds() {}
}
