package dev.tradewind.policy.language;

import dev.tradewind.policy.RuleInfo;
import dev.tradewind.policy.language.Tokens.Unreadable;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a rule must say about itself before it may judge. */
final class Annotations {
    static final List<String> KNOWN =
            List.of("code", "severity", "regulation", "owner", "description", "appliesToExits");
    private static final Set<String> RESERVED_CODES = Set.of("POLICY_FAILURE", "INVALID_FACTS");

    private final Tokens tokens;
    private final Token rule;
    private final Map<String, Token> values;

    Annotations(Tokens tokens, Token rule, Map<String, Token> values) {
        this.tokens = tokens;
        this.rule = rule;
        this.values = values;
    }

    RuleInfo info(String path, Token start) throws Unreadable {
        String code = required("code", "such as @code(ORDER_SIZE)");
        checkCode(code);
        String severity = required("severity", "@severity(HARD) or @severity(SOFT)");
        if (!severity.equals("HARD") && !severity.equals("SOFT")) {
            throw tokens.refuse(at("severity"), "a severity is HARD or SOFT", "");
        }
        String owner = required("owner", "such as @owner(\"Risk\")");
        String description = required("description", "one sentence in quotes");
        String exits = optional("appliesToExits", "false");
        if (!exits.equals("true") && !exits.equals("false")) {
            throw tokens.refuse(at("appliesToExits"), "@appliesToExits takes nothing, true or false", "");
        }
        return new RuleInfo(
                code,
                rule.text(),
                severity,
                optional("regulation", ""),
                owner,
                description,
                exits.equals("true"),
                path,
                start.line());
    }

    private void checkCode(String code) throws Unreadable {
        if (!code.matches("[A-Z][A-Z0-9_]{0,59}")) {
            throw tokens.refuse(at("code"), "a code is capital letters, digits and _", "such as @code(ORDER_SIZE)");
        }
        if (RESERVED_CODES.contains(code)) {
            throw tokens.refuse(at("code"), "the code " + code + " is the policy's own", "choose another");
        }
    }

    private String required(String name, String example) throws Unreadable {
        @Nullable Token value = values.get(name);
        if (value == null || value.text().isBlank()) {
            throw tokens.refuse(rule, "rule " + rule.shown() + " has no @" + name, "add " + example);
        }
        return value.text();
    }

    private String optional(String name, String fallback) {
        @Nullable Token value = values.get(name);
        return value == null ? fallback : value.text();
    }

    private Token at(String name) {
        return values.getOrDefault(name, rule);
    }
}
