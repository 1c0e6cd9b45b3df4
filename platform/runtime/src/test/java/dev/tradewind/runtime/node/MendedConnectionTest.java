package dev.tradewind.runtime.node;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tradewind.engine.VenueStatement;
import dev.tradewind.runtime.breaking.BreakingVenue;
import dev.tradewind.runtime.config.DataLimits;
import dev.tradewind.sdk.instrument.Instrument;
import dev.tradewind.sdk.order.ClientOrderId;
import dev.tradewind.sdk.order.OrderCommand.CancelOrder;
import dev.tradewind.sdk.order.OrderCommand.SubmitOrder;
import dev.tradewind.sdk.order.OrderId;
import dev.tradewind.sdk.order.OrderRequest;
import dev.tradewind.sdk.order.Side;
import dev.tradewind.sdk.order.VenueEvent;
import dev.tradewind.sdk.plugin.VenueNotice.Channel;
import dev.tradewind.sdk.plugin.VenueNotice.ConnectionChanged;
import dev.tradewind.sdk.plugin.VenueNotice.State;
import dev.tradewind.sdk.value.Price;
import dev.tradewind.sdk.value.Quantity;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A venue's plugin that breaks in every way that the host can see. */
class MendedConnectionTest {
    private static final long MILLI = 1_000_000L;
    private static final ClientOrderId POISON = new ClientOrderId("main", 0, 666);

    private final NodeClock clock = new NodeClock();
    private final BreakingVenue.Log log = new BreakingVenue.Log();
    private final Inbox inbox = new Inbox(new Inbox.Bounds(100, 100, 10));
    private final Line line = line(log, "BINANCE", inbox);

    private record Line(MendedConnection mended, ConnectedLink link) {}

    private Line line(BreakingVenue.Log told, String name, Inbox to) {
        List<Instrument> traded = List.of(MarketFeedTest.BTC);
        MendedConnection mended = new MendedConnection(
                new BreakingVenue(told, name, traded),
                () -> new BreakingVenue(told, name, traded),
                clock,
                new MendedConnection.Pauses(50 * MILLI, 200 * MILLI));
        LiveData data = new LiveData(
                mended, name, null, clock, (feed, number, received, event) -> {}, DataLimits.LENIENT);
        ConnectedLink link = new ConnectedLink(mended, data, clock, traded);
        link.route("main", to, event -> {
            if (event.clientOrderId().equals(POISON)) {
                throw new IllegalStateException("nobody can take this");
            }
        });
        link.start();
        return new Line(mended, link);
    }

    @AfterEach
    void close() {
        log.closeHangs = false;
        line.link().close();
    }

    private static void await(BooleanSupplier wanted, String what) throws InterruptedException {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        while (!wanted.getAsBoolean()) {
            assertThat(System.nanoTime()).as(what).isLessThan(deadline);
            Thread.sleep(5);
        }
    }

    private SubmitOrder order(int number) {
        OrderRequest request = OrderRequest.limit(
                MarketFeedTest.BTC.id(), Side.BUY, Quantity.of("1"), Price.of("100"));
        return new SubmitOrder(
                new OrderId(number), new ClientOrderId("main", 0, number), request, 0, Long.MAX_VALUE);
    }

    private List<VenueEvent> reports() throws InterruptedException {
        List<VenueEvent> found = new ArrayList<>();
        Inbox.Item item = inbox.take(50);
        while (item != null) {
            if (item instanceof Inbox.Report report) {
                found.add(report.event());
            }
            item = inbox.take(50);
        }
        return found;
    }

    private void isMendedAsNumber(int connections) throws InterruptedException {
        await(() -> log.made.size() == connections && line.link().trouble().isEmpty(), "it is made anew");
        assertThat(log.made.get(connections - 2).closed).isTrue();
    }

    @Test
    void aChannelThatIsUpHidesNotThatTheOtherIsDown() {
        ConnectedLink link = line.link();
        says(Channel.MARKET, State.UP, "");
        says(Channel.ORDERS, State.DOWN, "the stream broke");
        says(Channel.MARKET, State.DOWN, "silence");
        says(Channel.MARKET, State.UP, "");

        assertThat(link.trouble()).as("our orders are not heard of").isEqualTo("ORDERS is DOWN: the stream broke");

        says(Channel.ORDERS, State.UP, "");
        assertThat(link.trouble()).isEmpty();
    }

    private void says(Channel channel, State state, String why) {
        log.made.getFirst().says(new ConnectionChanged(channel, state, why, 1));
    }

    @Test
    void anExecuteThatThrowsLeavesOrdersOfUnknownFateAndTheConnectionIsMadeAnew() throws Exception {
        line.link().submit(order(1));
        await(() -> log.executed.size() == 1, "the first leaves");
        log.made.getFirst().accept(order(1));
        log.executeThrows = true;
        line.link().submit(order(2));
        await(() -> line.mended().trouble().contains("execute is broken"), "it says so");
        log.executeThrows = false;
        isMendedAsNumber(2);

        assertThat(reports())
                .filteredOn(VenueEvent.FateUnknown.class::isInstance)
                .extracting(VenueEvent::clientOrderId)
                .contains(order(1).clientOrderId(), order(2).clientOrderId());
        line.link().submit(order(3));
        await(() -> log.executed.size() == 2, "the third leaves by the new connection");
        log.made.getFirst().accept(order(3));
        assertThat(reports()).as("the broken one is not heard any more").isEmpty();
        log.made.getLast().accept(order(3));
        assertThat(reports()).hasSize(1);
    }

    @Test
    void whileItIsMadeAnewCommandsAreRefusedAndAttemptsAreFartherAndFartherApart() throws Exception {
        log.refusedConnects.set(3);
        log.executeThrows = true;
        line.link().submit(order(1));
        await(() -> line.link().trouble().contains("cannot be made anew yet"), "it tries");
        log.executeThrows = false;
        line.link().submit(order(2));
        long begun = System.nanoTime();
        isMendedAsNumber(2);

        assertThat((System.nanoTime() - begun) / MILLI).as("50 + 100 + 200 + 200 ms in all").isGreaterThan(200);
        assertThat(reports())
                .filteredOn(VenueEvent.Rejected.class::isInstance)
                .singleElement()
                .satisfies(one -> assertThat(one.clientOrderId()).isEqualTo(order(2).clientOrderId()));
        assertThat(log.executed).isEmpty();
    }

    @Test
    void aThreadOfThePluginThatEndsAndAStartThatThrowsAreMended() throws Exception {
        log.startThrows = true;
        log.made.getFirst().threadEnds();
        await(() -> line.link().trouble().contains("start is broken"), "the new one does not start");
        assertThat(line.link().trouble()).contains("its plugin broke");
        log.startThrows = false;
        await(() -> line.link().trouble().isEmpty(), "it works again");

        line.link().submit(order(1));
        await(() -> log.executed.size() == 1, "it trades");
    }

    @Test
    void aQuestionThatThrowsIsAnUnansweredOneAndTheConnectionIsMadeAnew() throws Exception {
        log.queriesThrow = true;
        BlockingQueue<VenueStatement> told = new LinkedBlockingQueue<>();
        line.link().ask("main", 0, told::add);
        VenueStatement statement = Objects.requireNonNull(told.poll(10, TimeUnit.SECONDS));
        assertThat(statement.coverage().isComplete()).isFalse();
        log.queriesThrow = false;
        isMendedAsNumber(2);
    }

    @Test
    void whatThePluginTellsThatCannotBeDoesNotReachItsThreadAndAnotherVenueIsNotHurt() throws Exception {
        BreakingVenue.Log other = new BreakingVenue.Log();
        Inbox otherInbox = new Inbox(new Inbox.Bounds(100, 100, 10));
        Line second = line(other, "OTHER", otherInbox);
        try {
            log.made.getFirst().cancelled(order(1), POISON);
            isMendedAsNumber(2);

            assertThat(other.made).hasSize(1);
            assertThat(second.link().trouble()).isEmpty();
            second.link().submit(order(1));
            await(() -> other.executed.size() == 1, "the other trades");
        } finally {
            second.link().close();
        }
    }

    @Test
    void aBrokenConnectionThatHangsInItsEndIsNotWaitedForForEver() throws Exception {
        log.closeHangs = true;
        log.executeThrows = true;
        line.link().submit(order(1));
        await(() -> log.made.size() == 2, "it is made anew all the same");
        log.executeThrows = false;
    }

    @Test
    void ordersThatEndedAreNotInDoubtAndCancelsAreOfTheirOrder() throws Exception {
        line.link().submit(order(1));
        line.link().submit(order(2));
        line.link().submit(order(3));
        await(() -> log.executed.size() == 3, "they leave");
        log.made.getFirst().cancelled(order(1), order(1).clientOrderId());
        log.executeThrows = true;
        line.link().submit(new CancelOrder(
                MarketFeedTest.BTC.id(), order(2).orderId(), order(2).clientOrderId(), 0));
        isMendedAsNumber(2);

        assertThat(reports())
                .filteredOn(VenueEvent.FateUnknown.class::isInstance)
                .extracting(VenueEvent::clientOrderId)
                .doesNotContain(order(1).clientOrderId())
                .contains(order(2).clientOrderId(), order(3).clientOrderId());
    }
}
