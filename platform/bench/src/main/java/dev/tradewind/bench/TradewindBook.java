package dev.tradewind.bench;

import dev.tradewind.sdk.order.Side;
import dev.tradewind.simulation.matching.BookDepth;
import dev.tradewind.simulation.matching.BookEvents;
import dev.tradewind.simulation.matching.MatchingBook;
import dev.tradewind.simulation.matching.OrderTicket;

/** Our matching engine. */
final class TradewindBook implements BookContender {
    /** The only listener of the process, as in a platform, where each book has its one kind of listener. */
    private static final class Tally implements BookEvents {
        private long trades;
        private long volume;
        private long turnover;

        @Override
        public void traded(
                long makerId, long takerId, Side takerSide, long price, long quantity, long makerOpen, long takerOpen) {
            trades++;
            volume += quantity;
            turnover += quantity * price;
        }
    }

    private final Tally tally = new Tally();
    private final MatchingBook book = new MatchingBook(tally);
    private final OrderTicket ticket = new OrderTicket();

    @Override
    public String name() {
        return "tradewind";
    }

    @Override
    public void reset() {
        book.clear();
        tally.trades = 0;
        tally.volume = 0;
        tally.turnover = 0;
    }

    BookDepth depth() {
        return book.depth();
    }

    @Override
    public void run(OrderFlow flow, int i) {
        switch (flow.type[i]) {
            case OrderFlow.PLACE -> book.submit(ticket.of(
                    flow.kind[i],
                    flow.id[i],
                    flow.owner[i],
                    flow.sell[i] ? Side.SELL : Side.BUY,
                    flow.price[i],
                    flow.size[i]));
            case OrderFlow.MOVE -> book.move(flow.id[i], flow.price[i]);
            case OrderFlow.REDUCE -> book.reduce(flow.id[i], flow.size[i]);
            default -> book.cancel(flow.id[i]);
        }
    }

    @Override
    public void runAll(OrderFlow flow) {
        for (int i = 0; i < flow.commands(); i++) {
            run(flow, i);
        }
    }

    @Override
    public void time(OrderFlow flow, int[] histogram) {
        for (int i = 0; i < flow.commands(); i++) {
            long start = System.nanoTime();
            run(flow, i);
            histogram[(int) Math.min(histogram.length - 1, System.nanoTime() - start)]++;
        }
    }

    @Override
    public Totals totals() {
        return new Totals(tally.trades, tally.volume, tally.turnover);
    }
}
