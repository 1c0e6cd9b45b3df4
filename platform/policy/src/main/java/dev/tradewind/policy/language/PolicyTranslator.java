package dev.tradewind.policy.language;

import dev.tradewind.policy.language.PolicyAmounts.Amount;
import dev.tradewind.policy.language.Token.Kind;
import dev.tradewind.policy.language.Tokens.Unreadable;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Turns plain sentences into the words of a rule file, each at the place of the sentence that it came from, so that the
 * same {@link RuleParser} checks both and a mistake is named where it was written.
 *
 * <pre>
 * policy    = "Policy" TEXT "(" attribute { "," attribute } ")" "There is an order"
 *             condition { "and" condition } verdict
 * attribute = "code" CODE | "hard" | "soft" | "owner" NAME | "regulation" TEXT | "also for exits" | TEXT
 * condition = [ "with" ] ( [ "a" | "an" | "the" ] VALUE comparison | FLAG )
 * comparison = ( "above" | "below" | "of at least" | … ) amount | "that is" [ "not" | "one of" | "none of" ] TEXT, TEXT
 * verdict   = "then" ( "deny" | "hold" | "reduce to a" ( "quantity" | "value" ) "of" amount ) TEXT
 * </pre>
 */
final class PolicyTranslator {
    private static final List<String> ATTRIBUTES =
            List.of("code", "hard", "soft", "owner", "regulation", "also for exits");
    private static final List<String> NEEDED = List.of("code", "severity", "owner", "description");
    private static final Map<String, String> EXAMPLES = Map.of(
            "code", "code LARGE_ORDER", "severity", "hard", "owner", "owner Risk", "description", "\"One sentence\"");

    private final Tokens source;
    private final PolicyAmounts amounts;
    private final PolicyWords out = new PolicyWords();

    private PolicyTranslator(Tokens source) {
        this.source = source;
        this.amounts = new PolicyAmounts(source);
    }

    /**
     * The words of a rule file that says the same; a policy with a problem is left out.
     *
     * @param packageName of the rule file
     * @param words of the policy file, ending with END
     */
    static List<Token> translate(String packageName, List<Token> words, Problems problems) {
        return new PolicyTranslator(new Tokens(words, problems)).file(packageName);
    }

    private List<Token> file(String packageName) {
        Token first = source.peek();
        out.put(first, "package " + packageName + " import " + RuleParser.CHECK_CLASS + " global "
                + RuleParser.COLLECTOR_CLASS + " verdict");
        while (source.peek().kind() != Kind.END) {
            int before = out.size();
            try {
                policy();
            } catch (Unreadable e) {
                out.cut(before);
                skipToNextPolicy();
            }
        }
        out.add(source.peek());
        return out.tokens();
    }

    private void skipToNextPolicy() {
        while (source.peek().kind() != Kind.END
                && !(source.peek().is("Policy") && source.peekSecond().kind() == Kind.STRING)) {
            source.next();
        }
    }

    private void policy() throws Unreadable {
        Token start = source.next();
        if (!start.is("Policy")) {
            throw source.refuse(start, "a policy begins with `Policy`, found " + start.shown(),
                    Nearest.suggestion(start.text(), List.of("Policy"), "write: Policy \"Name\" (code NAME, hard, …)"));
        }
        Token name = source.expect(Kind.STRING, "the policy's name in quotes");
        out.put(start, "rule");
        out.add(name);
        head(name);
        words("There is an order", "after the brackets");
        Token when = source.peek();
        out.put(when, "when Check (");
        Compared compared = conditions();
        verdict(compared);
    }

    private void head(Token name) throws Unreadable {
        source.expect("(", "after the name");
        Map<String, Token> given = new LinkedHashMap<>();
        do {
            attribute(given);
        } while (source.accept(","));
        if (!source.peek().is(")")) {
            throw source.refuse(source.peek(), "`,` or `)` expected, found " + source.peek().shown(), "");
        }
        source.next();
        for (String key : NEEDED) {
            if (!given.containsKey(key)) {
                throw source.refuse(name, "policy " + name.shown() + " has no " + key,
                        "add to its brackets such as: " + EXAMPLES.get(key));
            }
        }
        given.forEach((key, value) -> {
            out.put(value, "@ " + key + " (");
            out.add(value);
            out.put(value, ")");
        });
    }

    private void attribute(Map<String, Token> given) throws Unreadable {
        Token at = source.next();
        String key;
        Token value = at;
        if (at.kind() == Kind.STRING) {
            key = "description";
        } else if (at.is("code")) {
            key = "code";
            value = source.expect(Kind.WORD, "the policy's code, such as LARGE_ORDER,");
        } else if (at.is("hard") || at.is("soft")) {
            key = "severity";
            value = new Token(Kind.WORD, at.is("hard") ? "HARD" : "SOFT", at.line(), at.column());
        } else if (at.is("owner") || at.is("regulation")) {
            key = at.text();
            value = named();
        } else if (at.is("also")) {
            words("for exits", "after `also`");
            key = "appliesToExits";
            value = new Token(Kind.WORD, "true", at.line(), at.column());
        } else {
            throw source.refuse(at, "a policy's brackets say nothing like " + at.shown(),
                    Nearest.suggestion(at.text(), ATTRIBUTES, "known: " + String.join(", ", ATTRIBUTES)));
        }
        if (given.put(key, value) != null) {
            throw source.refuse(at, "a second " + key, "remove one");
        }
    }

    /** A text, or words up to the next comma or bracket. */
    private Token named() throws Unreadable {
        Token first = source.peek();
        if (first.kind() == Kind.STRING) {
            return source.next();
        }
        List<String> words = new ArrayList<>();
        while (source.peek().kind() == Kind.WORD && words.size() < Bounds.PATH) {
            words.add(source.next().text());
        }
        if (words.isEmpty()) {
            throw source.refuse(first, "a name expected, found " + first.shown(), "write it in quotes");
        }
        return new Token(Kind.STRING, String.join(" ", words), first.line(), first.column());
    }

    /** Words that must stand here. */
    private void words(String text, String where) throws Unreadable {
        for (String word : text.split(" ")) {
            if (!source.peek().is(word)) {
                throw source.refuse(source.peek(),
                        "`" + text + "` expected " + where + ", found " + source.peek().shown(), "");
            }
            source.next();
        }
    }

    /** The first number that is compared, and what with. */
    private record Compared(String property, Amount amount) {}

    private @Nullable Compared conditions() throws Unreadable {
        @Nullable Compared first = null;
        for (boolean again = false; !source.peek().is("then"); again = true) {
            if (again) {
                if (!source.accept("and")) {
                    throw source.refuse(source.peek(),
                            "`and` or `then` expected, found " + source.peek().shown(),
                            "begin the next condition with `and`, the verdict with `then`");
                }
                out.put(source.peek(), ",");
            }
            @Nullable Compared found = condition();
            first = first == null ? found : first;
        }
        return first;
    }

    private @Nullable Compared condition() throws Unreadable {
        source.accept("with");
        Token start = source.peek();
        if (start.kind() == Kind.WORD && Phrases.CLAUSES.contains(start.text())) {
            String flag = amounts.phrase(Phrases.FLAGS, "no order is described like this");
            boolean negated = flag.startsWith("!");
            out.put(start, flag.substring(negated ? 1 : 0) + " == " + !negated);
            return null;
        }
        amounts.skipArticle();
        Token at = source.peek();
        String property = amounts.phrase(Phrases.VALUES, "an order has nothing called");
        if (Vocabulary.typeOf(property) == Type.TEXT) {
            out.put(at, property);
            choices(at);
            return null;
        }
        Optional<String> operator = amounts.match(Phrases.COMPARISONS);
        if (operator.isEmpty()) {
            throw source.refuse(source.peek(), "how is it compared? found " + source.peek().shown(),
                    amounts.suggestion(property));
        }
        Amount amount = amounts.read(property);
        out.put(at, property + " " + operator.get());
        out.addAll(amount.words());
        return new Compared(property, amount);
    }

    /** What a text is, or is not. */
    private void choices(Token property) throws Unreadable {
        words("that is", "after " + property.shown());
        boolean negated = source.accept("not");
        boolean none = !negated && source.peek().is("none") && source.peekSecond().is("of");
        if (!none && !(source.peek().is("one") && source.peekSecond().is("of"))) {
            out.put(property, negated ? "!=" : "==");
            out.add(amounts.text());
            return;
        }
        source.next();
        source.next();
        out.put(property, (negated || none ? "not " : "") + "in (");
        out.add(amounts.text());
        while (source.peek().is(",") || source.peek().is("or")) {
            source.next();
            source.accept("or");
            out.put(property, ",");
            out.add(amounts.text());
        }
        out.put(property, ")");
    }

    private void verdict(@Nullable Compared compared) throws Unreadable {
        Token then = source.next();
        Token verdict = source.next();
        boolean reduces = verdict.is("reduce");
        if (!reduces && !verdict.is("deny") && !verdict.is("hold")) {
            throw source.refuse(verdict, "there is no verdict " + verdict.shown(),
                    Nearest.suggestion(verdict.text(), List.of("deny", "hold", "reduce"),
                            "write deny, hold or reduce to"));
        }
        if (compared != null) {
            bind(then, "$actual", compared.property(), List.of());
            bind(then, "$limit", "", compared.amount().words());
        }
        if (reduces) {
            Amount to = amounts.reduction();
            bind(then, "$quantity", "", to.words());
            if (compared == null) {
                bind(then, "$actual", "quantity", List.of());
                bind(then, "$limit", "", to.words());
            }
        }
        Token text = source.expect(Kind.STRING, "the text of the reason, in quotes,");
        boolean figures = compared != null || reduces;
        if (!figures && (text.text().contains("{actual}") || text.text().contains("{limit}"))) {
            throw source.refuse(text, "nothing is compared with a number here, so that there is no {actual} or {limit}",
                    "write a property in braces, such as {notional}");
        }
        String arguments = reduces ? "$quantity , $actual , $limit ," : figures ? "$actual , $limit ," : "";
        out.put(then, ") then");
        out.put(verdict, "verdict . " + verdict.text() + " ( " + arguments);
        out.add(text);
        out.put(text, ") ; end");
    }

    private void bind(Token at, String name, String property, List<Token> amount) {
        out.put(at, ", " + name + " : " + property);
        out.addAll(amount);
    }
}
