package dev.tradewind.testkit.scenario;

import dev.tradewind.sdk.value.Decimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The words of one line, read from left to right. */
final class Words {
    private final String place;
    private final List<Word> words = new ArrayList<>();
    private final int end;
    private int next;

    /**
     * A word and where it starts.
     *
     * @param text as written, without the quotes of a quoted text
     * @param column counted from 1
     * @param quoted whether it stood in quotes
     */
    private record Word(String text, int column, boolean quoted) {}

    /**
     * Splits a line at white space; a comma is a word of its own; text in double quotes is one word; {@code #} starts a
     * comment.
     */
    Words(String scenario, int lineNumber, String line) {
        this.place = scenario + " line " + lineNumber;
        this.end = line.length() + 1;
        int at = 0;
        while (at < line.length() && line.charAt(at) != '#') {
            char c = line.charAt(at);
            if (Character.isWhitespace(c)) {
                at++;
            } else if (c == '"') {
                at = quoted(line, at);
            } else if (c == ',') {
                words.add(new Word(",", at + 1, false));
                at++;
            } else {
                at = plain(line, at);
            }
        }
    }

    private int quoted(String line, int start) {
        int close = line.indexOf('"', start + 1);
        if (close < 0) {
            throw new ScenarioSyntaxException(place + ", column " + (start + 1)
                    + ": this quote is not closed; expected a closing \" on the same line");
        }
        words.add(new Word(line.substring(start + 1, close), start + 1, true));
        return close + 1;
    }

    private int plain(String line, int start) {
        int at = start;
        while (at < line.length() && !Character.isWhitespace(line.charAt(at)) && ",#\"".indexOf(line.charAt(at)) < 0) {
            at++;
        }
        words.add(new Word(line.substring(start, at), start + 1, false));
        return at;
    }

    boolean isEmpty() {
        return next >= words.size();
    }

    /** Whether the next word is this one; it is not taken. */
    boolean sees(String word) {
        return !isEmpty() && !words.get(next).quoted() && words.get(next).text().equalsIgnoreCase(word);
    }

    /** Takes the next word if it is this one. */
    boolean takes(String word) {
        boolean seen = sees(word);
        if (seen) {
            next++;
        }
        return seen;
    }

    void expect(String word) {
        if (!takes(word)) {
            throw expected("'" + word + "'");
        }
    }

    /** Whether a number is next; it is not taken. */
    boolean seesNumber() {
        if (isEmpty() || words.get(next).quoted()) {
            return false;
        }
        try {
            Decimal.parse(words.get(next).text());
            return true;
        } catch (NumberFormatException e) {
            return false;
        }
    }

    boolean seesQuoted() {
        return !isEmpty() && words.get(next).quoted();
    }

    Decimal number(String what) {
        if (!seesNumber()) {
            throw expected(what);
        }
        return Decimal.parse(words.get(next++).text());
    }

    /** A whole number from 0 to a million. */
    int wholeNumber(String what) {
        Decimal value = number(what);
        if (!value.isMultipleOf(Decimal.ONE) || value.signum() < 0 || value.compareTo(Decimal.of(1_000_000)) > 0) {
            next--;
            throw expected(what + " (a whole number from 0 to 1000000)");
        }
        return Math.toIntExact(value.unscaledAt(0));
    }

    /** A name: letters, digits, dots, hyphens. */
    String name(String what) {
        if (isEmpty() || words.get(next).quoted() || !words.get(next).text().matches("[A-Za-z][A-Za-z0-9._-]*")) {
            throw expected(what);
        }
        return words.get(next++).text();
    }

    String quotedText(String what) {
        if (!seesQuoted()) {
            throw expected(what);
        }
        return words.get(next++).text();
    }

    /** One of a few words, in lower case. */
    String oneOf(String... choices) {
        for (String choice : choices) {
            if (takes(choice)) {
                return choice;
            }
        }
        throw expected(choices.length == 1 ? "'" + choices[0] + "'" : "one of " + String.join(", ", choices));
    }

    /** The next word in lower case, for messages and look-ahead; empty at the end. */
    String peek() {
        return isEmpty() ? "" : words.get(next).text().toLowerCase(Locale.ROOT);
    }

    void expectEnd() {
        if (!isEmpty()) {
            throw expected("the end of the line");
        }
    }

    ScenarioSyntaxException expected(String what) {
        String found = isEmpty() ? "the end of the line" : "'" + words.get(next).text() + "'";
        int column = isEmpty() ? end : words.get(next).column();
        return new ScenarioSyntaxException(place + ", column " + column + ": expected " + what + ", found " + found);
    }
}
