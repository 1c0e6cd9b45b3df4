package dev.tradewind.policy;

import dev.tradewind.engine.policy.Limits;
import dev.tradewind.engine.policy.Limits.Limit;
import dev.tradewind.policy.language.Monotone;
import dev.tradewind.policy.language.Rule;
import dev.tradewind.policy.limits.FactTables;
import dev.tradewind.policy.limits.LimitsTable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Whether rules can only judge more strictly than others, by their form: every rule of before is there unchanged,
 * others may have come, no limit is higher for any account, strategy and symbol, the restricted list has only grown,
 * each other table that changed is stricter for everybody at all times; and where one changed, no rule uses it in a way
 * in which less could allow more. What cannot be decided is no tightening.
 */
public final class Tightening {
    /** Combinations of names that are looked at. */
    private static final long MOST_COMBINATIONS = 2_000_000;

    private static final String OTHER = "*";

    private Tightening() {}

    /** A rule set as its parts. */
    private record Parts(
            Map<String, Rule> rules, LimitsTable limits, List<String> restricted, FactTables tables) {
        static Parts of(Map<String, byte[]> files) {
            List<RuleProblem> problems = new ArrayList<>();
            RulesFolder folder = RulesFolder.of(files);
            Map<String, Rule> rules = new TreeMap<>();
            folder.rules(problems)
                    .forEach(file -> file.rules().forEach(rule -> rules.put(rule.info().code(), rule)));
            Parts parts = new Parts(rules, folder.limits(problems), folder.restricted(problems).texts(),
                    folder.factTables(problems));
            if (!problems.isEmpty()) {
                throw new RuleException(problems);
            }
            return parts;
        }
    }

    /**
     * Why a change is no tightening; empty if it is one.
     *
     * @param before contents of files by path
     * @param after the same
     * @throws RuleException if either cannot be read
     */
    public static List<String> objections(Map<String, byte[]> before, Map<String, byte[]> after) {
        Parts old = Parts.of(before);
        Parts now = Parts.of(after);
        List<String> objections = new ArrayList<>();
        old.rules().forEach((code, rule) -> {
            Rule kept = now.rules().get(code);
            if (kept == null) {
                objections.add("the rule " + code + " is gone");
            } else if (!kept.text().equals(rule.text())) {
                objections.add("the rule " + code + " is changed; add another rule instead");
            }
        });
        if (!old.limits().valuesByKey().equals(now.limits().valuesByKey())) {
            limits(old.limits(), now.limits(), objections);
            now.rules().values().stream().filter(rule -> !Monotone.inLimits(rule)).forEach(rule ->
                    objections.add("limits changed, and the rule " + rule.info().code()
                            + " uses one otherwise than as an upper bound"));
        }
        if (!old.restricted().equals(now.restricted())) {
            List<String> gone = new ArrayList<>(old.restricted());
            now.restricted().forEach(gone::remove);
            gone.forEach(row -> objections.add("the restriction " + row + " is gone"));
            now.rules().values().stream().filter(rule -> !Monotone.inRestrictions(rule)).forEach(rule ->
                    objections.add("the restricted list changed, and the rule " + rule.info().code()
                            + " speaks about what is not restricted"));
        }
        now.tables().loosened(old.tables()).forEach((table, against) -> {
            objections.addAll(against);
            now.rules().values().stream()
                    .filter(rule -> !Monotone.in(table.directions(), rule))
                    .forEach(rule -> objections.add("the table of " + table.text() + " changed, and the rule "
                            + rule.info().code() + " uses what it gives otherwise than to forbid more where it is"
                            + " stricter"));
        });
        surveillance(before, after, objections);
        return objections;
    }

    /** What is watched for is no matter of more or less: any change of it is for two people. */
    private static void surveillance(Map<String, byte[]> before, Map<String, byte[]> after, List<String> into) {
        Set<String> names = new TreeSet<>(before.keySet());
        names.addAll(after.keySet());
        for (String name : names) {
            if (RulesFolder.isSurveillance(name) && !Arrays.equals(before.get(name), after.get(name))) {
                into.add(name + " is changed, which surveillance works by");
            }
        }
    }

    /** Names that no row has are as {@code *}; every other combination is looked at. */
    private static void limits(LimitsTable before, LimitsTable after, List<String> into) {
        List<Set<String>> names = new ArrayList<>();
        long combinations = 1;
        for (int i = 0; i < before.names().size(); i++) {
            Set<String> both = new TreeSet<>(before.names().get(i));
            both.addAll(after.names().get(i));
            both.add(OTHER);
            names.add(both);
            combinations *= both.size();
        }
        if (combinations > MOST_COMBINATIONS) {
            into.add("the tables of limits name too much to be compared: " + combinations + " combinations");
            return;
        }
        Set<String> higher = new TreeSet<>();
        for (String account : names.get(0)) {
            for (String strategy : names.get(1)) {
                for (String symbol : names.get(2)) {
                    Limits old = before.limits(account, strategy, symbol);
                    Limits now = after.limits(account, strategy, symbol);
                    for (Limit limit : Limit.values()) {
                        if (now.value(limit) > old.value(limit)) {
                            higher.add(limit.column() + " is higher for " + account + "," + strategy + "," + symbol);
                        }
                    }
                }
            }
        }
        into.addAll(higher);
    }
}
