package dev.tradewind.policy.compile;

import java.util.Map;
import java.util.Set;

/**
 * What compiled rules may use outside themselves: all that the compiler writes for the rules that can be written. Of
 * the JDK each member with its descriptor, since {@code Double.valueOf} of a text is another thing than of a number.
 */
final class Members {
    private static final String CHECK = "dev/tradewind/engine/policy/Check";
    private static final String LIMITS = "dev/tradewind/engine/policy/Limits";
    private static final String CONDUCT = "dev/tradewind/policy/surveillance/Conduct";
    private static final String THRESHOLDS = "dev/tradewind/policy/limits/Thresholds";
    private static final String CONSEQUENCES = "org/drools/model/consequences/ConsequenceBuilder$_";
    private static final String FUNCTIONS = "org/drools/model/functions/";

    /** Classes that code may name as constants, cast to and make arrays of. */
    private static final Set<String> TYPES = Set.of(
            CHECK,
            CONDUCT,
            "dev/tradewind/policy/VerdictCollector",
            "dev/tradewind/policy/surveillance/AlertCollector",
            "java/lang/Double",
            "java/lang/String",
            "java/lang/Boolean",
            "java/lang/Object",
            "org/drools/model/Rule",
            "org/drools/model/RuleItemBuilder");

    private static final Set<String> INTERFACES =
            Set.of("org/drools/model/Model", "org/drools/model/DomainClassMetadata");

    /** What the virtual machine itself asks for when it links a class. */
    private static final Set<String> LINKED =
            Set.of(LIMITS, THRESHOLDS, "java/lang/Throwable", "java/time/format/DateTimeFormatter");

    /** What a property of the facts can be. */
    private static final Set<String> ACCESSORS = Set.of(
            "()D", "()Z", "()Ljava/lang/String;", "()L" + LIMITS + ";", "()L" + THRESHOLDS + ";");

    private static final Map<String, Set<String>> LISTED = Map.ofEntries(
            Map.entry("dev/tradewind/policy/VerdictCollector", Set.of("deny", "hold", "reduce")),
            Map.entry("dev/tradewind/policy/surveillance/AlertCollector", Set.of("raise")),
            Map.entry(
                    "dev/tradewind/policy/Compare", Set.of("above", "atLeast", "below", "atMost", "same", "different")),
            Map.entry("java/lang/Object", Set.of("<init>()V")),
            Map.entry("java/lang/Enum", Set.of("<init>(Ljava/lang/String;I)V")),
            Map.entry("java/lang/String", Set.of("equals(Ljava/lang/Object;)Z", "hashCode()I")),
            Map.entry("java/lang/Boolean", Set.of("valueOf(Z)Ljava/lang/Boolean;", "booleanValue()Z")),
            Map.entry("java/lang/Double", Set.of("valueOf(D)Ljava/lang/Double;", "doubleValue()D")),
            Map.entry("java/lang/RuntimeException", Set.of("<init>(Ljava/lang/String;)V")),
            Map.entry("java/util/Collections", Set.of("emptyList()Ljava/util/List;")),
            Map.entry("java/util/Arrays", Set.of("asList([Ljava/lang/Object;)Ljava/util/List;")),
            Map.entry("java/util/ArrayList", Set.of("<init>()V")),
            Map.entry("java/util/List", Set.of("add(Ljava/lang/Object;)Z")),
            Map.entry("java/util/Locale", Set.of("ENGLISHLjava/util/Locale;")),
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

    /**
     * Whether a method or field is listed.
     *
     * @param owner internal name of the class that is named as its owner
     * @param name constructors are called {@code <init>}
     */
    static boolean isListed(String owner, String name, String descriptor) {
        if (owner.equals(CHECK) || owner.equals(LIMITS) || owner.equals(CONDUCT) || owner.equals(THRESHOLDS)) {
            return (name.startsWith("get") || name.startsWith("is")) && ACCESSORS.contains(descriptor);
        }
        if (owner.startsWith(CONSEQUENCES)) {
            return name.equals("execute");
        }
        Set<String> listed = LISTED.getOrDefault(owner, Set.of());
        return listed.contains(name) || listed.contains(name + descriptor);
    }

    /** Whether objects of a class may be made. */
    static boolean isMade(String owner) {
        return LISTED.getOrDefault(owner, Set.of()).stream().anyMatch(member -> member.startsWith("<init>"));
    }

    /** Whether a class may be named as a constant, cast to or the element of an array. */
    static boolean isType(String internalName) {
        return TYPES.contains(internalName);
    }

    /** Whether a compiled class may implement an interface. */
    static boolean isInterface(String internalName) {
        return INTERFACES.contains(internalName) || internalName.startsWith(FUNCTIONS);
    }

    /** Whether a class that is no rule's own exists for compiled rules at all. */
    static boolean isVisible(String name) {
        String internalName = name.replace('.', '/');
        return LISTED.containsKey(internalName)
                || TYPES.contains(internalName)
                || LINKED.contains(internalName)
                || internalName.startsWith(CONSEQUENCES)
                || isInterface(internalName)
                || isOfTheModel(name);
    }

    /** Types in the signatures of the listed members, which the virtual machine asks for when it checks assignments. */
    private static boolean isOfTheModel(String name) {
        return name.startsWith("org.drools.model.") && name.indexOf('.', "org.drools.model.".length()) < 0;
    }
}
