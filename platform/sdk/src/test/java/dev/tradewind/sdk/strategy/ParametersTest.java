package dev.tradewind.sdk.strategy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tradewind.sdk.value.Decimal;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

class ParametersTest {
    private static final List<ParameterSpec> SPECS = List.of(
            ParameterSpec.wholeNumber("fast", "bars", 10, 1, 500),
            ParameterSpec.number("stop", "percent", "2.50", "0", "100"),
            ParameterSpec.flag("long-only", "no shorts", true),
            ParameterSpec.choice("average", "kind", "sma", "sma", "ema"));

    @Test
    void whatIsNotGivenHasItsDefaultInCanonicalText() {
        Parameters parameters = Parameters.of(SPECS, Map.of());
        assertThat(parameters.wholeNumber("fast")).isEqualTo(10);
        assertThat(parameters.decimal("stop")).isEqualTo(Decimal.parse("2.5"));
        assertThat(parameters.number("stop")).isEqualTo(2.5);
        assertThat(parameters.flag("long-only")).isTrue();
        assertThat(parameters).hasToString("{fast=10, stop=2.5, long-only=true, average=sma}");
    }

    @Property
    void aWholeNumberIsTakenExactlyInsideItsDomain(@ForAll @LongRange(min = -1000, max = 1000) long value) {
        Map<String, String> given = Map.of("fast", " " + value + " ");
        if (value >= 1 && value <= 500) {
            assertThat(Parameters.of(SPECS, given).wholeNumber("fast")).isEqualTo((int) value);
        } else {
            assertThatThrownBy(() -> Parameters.of(SPECS, given))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("fast")
                    .hasMessageContaining("1..500");
        }
    }

    @Test
    void valuesOutsideTheirDomainAreNamedWithIt() {
        for (Map.Entry<String, String> bad : List.of(
                Map.entry("fast", "ten"),
                Map.entry("fast", "1.5"),
                Map.entry("fast", "99999999999999999999"),
                Map.entry("stop", "100.01"),
                Map.entry("stop", "NaN"),
                Map.entry("long-only", "yes"),
                Map.entry("average", "SMA"))) {
            assertThatThrownBy(() -> Parameters.of(SPECS, Map.ofEntries(bad)))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining(bad.getKey())
                    .hasMessageContaining("'" + bad.getValue() + "'");
        }
    }

    @Test
    void anUnknownNameIsAnErrorThatListsTheKnownOnes() {
        assertThatThrownBy(() -> Parameters.of(SPECS, Map.of("fats", "3")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'fats'")
                .hasMessageContaining("fast, stop, long-only, average");
        assertThatThrownBy(() -> Parameters.of(List.of(), Map.of("a", "3"))).hasMessageContaining("are none");
        assertThatThrownBy(() -> Parameters.of(SPECS, Map.of()).text("slow"))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aDefaultOutsideItsDomainIsRefused() {
        assertThatThrownBy(() -> ParameterSpec.wholeNumber("n", "", 0, 1, 5))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> ParameterSpec.number("n", "", "6", "1", "5"))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> ParameterSpec.choice("n", "", "c", "a", "b"))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
