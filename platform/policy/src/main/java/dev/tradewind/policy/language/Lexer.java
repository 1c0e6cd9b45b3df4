package dev.tradewind.policy.language;

import dev.tradewind.policy.language.Token.Kind;
import java.util.ArrayList;
import java.util.List;

/** Splits a rule file into words. Comments vanish here, so that nothing of them reaches a compiler. */
final class Lexer {
    private static final List<String> DOUBLE_SYMBOLS = List.of("==", "!=", "<=", ">=", "&&", "||");
    private static final String SINGLE_SYMBOLS = "()<>!,;:.+-*/@=";

    private final String source;
    private final Problems problems;
    private final List<Token> tokens = new ArrayList<>();
    private int at;
    private int line = 1;
    private int lineStart;

    Lexer(String source, Problems problems) {
        this.source = source;
        this.problems = problems;
    }

    /** All words, ending with END; what is not a word is a problem and is skipped. */
    List<Token> tokens() {
        while (at < source.length()) {
            char c = source.charAt(at);
            if (c == '\n') {
                at++;
                newLine();
            } else if (c == '\r') {
                carriageReturn();
            } else if (c == ' ' || c == '\t' || (c == '\uFEFF' && at == 0)) {
                at++;
            } else if (source.startsWith("//", at)) {
                lineComment();
            } else if (source.startsWith("/*", at)) {
                blockComment();
            } else {
                word(c);
            }
        }
        tokens.add(new Token(Kind.END, "", line, column(at)));
        return tokens;
    }

    private void word(char c) {
        if (c == '"' || c == '\'') {
            string(c);
        } else if (isWordStart(c)) {
            int start = at;
            while (at < source.length() && isWordPart(source.charAt(at))) {
                at++;
            }
            String text = bounded(start);
            add(text.startsWith("$") ? Kind.VARIABLE : Kind.WORD, text, start);
        } else if (isDigit(c)) {
            number();
        } else {
            symbol(c);
        }
    }

    private void symbol(char c) {
        for (String symbol : DOUBLE_SYMBOLS) {
            if (source.startsWith(symbol, at)) {
                add(Kind.SYMBOL, symbol, at);
                at += 2;
                return;
            }
        }
        if (SINGLE_SYMBOLS.indexOf(c) >= 0) {
            add(Kind.SYMBOL, String.valueOf(c), at);
        } else if (c == '\\') {
            problem(at, "a backslash is not allowed in a rule file", "write the character itself");
        } else {
            problem(at, "unexpected character `" + shown(source.codePointAt(at)) + "`", "remove it");
        }
        at += Character.charCount(source.codePointAt(at));
    }

    private void string(char quote) {
        int start = at++;
        while (at < source.length() && source.charAt(at) != quote && !isLineEnd()) {
            int c = source.codePointAt(at);
            if (c == '\\') {
                problem(at, "a backslash is not allowed in a rule file", "write the character itself");
            } else if (c == '"') {
                problem(at, "a double quote is not allowed inside a text", "use another character");
            } else if (!Printable.isPlain(c)) {
                problem(at, "the invisible character " + shown(c) + " is not allowed in a text", "remove it");
            }
            at += Character.charCount(c);
        }
        if (at >= source.length() || isLineEnd()) {
            problem(start, "this text is not closed", "end it with " + quote + " on the same line");
            add(Kind.STRING, "", start);
            return;
        }
        if (at - start - 1 > Bounds.TEXT) {
            problem(start, "this text is longer than " + Bounds.TEXT + " characters", "shorten it");
        }
        add(Kind.STRING, source.substring(start + 1, Math.min(at, start + 1 + Bounds.TEXT)), start);
        at++;
    }

    private void number() {
        int start = at;
        while (at < source.length() && (isWordPart(source.charAt(at)) || isFraction())) {
            at++;
        }
        String text = bounded(start);
        if (!text.matches("[0-9]{1,18}(\\.[0-9]{1,18})?")) {
            problem(
                    start,
                    "`" + Printable.word(text) + "` is not a number",
                    "write digits and one point, such as 2500 or 0.5");
            text = "0";
        }
        add(Kind.NUMBER, text, start);
    }

    private boolean isFraction() {
        return source.charAt(at) == '.' && at + 1 < source.length() && isDigit(source.charAt(at + 1));
    }

    /** The word that ends here; a longer one is a problem and is cut. */
    private String bounded(int start) {
        if (at - start > Bounds.WORD) {
            problem(start, "this word is longer than " + Bounds.WORD + " characters", "shorten it");
        }
        return source.substring(start, Math.min(at, start + Bounds.WORD));
    }

    private boolean isLineEnd() {
        return source.charAt(at) == '\n' || source.charAt(at) == '\r';
    }

    /** Alone it ends a line for some programs and not for others: a rule could hide behind a comment. */
    private void carriageReturn() {
        boolean ofLineEnd = at + 1 < source.length() && source.charAt(at + 1) == '\n';
        if (!ofLineEnd) {
            problem(at, "a carriage return without a line feed", "save the file with line ends LF or CR LF");
        }
        at++;
        if (!ofLineEnd) {
            newLine();
        }
    }

    private void lineComment() {
        while (at < source.length() && !isLineEnd()) {
            comment();
        }
    }

    /** One character of a comment, which may not change how the lines around it look. */
    private void comment() {
        int c = source.codePointAt(at);
        if (c == '\\') {
            problem(at, "a backslash is not allowed in a rule file", "write the character itself");
        } else if (!Printable.isPlain(c) && c != '\t') {
            problem(at, "the invisible character " + shown(c) + " is not allowed in a comment", "remove it");
        }
        at += Character.charCount(c);
    }

    private void blockComment() {
        int start = at;
        int startLine = line;
        int startColumn = column(start);
        int close = source.indexOf("*/", at + 2);
        int end = close < 0 ? source.length() : close + 2;
        while (at < end) {
            if (source.charAt(at) == '\n') {
                at++;
                newLine();
            } else if (source.charAt(at) == '\r') {
                carriageReturn();
            } else {
                comment();
            }
        }
        if (close < 0) {
            problems.add(startLine, startColumn, "this comment is not closed", "end it with */");
        }
    }

    private void newLine() {
        line++;
        lineStart = at;
    }

    private int column(int offset) {
        return offset - lineStart + 1;
    }

    private void add(Kind kind, String text, int start) {
        tokens.add(new Token(kind, text, line, column(start)));
    }

    private void problem(int offset, String message, String suggestion) {
        problems.add(line, column(offset), message, suggestion);
    }

    private static String shown(int c) {
        return Printable.isPlain(c) ? Character.toString(c) : String.format("U+%04X", c);
    }

    private static boolean isWordStart(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || c == '$';
    }

    private static boolean isWordPart(char c) {
        return isWordStart(c) || isDigit(c);
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }
}
