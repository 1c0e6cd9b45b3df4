package dev.tradewind.testkit.venue;

import dev.tradewind.sdk.instrument.Instrument;
import dev.tradewind.sdk.market.BookDelta;
import dev.tradewind.sdk.market.BookLevels;
import dev.tradewind.sdk.market.MarketEvent;
import dev.tradewind.sdk.order.ClientOrderId;
import dev.tradewind.sdk.order.Fill;
import dev.tradewind.sdk.order.OrderCommand;
import dev.tradewind.sdk.order.OrderCommand.SubmitOrder;
import dev.tradewind.sdk.order.OrderConditions;
import dev.tradewind.sdk.order.OrderRequest;
import dev.tradewind.sdk.order.VenueEvent;
import dev.tradewind.sdk.order.VenueEvent.Accepted;
import dev.tradewind.sdk.order.VenueEvent.Amended;
import dev.tradewind.sdk.order.VenueEvent.CancelRejected;
import dev.tradewind.sdk.order.VenueEvent.Cancelled;
import dev.tradewind.sdk.order.VenueEvent.Filled;
import dev.tradewind.sdk.order.VenueEvent.Rejected;
import dev.tradewind.sdk.order.VenueEvent.Triggered;
import dev.tradewind.sdk.plugin.SteppedVenue;
import dev.tradewind.sdk.plugin.TradingMode;
import dev.tradewind.sdk.plugin.VenueCapabilities;
import dev.tradewind.sdk.plugin.VenueListener;
import dev.tradewind.sdk.value.Quantity;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A good venue with one thing wrong about it. */
final class BrokenVenue implements SteppedVenue {
    private final SteppedVenue good;
    private final Fault fault;
    private final Set<ClientOrderId> used = new LinkedHashSet<>();
    private final List<VenueEvent> held = new ArrayList<>();
    private long told;
    private boolean closed;

    /** What is wrong. */
    enum Fault {
        NONE,
        LISTS_TWICE,
        LOSES_UPDATES,
        CROSSES_THE_BOOK,
        SWALLOWS_CANCEL_REFUSALS,
        CANCELS_TWICE,
        FILLS_BEFORE_ACCEPTING,
        FILLS_TOO_MUCH,
        REPEATS_TRADE_IDS,
        STAMPS_BACKWARDS,
        TAKES_IDS_AGAIN,
        IGNORES_POST_ONLY,
        LETS_IMMEDIATE_ORDERS_REST,
        FORGETS_TO_EXPIRE,
        HIDES_TRIGGERS,
        AMENDS_UNDER_ANOTHER_ID,
        ACCEPTS_OFF_STEPS,
        NEVER_THE_SAME,
        WORKS_WHEN_CLOSED
    }

    BrokenVenue(SteppedVenue good, Fault fault) {
        this.good = good;
        this.fault = fault;
    }

    @Override
    public String name() {
        return good.name();
    }

    @Override
    public TradingMode mode() {
        return good.mode();
    }

    @Override
    public VenueCapabilities capabilities() {
        return good.capabilities();
    }

    @Override
    public List<Instrument> instruments() {
        List<Instrument> all = new ArrayList<>(good.instruments());
        if (fault == Fault.LISTS_TWICE) {
            all.add(all.get(0));
        }
        return all;
    }

    @Override
    public void start(VenueListener listener) {
        good.start(new VenueListener() {
            @Override
            public void onMarket(MarketEvent event) {
                MarketEvent bent = bend(event);
                if (bent != null) {
                    listener.onMarket(bent);
                }
            }

            @Override
            public void onOrder(VenueEvent event) {
                bend(event).forEach(listener::onOrder);
            }
        });
    }

    private @Nullable MarketEvent bend(MarketEvent event) {
        if (!(event instanceof BookDelta delta)) {
            return event;
        }
        told++;
        if (fault == Fault.LOSES_UPDATES && told % 50 == 0) {
            return null;
        }
        if (fault == Fault.CROSSES_THE_BOOK && told % 50 == 0) {
            BookLevels levels = BookLevels.ofUnscaled(
                    delta.levels().scales(), 1, new long[] {1_000_000_000_000L}, new long[] {1});
            return new BookDelta(delta.instrument(), delta.eventNanos(), delta.sequences(), levels);
        }
        return event;
    }

    private List<VenueEvent> bend(VenueEvent event) {
        return switch (fault) {
            case SWALLOWS_CANCEL_REFUSALS -> event instanceof CancelRejected ? List.of() : List.of(event);
            case CANCELS_TWICE -> event instanceof Cancelled ? List.of(event, event) : List.of(event);
            case FILLS_BEFORE_ACCEPTING -> late(event);
            case FILLS_TOO_MUCH -> List.of(event instanceof Filled filled ? doubled(filled) : event);
            case REPEATS_TRADE_IDS -> List.of(event instanceof Filled filled ? named(filled, "1") : event);
            case STAMPS_BACKWARDS -> List.of(event instanceof Accepted one
                    ? new Accepted(
                            one.instrument(), one.clientOrderId(), one.venueOrderId(), one.eventNanos() - 999_999_999L)
                    : event);
            case TAKES_IDS_AGAIN -> event instanceof Rejected rejected && used.contains(rejected.clientOrderId())
                    ? List.of(accepted(rejected))
                    : remember(event);
            case HIDES_TRIGGERS -> event instanceof Triggered ? List.of() : List.of(event);
            case AMENDS_UNDER_ANOTHER_ID -> List.of(event instanceof Amended one
                    ? new Amended(
                            one.instrument(), new ClientOrderId("other", 0, 1), one.replacement(), one.quantity(),
                            one.prices(), one.eventNanos())
                    : event);
            case ACCEPTS_OFF_STEPS -> List.of(event instanceof Rejected rejected ? accepted(rejected) : event);
            default -> List.of(event);
        };
    }

    private List<VenueEvent> remember(VenueEvent event) {
        used.add(event.clientOrderId());
        return List.of(event);
    }

    private static VenueEvent accepted(Rejected rejected) {
        return new Accepted(rejected.instrument(), rejected.clientOrderId(), "B", rejected.eventNanos());
    }

    /** Acceptances come after what follows them. */
    private List<VenueEvent> late(VenueEvent event) {
        if (event instanceof Accepted && held.isEmpty()) {
            held.add(event);
            return List.of();
        }
        List<VenueEvent> both = new ArrayList<>();
        both.add(event);
        both.addAll(held);
        held.clear();
        return both;
    }

    private static VenueEvent doubled(Filled filled) {
        Fill fill = filled.fill();
        Quantity twice = new Quantity(fill.quantity().value().plus(fill.quantity().value()));
        return new Filled(
                filled.instrument(),
                filled.clientOrderId(),
                filled.side(),
                new Fill(fill.tradeId(), fill.price(), twice, fill.fee(), fill.liquidity()),
                filled.eventNanos());
    }

    private static VenueEvent named(Filled filled, String tradeId) {
        Fill fill = filled.fill();
        return new Filled(
                filled.instrument(),
                filled.clientOrderId(),
                filled.side(),
                new Fill(tradeId, fill.price(), fill.quantity(), fill.fee(), fill.liquidity()),
                filled.eventNanos());
    }

    @Override
    public void execute(OrderCommand command) {
        if (closed && fault == Fault.WORKS_WHEN_CLOSED) {
            return;
        }
        good.execute(command instanceof SubmitOrder submit ? bend(submit) : command);
    }

    private SubmitOrder bend(SubmitOrder submit) {
        OrderConditions asked = submit.request().conditions();
        OrderConditions done = switch (fault) {
            case IGNORES_POST_ONLY -> new OrderConditions(asked.timeInForce(), asked.expireNanos(), false, false);
            case LETS_IMMEDIATE_ORDERS_REST, FORGETS_TO_EXPIRE -> OrderConditions.GTC;
            default -> asked;
        };
        OrderRequest request = submit.request().with(done);
        return new SubmitOrder(
                submit.orderId(), submit.clientOrderId(), request, submit.decidedNanos(), submit.validUntilNanos());
    }

    @Override
    public long nanos() {
        return good.nanos();
    }

    @Override
    public long nextNanos() {
        return good.nextNanos();
    }

    @Override
    public void advanceTo(long nanos) {
        good.advanceTo(nanos);
    }

    @Override
    public void close() {
        closed = true;
        good.close();
    }
}
