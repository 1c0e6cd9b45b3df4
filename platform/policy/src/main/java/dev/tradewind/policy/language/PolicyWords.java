package dev.tradewind.policy.language;

import java.util.ArrayList;
import java.util.List;

/** The words of a rule file that are written for a policy, each at the place of what it was written for. */
final class PolicyWords {
    private final List<Token> tokens = new ArrayList<>();

    /** Words of our own, at this place. */
    static List<Token> at(Token place, String text) {
        List<Token> words = new ArrayList<>();
        for (Token token : new Lexer(text, new Problems("", "", new ArrayList<>())).tokens()) {
            if (token.kind() != Token.Kind.END) {
                words.add(new Token(token.kind(), token.text(), place.line(), place.column()));
            }
        }
        return words;
    }

    void put(Token place, String text) {
        tokens.addAll(at(place, text));
    }

    /** A word of the author. */
    void add(Token token) {
        tokens.add(token);
    }

    void addAll(List<Token> more) {
        tokens.addAll(more);
    }

    int size() {
        return tokens.size();
    }

    /** Forgets what was written after it had this size. */
    void cut(int size) {
        tokens.subList(size, tokens.size()).clear();
    }

    List<Token> tokens() {
        return tokens;
    }
}
