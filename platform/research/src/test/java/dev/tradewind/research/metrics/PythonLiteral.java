package dev.tradewind.research.metrics;

import java.util.ArrayList;
import java.util.List;

/**
 * Reads the literals that reference cases are written in: lists, tuples, numbers, texts and names. {@code np.nan} and
 * {@code np.inf} are numbers, any other dotted name is a text, {@code [x] * 9} repeats.
 */
final class PythonLiteral {
    private final String text;
    private int at;

    private PythonLiteral(String text) {
        this.text = text;
    }

    /** A Double, a String or a List of these. */
    static Object parse(String text) {
        PythonLiteral reader = new PythonLiteral(text);
        Object value = reader.value();
        if (reader.peek() != 0) {
            throw new IllegalArgumentException("unread: " + text.substring(reader.at));
        }
        return value;
    }

    private Object value() {
        char c = peek();
        if (c == '[' || c == '(') {
            return list(c == '[' ? ']' : ')');
        }
        if (c == '\'') {
            int end = text.indexOf('\'', at + 1);
            String word = text.substring(at + 1, end);
            at = end + 1;
            return word;
        }
        int start = at;
        while (at < text.length() && ",])* ".indexOf(text.charAt(at)) < 0) {
            at++;
        }
        String word = text.substring(start, at);
        return switch (word) {
            case "np.nan" -> Double.NaN;
            case "np.inf" -> Double.POSITIVE_INFINITY;
            default -> Character.isLetter(word.charAt(0)) ? word : Double.valueOf(word);
        };
    }

    private List<Object> list(char close) {
        List<Object> items = new ArrayList<>();
        at++;
        while (peek() != close) {
            items.add(value());
            if (peek() == ',') {
                at++;
            }
        }
        at++;
        if (peek() == '*') {
            at++;
            peek();
            int times = ((Double) value()).intValue();
            List<Object> once = List.copyOf(items);
            for (int i = 1; i < times; i++) {
                items.addAll(once);
            }
        }
        return items;
    }

    /** The next character that is no space; 0 at the end. */
    private char peek() {
        while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
            at++;
        }
        return at < text.length() ? text.charAt(at) : 0;
    }
}
