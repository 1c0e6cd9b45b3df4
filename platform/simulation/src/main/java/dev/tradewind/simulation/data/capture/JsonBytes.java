package dev.tradewind.simulation.data.capture;

import dev.tradewind.simulation.data.DataException;
import dev.tradewind.simulation.data.Text;
import java.nio.charset.StandardCharsets;

/**
 * Reads one JSON text in place, without an object for anything in it. The caller walks it: {@link #beginObject}, then
 * {@link #nextKey} and a value each until there are no more. Everything that is not as asked for throws a
 * {@link DataException} with line and column.
 */
final class JsonBytes {
    private static final int MOST_DIGITS = 18;
    private static final int DEEPEST = 64;

    private final String file;
    private byte[] bytes = {};
    private int at;
    private int end;
    private int lineStart;
    private long line;
    private boolean fresh;
    private long rounded;
    private int textStart;
    private int textEnd;

    JsonBytes(String file) {
        this.file = file;
    }

    /** The text from {@code from} to {@code to}, in a line that began at {@code newLineStart}. */
    void reset(byte[] newBytes, int from, int to, int newLineStart, long newLine) {
        bytes = newBytes;
        at = from;
        end = to;
        lineStart = newLineStart;
        line = newLine;
        fresh = false;
    }

    /** Where reading goes on; for a second look at the same value. */
    int position() {
        return at;
    }

    void backTo(int position) {
        at = position;
        fresh = false;
    }

    /** The next byte that is not white space; it stays. */
    byte peek() {
        while (at < end) {
            byte c = bytes[at];
            if (c > ' ' || (c != ' ' && c != '\t' && c != '\r')) {
                return c;
            }
            at++;
        }
        throw cut();
    }

    private void expect(char wanted) {
        if (peek() != wanted) {
            throw fail("'" + wanted + "' was expected, '" + shown() + "' is there");
        }
        at++;
    }

    void beginObject() {
        expect('{');
        fresh = true;
    }

    void beginArray() {
        expect('[');
        fresh = true;
    }

    /** Goes to the next key of the object and over its colon; false after the last. */
    boolean nextKey() {
        if (!more('}')) {
            return false;
        }
        string();
        int keyStart = textStart;
        int keyEnd = textEnd;
        expect(':');
        textStart = keyStart;
        textEnd = keyEnd;
        return true;
    }

    /** Goes to the next value of the array; false after the last. */
    boolean nextValue() {
        return more(']');
    }

    private boolean more(char close) {
        byte c = peek();
        if (c == close) {
            at++;
            fresh = false;
            return false;
        }
        if (!fresh) {
            expect(',');
        }
        fresh = false;
        return true;
    }

    /** Reads a string; see {@link #is}, {@link #key} and {@link #text}. */
    void string() {
        expect('"');
        int i = at;
        while (i < end && bytes[i] != '"') {
            i += bytes[i] == '\\' ? 2 : 1;
        }
        if (i >= end) {
            at = end;
            throw cut();
        }
        textStart = at;
        textEnd = i;
        at = i + 1;
    }

    /** Whether the last string or key is this, in ASCII. */
    boolean is(String wanted) {
        int length = wanted.length();
        if (textEnd - textStart != length) {
            return false;
        }
        for (int i = 0; i < length; i++) {
            if (bytes[textStart + i] != wanted.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    /**
     * Whether the last string or key, from its {@code offset} on and up to a stop or its end, is this symbol, whatever
     * the case of its letters and without its punctuation.
     *
     * @param plain the symbol's letters and digits, in capitals
     * @param stop a byte that ends it; zero if none does
     */
    boolean isSymbol(String plain, int offset, char stop) {
        int matched = 0;
        for (int i = textStart + offset; i < textEnd && bytes[i] != stop; i++) {
            int c = bytes[i] >= 'a' && bytes[i] <= 'z' ? bytes[i] - 32 : bytes[i];
            boolean counts = (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
            if (counts && (matched == plain.length() || plain.charAt(matched++) != c)) {
                return false;
            }
        }
        return matched == plain.length();
    }

    /** Whether this text is somewhere in the last string or key. */
    boolean has(String wanted) {
        int last = textEnd - wanted.length();
        for (int i = textStart; i <= last; i++) {
            int matched = 0;
            while (matched < wanted.length() && bytes[i + matched] == wanted.charAt(matched)) {
                matched++;
            }
            if (matched == wanted.length()) {
                return true;
            }
        }
        return false;
    }

    /** The only character of the last string or key; zero if it is longer. */
    byte key() {
        return textEnd - textStart == 1 ? bytes[textStart] : 0;
    }

    /** The last string or key, with escapes as they are written. */
    String text() {
        return new String(bytes, textStart, textEnd - textStart, StandardCharsets.UTF_8);
    }

    boolean startsWith(String wanted) {
        if (textEnd - textStart < wanted.length()) {
            return false;
        }
        for (int i = 0; i < wanted.length(); i++) {
            if (bytes[textStart + i] != wanted.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    boolean bool() {
        boolean value = peek() == 't';
        String word = value ? "true" : "false";
        for (int i = 0; i < word.length(); i++) {
            if (at == end) {
                throw cut();
            }
            if (bytes[at] != word.charAt(i)) {
                throw fail("true or false was expected, '" + shown() + "' is there");
            }
            at++;
        }
        return value;
    }

    /** A whole number, quoted or not. */
    long wholeNumber(String what) {
        return decimal(0, what);
    }

    /**
     * A number, quoted or not, in units of 10<sup>-scale</sup>.
     *
     * @param what to call it where it is wrong
     */
    long decimal(int scale, String what) {
        return decimal(scale, what, false);
    }

    /** The same, but a number with more places is rounded towards zero, and counted. */
    long decimalDown(int scale, String what) {
        return decimal(scale, what, true);
    }

    /** How many numbers were rounded. */
    long rounded() {
        return rounded;
    }

    private long decimal(int scale, String what, boolean down) {
        boolean quoted = peek() == '"';
        at += quoted ? 1 : 0;
        int first = at;
        boolean negative = at < end && bytes[at] == '-';
        at += negative ? 1 : 0;
        long value = 0;
        int digits = 0;
        int places = -1;
        boolean finer = false;
        for (; at < end; at++) {
            int c = bytes[at];
            if (c >= '0' && c <= '9') {
                if (places == scale) {
                    if (c != '0' && !down) {
                        throw wrong(first, what, "has more than " + scale
                                + " places; is the instrument's tick or lot right?");
                    }
                    finer |= c != '0';
                    continue;
                }
                places += places >= 0 ? 1 : 0;
                value = value * 10 + (c - '0');
                digits += digits > 0 || c != '0' ? 1 : 0;
                if (digits > MOST_DIGITS) {
                    throw wrong(first, what, "is too large: more than " + MOST_DIGITS
                            + " digits at the instrument's places; check the line");
                }
            } else if (c == '.' && places < 0) {
                places = 0;
            } else {
                break;
            }
        }
        boolean nothing = at - first == (negative ? 1 : 0);
        if (at >= end && (quoted || nothing)) {
            throw cut();
        }
        if (nothing || (at < end && (bytes[at] | 0x20) == 'e')) {
            throw wrong(first, what, "is not a plain number; check the line");
        }
        if (quoted) {
            if (bytes[at] != '"') {
                throw wrong(first, what, "is not a plain number; check the line");
            }
            at++;
        }
        for (int i = Math.max(places, 0); i < scale; i++) {
            value *= 10;
            digits += value != 0 ? 1 : 0;
        }
        if (digits > MOST_DIGITS) {
            throw wrong(first, what, "is too large: more than " + MOST_DIGITS
                    + " digits at the instrument's places; check the line");
        }
        rounded += finer ? 1 : 0;
        return negative ? -value : value;
    }

    /** Goes over a value of any kind. */
    void skip() {
        skip(0);
        fresh = false;
    }

    private void skip(int depth) {
        if (depth > DEEPEST) {
            throw fail("nested deeper than " + DEEPEST);
        }
        byte c = peek();
        switch (c) {
            case '"' -> string();
            case '{' -> {
                beginObject();
                while (nextKey()) {
                    skip(depth + 1);
                }
            }
            case '[' -> {
                beginArray();
                while (nextValue()) {
                    skip(depth + 1);
                }
            }
            case 't', 'f' -> bool();
            case 'n' -> {
                for (int i = 0; i < 4; i++, at++) {
                    if (at == end) {
                        throw cut();
                    }
                    if (bytes[at] != "null".charAt(i)) {
                        throw fail("no JSON value begins with '" + shown() + "'");
                    }
                }
            }
            default -> skipNumber();
        }
    }

    private void skipNumber() {
        int first = at;
        while (at < end && ((bytes[at] >= '0' && bytes[at] <= '9') || "+-.eE".indexOf(bytes[at]) >= 0)) {
            at++;
        }
        if (at == first) {
            throw fail("no JSON value begins with '" + shown() + "'");
        }
    }

    /** Nothing may follow the value. */
    void finish() {
        while (at < end) {
            if (bytes[at] > ' ') {
                throw fail("nothing was expected after the message, '" + shown() + "' is there");
            }
            at++;
        }
    }

    private DataException wrong(int from, String what, String why) {
        int to = from;
        while (to < end && bytes[to] != '"' && bytes[to] != ',' && bytes[to] != ']' && bytes[to] != '}') {
            to++;
        }
        at = from;
        String value = Text.shortened(new String(bytes, from, to - from, StandardCharsets.UTF_8));
        return fail("the " + what + " '" + value + "' " + why);
    }

    private String shown() {
        return Text.shortened(new String(bytes, at, Math.min(12, end - at), StandardCharsets.UTF_8));
    }

    private DataException cut() {
        at = end;
        return fail("the line is cut short; remove it, or fetch the capture again");
    }

    /** What is wrong here, in one line. */
    DataException fail(String what) {
        return new DataException(file + " line " + line + " column " + (at - lineStart + 1) + ": " + what);
    }
}
