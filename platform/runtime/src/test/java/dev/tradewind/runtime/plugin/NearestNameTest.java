package dev.tradewind.runtime.plugin;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.AlphaChars;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;

class NearestNameTest {
    private static final List<String> NAMES = List.of("buy-and-hold", "sma-cross", "rsi-reversion", "fast", "slow");

    @Test
    void aTypingErrorFindsItsName() {
        assertThat(NearestName.of("sma-cros", NAMES)).contains("sma-cross");
        assertThat(NearestName.of("smacross", NAMES)).contains("sma-cross");
        assertThat(NearestName.of("fsat", NAMES)).contains("fast");
        assertThat(NearestName.of("rsi-revesrion", NAMES)).contains("rsi-reversion");
    }

    @Test
    void somethingElseEntirelyFindsNothing() {
        assertThat(NearestName.of("momentum", NAMES)).isEmpty();
        assertThat(NearestName.of("", NAMES)).isEmpty();
    }

    @Property(tries = 200)
    void theDistanceIsZeroForEqualsAndTheSameBothWays(
            @ForAll @AlphaChars @StringLength(max = 8) String a, @ForAll @AlphaChars @StringLength(max = 8) String b) {
        assertThat(NearestName.edits(a, b)).isEqualTo(NearestName.edits(b, a));
        assertThat(NearestName.edits(a, b) == 0).isEqualTo(a.equals(b));
        assertThat(NearestName.edits(a, b)).isLessThanOrEqualTo(Math.max(a.length(), b.length()));
    }
}
