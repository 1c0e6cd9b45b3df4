package dev.tradewind.runtime.node;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tradewind.sdk.instrument.InstrumentId;
import dev.tradewind.sdk.order.ClientOrderId;
import dev.tradewind.sdk.order.OrderCommand.SubmitOrder;
import dev.tradewind.sdk.order.OrderId;
import dev.tradewind.sdk.order.OrderRequest;
import dev.tradewind.sdk.order.Side;
import dev.tradewind.sdk.value.Quantity;
import org.junit.jupiter.api.Test;

class CommandTimesTest {
    private static final OrderRequest REQUEST =
            OrderRequest.market(new InstrumentId("DEMO", "SIM"), Side.BUY, Quantity.of("1"));

    private final Latencies latencies = new Latencies();
    private final CommandTimes times = new CommandTimes(latencies);

    private static SubmitOrder order(long number) {
        return new SubmitOrder(new OrderId(number), new ClientOrderId("main", 0, number), REQUEST, 0, 1);
    }

    private long counted(Latencies.Stage stage) {
        return latencies.total(stage).getTotalCount();
    }

    @Test
    void anOrderIsMeasuredUntilItLeftAndUntilItsFirstReport() {
        times.sending(order(1));
        times.sent(order(1));
        times.reported(order(1).clientOrderId());
        times.reported(order(1).clientOrderId());

        assertThat(counted(Latencies.Stage.SENT)).isEqualTo(1);
        assertThat(counted(Latencies.Stage.ACKNOWLEDGED)).isEqualTo(1);
    }

    @Test
    void aVenueThatAnswersAtOnceIsMeasuredForEver() {
        int orders = 2 * CommandTimes.MOST;
        for (int i = 1; i <= orders; i++) {
            times.sending(order(i));
            times.reported(order(i).clientOrderId());
            times.sent(order(i));
        }

        assertThat(counted(Latencies.Stage.ACKNOWLEDGED)).isEqualTo(orders);
    }

    @Test
    void ordersThatAreNeverAnsweredTakeNoMoreRoomThanTheBound() {
        for (int i = 1; i <= 2 * CommandTimes.MOST; i++) {
            times.sending(order(i));
            times.sent(order(i));
        }

        assertThat(counted(Latencies.Stage.SENT)).isEqualTo(CommandTimes.MOST);
    }
}
