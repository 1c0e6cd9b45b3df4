package dev.tradewind.sdk.order;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.AlphaChars;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.NumericChars;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;

class ClientOrderIdTest {
    @Property
    void itsTextFitsEveryVenueAndReadsBack(
            @ForAll @AlphaChars @NumericChars @StringLength(min = 1, max = 12) String account,
            @ForAll @IntRange int incarnation,
            @ForAll @LongRange long counter) {
        ClientOrderId id = new ClientOrderId(account, incarnation, counter);

        assertThat(id.toString()).hasSizeLessThanOrEqualTo(ClientOrderId.MAX_LENGTH).matches("[A-Za-z0-9-]+");
        assertThat(ClientOrderId.parse(id.toString())).isEqualTo(id);
    }

    @Test
    void theLongestIdFits() {
        ClientOrderId longest = new ClientOrderId("ABCDEFGHIJKL", Integer.MAX_VALUE, Long.MAX_VALUE);

        assertThat(longest.toString()).hasSizeLessThanOrEqualTo(ClientOrderId.MAX_LENGTH);
        assertThat(ClientOrderId.parse(longest.toString())).isEqualTo(longest);
    }

    @Test
    void whatIsNoIdIsRefused() {
        for (String account : new String[] {"", "a-b", "thirteenchars", "ä", "a b", "a.b"}) {
            assertThatThrownBy(() -> new ClientOrderId(account, 0, 1))
                    .as(account)
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining(account);
        }
        assertThatThrownBy(() -> new ClientOrderId("a", -1, 1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new ClientOrderId("a", 0, -1)).isInstanceOf(IllegalArgumentException.class);
        for (String text : new String[] {"", "a", "a-1", "a-1-2-3", "a-!-1", "-1-1", "a--1-1"}) {
            assertThatThrownBy(() -> ClientOrderId.parse(text)).as(text).isInstanceOf(IllegalArgumentException.class);
        }
    }
}
