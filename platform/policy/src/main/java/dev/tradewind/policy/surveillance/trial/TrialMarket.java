package dev.tradewind.policy.surveillance.trial;

import dev.tradewind.policy.surveillance.StreamEvent;
import dev.tradewind.policy.surveillance.StreamEvent.Cancelled;
import dev.tradewind.policy.surveillance.StreamEvent.Filled;
import dev.tradewind.policy.surveillance.StreamEvent.Placed;
import dev.tradewind.policy.surveillance.StreamEvent.Quoted;
import dev.tradewind.policy.surveillance.StreamEvent.Traded;
import dev.tradewind.policy.surveillance.trial.Recording.Tick;
import dev.tradewind.policy.surveillance.trial.TrialAccount.Resting;
import dev.tradewind.sdk.instrument.InstrumentId;
import dev.tradewind.sdk.order.Side;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Consumer;

/**
 * A recorded market in which accounts of a trial trade: the recorded trades fill their working orders, and what they
 * take themselves is printed and moves all recorded prices, an effect that fades.
 */
final class TrialMarket {
    /** Half of what an order has moved is gone after this. */
    private static final double HALF_LIFE_SECONDS = 15;

    /** A trade at the very price of a working order meets it this often: others stand in the queue, too. */
    private static final double QUEUE_CHANCE = 0.3;

    private final Recording recording;
    private final Consumer<StreamEvent> stream;
    private final SplittableRandom random;
    private final boolean quotes;
    private final List<TrialAccount> accounts = new ArrayList<>();
    private long now;
    private double bid;
    private double ask;
    private double moved;
    private long movedAt;
    private long trades;

    TrialMarket(Recording recording, SplittableRandom random, Consumer<StreamEvent> stream) {
        this.recording = recording;
        this.random = random;
        this.stream = stream;
        this.quotes = recording.hasQuotes();
        Tick first = recording.ticks().getFirst();
        now = first.nanos();
        movedAt = now;
        bid = first.first();
        ask = first.trade() ? first.first() + recording.tickSize() : first.second();
    }

    TrialAccount account(String name) {
        TrialAccount account = new TrialAccount(name, this);
        accounts.add(account);
        return account;
    }

    /** The market goes on. */
    void tick(Tick tick) {
        fade(tick.nanos());
        now = tick.nanos();
        if (tick.trade()) {
            double price = shown(tick.first());
            if (!quotes) {
                touch(price, price + recording.tickSize());
            }
            stream.accept(new Traded(now, instrument(), price, tick.second()));
            meet(price, tick.second());
        } else {
            touch(shown(tick.first()), shown(tick.second()));
            stream.accept(new Quoted(now, instrument(), bid, ask));
        }
    }

    /** Time passes without news. */
    void pass(long nanos) {
        now = Math.max(now, nanos);
    }

    private void touch(double newBid, double newAsk) {
        bid = newBid;
        ask = Math.max(newAsk, newBid + recording.tickSize());
    }

    private void fade(long at) {
        moved *= StrictMath.pow(0.5, (at - movedAt) / 1e9 / HALF_LIFE_SECONDS);
        movedAt = at;
    }

    private double shown(double recorded) {
        return onTick(recorded * (1 + moved));
    }

    double onTick(double price) {
        return Math.rint(price / recording.tickSize()) * recording.tickSize();
    }

    private void meet(double price, double quantity) {
        for (TrialAccount account : accounts) {
            for (Resting order : account.resting()) {
                double beyond = order.side == Side.BUY ? order.price - price : price - order.price;
                double half = recording.tickSize() / 2;
                if (beyond > half || (beyond > -half && random.nextDouble() < QUEUE_CHANCE)) {
                    double filled = Math.min(order.rest, quantity);
                    account.met(order, filled);
                    fill(account.name(), order.id, trade(), order.side, order.price, filled, false);
                }
            }
        }
    }

    private String trade() {
        return "t" + ++trades;
    }

    void placed(String account, String id, Side side, double price, double quantity) {
        stream.accept(new Placed(now, instrument(), account, id, side, price, quantity));
    }

    void cancelled(String account, String id) {
        stream.accept(new Cancelled(now, instrument(), account, id));
    }

    void taken(String account, String id, Side side, double quantity, double push) {
        double price = side == Side.BUY ? ask : bid;
        fill(account, id, trade(), side, price, quantity, true);
        stream.accept(new Traded(now, instrument(), price, quantity));
        double factor = side == Side.BUY ? 1 + push : 1 - push;
        moved = (1 + moved) * factor - 1;
        touch(onTick(bid * factor), onTick(ask * factor));
        if (quotes) {
            stream.accept(new Quoted(now, instrument(), bid, ask));
        }
    }

    /**
     * One account sells to another.
     *
     * @param oneTrade whether the venue shows both sides under one id
     */
    void cross(TrialAccount seller, TrialAccount buyer, double quantity, boolean oneTrade) {
        double price = onTick((bid + ask) / 2);
        String offer = seller.place(Side.SELL, price, quantity);
        String taker = buyer.nextId();
        placed(buyer.name(), taker, Side.BUY, price, quantity);
        String trade = trade();
        seller.sold(offer);
        fill(seller.name(), offer, trade, Side.SELL, price, quantity, false);
        fill(buyer.name(), taker, oneTrade ? trade : trade(), Side.BUY, price, quantity, true);
        stream.accept(new Traded(now, instrument(), price, quantity));
    }

    private void fill(
            String account, String id, String trade, Side side, double price, double quantity, boolean aggressive) {
        stream.accept(new Filled(now, instrument(), account, id, trade, side, price, quantity, aggressive));
    }

    InstrumentId instrument() {
        return recording.instrument();
    }

    Recording recording() {
        return recording;
    }

    long now() {
        return now;
    }

    double bid() {
        return bid;
    }

    double ask() {
        return ask;
    }

    /** The best price of a side: what a buyer pays at best as a maker is the bid. */
    double best(Side side) {
        return side == Side.BUY ? bid : ask;
    }

    /** So many steps behind the best price of a side. */
    double behind(Side side, int steps) {
        double step = recording.tickSize() * steps;
        return onTick(side == Side.BUY ? bid - step : ask + step);
    }
}
