package dev.tradewind.policy.language;

import dev.tradewind.policy.language.Token.Kind;
import dev.tradewind.policy.language.Tokens.Unreadable;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads the phrases, texts and amounts of policies. */
final class PolicyAmounts {
    private static final List<String> ARTICLES = List.of("a", "an", "the");
    private static final List<String> ENDS =
            List.of("above", "below", "of", "other", "that", "whose", "and", "then", "with");
    private static final List<String> UNITS = List.of("percent", "seconds", "orders", "units", "times");
    private static final String JOINING = "-./";
    private static final int LONGEST_PHRASE = 8;

    private final Tokens source;

    PolicyAmounts(Tokens source) {
        this.source = source;
    }

    /** What something is compared with, as an expression of the rule language. */
    record Amount(List<Token> words) {}

    void skipArticle() {
        if (source.peek().kind() == Kind.WORD && ARTICLES.contains(source.peek().text())) {
            source.next();
        }
    }

    /** What the words here stand for, if they are one of these phrases; they are then behind us. */
    Optional<String> match(Map<String, String> phrases) {
        for (Map.Entry<String, String> phrase : phrases.entrySet()) {
            String[] words = phrase.getKey().split(" ");
            boolean fits = true;
            for (int i = 0; i < words.length && fits; i++) {
                fits = source.peek(i).is(words[i]);
            }
            if (fits) {
                for (int i = 0; i < words.length; i++) {
                    source.next();
                }
                return Optional.of(phrase.getValue());
            }
        }
        return Optional.empty();
    }

    /** As {@link #match}; the nearest phrase is suggested where none fits. */
    String phrase(Map<String, String> phrases, String otherwise) throws Unreadable {
        Token at = source.peek();
        Optional<String> found = match(phrases);
        if (found.isPresent()) {
            return found.get();
        }
        String written = written(phrases);
        throw source.refuse(at, otherwise + " `" + Printable.word(written) + "`",
                Nearest.suggestion(written, phrases.keySet(), "docs/rules-vocabulary.md lists all"));
    }

    /** What was probably meant where words follow a phrase that nothing compares. */
    String suggestion(String property) {
        Glossary.Entry entry = Glossary.all().get(property);
        String compared = Nearest.suggestion(source.peek().text(), Phrases.COMPARISONS.keySet(), "");
        String all = "write " + String.join(", ", Phrases.COMPARISONS.keySet());
        return entry == null || !compared.isEmpty()
                ? compared
                : Nearest.suggestion(entry.phrase() + " " + written(Phrases.VALUES), Phrases.VALUES.keySet(), all);
    }

    /** The words from here that were probably meant as a phrase: to the end of the line or a word that ends one. */
    private String written(Map<String, String> phrases) {
        List<String> words = new ArrayList<>();
        int line = source.peek().line();
        for (int i = 0; i < LONGEST_PHRASE; i++) {
            Token token = source.peek(i);
            boolean ends = i > 0 && ENDS.contains(token.text()) && !isPartOfAny(phrases, words, token.text());
            if (token.kind() == Kind.END || token.line() != line || token.kind() != Kind.WORD || ends) {
                break;
            }
            words.add(token.text());
        }
        return words.isEmpty() ? source.peek().text() : String.join(" ", words);
    }

    private static boolean isPartOfAny(Map<String, String> phrases, List<String> before, String word) {
        String start = String.join(" ", before) + " " + word;
        return phrases.keySet().stream().anyMatch(phrase -> phrase.startsWith(start));
    }

    /** A name: words and numbers that touch each other, such as {@code sma-cross} or {@code BTC/USDT}, or a text. */
    Token text() throws Unreadable {
        Token first = source.peek();
        if (first.kind() == Kind.STRING) {
            return source.next();
        }
        if (first.kind() != Kind.WORD) {
            throw source.refuse(first, "a name expected, found " + first.shown(), "write it in quotes");
        }
        return new Token(Kind.STRING, joined(), first.line(), first.column());
    }

    private String joined() {
        StringBuilder text = new StringBuilder();
        int line = source.peek().line();
        int column = source.peek().column();
        while (source.peek().line() == line && source.peek().column() == column && isPart(source.peek())
                && text.length() <= Bounds.WORD) {
            Token part = source.next();
            text.append(part.text());
            column += part.text().length();
        }
        return text.toString();
    }

    private static boolean isPart(Token token) {
        return token.kind() == Kind.WORD
                || token.kind() == Kind.NUMBER
                || (token.kind() == Kind.SYMBOL && JOINING.contains(token.text()));
    }

    /** An amount that this property is compared with. */
    Amount read(String property) throws Unreadable {
        Token at = source.peek();
        if (at.kind() != Kind.NUMBER) {
            return new Amount(PolicyWords.at(at, base()));
        }
        source.next();
        if (source.peek().is(",") && source.peekSecond().kind() == Kind.NUMBER) {
            throw source.refuse(source.peek(), "a number has no commas", "write such as 100000");
        }
        boolean percent = source.peek().is("percent");
        if ((source.peek().is("times") && !endsAfterUnit()) || (percent && source.peekSecond().is("of"))) {
            source.next();
            source.accept("of");
            String of = base();
            return new Amount(PolicyWords.at(at, of + " * " + at.text() + (percent ? " / 100" : "")));
        }
        unit(property);
        return new Amount(List.of(at));
    }

    private boolean endsAfterUnit() {
        Token after = source.peekSecond();
        return after.is("and") || after.is("then") || after.kind() == Kind.STRING;
    }

    /** A unit behind a number must be the property's own. */
    private void unit(String property) throws Unreadable {
        Token written = source.peek();
        if (!UNITS.contains(written.text())) {
            return;
        }
        Glossary.Entry entry = Glossary.all().get(property);
        String unit = entry == null ? "" : entry.unit().equals("multiple") ? "times" : entry.unit();
        if (!written.is(unit)) {
            String none = "write the number alone";
            throw source.refuse(written, written.shown() + " does not fit behind this number",
                    written.is("percent") ? "write percent of something, such as percent of equity"
                            : unit.contains(" ") || unit.isEmpty() ? none : none + ", or " + unit);
        }
        source.next();
    }

    /** A property or a limit that amounts are counted from. */
    private String base() throws Unreadable {
        skipArticle();
        Token at = source.peek();
        boolean limit = source.peek().is("limit") && !source.peekSecond().is("price");
        if (limit && source.accept("limit")) {
            Token column = source.peek();
            String name = column.kind() == Kind.WORD ? joined() : column.text();
            String property = Phrases.LIMITS.get(name);
            if (property == null) {
                throw source.refuse(column, "there is no limit `" + Printable.word(name) + "`",
                        Nearest.suggestion(name, Phrases.LIMITS.keySet(), "limits are columns of limits/limits.csv"));
            }
            return property;
        }
        String property = phrase(Phrases.VALUES, "a number expected, or a value that an order has, found");
        if (Vocabulary.typeOf(property) != Type.NUMBER) {
            throw source.refuse(at, "the " + at.text() + " of an order is no number", "");
        }
        return property;
    }

    /** What an order is reduced to: a quantity, or one that is worth so much. */
    Amount reduction() throws Unreadable {
        Token at = source.peek();
        if (!source.accept("to")) {
            throw source.refuse(at, "`to` expected after `reduce`, found " + at.shown(),
                    "write: reduce to a quantity of 5, or: reduce to a value of 5000");
        }
        skipArticle();
        Token kind = source.next();
        boolean worth = kind.is("value");
        if ((!worth && !kind.is("quantity")) || !source.accept("of")) {
            throw source.refuse(kind, "reduced to what? found " + kind.shown(),
                    "write: reduce to a quantity of 5, or: reduce to a value of 5000");
        }
        Amount amount = read(worth ? "notional" : "quantity");
        if (!worth) {
            return amount;
        }
        List<Token> words = new ArrayList<>(PolicyWords.at(kind, "quantity * ("));
        words.addAll(amount.words());
        words.addAll(PolicyWords.at(kind, ") / notional"));
        return new Amount(words);
    }
}
