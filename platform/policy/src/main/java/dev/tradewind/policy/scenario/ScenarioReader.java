package dev.tradewind.policy.scenario;

import dev.tradewind.policy.RuleProblem;
import dev.tradewind.policy.language.Problems;
import dev.tradewind.policy.scenario.Scenario.Expected;
import dev.tradewind.policy.scenario.Scenario.Place;
import dev.tradewind.policy.scenario.Scenario.Step;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.Node;

/** Reads a file of scenarios. */
final class ScenarioReader {
    private static final int MOST_SCENARIOS = 1_000;
    private static final int MOST_ORDERS = 200;

    private final String file;
    private final Problems problems;
    private final ExpectedFields expectations;

    private ScenarioReader(String file, Problems problems, Set<String> codes) {
        this.file = file;
        this.problems = problems;
        this.expectations = new ExpectedFields(problems, codes);
    }

    /**
     * The scenarios of a file; of one with problems as many as could be read.
     *
     * @param codes of the rules
     */
    static List<Scenario> read(String file, String source, Set<String> codes, List<RuleProblem> into) {
        Problems problems = new Problems(file, source, into);
        try {
            Compose compose = new Compose(LoadSettings.builder().setLabel(file).build());
            Optional<Node> root = compose.composeString(source);
            if (root.isEmpty()) {
                problems.add(0, 0, "the file is empty", "it begins with `scenarios:`");
                return List.of();
            }
            return new ScenarioReader(file, problems, codes).file(root.get());
        } catch (MarkedYamlEngineException e) {
            int line = e.getProblemMark().map(mark -> mark.getLine() + 1).orElse(0);
            int column = e.getProblemMark().map(mark -> mark.getColumn() + 1).orElse(0);
            problems.add(line, column, "this is no YAML: " + e.getProblem(), "");
        } catch (YamlEngineException | StackOverflowError e) {
            String why = e instanceof StackOverflowError ? "too many brackets inside each other" : e.getMessage();
            problems.add(0, 0, "this is no YAML: " + why, "");
        }
        return List.of();
    }

    private List<Scenario> file(Node root) {
        Fields top = Fields.of(problems, root, "a file of scenarios", List.of("given", "scenarios"));
        GivenDraft shared = new GivenDraft(problems);
        top.node("given").ifPresent(shared::read);
        List<Node> nodes = top.list("scenarios");
        if (nodes.isEmpty()) {
            Fields.add(problems, root, "this file holds no scenarios", "write `scenarios:` and a list under it");
        }
        List<Scenario> scenarios = new ArrayList<>();
        Set<String> names = new HashSet<>();
        for (Node node : nodes) {
            if (scenarios.size() == MOST_SCENARIOS) {
                Fields.add(problems, node, "more than " + MOST_SCENARIOS + " scenarios in one file", "split it");
                return scenarios;
            }
            Scenario scenario = scenario(node, shared.copy());
            if (!names.add(scenario.name())) {
                Fields.add(problems, node, "a second scenario of the same name", "a name is used once in a file");
            }
            scenarios.add(scenario);
        }
        return scenarios;
    }

    private Scenario scenario(Node node, GivenDraft draft) {
        Fields fields =
                Fields.of(problems, node, "a scenario", List.of("name", "given", "orders", "one-after-another"));
        String name = fields.required("name", "An order at its largest value");
        fields.node("given").ifPresent(draft::read);
        boolean together = fields.flag("one-after-another");
        List<Step> steps = new ArrayList<>();
        List<Node> orders = fields.list("orders");
        if (orders.size() > MOST_ORDERS) {
            Fields.add(problems, node, "more than " + MOST_ORDERS + " orders in one scenario", "split it");
        }
        for (Node step : orders.subList(0, Math.min(orders.size(), MOST_ORDERS))) {
            step(step, draft, together).ifPresent(steps::add);
        }
        if (orders.isEmpty()) {
            Fields.add(problems, node, "this scenario has no orders", "write `orders:` and a list under it");
        }
        return new Scenario(new Place(name, file, Fields.line(node)), draft.finished(node), together, steps);
    }

    private Optional<Step> step(Node node, GivenDraft draft, boolean together) {
        Fields fields = Fields.of(problems, node, "an order with what is expected", List.of("order", "expect"));
        Optional<Node> asked = fields.node("order");
        Optional<Node> expect = fields.node("expect");
        if (asked.isEmpty() || expect.isEmpty()) {
            Fields.add(problems, node, "`" + (asked.isEmpty() ? "order" : "expect") + "` is missing",
                    "each item has `order` and `expect`");
            return Optional.empty();
        }
        Fields order =
                Fields.of(problems, asked.get(), "an order", OrderFields.keysAnd("amends", "seconds-later"));
        if (order.has("seconds-later") && !together) {
            order.problem("seconds-later", "each order of this scenario stands alone",
                    "add `one-after-another: true` to the scenario");
        }
        String symbol = OrderFields.symbol(order);
        Expected expected = expectations.read(expect.get());
        return Optional.of(new Step(
                Fields.line(node),
                OrderFields.strategy(order),
                OrderFields.request(order, draft.instrument(symbol).id(), draft.nanos()),
                order.text("amends", ""),
                order.nanos("seconds-later", "0"),
                expected));
    }
}
