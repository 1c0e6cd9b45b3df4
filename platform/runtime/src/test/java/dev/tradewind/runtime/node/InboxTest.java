package dev.tradewind.runtime.node;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tradewind.runtime.node.Inbox.Item;
import dev.tradewind.sdk.instrument.InstrumentId;
import dev.tradewind.sdk.market.BookLevels;
import dev.tradewind.sdk.market.BookSnapshot;
import dev.tradewind.sdk.market.MarketEvent;
import dev.tradewind.sdk.market.Scales;
import dev.tradewind.sdk.market.TradeTick;
import dev.tradewind.sdk.order.ClientOrderId;
import dev.tradewind.sdk.order.VenueEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class InboxTest {
    private static final InstrumentId ID = InstrumentId.parse("DEMO.SYNTHETIC");

    private final Inbox inbox = new Inbox(new Inbox.Bounds(4, 2, 1));

    private static MarketEvent tick(long nanos) {
        return TradeTick.ofUnscaled(ID, nanos, new Scales(2, 0), 100, 1, null, "t" + nanos);
    }

    private static VenueEvent report(long counter) {
        return new VenueEvent.Accepted(ID, new ClientOrderId("a", 0, counter), "v", 1);
    }

    private static Request request() {
        return new Request.ResumeAccount("test", new CompletableFuture<>());
    }

    private void books(long number) {
        inbox.offerBooks(number, List.of(new BookSnapshot(ID, number, number, BookLevels.NONE)), number);
    }

    private List<Item> all() throws InterruptedException {
        List<Item> items = new ArrayList<>();
        for (Item item = inbox.take(1); item != null; item = inbox.take(1)) {
            items.add(item);
        }
        return items;
    }

    @Test
    void whatCameFirstIsTakenFirstAndReportsBeforeTheRestAtTheSameTime() throws InterruptedException {
        books(0);
        inbox.offerRequest(5, request());
        assertThat(inbox.offerMarket(5, tick(5), 1)).isTrue();
        inbox.offerReport(5, report(1));
        inbox.offerReport(6, report(2));

        assertThat(all().stream().skip(1).map(item -> item.getClass().getSimpleName()))
                .containsExactly("Report", "Market", "Asked", "Report");
    }

    @Test
    void aFullMarketQueueIsConflatedToTheBooksWithTheRangeThatWasDropped() throws InterruptedException {
        books(10);
        for (long number = 11; number <= 13; number++) {
            assertThat(inbox.offerMarket(number, tick(number), number)).isTrue();
        }
        assertThat(inbox.offerMarket(14, tick(14), 14)).isFalse();
        books(14);

        assertThat(all()).singleElement().isInstanceOfSatisfying(Inbox.Market.class, market -> {
            assertThat(market.number()).isEqualTo(14);
            assertThat(market.droppedFrom()).isEqualTo(10);
        });
        assertThat(inbox.conflations()).isEqualTo(1);
    }

    @Test
    void reportsNeverDropAndSayWhenTooManyWait() throws InterruptedException {
        inbox.offerReport(1, report(1));
        inbox.offerReport(2, report(2));
        assertThat(inbox.isOverrun()).isFalse();
        inbox.offerReport(3, report(3));

        assertThat(inbox.isOverrun()).isTrue();
        assertThat(all()).hasSize(3);
    }

    @Test
    void requestsAreRefusedWhenTooManyWait() {
        assertThat(inbox.offerRequest(1, request())).isTrue();
        assertThat(inbox.offerRequest(2, request())).isFalse();
    }

    @Test
    void whatWasNotDecidedComesFirstAgain() throws InterruptedException {
        inbox.offerReport(1, report(1));
        inbox.offerReport(2, report(2));
        Item first = inbox.take(1);
        assertThat(first).isNotNull();
        if (first != null) {
            inbox.putBack(first);
        }

        assertThat(all().getFirst()).isEqualTo(first);
    }
}
