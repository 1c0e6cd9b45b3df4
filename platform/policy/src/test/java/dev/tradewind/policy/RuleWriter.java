package dev.tradewind.policy;

import dev.tradewind.policy.language.Type;
import dev.tradewind.policy.language.Vocabulary;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** Writes rules that are nearly always valid, in every form that the language has, and spoils texts. */
final class RuleWriter {
    private static final List<String> NUMBERS = properties(Type.NUMBER);
    private static final List<String> BOOLEANS = properties(Type.BOOLEAN);
    private static final List<String> TEXTS = List.of("symbol", "venue", "account", "strategy", "restrictedReason");
    private static final List<String> LITERALS = List.of(
            "0", "1", "0.5", "-1", "2500", "999999999999999999", "0.000000000000000001",
            "999999999999999999.999999999999999999", "-0", "00012");
    private static final List<String> ALPHABET = List.of(
            "a", "Z", "9", " ", "'", "#", "//", "/*", "*/", "%", "$", "$actual", "{actual}", "{symbol}", "end", "then",
            "rule", "import", "é", "ß", "漢", "😀", "&", "<", ">", "@", ";", "?", "|", "^", "~", "`", "verdict.",
            "${x}", "@{x}", "drools.halt()", "(", ")", "[", "]", "-", "_", "=", "…");
    private static final List<String> SPOILERS = List.of(
            "(", ")", ",", ";", ".", "\"", "'", "\\", "\n", "\r", "\0", "\uFEFF", "\u202E", "{", "}", "!", "&&", "||",
            "==", "=", ">", "+", "-", "/", "*", "@", "$x", "$actual :", "from", "eval(", "new ", "then", "end", "when",
            "rule \"R\"", "Check(", "verdict", "verdict.deny(\"x\");", "import java.util.*", "function", "declare",
            "query", "global", "package", "salience 5", "dialect \"mvel\"", "/*", "*/", "//", "limits.", "limits",
            "System.exit(1);", "in (", "not in (", "NaN", "0", "1e9", "99999999999999999999", "\u00e9", "\ud83d\ude00",
            "\ud83d", "@code(X)", "@severity(HARD)", "true", "false", "notional", "symbol", "#", "?", "`");

    private final SplittableRandom random;

    RuleWriter(SplittableRandom random) {
        this.random = random;
    }

    private static List<String> properties(Type type) {
        return Vocabulary.properties().stream()
                .filter(name -> Vocabulary.typeOf(name) == type)
                .toList();
    }

    /** A file of some rules. */
    String file(int rules) {
        StringBuilder text = new StringBuilder(Folders.risk());
        for (int i = 0; i < rules; i++) {
            text.append(rule(i));
        }
        return text.toString();
    }

    private String rule(int index) {
        List<String> parts = new ArrayList<>(List.of(condition(3)));
        for (int i = random.nextInt(4); i > 0; i--) {
            parts.add(random.nextInt(parts.size() + 1), condition(random.nextInt(4)));
        }
        int names = random.nextInt(4);
        for (int i = 0; i < names; i++) {
            parts.add(random.nextInt(parts.size() + 1), "$v" + i + " : " + number(2));
        }
        StringBuilder calls = new StringBuilder();
        for (int i = 1 + random.nextInt(3); i > 0; i--) {
            calls.append("    ").append(call(names)).append('\n');
        }
        return "rule \"R " + index + "\" @code(R" + index + ") @severity(" + pick(List.of("HARD", "SOFT"))
                + ") @owner(\"" + text() + "x\") @description(\"" + text() + "x\")"
                + (random.nextInt(5) == 0 ? " @appliesToExits" : "")
                + "\nwhen Check( " + String.join(", ", parts) + " )\nthen\n" + calls + "end\n";
    }

    private String call(int names) {
        String two = argument(names) + ", " + argument(names) + ", ";
        return switch (random.nextInt(5)) {
            case 0 -> "verdict.deny(\"" + text() + "x\");";
            case 1 -> "verdict.hold(\"" + text() + "x\");";
            case 2 -> "verdict.deny(" + two + "\"" + text() + "x\");";
            case 3 -> "verdict.hold(" + two + "\"" + text() + "x\");";
            default -> "verdict.reduce(" + argument(names) + ", " + two + "\"" + text() + "x\");";
        };
    }

    private String argument(int names) {
        return names > 0 && random.nextBoolean() ? "$v" + random.nextInt(names) : pick(LITERALS);
    }

    private String condition(int depth) {
        int form = random.nextInt(depth > 0 ? 12 : 8);
        return switch (form) {
            case 0, 1, 2 -> number(depth - 1) + " " + pick(List.of(">", ">=", "<", "<=")) + " " + property();
            case 3 -> pick(TEXTS) + " " + pick(List.of("==", "!=")) + " " + literalText();
            case 4 -> pick(TEXTS) + pick(List.of(" in (", " not in (")) + literalText() + ", " + literalText() + ")";
            case 5 -> pick(NUMBERS.stream().filter(name -> name.indexOf('.') < 0).toList())
                    + pick(List.of(" == ", " != ")) + number(depth - 1);
            case 6 -> pick(List.of("", "!")) + pick(BOOLEANS);
            case 7 -> pick(BOOLEANS) + pick(List.of(" == ", " != ")) + pick(List.of("true", "false"));
            case 8 -> "!(" + condition(depth - 1) + ")";
            case 9 -> "(" + condition(depth - 1) + " || " + condition(depth - 1) + ")";
            case 10 -> "(" + condition(depth - 1) + " && " + condition(depth - 1) + ")";
            default -> property() + " > " + pick(LITERALS) + " && <= " + number(depth - 1);
        };
    }

    private String property() {
        return pick(NUMBERS);
    }

    private String number(int depth) {
        return switch (random.nextInt(depth > 0 ? 6 : 3)) {
            case 0, 1 -> property();
            case 2 -> pick(LITERALS);
            case 3 -> "(" + number(depth - 1) + " " + pick(List.of("+", "-", "*")) + " " + number(depth - 1) + ")";
            case 4 -> property() + " / " + property();
            default -> "-" + property();
        };
    }

    private String literalText() {
        return "\"" + text().replaceAll("[{}]", "") + "\"";
    }

    /** Legal in every text, up to some twenty characters. */
    String text() {
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(6); i > 0; i--) {
            text.append(pick(ALPHABET));
        }
        return text.toString().replaceAll("\\{x}", "{actual}");
    }

    /** A text with a few places changed, up to one of them thousands of times over. */
    String spoiled(String source, List<String> others) {
        StringBuilder text = new StringBuilder(source);
        for (int i = 1 + random.nextInt(4); i > 0 && !text.isEmpty(); i--) {
            int at = random.nextInt(text.length());
            int to = Math.min(text.length(), at + random.nextInt(30));
            switch (random.nextInt(6)) {
                case 0 -> text.delete(at, to);
                case 1 -> text.insert(at, pick(SPOILERS));
                case 2 -> text.replace(at, to, pick(SPOILERS));
                case 3 -> text.insert(at, text.substring(at, to));
                case 4 -> text.insert(at, pick(SPOILERS).repeat(random.nextInt(3_000)));
                default -> text.replace(at, text.length(), pick(others));
            }
        }
        return text.toString();
    }

    private String pick(List<String> among) {
        return among.get(random.nextInt(among.size()));
    }
}
