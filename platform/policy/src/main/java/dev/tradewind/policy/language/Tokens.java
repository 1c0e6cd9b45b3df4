package dev.tradewind.policy.language;

import dev.tradewind.policy.language.Token.Kind;
import java.util.List;

/** A cursor over the words of a file; the first thing that does not fit ends the rule that is being read. */
final class Tokens {
    private final List<Token> tokens;
    private final Problems problems;
    private int at;

    Tokens(List<Token> tokens, Problems problems) {
        this.tokens = tokens;
        this.problems = problems;
    }

    /** Thrown after a problem was recorded, to leave the rule that has it. */
    static final class Unreadable extends Exception {
        private static final long serialVersionUID = 1L;

        Unreadable() {
            super("unreadable", null, false, false);
        }
    }

    Token peek() {
        return tokens.get(at);
    }

    Token peekSecond() {
        return peek(1);
    }

    /** The word so many behind the next. */
    Token peek(int ahead) {
        return tokens.get(Math.min(at + ahead, tokens.size() - 1));
    }

    Token next() {
        Token token = tokens.get(at);
        if (token.kind() != Kind.END) {
            at++;
        }
        return token;
    }

    boolean accept(String symbolOrWord) {
        if (peek().is(symbolOrWord)) {
            next();
            return true;
        }
        return false;
    }

    Token expect(String symbolOrWord, String where) throws Unreadable {
        if (peek().is(symbolOrWord)) {
            return next();
        }
        throw refuse(peek(), "`" + symbolOrWord + "` expected " + where + ", found " + peek().shown(), "");
    }

    Token expect(Kind kind, String what) throws Unreadable {
        if (peek().kind() == kind) {
            return next();
        }
        throw refuse(peek(), what + " expected, found " + peek().shown(), "");
    }

    /** Records a problem; to be thrown by the caller. */
    Unreadable refuse(Token token, String message, String suggestion) {
        problems.add(token, message, suggestion);
        return new Unreadable();
    }

    /** Records a problem and goes on reading. */
    void complain(Token token, String message, String suggestion) {
        problems.add(token, message, suggestion);
    }

    /** Goes to the next `rule` that begins a rule, or to the end. */
    void skipToNextRule() {
        while (peek().kind() != Kind.END) {
            if (peek().is("rule") && peekSecond().kind() == Kind.STRING) {
                return;
            }
            next();
        }
    }
}
