package dev.tradewind.policy.compile;

import java.util.Map;
import java.util.Set;

/** What compiled rules may use outside themselves: all that the compiler writes for the rules that can be written. */
final class Members {
    static final Set<String> CLASS_CONSTANTS = Set.of(
            "dev/tradewind/engine/policy/Check",
            "dev/tradewind/policy/VerdictCollector",
            "java/lang/Double",
            "java/lang/String",
            "java/lang/Boolean");

    private static final Map<String, Set<String>> LISTED = Map.ofEntries(
            Map.entry("dev/tradewind/policy/VerdictCollector", Set.of("deny", "hold", "reduce")),
            Map.entry(
                    "dev/tradewind/policy/Compare", Set.of("above", "atLeast", "below", "atMost", "same", "different")),
            Map.entry("java/lang/Object", Set.of("<init>")),
            Map.entry("java/lang/Enum", Set.of("<init>", "valueOf")),
            Map.entry("java/lang/String", Set.of("equals", "hashCode")),
            Map.entry("java/lang/System", Set.of("arraycopy")),
            Map.entry("java/lang/Boolean", Set.of("TYPE", "valueOf", "booleanValue")),
            Map.entry("java/lang/Double", Set.of("TYPE", "valueOf", "doubleValue")),
            Map.entry("java/lang/RuntimeException", Set.of("<init>")),
            Map.entry("java/util/Collections", Set.of("emptyList")),
            Map.entry("java/util/Arrays", Set.of("asList")),
            Map.entry("java/util/ArrayList", Set.of("<init>")),
            Map.entry("java/util/List", Set.of("add")),
            Map.entry("java/util/Locale", Set.of("ENGLISH")),
            Map.entry(
                    "java/time/format/DateTimeFormatterBuilder",
                    Set.of("<init>", "parseCaseInsensitive", "appendPattern", "toFormatter")),
            Map.entry("org/drools/util/DateUtils", Set.of("getDateFormatMask")),
            Map.entry("org/drools/model/functions/PredicateInformation", Set.of("<init>", "addRuleNames",
                    "setMoreThanMaxRuleDefs")),
            Map.entry("org/drools/model/PatternDSL$PatternDef", Set.of("expr", "bind")),
            Map.entry("org/drools/model/DomainClassMetadata", Set.of("getPropertyIndex")),
            Map.entry("org/drools/model/impl/RuleBuilder", Set.of("metadata", "build")),
            Map.entry("org/drools/model/Index$ConstraintType", Set.of("EQUAL", "NOT_EQUAL")),
            Map.entry(
                    "org/drools/modelcompiler/dsl/pattern/D",
                    Set.of("reactOn", "alphaIndexedBy", "declarationOf", "rule", "pattern", "on", "globalOf",
                            "execute")),
            Map.entry("org/drools/modelcompiler/util/EvaluationUtil", Set.of("areNullSafeEquals")));

    private Members() {}

    /** Whether a method or field is listed; constructors are called {@code <init>}. */
    static boolean isListed(String owner, String name) {
        if (owner.equals("dev/tradewind/engine/policy/Check") || owner.equals("dev/tradewind/engine/policy/Limits")) {
            return name.startsWith("get") || name.startsWith("is");
        }
        if (owner.startsWith("org/drools/model/consequences/ConsequenceBuilder$_")) {
            return name.equals("execute");
        }
        return LISTED.getOrDefault(owner, Set.of()).contains(name);
    }
}
