package dev.tradewind.policy.language;

/**
 * A word of a rule file.
 *
 * @param text as written; of a STRING what stands between the quotes
 * @param line from 1
 * @param column from 1
 */
record Token(Kind kind, String text, int line, int column) {
    enum Kind {
        WORD,
        VARIABLE,
        NUMBER,
        STRING,
        SYMBOL,
        END
    }

    boolean is(String symbolOrWord) {
        return (kind == Kind.SYMBOL || kind == Kind.WORD) && text.equals(symbolOrWord);
    }

    /** For messages. */
    String shown() {
        return switch (kind) {
            case END -> "the end of the file";
            case STRING -> "\"" + Printable.word(text) + "\"";
            case WORD, VARIABLE, NUMBER, SYMBOL -> "`" + Printable.word(text) + "`";
        };
    }
}
