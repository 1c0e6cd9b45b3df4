package dev.tradewind.plugin.binance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tradewind.plugin.binance.DepthFeed.Change;
import dev.tradewind.sdk.instrument.Instrument;
import dev.tradewind.sdk.market.BookDelta;
import dev.tradewind.sdk.market.BookLevels;
import dev.tradewind.sdk.market.BookSnapshot;
import dev.tradewind.sdk.market.MarketEvent;
import dev.tradewind.sdk.order.VenueEvent;
import dev.tradewind.sdk.plugin.VenueListener;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The documented rule of snapshot and changes. */
final class DepthFeedTest {
    private static final Json INFO = Json.parse(
            """
            {"symbols":[{"symbol":"BTCUSDT","baseAsset":"BTC","quoteAsset":"USDT","filters":[]}]}""");
    private static final Instrument BTC =
            List.copyOf(Listing.read(INFO).instruments().values()).getFirst();

    private final List<String> told = new ArrayList<>();
    private final Teller teller = new Teller(ServerClock.ofSystem());
    private int asked;
    private final DepthFeed feed = new DepthFeed(BTC, teller, ServerClock.ofSystem(), () -> asked++);

    DepthFeedTest() {
        teller.start(new VenueListener() {
            @Override
            public void onMarket(MarketEvent event) {
                told.add(
                        switch (event) {
                            case BookSnapshot snapshot -> "snapshot " + snapshot.sequence();
                            case BookDelta delta -> delta.sequences().previous() + ":" + delta.sequences().first() + "-"
                                    + delta.sequences().last();
                            default -> event.toString();
                        });
            }

            @Override
            public void onOrder(VenueEvent event) {
                told.add(event.toString());
            }
        });
    }

    private void change(long first, long last) {
        feed.change(new Change(first, last, 0, BookLevels.NONE));
    }

    @Test
    void whatTheSnapshotHoldsIsDroppedAndTheRestFollows() {
        change(1, 5);
        change(6, 9);
        change(10, 12);
        assertThat(told).isEmpty();
        assertThat(asked).isEqualTo(1);

        assertThat(feed.snapshot(7, BookLevels.NONE)).isTrue();
        change(13, 13);

        assertThat(told).containsExactly("snapshot 7", "7:8-9", "9:10-12", "12:13-13");
    }

    @Test
    void aSnapshotFromBeforeTheFirstChangeIsNotTaken() {
        change(10, 12);

        assertThat(feed.snapshot(8, BookLevels.NONE)).isFalse();
        assertThat(told).isEmpty();
        assertThat(feed.snapshot(9, BookLevels.NONE)).isTrue();

        assertThat(told).containsExactly("snapshot 9", "9:10-12");
    }

    @Test
    void aGapAsksForAnotherSnapshotAndNothingIsToldUntilItIsThere() {
        change(1, 1);
        feed.snapshot(1, BookLevels.NONE);
        change(2, 2);
        change(5, 6);
        change(7, 7);

        assertThat(feed.gaps()).isEqualTo(1);
        assertThat(asked).isEqualTo(2);
        assertThat(told).containsExactly("snapshot 1", "1:2-2");
        assertThat(feed.snapshot(6, BookLevels.NONE)).isTrue();

        assertThat(told).containsExactly("snapshot 1", "1:2-2", "snapshot 6", "6:7-7");
    }

    @Test
    void overlappingStreamsAreToldOnce() {
        change(1, 4);
        feed.snapshot(4, BookLevels.NONE);
        change(5, 6);
        change(5, 6);
        change(6, 8);
        change(7, 8);

        assertThat(told).containsExactly("snapshot 4", "4:5-6", "6:7-8");
    }

    @Test
    void aHoleAmongThoseThatWaitDropsWhatCameBefore() {
        change(1, 2);
        change(5, 6);

        assertThat(feed.snapshot(3, BookLevels.NONE)).isFalse();
        assertThat(feed.snapshot(4, BookLevels.NONE)).isTrue();
        assertThat(told).containsExactly("snapshot 4", "4:5-6");
    }

    @Test
    void noMoreWaitThanTheBound() {
        for (int i = 1; i <= DepthFeed.MAX_WAITING + 10; i++) {
            change(i, i);
        }

        assertThat(feed.snapshot(9, BookLevels.NONE)).isFalse();
        assertThat(feed.snapshot(10, BookLevels.NONE)).isTrue();
        assertThat(told).hasSize(DepthFeed.MAX_WAITING + 1);
    }
}
