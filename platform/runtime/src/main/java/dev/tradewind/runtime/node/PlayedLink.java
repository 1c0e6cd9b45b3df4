package dev.tradewind.runtime.node;

import dev.tradewind.engine.VenueStatement;
import dev.tradewind.engine.ledger.Ledger;
import dev.tradewind.sdk.instrument.Instrument;
import dev.tradewind.sdk.order.OrderCommand;
import dev.tradewind.sdk.order.VenueEvent;
import dev.tradewind.sdk.plugin.TradingMode;
import dev.tradewind.sdk.plugin.VenueCapabilities;
import dev.tradewind.sdk.plugin.VenueConnection;
import dev.tradewind.sdk.plugin.VenueListener;
import dev.tradewind.sdk.value.Money;
import dev.tradewind.simulation.venue.PaperVenue;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/** A market and a venue of one instrument, played by somebody else: commands go there, on the journal's thread. */
final class PlayedLink implements VenueLink {
    private final Instrument instrument;
    private final Consumer<OrderCommand> player;
    private final NodeClock clock;
    private final MarketFeed feed;
    private volatile Consumer<VenueEvent> observer = event -> {};

    PlayedLink(Instrument instrument, Consumer<OrderCommand> player, NodeClock clock) {
        this.instrument = instrument;
        this.player = player;
        this.clock = clock;
        this.feed = new MarketFeed(
                instrument.id().venue(), List.of(instrument), MarketFeed.TickSink.NONE, clock.getAsLong() / 1_000);
    }

    /** The venue behind it, which says nothing by itself. */
    private final class Connection implements VenueConnection {
        @Override
        public String name() {
            return instrument.id().venue();
        }

        @Override
        public VenueCapabilities capabilities() {
            return PaperVenue.CAPABILITIES;
        }

        @Override
        public TradingMode mode() {
            return TradingMode.PAPER;
        }

        @Override
        public List<Instrument> instruments() {
            return List.of(instrument);
        }

        @Override
        public void start(VenueListener listener) {}

        @Override
        public void execute(OrderCommand command) {
            player.accept(command);
        }

        @Override
        public void close() {}
    }

    @Override
    public VenueConnection connection() {
        return new Connection();
    }

    @Override
    public boolean isSimulated() {
        return true;
    }

    @Override
    public MarketFeed feed() {
        return feed;
    }

    @Override
    public void open(String account, Ledger ledger, Money begin, Set<String> cancelled) {}

    @Override
    public void route(String account, Inbox inbox, Consumer<VenueEvent> seen) {
        observer = seen;
    }

    /** The venue says something, now. */
    void report(VenueEvent event, Inbox inbox) {
        observer.accept(event);
        inbox.offerReport(clock.getAsLong(), event);
    }

    @Override
    public void start() {}

    @Override
    public void submit(OrderCommand command) {
        player.accept(command);
    }

    /** There is nothing in doubt in an account that has just begun. */
    @Override
    public void ask(String account, long sinceNanos, Consumer<VenueStatement> whenTold) {
        VenueStatement.Coverage coverage = new VenueStatement.Coverage(true, true, true, false, false, 0);
        whenTold.accept(new VenueStatement(
                venue(), clock.getAsLong(), coverage, List.of(), List.of(), List.of(), List.of()));
    }

    @Override
    public String trouble() {
        return "";
    }

    @Override
    public void close() {}
}
