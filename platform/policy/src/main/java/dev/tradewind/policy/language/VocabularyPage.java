package dev.tradewind.policy.language;

import dev.tradewind.policy.language.Glossary.Entry;

/** Writes the page of all that rules can ask of an order, for people who do not program. */
public final class VocabularyPage {
    private VocabularyPage() {}

    /** The page, in Markdown. */
    public static String text() {
        StringBuilder page = new StringBuilder("""
                # What rules can ask of an order

                Generated from the program; a build whose page says something else fails. A rule in a `.drl` file writes
                the property (`notional > 5000`), a policy in a `.policy` file says it in words (`with a value above
                5000`). How both are written stands in [rules/README.md](../rules/README.md).

                | property | meaning | unit | example | in a policy |
                |---|---|---|---|---|
                """);
        for (Entry entry : Glossary.all().values()) {
            page.append("| `").append(entry.name()).append("` | ").append(entry.meaning()).append(" | ")
                    .append(entry.unit()).append(" | `").append(entry.example()).append("` | ")
                    .append(phrase(entry)).append(" |\n");
        }
        page.append("""

                ## Comparing
                | in a policy | in a rule |
                |---|---|
                """);
        Phrases.COMPARISONS.forEach((words, operator) ->
                row(page, "a value " + words + " 5000", "notional " + operator + " 5000"));
        row(page, "an instrument that is BTCUSDT", "symbol == \"BTCUSDT\"");
        row(page, "an instrument that is not BTCUSDT", "symbol != \"BTCUSDT\"");
        row(page, "an instrument that is one of BTCUSDT, ETHUSDT", "symbol in (\"BTCUSDT\", \"ETHUSDT\")");
        row(page, "an instrument that is none of BTCUSDT, ETHUSDT", "symbol not in (\"BTCUSDT\", \"ETHUSDT\")");
        page.append("""

                ## Amounts
                | in a policy | in a rule |
                |---|---|
                """);
        row(page, "5000", "5000");
        row(page, "2 percent of equity", "equity * 2 / 100");
        row(page, "3 times the equity", "equity * 3");
        row(page, "the limit max-order-notional", "limits.maxOrderNotional");
        row(page, "80 percent of the limit max-order-notional", "limits.maxOrderNotional * 80 / 100");
        page.append("""

                ## Verdicts
                | in a policy | what it does |
                |---|---|
                """);
        row(page, "then deny \"text\"", "refuses the order");
        row(page, "then hold \"text\"", "waits for a person's approval");
        row(page, "then reduce to a quantity of 5 \"text\"", "lets no more than 5 units through");
        row(page, "then reduce to a value of 2 percent of equity \"text\"",
                "lets no more through than is worth that much");
        page.append("""

                In a text `{actual}` shows what the first number of the policy is, `{limit}` what it is compared with,
                and every property in braces its value.
                """);
        return page.toString();
    }

    private static String phrase(Entry entry) {
        if (!entry.opposite().isEmpty()) {
            return "`" + entry.phrase() + "`, `" + entry.opposite() + "`";
        }
        return entry.name().startsWith("limits.") ? "`the " + entry.phrase() + "`" : "`" + entry.phrase() + "`";
    }

    private static void row(StringBuilder page, String left, String right) {
        page.append("| `").append(left).append("` | `").append(right).append("` |\n");
    }
}
