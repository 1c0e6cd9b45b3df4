package dev.tradewind.policy.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tradewind.policy.RuleInfo;
import dev.tradewind.policy.RuleSet;
import dev.tradewind.policy.scenario.Scenario.Expected;
import dev.tradewind.policy.scenario.Scenario.Step;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** The scenarios that are shipped, against the rules that are shipped. */
class ShippedScenariosTest {
    private static final Path SHIPPED = Path.of(System.getProperty("tradewind.root", "../.."), "rules");
    private static final RuleSet RULES = RuleSet.load(SHIPPED);
    private static final List<Scenario> SCENARIOS = Scenarios.read(SHIPPED, RULES);

    @Test
    void allPassAndReachEveryRuleAndEveryRowOfTheTables() {
        ScenarioReport report = Scenarios.run(RULES, SCENARIOS);

        assertThat(report.results()).hasSizeGreaterThan(20).allSatisfy(result ->
                assertThat(result.failures()).as(result.name()).isEmpty());
        assertThat(report.unreached()).isEmpty();
        assertThat(report.ruleSet()).isEqualTo(RULES.hash());
    }

    @Test
    void eachRuleWithALimitIsDeniedWithTheFigureOfThatLimit() {
        Set<String> named = new TreeSet<>();
        for (Scenario scenario : SCENARIOS) {
            for (Step step : scenario.steps()) {
                Expected expected = step.expected();
                expected.reasons().forEach((code, figures) -> {
                    if (figures.limit().isPresent()) {
                        named.add(code);
                    }
                });
            }
        }

        Set<String> comparing = new TreeSet<>();
        RULES.rules().stream().map(RuleInfo::code).forEach(comparing::add);
        comparing.removeAll(List.of("EQUITY_UNKNOWN", "REFERENCE_MISSING", "RESTRICTED", "NOT_PERMITTED", "WATCHED",
                "VENUE_CLOSED", "TRADING_HALTED", "KYC_NOT_VALID", "SANCTIONED", "AML_REVIEW", "STRATEGY_NOT_LIVE"));
        assertThat(named).containsExactlyElementsOf(comparing);
    }
}
