package dev.tradewind.policy.scenario;

import dev.tradewind.policy.language.Nearest;
import dev.tradewind.policy.language.Printable;
import dev.tradewind.policy.language.Problems;
import dev.tradewind.sdk.value.Decimal;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/** The keys of one part of a scenario. Whatever does not fit is a problem with its line and column. */
final class Fields {
    private static final String NUMBER = "-?[0-9]{1,18}(\\.[0-9]{1,18})?";
    private static final String CODE = "[A-Za-z0-9][A-Za-z0-9._:/-]{0,19}";
    private static final int LONGEST = 200;

    private final Problems problems;
    private final Node node;
    private final Map<String, Node> values = new LinkedHashMap<>();
    private final Map<String, Node> keys = new LinkedHashMap<>();

    private Fields(Problems problems, Node node) {
        this.problems = problems;
        this.node = node;
    }

    /**
     * The keys of a mapping.
     *
     * @param what the mapping describes, for messages, such as "an account"
     * @param known all keys that it may have; empty where keys are names that the author chooses
     */
    static Fields of(Problems problems, Node node, String what, List<String> known) {
        Fields fields = new Fields(problems, node);
        refuseAnchor(problems, node);
        if (!(node instanceof MappingNode mapping)) {
            if (!isEmpty(node)) {
                add(problems, node, what + " is written as keys and values",
                        known.isEmpty() ? "" : "its keys are " + String.join(", ", known));
            }
            return fields;
        }
        for (NodeTuple tuple : mapping.getValue()) {
            refuseAnchor(problems, tuple.getKeyNode());
            refuseAnchor(problems, tuple.getValueNode());
            String key = tuple.getKeyNode() instanceof ScalarNode scalar ? scalar.getValue() : "";
            if (key.isEmpty() || key.length() > LONGEST) {
                add(problems, tuple.getKeyNode(), "a key is a word", "");
            } else if (!known.isEmpty() && !known.contains(key)) {
                add(problems, tuple.getKeyNode(), what + " has no key `" + shown(key) + "`",
                        Nearest.suggestion(key, known, "its keys are " + String.join(", ", known)));
            } else if (fields.values.put(key, tuple.getValueNode()) != null) {
                add(problems, tuple.getKeyNode(), "`" + shown(key) + "` stands here twice", "remove one");
            } else {
                fields.keys.put(key, tuple.getKeyNode());
            }
        }
        return fields;
    }

    /** An alias would let one part of a file stand in many places, and a short file grow without a bound. */
    private static void refuseAnchor(Problems problems, Node node) {
        if (node.getAnchor().isPresent()) {
            add(problems, node, "anchors (&) and aliases (*) are not read in scenarios", "write it out");
        }
    }

    static int line(Node node) {
        return node.getStartMark().map(mark -> mark.getLine() + 1).orElse(0);
    }

    static void add(Problems problems, Node node, String message, String suggestion) {
        int column = node.getStartMark().map(mark -> mark.getColumn() + 1).orElse(0);
        problems.add(line(node), column, message, suggestion);
    }

    private static String shown(String text) {
        return Printable.of(text.length() > 60 ? text.substring(0, 60) + "…" : text);
    }

    private static boolean isEmpty(Node node) {
        return node instanceof ScalarNode scalar && scalar.getValue().isEmpty();
    }

    /** A problem with the value of a key, or with the whole where the key is not there. */
    void problem(String key, String message, String suggestion) {
        add(problems, values.getOrDefault(key, node), message, suggestion);
    }

    boolean has(String key) {
        return values.containsKey(key);
    }

    /** The keys, where each is the symbol of an instrument. */
    List<String> symbols() {
        List<String> symbols = new ArrayList<>();
        keys.forEach((name, at) -> {
            if (name.matches(CODE)) {
                symbols.add(name);
            } else {
                add(problems, at, "`" + shown(name) + "` is no symbol", "such as BTCUSDT");
            }
        });
        return symbols;
    }

    /** A symbol, a venue or a currency. */
    String code(String key, String fallback) {
        String written = text(key, fallback);
        if (written.matches(CODE)) {
            return written;
        }
        problem(key, "`" + shown(written) + "` is no " + key, "it has 1 to 20 letters and digits");
        return fallback;
    }

    List<String> names() {
        return List.copyOf(values.keySet());
    }

    Optional<Node> node(String key) {
        return Optional.ofNullable(values.get(key));
    }

    /** The items of a list; none where the key is not there. */
    List<Node> list(String key) {
        Node value = values.get(key);
        if (value == null || isEmpty(value)) {
            return List.of();
        }
        if (value instanceof SequenceNode sequence) {
            sequence.getValue().forEach(item -> refuseAnchor(problems, item));
            return sequence.getValue();
        }
        add(problems, value, "`" + key + "` is a list", "begin each of its items with - on a line of its own");
        return List.of();
    }

    /** The items of a list of words, or one word. */
    List<String> words(String key) {
        if (values.get(key) instanceof ScalarNode) {
            return List.of(text(key, ""));
        }
        List<String> words = new ArrayList<>();
        for (Node item : list(key)) {
            if (item instanceof ScalarNode scalar) {
                words.add(scalar.getValue());
            } else {
                add(problems, item, "`" + key + "` is a list of words", "");
            }
        }
        return words;
    }

    String text(String key, String fallback) {
        Node value = values.get(key);
        if (value == null) {
            return fallback;
        }
        String written = value instanceof ScalarNode scalar ? scalar.getValue() : "";
        if (!written.isBlank() && written.length() <= LONGEST) {
            return written;
        }
        add(problems, value, "`" + key + "` is a text of 1 to " + LONGEST + " characters", "");
        return fallback;
    }

    String required(String key, String example) {
        if (!has(key)) {
            add(problems, node, "`" + key + "` is missing", "such as " + key + ": " + example);
        }
        return text(key, "");
    }

    /** One of some words, in any case; the fallback where the key is not there or no such word. */
    <E extends Enum<E>> E choice(String key, E fallback, E[] choices) {
        if (!has(key)) {
            return fallback;
        }
        String written = text(key, "");
        List<String> names = new ArrayList<>();
        for (E choice : choices) {
            if (choice.name().equals(written.toUpperCase(Locale.ROOT).replace('-', '_'))) {
                return choice;
            }
            names.add(choice.name().toLowerCase(Locale.ROOT).replace('_', '-'));
        }
        problem(key, "`" + key + "` is never `" + shown(written) + "`",
                Nearest.suggestion(written, names, "it is one of " + String.join(", ", names)));
        return fallback;
    }

    boolean flag(String key) {
        String written = has(key) ? text(key, "false") : "false";
        if (!written.equals("true") && !written.equals("false")) {
            problem(key, "`" + key + "` is true or false", "");
        }
        return written.equals("true");
    }

    /** A number; null where the key is not there or holds none. */
    @Nullable Decimal number(String key) {
        if (!has(key)) {
            return null;
        }
        String written = text(key, "");
        if (!written.matches(NUMBER)) {
            problem(key, "`" + shown(written) + "` is not a number",
                    "write digits and one point, such as 2500 or 0.5");
            return null;
        }
        return Decimal.of(new BigDecimal(written));
    }

    /** A number that is not negative; null where the key is not there or holds none. */
    @Nullable Decimal amount(String key) {
        Decimal value = number(key);
        if (value != null && value.signum() < 0) {
            problem(key, "`" + key + "` is not negative", "remove the sign");
            return null;
        }
        return value;
    }

    Decimal amount(String key, Decimal fallback) {
        Decimal value = amount(key);
        return value == null ? fallback : value;
    }

    /** Seconds as nanoseconds, at most a year. */
    long nanos(String key, String fallback) {
        Decimal seconds = amount(key, Decimal.parse(fallback));
        if (seconds.compareTo(Decimal.of(31_536_000)) > 0) {
            problem(key, "`" + key + "` is at most a year", "");
            return 0;
        }
        return seconds.times(Decimal.of(1_000_000_000)).toBigDecimal().longValue();
    }

    int count(String key, int most) {
        Decimal value = amount(key, Decimal.ONE);
        int count = value.toBigDecimal().intValue();
        if (!Decimal.of(count).equals(value) || count < 1 || count > most) {
            problem(key, "`" + key + "` is a whole number from 1 to " + most, "");
            return 1;
        }
        return count;
    }

    int line() {
        return line(node);
    }

    Node keyNode(String key) {
        return keys.getOrDefault(key, node);
    }

    Problems problems() {
        return problems;
    }
}
