package dev.tradewind.testkit.venue;

import dev.tradewind.engine.book.BookOutcome;
import dev.tradewind.engine.book.FeedBook;
import dev.tradewind.sdk.instrument.Instrument;
import dev.tradewind.sdk.instrument.InstrumentId;
import dev.tradewind.sdk.instrument.TradingSteps;
import dev.tradewind.sdk.market.BookDelta;
import dev.tradewind.sdk.market.BookSnapshot;
import dev.tradewind.sdk.market.MarketEvent;
import dev.tradewind.sdk.market.TradeTick;
import dev.tradewind.sdk.order.OrderCommand;
import dev.tradewind.sdk.order.OrderConditions;
import dev.tradewind.sdk.order.OrderId;
import dev.tradewind.sdk.order.OrderRequest;
import dev.tradewind.sdk.order.OrderType;
import dev.tradewind.sdk.order.Side;
import dev.tradewind.sdk.order.TimeInForce;
import dev.tradewind.sdk.order.VenueEvent;
import dev.tradewind.sdk.order.VenueEvent.Accepted;
import dev.tradewind.sdk.order.VenueEvent.Amended;
import dev.tradewind.sdk.order.VenueEvent.CancelRejected;
import dev.tradewind.sdk.order.VenueEvent.Cancelled;
import dev.tradewind.sdk.order.VenueEvent.Expired;
import dev.tradewind.sdk.order.VenueEvent.Filled;
import dev.tradewind.sdk.order.VenueEvent.Rejected;
import dev.tradewind.sdk.plugin.VenueCapabilities;
import dev.tradewind.sdk.plugin.VenueConnection;
import dev.tradewind.sdk.plugin.VenueFeature;
import dev.tradewind.sdk.value.Decimal;
import dev.tradewind.sdk.value.Price;
import dev.tradewind.sdk.value.Quantity;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

/** The checks of {@link VenueContract}, each on connections of its own. A failure says what is wrong. */
final class VenueChecks {
    private static final int MANY = 400;

    private final Supplier<? extends VenueConnection> connect;
    private final long answerNanos;
    private final long settleNanos;

    /**
     * @param answerNanos within which a venue answers a command
     * @param settleNanos within which nothing more comes after many
     */
    VenueChecks(Supplier<? extends VenueConnection> connect, long answerNanos, long settleNanos) {
        this.connect = connect;
        this.answerNanos = answerNanos;
        this.settleNanos = settleNanos;
    }

    private VenueTrial start() {
        return VenueTrial.started(connect.get());
    }

    private VenueCapabilities capabilities() {
        try (VenueConnection venue = connect.get()) {
            return venue.capabilities();
        }
    }

    boolean can(VenueFeature feature) {
        return capabilities().can(feature);
    }

    boolean takes(OrderType type) {
        return capabilities().orderTypes().contains(type);
    }

    boolean takes(TimeInForce time) {
        return capabilities().timesInForce().contains(time);
    }

    private static void require(boolean holds, String what) {
        if (!holds) {
            throw new AssertionError(what);
        }
    }

    void instruments() {
        try (VenueConnection venue = connect.get()) {
            Set<InstrumentId> seen = new LinkedHashSet<>();
            require(!venue.instruments().isEmpty(), venue.name() + " lists no instrument");
            for (Instrument instrument : venue.instruments()) {
                InstrumentId id = instrument.id();
                TradingSteps steps = instrument.steps();
                require(seen.add(id), id + " is listed twice");
                require(id.venue().equals(venue.name()), id + " is not of the venue " + venue.name());
                require(!instrument.base().equals(instrument.quote()), id + " is of " + instrument.base() + " twice");
                require(
                        steps.minQuantity().isMultipleOf(steps.lot()),
                        id + ": the smallest quantity " + steps.minQuantity() + " is no multiple of " + steps.lot());
                boolean inverse = instrument.contract().inverse();
                require(
                        !instrument.tradesAroundTheClock()
                                || instrument.settlement().equals(inverse ? instrument.base() : instrument.quote()),
                        id + " settles in " + instrument.settlement());
            }
            require(venue.instruments().equals(List.copyOf(venue.instruments())), "instruments() changes");
        }
    }

    void marketData(long watchNanos) {
        try (VenueTrial trial = start()) {
            trial.pass(watchNanos);
            Map<InstrumentId, FeedBook> books = new LinkedHashMap<>();
            Map<InstrumentId, Instrument> known = new LinkedHashMap<>();
            Set<InstrumentId> traded = new LinkedHashSet<>();
            for (Instrument instrument : trial.venue().instruments()) {
                known.put(instrument.id(), instrument);
                books.put(instrument.id(), new FeedBook(instrument));
            }
            for (MarketEvent event : trial.news()) {
                FeedBook book = books.get(event.instrument());
                Instrument instrument = known.get(event.instrument());
                require(book != null && instrument != null, event + " is of an instrument that is not listed");
                if (event instanceof TradeTick trade && instrument != null) {
                    traded.add(event.instrument());
                    checkTrade(trade, instrument);
                } else if (book != null) {
                    checkBook(event, book);
                }
            }
            for (FeedBook book : books.values()) {
                boolean numbered = trial.venue().capabilities().can(VenueFeature.BOOK);
                require(!numbered || book.isReady(), book.instrument() + " has no book: " + book.problem());
                boolean trades = trial.venue().capabilities().can(VenueFeature.TRADES);
                require(!trades || traded.contains(book.instrument()), book.instrument() + " shows no trade");
            }
        }
    }

    private static void checkTrade(TradeTick trade, Instrument instrument) {
        require(
                trade.price().value().isMultipleOf(instrument.steps().tick())
                        && trade.quantity().value().signum() > 0,
                trade + " is off the tick, or of nothing");
    }

    private static void checkBook(MarketEvent event, FeedBook book) {
        BookOutcome outcome = BookOutcome.APPLIED;
        if (event instanceof BookSnapshot snapshot) {
            outcome = book.apply(snapshot);
        } else if (event instanceof BookDelta delta) {
            outcome = book.apply(delta);
        }
        require(outcome == BookOutcome.APPLIED, "a book must begin with a snapshot and go on without a hole or a"
                + " crossing: " + outcome + ", " + book.problem() + ", at " + event);
    }

    /** What came of a flow of commands of all kinds. */
    private VenueTrial flow(long seed) {
        VenueTrial trial = start();
        new VenueFlow(trial, seed, settleNanos).run();
        return trial;
    }

    void answers() {
        for (long seed = 1; seed <= 3; seed++) {
            try (VenueTrial trial = flow(seed)) {
                trial.stories().forEach(OrderStory::checkAnswers);
                require(
                        trial.stories().stream().anyMatch(story -> story.has(Filled.class)),
                        "no order of the trial was filled, so that it says nothing");
            }
        }
    }

    void acceptance() {
        try (VenueTrial trial = flow(4)) {
            trial.stories().forEach(OrderStory::checkOrder);
        }
    }

    void fills() {
        try (VenueTrial trial = flow(5)) {
            Set<String> trades = new LinkedHashSet<>();
            for (OrderStory story : trial.stories()) {
                story.checkFills(trial.instrument());
                for (Filled fill : story.fills()) {
                    require(trades.add(fill.fill().tradeId()), "the trade id " + fill.fill().tradeId() + " came twice");
                }
            }
        }
    }

    void order() {
        try (VenueTrial trial = flow(6)) {
            List<String> faults = trial.timeFaults();
            require(faults.isEmpty(), "time runs backwards: " + faults.stream().limit(3).toList());
        }
    }

    void stops() {
        try (VenueTrial trial = start()) {
            InstrumentId id = trial.instrument().id();
            OrderStory waiting = trial.submit(
                    OrderRequest.stop(id, Side.BUY, trial.quantity(1), trial.far(Side.SELL)));
            OrderStory due = trial.submit(OrderRequest.stop(id, Side.BUY, trial.quantity(1), trial.far(Side.BUY)));
            trial.pass(answerNanos + 2 * settleNanos);
            due.checkTrigger();
            // Some venues refuse a stop that would trigger at once; then one that is near has to show that they work.
            require(
                    due.isFilled() || due.has(Rejected.class),
                    "a stop whose trigger was reached long ago must fill, or be refused: " + due);
            require(!due.has(Rejected.class) || triggersNear(trial), "no stop near the market triggered and filled");
            require(!waiting.has(Filled.class), "a stop must wait for its trigger: " + waiting);
            trial.cancel(waiting);
            trial.pass(answerNanos);
            require(waiting.has(Cancelled.class), "a stop that waits can be cancelled: " + waiting);
        }
    }

    /** Whether, of stops on both sides near the market, one is triggered and filled before long. */
    private boolean triggersNear(VenueTrial trial) {
        InstrumentId id = trial.instrument().id();
        for (int i = 0; i < 10; i++) {
            for (Side side : Side.values()) {
                OrderStory near =
                        trial.submit(OrderRequest.stop(id, side, trial.quantity(1), trial.through(side, 2)));
                trial.pass(answerNanos + settleNanos);
                near.checkTrigger();
                if (near.isFilled()) {
                    return true;
                }
                trial.cancel(near);
                trial.pass(answerNanos);
            }
        }
        return false;
    }

    private OrderStory resting(VenueTrial trial) {
        OrderStory story = trial.submit(trial.limit(Side.BUY, 2, trial.far(Side.BUY)));
        trial.pass(answerNanos);
        require(story.has(Accepted.class) && !story.isOver(), "a limit order far from the market rests: " + story);
        return story;
    }

    void unknownCancels() {
        try (VenueTrial trial = start()) {
            OrderStory over = resting(trial);
            trial.cancel(over);
            trial.pass(answerNanos);
            require(over.has(Cancelled.class), "a resting order is cancelled on request: " + over);
            trial.cancel(over);
            trial.pass(answerNanos);
            require(over.count(CancelRejected.class) == 1, "a cancel of an order that is gone is refused: " + over);
            over.checkAnswers();
        }
    }

    void usedIds() {
        try (VenueTrial trial = start()) {
            OrderStory story = resting(trial);
            trial.submitAgain(story, trial.limit(Side.BUY, 1, trial.far(Side.BUY)));
            trial.pass(answerNanos);
            require(story.count(Rejected.class) == 1, "an id that works is not taken again: " + story);
            trial.cancel(story);
            trial.pass(answerNanos);
            require(story.has(Cancelled.class), "the first order of an id goes on working: " + story);
            trial.submitAgain(story, trial.limit(Side.BUY, 1, trial.far(Side.BUY)));
            trial.pass(answerNanos);
            require(story.count(Rejected.class) == 2, "an id that was used is never taken again: " + story);
            story.checkAnswers();
        }
    }

    void postOnly() {
        try (VenueTrial trial = start()) {
            for (Side side : Side.values()) {
                OrderConditions conditions = OrderConditions.GTC.withPostOnly();
                OrderStory taker = trial.submit(
                        trial.limit(side, 1, trial.through(side, 20)).with(conditions));
                OrderStory maker = trial.submit(trial.limit(side, 1, trial.far(side)).with(conditions));
                trial.pass(answerNanos);
                require(
                        taker.has(Rejected.class) || (taker.has(Cancelled.class) && !taker.has(Filled.class)),
                        "a post-only order that would trade at once is refused: " + taker);
                require(maker.has(Accepted.class), "a post-only order that rests is accepted: " + maker);
                trial.cancel(maker);
                trial.pass(answerNanos);
            }
        }
        try (VenueTrial trial = flow(7)) {
            trial.stories().forEach(story -> story.checkFills(trial.instrument()));
        }
    }

    void immediate(OrderConditions conditions) {
        try (VenueTrial trial = start()) {
            boolean whole = conditions.timeInForce() == TimeInForce.FOK;
            OrderStory far = trial.submit(
                    trial.limit(Side.BUY, 1, trial.far(Side.BUY)).with(conditions));
            OrderStory large = trial.submit(
                    trial.limit(Side.SELL, MANY, trial.through(Side.SELL, 0)).with(conditions));
            OrderStory small = trial.submit(
                    trial.limit(Side.BUY, 1, trial.through(Side.BUY, 20)).with(conditions));
            trial.pass(answerNanos);
            for (OrderStory story : List.of(far, large, small)) {
                require(story.isOver(), conditions.timeInForce() + " leaves nothing open: " + story);
                boolean partly = story.has(Filled.class) && !story.isFilled();
                require(!whole || !partly, "FOK fills wholly or not at all: " + story);
                trial.cancel(story);
            }
            require(!far.has(Filled.class), "nothing trades beyond its limit: " + far);
            trial.pass(answerNanos);
            for (OrderStory story : List.of(far, large, small)) {
                require(story.has(CancelRejected.class), "nothing is left to cancel: " + story);
                story.checkAnswers();
            }
            require(
                    small.isFilled() || small.has(Rejected.class),
                    "a small order far through the market is filled: " + small);
        }
    }

    void expiry() {
        try (VenueTrial trial = start()) {
            long expires = trial.now() + answerNanos + VenueTrial.SECOND;
            OrderStory story = trial.submit(
                    trial.limit(Side.BUY, 1, trial.far(Side.BUY)).with(OrderConditions.goodTill(expires)));
            trial.pass(answerNanos);
            require(story.has(Accepted.class) && !story.isOver(), "a GTD order rests until its time: " + story);
            trial.pass(answerNanos + 2 * VenueTrial.SECOND);
            require(story.has(Expired.class), "a GTD order expires at its time: " + story);
            story.checkAnswers();
        }
    }

    void cancelRace() {
        try (VenueTrial trial = start()) {
            for (int i = 0; i < 20; i++) {
                Side side = i % 2 == 0 ? Side.BUY : Side.SELL;
                OrderStory story = trial.submit(trial.limit(side, 3, trial.through(side, -(i % 3))));
                trial.cancel(story);
                trial.elapse(i % 4 == 0 ? 0 : VenueTrial.MILLI);
                trial.cancel(story);
                trial.pass(answerNanos);
                if (!story.isOver() && !story.has(CancelRejected.class)) {
                    // A machine that is busy with other things answers late, and once more is late enough to tell.
                    trial.pass(4 * answerNanos);
                }
                require(story.isOver() || story.has(CancelRejected.class), "a cancel gets an answer: " + story);
                if (!story.isOver()) {
                    trial.cancel(story);
                    trial.pass(answerNanos);
                }
                story.checkAnswers();
                story.checkOrder();
                story.checkFills(trial.instrument());
            }
        }
    }

    void amendments() {
        try (VenueTrial trial = start()) {
            OrderStory story = resting(trial);
            OrderRequest less = story.request().withQuantity(trial.quantity(1));
            trial.amend(story, less);
            trial.pass(answerNanos);
            List<Amended> done = trial.reports().stream()
                    .filter(Amended.class::isInstance)
                    .map(Amended.class::cast)
                    .toList();
            require(done.size() == 1, "a resting order can be amended: " + story);
            Amended amended = done.get(0);
            require(amended.clientOrderId().equals(story.id()), "an amendment names the order that it was: " + amended);
            require(amended.quantity().equals(less.quantity()), "an amendment tells the new quantity: " + amended);
            require(amended.prices().equals(less.prices()), "an amendment tells the new prices: " + amended);
            trial.amend(story, less.withQuantity(trial.quantity(2)).withPrices(
                    trial.limit(Side.BUY, 2, trial.through(Side.BUY, 20)).prices()));
            trial.pass(answerNanos);
            require(story.isFilled(), "an order that is amended to where it trades does so: " + story);
            trial.amend(story, less);
            trial.pass(answerNanos);
            require(story.has(VenueEvent.AmendRejected.class), "an order that is gone is not amended: " + story);
            story.checkAnswers();
            story.checkOrder();
            story.checkFills(trial.instrument());
        }
    }

    void steps() {
        try (VenueTrial trial = start()) {
            TradingSteps steps = trial.instrument().steps();
            Decimal half = Decimal.parse("0.5");
            OrderRequest good = trial.limit(Side.BUY, 2, trial.far(Side.BUY));
            Price offTick = new Price(trial.far(Side.BUY).value().plus(steps.tick().times(half)));
            List<OrderRequest> wrong = List.of(
                    trial.limit(Side.BUY, 2, offTick),
                    good.withQuantity(new Quantity(good.quantity().value().plus(steps.lot().times(half)))),
                    good.withQuantity(new Quantity(Decimal.ZERO)),
                    OrderRequest.limit(
                            new InstrumentId("NO-SUCH-THING", trial.venue().name()),
                            Side.BUY,
                            good.quantity(),
                            trial.far(Side.BUY)));
            for (OrderRequest request : wrong) {
                OrderStory story = trial.submit(request);
                trial.pass(answerNanos);
                require(story.has(Rejected.class), "an order off the instrument's steps is rejected: " + request + ", "
                        + story);
                story.checkAnswers();
            }
        }
    }

    void repeats() {
        List<String> first;
        try (VenueTrial trial = flow(8)) {
            first = trial.transcript();
        }
        try (VenueTrial trial = flow(8)) {
            List<String> second = trial.transcript();
            for (int i = 0; i < Math.min(first.size(), second.size()); i++) {
                require(
                        first.get(i).equals(second.get(i)),
                        "two runs differ at event " + (i + 1) + ": " + first.get(i) + " and " + second.get(i));
            }
            require(
                    first.size() == second.size(),
                    "two runs differ: they told " + first.size() + " and " + second.size() + " events");
        }
    }

    void life() {
        VenueTrial early = new VenueTrial(connect.get());
        require(refuses(() -> early.venue().execute(cancelOfNothing(early))), "before its start a venue takes nothing");
        early.close();
        require(refuses(() -> early.venue().start(early)), "a closed venue does not start");
        VenueTrial trial = start();
        require(refuses(() -> trial.venue().start(trial)), "a venue starts once");
        OrderStory story = resting(trial);
        int told = trial.transcript().size();
        trial.close();
        trial.close();
        require(refuses(() -> trial.cancel(story)), "a closed venue takes nothing");
        require(trial.transcript().size() == told, "a closed venue says nothing");
    }

    private static OrderCommand cancelOfNothing(VenueTrial trial) {
        return new OrderCommand.CancelOrder(
                trial.instrument().id(), new OrderId(1), trial.freshId(), trial.now());
    }

    private static boolean refuses(Runnable action) {
        try {
            action.run();
            return false;
        } catch (IllegalStateException e) {
            return true;
        }
    }
}
