package dev.tradewind.research.report;

/** Builds a page. Every text goes through {@link #text} or {@link #attribute}: nothing from outside is markup. */
final class Html {
    private final StringBuilder out = new StringBuilder(1 << 16);

    /** Markup of our own, with no text from outside in it. */
    Html raw(String markup) {
        out.append(markup);
        return this;
    }

    /** Text from anywhere, escaped. */
    Html text(String text) {
        escape(out, text);
        return this;
    }

    /** An attribute with its leading space. */
    Html attribute(String name, String value) {
        out.append(' ').append(name).append("=\"");
        escape(out, value);
        out.append('"');
        return this;
    }

    /** An element that holds a text. */
    Html element(String tag, String text) {
        return raw("<" + tag + ">").text(text).raw("</" + tag + ">");
    }

    /** An element of a class that holds a text. */
    Html element(String tag, String cssClass, String text) {
        return raw("<" + tag).attribute("class", cssClass).raw(">").text(text).raw("</" + tag + ">");
    }

    StringBuilder builder() {
        return out;
    }

    private static void escape(StringBuilder out, String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '&' -> out.append("&amp;");
                case '<' -> out.append("&lt;");
                case '>' -> out.append("&gt;");
                case '"' -> out.append("&quot;");
                case '\'' -> out.append("&#39;");
                default -> {
                    boolean control = c < ' ' && c != '\n' && c != '\t';
                    out.append(control ? '\uFFFD' : c);
                }
            }
        }
    }

    /** A JSON string that may stand inside a script element. */
    static void appendJson(StringBuilder out, String text) {
        out.append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean plain = c >= ' ' && c != '"' && c != '\\' && c != '<' && c != '>' && c != '&'
                    && c != '\'' && c < 0x7f;
            if (plain) {
                out.append(c);
            } else {
                out.append("\\u");
                for (int shift = 12; shift >= 0; shift -= 4) {
                    out.append(Character.forDigit((c >> shift) & 15, 16));
                }
            }
        }
        out.append('"');
    }
}
