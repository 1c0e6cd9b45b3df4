package dev.tradewind.runtime.cli;

import dev.tradewind.policy.language.Sentence;
import dev.tradewind.runtime.config.NodeConfig;
import dev.tradewind.runtime.node.Explanation;
import dev.tradewind.runtime.node.RuleDesk;
import java.io.PrintWriter;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code tradewind rules explain}. */
@Command(
        name = "explain",
        description = "Says why an order was allowed, reduced, held or denied: each rule that spoke, its limit and what"
                + " it was compared with, the rules in force and who put them there, and every fact at that instant.",
        mixinStandardHelpOptions = true,
        versionProvider = VersionText.class,
        sortOptions = false)
final class RulesExplainCommand extends NodeCommand {
    private static final int MOST_SHOWN = 4;
    private static final int MOST_LINES = 40;

    @Parameters(paramLabel = "ORDER", description = "As 'orders' shows it: O-12 or 12")
    private String order = "";

    @Option(names = "--account", paramLabel = "NAME", description = "Needed where several accounts have such an order")
    private String account = "";

    @Option(
            names = "--all",
            description = "Each verdict with all its facts, of an order that was changed again and again, too")
    private boolean all;

    @Override
    int run(NodeOptions node, PrintWriter out) {
        try (RuleDesk desk = RuleDesk.open(NodeConfig.of(node.settings()), node.home())) {
            List<Explanation> verdicts = desk.explain(account, number());
            if (all || verdicts.size() <= MOST_SHOWN) {
                verdicts.forEach(one -> print(one, out));
            } else {
                print(verdicts.getFirst(), out);
                between(verdicts.subList(1, verdicts.size() - 1), out);
                print(verdicts.getLast(), out);
            }
        }
        out.flush();
        return ExitCode.DONE;
    }

    private long number() {
        try {
            return Long.parseLong(order.startsWith("O-") ? order.substring(2) : order);
        } catch (NumberFormatException e) {
            throw new InputException("'" + order + "' is no order's id, such as O-12", e);
        }
    }

    /** Verdicts that followed each other and were of one kind are one line. */
    private static void between(List<Explanation> verdicts, PrintWriter out) {
        out.println("Between its first and its last verdict it was judged " + verdicts.size()
                + " times more; --all shows each:");
        int from = 0;
        for (int lines = 0; from < verdicts.size() && lines < MOST_LINES; lines++) {
            Explanation first = verdicts.get(from);
            int next = from + 1;
            while (next < verdicts.size() && verdicts.get(next).kind().equals(first.kind())) {
                next++;
            }
            out.println("  " + (next - from) + " times " + first.kind() + ", from " + first.time() + " to "
                    + verdicts.get(next - 1).time());
            from = next;
        }
        if (from < verdicts.size()) {
            out.println("  and " + (verdicts.size() - from) + " times more");
        }
    }

    private static void print(Explanation one, PrintWriter out) {
        out.println(one.sentence());
        if (one.decision().isEmpty()) {
            return;
        }
        out.println("  judged " + one.time() + " in account " + one.account() + ": " + one.decision() + "; now "
                + one.status());
        for (Explanation.Spoke spoke : one.reasons()) {
            boolean compared = !Double.isNaN(spoke.actual());
            out.println("  " + spoke.code() + " asked to " + spoke.decision()
                    + (compared
                            ? ": " + Sentence.shown(spoke.actual()) + " against "
                                    + Sentence.shown(spoke.limit())
                            : "")
                    + "  " + spoke.text());
        }
        out.println("  rules " + one.ruleSet());
        out.println("  in force by " + one.inForce());
        one.facts().forEach((name, value) -> out.println("    " + name + " = " + Sentence.shown(value)));
    }
}
