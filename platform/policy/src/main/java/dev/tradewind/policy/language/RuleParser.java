package dev.tradewind.policy.language;

import dev.tradewind.policy.RuleInfo;
import dev.tradewind.policy.RuleProblem;
import dev.tradewind.policy.language.Rule.Item;
import dev.tradewind.policy.language.Token.Kind;
import dev.tradewind.policy.language.Tokens.Unreadable;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Reads a rule file. What it does not know it refuses: a file is a package line, the import of Check, the global
 * {@code verdict}, and rules of exactly one Check pattern whose right-hand side calls {@code verdict}.
 */
public final class RuleParser {
    /** How a file of plain sentences is called. */
    public static final String POLICIES = ".policy";

    static final String CHECK_CLASS = "dev.tradewind.engine.policy.Check";
    static final String COLLECTOR_CLASS = "dev.tradewind.policy.VerdictCollector";

    private static final Map<String, String> NOT_ALLOWED = Map.of(
            "function", "a rule file holds no functions",
            "declare", "a rule file declares no types",
            "query", "a rule file holds no queries",
            "unit", "a rule file belongs to no unit",
            "dialect", "the dialect cannot be changed",
            "import", "imports stand at the top of the file",
            "global", "globals stand at the top of the file",
            "package", "the package line is the first line of the file");
    private static final Set<String> ATTRIBUTES = Set.of(
            "salience",
            "enabled",
            "dialect",
            "duration",
            "timer",
            "calendars",
            "extends",
            "refract",
            "no",
            "date",
            "agenda",
            "activation",
            "auto",
            "lock",
            "ruleflow");

    private final Tokens tokens;
    private final Problems problems;
    private final String path;
    private final RuleKind kind;

    private RuleParser(String path, String source, List<RuleProblem> into) {
        this.path = path;
        this.kind = RuleKind.of(path);
        this.problems = new Problems(path, source, into);
        List<Token> words = new Lexer(source, problems).tokens();
        this.tokens = new Tokens(
                path.endsWith(POLICIES) ? PolicyTranslator.translate(packageName(path), words, problems) : words,
                problems);
    }

    private static String packageName(String path) {
        return "tradewind." + path.substring(0, Math.max(0, path.indexOf('/')));
    }

    /**
     * The rules of a file that could be read.
     *
     * @param path relative to the rules folder, such as {@code risk/size.drl}, or {@code risk/size.policy}
     * @param into takes what is wrong, with line and column
     */
    public static RuleFile parse(String path, String source, List<RuleProblem> into) {
        return new RuleParser(path, source, into).file();
    }

    private RuleFile file() {
        String expected = packageName(path);
        List<Rule> rules = new ArrayList<>();
        try {
            header(expected);
        } catch (Unreadable e) {
            tokens.skipToNextRule();
        }
        while (tokens.peek().kind() != Kind.END) {
            if (rules.size() == Bounds.RULES) {
                tokens.complain(tokens.peek(), "more than " + Bounds.RULES + " rules in one file", "use a table");
                break;
            }
            try {
                rules.add(rule());
            } catch (Unreadable e) {
                tokens.skipToNextRule();
            }
        }
        return new RuleFile(path, expected, rules);
    }

    private void header(String expectedPackage) throws Unreadable {
        headerLine("package", expectedPackage);
        headerLine("import", kind.factClass());
        headerLine("global", kind.collectorClass());
        Token name = tokens.expect(Kind.WORD, "`" + kind.global() + "`");
        if (!name.text().equals(kind.global())) {
            throw tokens.refuse(name, "the only global is called `" + kind.global() + "`", "");
        }
        tokens.accept(";");
    }

    private void headerLine(String keyword, String value) throws Unreadable {
        Token at = tokens.peek();
        String line = keyword + " " + value + (keyword.equals("global") ? " " + kind.global() : "");
        if (!tokens.accept(keyword)) {
            throw tokens.refuse(at, "the line `" + line + "` is missing", "put it here");
        }
        Token start = tokens.peek();
        StringBuilder name = new StringBuilder(tokens.expect(Kind.WORD, "a name").text());
        while ((tokens.peek().is(".") || tokens.peek().is("*")) && name.length() <= Bounds.WORD) {
            Token part = tokens.next();
            name.append(part.is("*") ? "*" : "." + (tokens.peek().kind() == Kind.WORD ? tokens.next().text() : ""));
        }
        if (!name.toString().equals(value)) {
            throw tokens.refuse(
                    start,
                    "`" + keyword + " " + Printable.word(name.toString()) + "` is not allowed",
                    "write `" + line + "`");
        }
        if (!keyword.equals("global")) {
            tokens.accept(";");
        }
    }

    private Rule rule() throws Unreadable {
        Token start = tokens.next();
        if (!start.is("rule")) {
            String reason = start.kind() == Kind.WORD ? NOT_ALLOWED.get(start.text()) : null;
            throw tokens.refuse(
                    start,
                    reason == null ? "a rule begins with `rule`, found " + start.shown() : reason,
                    reason == null
                            ? Nearest.suggestion(start.text(), List.of("rule"), "write: rule \"Name\"")
                            : "remove it");
        }
        Token name = tokens.expect(Kind.STRING, "the rule's name in quotes");
        if (!name.text().matches("[\\p{L}\\p{N} ,.:()/%+_-]{1,100}")) {
            throw tokens.refuse(name, "a rule's name is 1 to 100 letters, digits and spaces", "");
        }
        if (Printable.mixesLookalikes(name.text())) {
            throw tokens.refuse(
                    name, "this name mixes alphabets whose letters look the same", "write all letters in one of them");
        }
        Map<String, Token> annotations = annotations();
        if (tokens.peek().kind() == Kind.WORD && ATTRIBUTES.contains(tokens.peek().text())) {
            throw attribute();
        }
        RuleInfo info = new Annotations(tokens, name, annotations).info(path, start);
        if (kind == RuleKind.CONDUCT && info.appliesToExits()) {
            tokens.complain(name, "@appliesToExits is for rules about orders", "remove it");
        }
        tokens.expect("when", "after the rule's head");
        Map<String, Type> bindings = new LinkedHashMap<>();
        List<Item> items = pattern(bindings);
        tokens.expect("then", "after the pattern");
        return new Rule(info, items, new RightHandSide(tokens, bindings, kind).calls(), kind);
    }

    /** Names of attributes are words joined by hyphens. */
    private Unreadable attribute() {
        Token start = tokens.next();
        StringBuilder name = new StringBuilder(start.text());
        for (int words = 1; words < 3 && tokens.peek().is("-") && tokens.peekSecond().kind() == Kind.WORD; words++) {
            tokens.next();
            name.append('-').append(tokens.next().text());
        }
        return tokens.refuse(
                start,
                "the attribute `" + Printable.word(name.toString()) + "` is not allowed",
                "rules are combined, the strictest wins: their order cannot matter");
    }

    private Map<String, Token> annotations() throws Unreadable {
        Map<String, Token> found = new LinkedHashMap<>();
        while (tokens.accept("@")) {
            Token name = tokens.expect(Kind.WORD, "the name of an annotation");
            Token value = new Token(Kind.STRING, "true", name.line(), name.column());
            if (tokens.accept("(")) {
                value = tokens.next();
                if (value.kind() == Kind.SYMBOL || value.kind() == Kind.END) {
                    throw tokens.refuse(value, "a word or a text expected in @" + Printable.word(name.text()), "");
                }
                tokens.expect(")", "after the value of @" + name.text());
            }
            if (!Annotations.KNOWN.contains(name.text())) {
                tokens.complain(
                        name,
                        "there is no annotation @" + Printable.word(name.text()),
                        Nearest.suggestion(name.text(), Annotations.KNOWN, "known: " + Annotations.KNOWN));
            } else if (found.put(name.text(), value) != null) {
                tokens.complain(name, "@" + name.text() + " is given twice", "remove one");
            }
        }
        return found;
    }

    private List<Item> pattern(Map<String, Type> bindings) throws Unreadable {
        if (tokens.peek().kind() == Kind.VARIABLE && tokens.peekSecond().is(":")) {
            Token name = tokens.next();
            tokens.next();
            bindings.put(name.text(), Type.BOOLEAN);
        }
        Token type = tokens.peek();
        if (!type.is(kind.fact())) {
            throw tokens.refuse(
                    type,
                    "a condition is exactly one pattern `" + kind.fact() + "( … )`, found " + type.shown(),
                    "write every condition inside " + kind.fact() + "( … ), with commas between them");
        }
        tokens.next();
        tokens.expect("(", "after `" + kind.fact() + "`");
        List<Item> items = new ArrayList<>();
        Budget budget = new Budget(tokens);
        boolean hasCondition = false;
        do {
            budget.take(tokens.peek());
            Item item = item(bindings, budget);
            hasCondition |= item instanceof Item.Condition;
            items.add(item);
        } while (tokens.accept(","));
        Token close = tokens.peek();
        if (!tokens.accept(")")) {
            throw tokens.refuse(
                    close, "`,` or `)` expected, found " + close.shown(), "conditions are separated by commas");
        }
        if (!hasCondition) {
            throw tokens.refuse(type, "this pattern has no condition, so that it would hold for every " + word(), "");
        }
        if (!tokens.peek().is("then")) {
            throw tokens.refuse(
                    tokens.peek(),
                    "exactly one pattern `" + kind.fact() + "( … )` is allowed, found "
                            + tokens.peek().shown() + " after it",
                    "join the conditions inside the brackets of " + kind.fact());
        }
        return items;
    }

    private String word() {
        return kind == RuleKind.ORDERS ? "order" : "conduct";
    }

    private Item item(Map<String, Type> bindings, Budget budget) throws Unreadable {
        ExpressionParser expressions = new ExpressionParser(tokens, budget, kind);
        if (tokens.peek().kind() != Kind.VARIABLE || !tokens.peekSecond().is(":")) {
            return new Item.Condition(flat(tokens.peek(), expressions.condition()));
        }
        Token name = tokens.next();
        tokens.next();
        if (!name.text().matches("\\$[a-z][A-Za-z0-9]{0,40}")) {
            throw tokens.refuse(name, "a name is $ and a word that begins with a small letter", "such as $actual");
        }
        Expression value = flat(tokens.peek(), expressions.value());
        if (bindings.put(name.text(), value.type()) != null) {
            throw tokens.refuse(name, name.shown() + " is used twice", "choose another name");
        }
        return new Item.Binding(name.text(), value);
    }

    private Expression flat(Token start, Expression expression) throws Unreadable {
        if (Expression.nesting(expression.drl()) > Bounds.NESTING) {
            throw tokens.refuse(
                    start,
                    "this expression has too many brackets inside each other",
                    "split the rule, or multiply out");
        }
        return expression;
    }
}
