package dev.tradewind.runtime.node;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tradewind.engine.ledger.LedgerEvent;
import dev.tradewind.engine.ledger.LedgerEvent.OrderCancelled;
import dev.tradewind.engine.ledger.LedgerEvent.OrderExpired;
import dev.tradewind.engine.ledger.LedgerEvent.OrderFateUnknown;
import dev.tradewind.sdk.order.OrderId;
import java.util.List;
import org.junit.jupiter.api.Test;

class OrderLinesTest {
    private static final OrderId ONE = new OrderId(1);
    private static final OrderId TWO = new OrderId(2);

    private static List<String> lines(LedgerEvent... events) {
        return OrderLines.of(List.of(events)).stream()
                .map(line -> line.order().value() + " " + line.text())
                .toList();
    }

    @Test
    void whatABatchSaysOfOneOrderIsOneLine() {
        assertThat(lines(new OrderFateUnknown(1, ONE, "silence"), new OrderCancelled(1, ONE, "asked", 1)))
                .containsExactly("1 OrderFateUnknown, OrderCancelled");
    }

    @Test
    void eachOrderHasLinesOfItsOwnInTheOrderOfTheEvents() {
        assertThat(lines(
                        new OrderCancelled(1, ONE, "asked", 1),
                        new OrderExpired(1, TWO, 1),
                        new OrderFateUnknown(1, TWO, "silence"),
                        new OrderExpired(1, ONE, 1)))
                .containsExactly("1 OrderCancelled", "2 OrderExpired, OrderFateUnknown", "1 OrderExpired");
    }

    @Test
    void whatIsAboutNoOrderHasNoLineAndPartsThem() {
        LedgerEvent other = new LedgerEvent.KillSwitchSet(1, true, "drill");
        assertThat(lines(other)).isEmpty();
        assertThat(lines(new OrderExpired(1, ONE, 1), other, new OrderExpired(1, ONE, 1)))
                .containsExactly("1 OrderExpired", "1 OrderExpired");
    }
}
