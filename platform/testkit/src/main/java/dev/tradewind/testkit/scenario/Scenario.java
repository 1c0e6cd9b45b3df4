package dev.tradewind.testkit.scenario;

import dev.tradewind.engine.ledger.LedgerEvent;
import dev.tradewind.testkit.scenario.ScenarioParser.Line;
import dev.tradewind.testkit.scenario.Statement.Given;
import java.util.List;

/**
 * A flow of orders against the real engine and the simulated venue, written one fact a line:
 *
 * <pre>{@code
 * Scenario.run("""
 *         given BTCUSDT cash 10000 USDT fee 10 bps
 *         buy 1 limit 100 as A
 *         bar open 101 high 102 low 99 close 100
 *         expect A filled 1 at 100 maker
 *         expect position 1, cash 9899.9
 *         """);
 * }</pre>
 *
 * <p>The language is described in the test kit's README.
 */
public final class Scenario {
    private final String name;
    private final List<Line> lines;

    private Scenario(String name, List<Line> lines) {
        this.name = name;
        this.lines = lines;
    }

    /**
     * Reads a scenario.
     *
     * @param name for messages, such as the file's
     * @throws ScenarioSyntaxException if it cannot be read; the message names line, column and what was expected
     */
    public static Scenario parse(String name, String text) {
        return new Scenario(name, new ScenarioParser(name).parse(text));
    }

    /**
     * Reads and runs a scenario.
     *
     * @throws ScenarioSyntaxException if it cannot be read
     * @throws AssertionError if something is not as the scenario expects
     */
    public static List<LedgerEvent> run(String text) {
        return parse("scenario", text).run();
    }

    /**
     * Runs it, and checks at the end that the venue's books and a fold of the journal agree with the ledger.
     *
     * @return the events of the run, for more checks
     * @throws AssertionError if something is not as expected; the message names line, expected and actual
     */
    public List<LedgerEvent> run() {
        boolean ruled = lines.stream().anyMatch(line -> line.statement() instanceof Statement.Rule);
        ScenarioRun run = new ScenarioRun((Given) lines.get(0).statement(), ruled);
        for (Line line : lines.subList(1, lines.size())) {
            String fault = run.run(line.statement());
            if (fault != null) {
                throw new AssertionError(name + " line " + line.number() + " '" + line.text() + "': " + fault);
            }
        }
        String disagreement = run.disagreement();
        if (disagreement != null) {
            throw new AssertionError(name + ": after the last line, " + disagreement);
        }
        return run.events();
    }

    @Override
    public String toString() {
        return name;
    }
}
