package dev.tradewind.policy;

import dev.tradewind.engine.policy.Limits.Limit;
import dev.tradewind.policy.language.Rule;
import dev.tradewind.policy.language.Sentence;
import dev.tradewind.policy.limits.FactTables;
import dev.tradewind.policy.limits.LimitsTable;
import dev.tradewind.policy.limits.TableName;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What differs between two rules folders: files, then rules by their code, rows of limits by what they are for, rows of
 * the restricted list and of the other tables.
 *
 * @param lines for people, one a difference: {@code +} came, {@code -} went, {@code ~} changed
 */
public record RuleDiff(List<String> lines) {
    public RuleDiff {
        lines = List.copyOf(lines);
    }

    /** A folder as its parts; what cannot be read of it is left out, and told. */
    private record Parts(
            Map<String, byte[]> files,
            Map<String, Rule> rules,
            LimitsTable limits,
            List<String> restricted,
            FactTables tables,
            List<RuleProblem> problems) {
        static Parts of(Map<String, byte[]> files) {
            List<RuleProblem> problems = new ArrayList<>();
            RulesFolder folder = RulesFolder.of(files);
            Map<String, Rule> rules = new TreeMap<>();
            folder.rules(problems)
                    .forEach(file -> file.rules().forEach(rule -> rules.put(rule.info().code(), rule)));
            return new Parts(
                    files, rules, folder.limits(problems), folder.restricted(problems).texts(),
                    folder.factTables(problems), problems);
        }
    }

    /**
     * Compares.
     *
     * @param before contents of files by path
     * @param after the same; it may hold mistakes, which are told
     */
    public static RuleDiff of(Map<String, byte[]> before, Map<String, byte[]> after) {
        Parts old = Parts.of(before);
        Parts now = Parts.of(after);
        List<String> lines = new ArrayList<>();
        files(old.files(), now.files(), lines);
        rules(old.rules(), now.rules(), lines);
        limits(old.limits().valuesByKey(), now.limits().valuesByKey(), lines);
        rows("restricted", old.restricted(), now.restricted(), lines);
        for (TableName table : TableName.values()) {
            rows(table.row(), old.tables().get(table).texts(), now.tables().get(table).texts(), lines);
        }
        now.problems().forEach(problem -> lines.add("! " + problem));
        return new RuleDiff(lines);
    }

    public boolean isEmpty() {
        return lines.isEmpty();
    }

    /** All lines as one text. */
    public String text() {
        return String.join("\n", lines);
    }

    private static void files(Map<String, byte[]> before, Map<String, byte[]> after, List<String> into) {
        for (String name : names(before, after)) {
            byte[] old = before.get(name);
            byte[] now = after.get(name);
            if (old == null) {
                into.add("+ file " + name);
            } else if (now == null) {
                into.add("- file " + name);
            } else if (!Arrays.equals(old, now)) {
                into.add("~ file " + name);
            }
        }
    }

    private static TreeSet<String> names(Map<String, ?> before, Map<String, ?> after) {
        TreeSet<String> names = new TreeSet<>(before.keySet());
        names.addAll(after.keySet());
        return names;
    }

    private static void rules(Map<String, Rule> before, Map<String, Rule> after, List<String> into) {
        for (String code : names(before, after)) {
            Rule old = before.get(code);
            Rule now = after.get(code);
            if (old == null && now != null) {
                into.add("+ rule " + code + " (" + now.info().name() + ") in " + at(now));
            } else if (now == null && old != null) {
                into.add("- rule " + code + " (" + old.info().name() + "), which was in " + at(old));
            } else if (old != null && now != null && !old.text().equals(now.text())) {
                into.add("~ rule " + code + " (" + now.info().name() + ") in " + at(now));
            }
        }
    }

    private static String at(Rule rule) {
        return rule.info().file() + ":" + rule.info().line();
    }

    private static void limits(
            Map<String, List<Double>> before, Map<String, List<Double>> after, List<String> into) {
        for (String key : names(before, after)) {
            List<Double> old = before.get(key);
            List<Double> now = after.get(key);
            if (old == null || now == null) {
                into.add((old == null ? "+" : "-") + " limits of " + key + ": " + given(old == null ? now : old));
                continue;
            }
            for (Limit limit : Limit.values()) {
                double was = old.get(limit.ordinal());
                double is = now.get(limit.ordinal());
                if (Double.compare(was, is) != 0) {
                    into.add("~ limits of " + key + ": " + limit.column() + " " + shown(was) + " -> " + shown(is));
                }
            }
        }
    }

    private static String given(@Nullable List<Double> values) {
        List<String> given = new ArrayList<>();
        for (Limit limit : Limit.values()) {
            if (values != null && !Double.isNaN(values.get(limit.ordinal()))) {
                given.add(limit.column() + " " + shown(values.get(limit.ordinal())));
            }
        }
        return String.join(", ", given);
    }

    private static String shown(double value) {
        return Double.isNaN(value) ? "inherited" : Sentence.shown(value);
    }

    private static void rows(String what, List<String> before, List<String> after, List<String> into) {
        List<String> went = new ArrayList<>(before);
        after.forEach(went::remove);
        List<String> came = new ArrayList<>(after);
        before.forEach(came::remove);
        went.forEach(row -> into.add("- " + what + " " + row));
        came.forEach(row -> into.add("+ " + what + " " + row));
    }
}
