package dev.tradewind.simulation.matching;

import dev.tradewind.sdk.order.Side;
import java.util.ArrayList;
import java.util.List;

/** Writes every event down. */
final class EventLog implements BookEvents {
    private final List<String> lines = new ArrayList<>();

    /** What was written since the last call. */
    List<String> drain() {
        List<String> all = List.copyOf(lines);
        lines.clear();
        return all;
    }

    private void add(String name, Object... values) {
        StringBuilder line = new StringBuilder(name);
        for (Object value : values) {
            line.append(' ').append(value);
        }
        lines.add(line.toString());
    }

    @Override
    public void accepted(long id, long owner, Side side, OrderKind kind, long price, long quantity) {
        add("accepted", id, owner, side, kind, price, quantity);
    }

    @Override
    public void rejected(long id, RejectReason reason) {
        add("rejected", id, reason);
    }

    @Override
    public void traded(
            long makerId, long takerId, Side takerSide, long price, long quantity, long makerOpen, long takerOpen) {
        add("traded", makerId, takerId, takerSide, price, quantity, makerOpen, takerOpen);
    }

    @Override
    public void rested(long id, Side side, long price, long shown) {
        add("rested", id, side, price, shown);
    }

    @Override
    public void replenished(long id, Side side, long price, long shown) {
        add("replenished", id, side, price, shown);
    }

    @Override
    public void amended(long id, Side side, long oldPrice, long newPrice, long open, boolean kept) {
        add("amended", id, side, oldPrice, newPrice, open, kept);
    }

    @Override
    public void cancelled(long id, Side side, long price, long quantity, CancelReason reason) {
        add("cancelled", id, side, price, quantity, reason);
    }

    @Override
    public void decremented(
            long makerId, long takerId, Side takerSide, long price, long quantity, long makerOpen, long takerOpen) {
        add("decremented", makerId, takerId, takerSide, price, quantity, makerOpen, takerOpen);
    }

    @Override
    public void waiting(long id, Side side, long trigger) {
        add("waiting", id, side, trigger);
    }

    @Override
    public void triggered(long id, Side side, long tradePrice) {
        add("triggered", id, side, tradePrice);
    }
}
