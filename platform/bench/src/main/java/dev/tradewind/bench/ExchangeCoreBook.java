package dev.tradewind.bench;

import dev.tradewind.simulation.matching.OrderKind;
import exchange.core2.collections.objpool.ObjectsPool;
import exchange.core2.core.common.CoreSymbolSpecification;
import exchange.core2.core.common.MatcherEventType;
import exchange.core2.core.common.MatcherTradeEvent;
import exchange.core2.core.common.OrderAction;
import exchange.core2.core.common.OrderType;
import exchange.core2.core.common.SymbolType;
import exchange.core2.core.common.cmd.OrderCommand;
import exchange.core2.core.common.cmd.OrderCommandType;
import exchange.core2.core.common.config.LoggingConfiguration;
import exchange.core2.core.orderbook.IOrderBook;
import exchange.core2.core.orderbook.OrderBookDirectImpl;
import exchange.core2.core.orderbook.OrderBookEventsHelper;

/**
 * The order book of exchange-core, its fast one, with its object pools; one command object is filled anew each time.
 */
final class ExchangeCoreBook implements BookContender {
    private static final CoreSymbolSpecification SYMBOL =
            new CoreSymbolSpecification(1, SymbolType.CURRENCY_EXCHANGE_PAIR, 1, 2, 1, 1, 0, 0, 0, 0);

    private final OrderCommand command = new OrderCommand();
    private IOrderBook book = fresh();
    private long trades;
    private long volume;
    private long turnover;

    private static IOrderBook fresh() {
        return new OrderBookDirectImpl(
                SYMBOL,
                ObjectsPool.createDefaultTestPool(),
                OrderBookEventsHelper.NON_POOLED_EVENTS_HELPER,
                LoggingConfiguration.DEFAULT);
    }

    @Override
    public String name() {
        return "exchange-core 0.5.3";
    }

    @Override
    public void reset() {
        book = fresh();
        trades = 0;
        volume = 0;
        turnover = 0;
    }

    @Override
    public void run(OrderFlow flow, int i) {
        OrderCommand next = command;
        next.orderId = flow.id[i];
        next.uid = flow.owner[i];
        next.action = flow.sell[i] ? OrderAction.ASK : OrderAction.BID;
        next.price = flow.price[i];
        next.reserveBidPrice = flow.reserve[i];
        next.size = flow.size[i];
        next.matcherEvent = null;
        switch (flow.type[i]) {
            case OrderFlow.PLACE -> {
                next.command = OrderCommandType.PLACE_ORDER;
                next.orderType = type(flow.kind[i]);
                book.newOrder(next);
            }
            case OrderFlow.MOVE -> {
                next.command = OrderCommandType.MOVE_ORDER;
                book.moveOrder(next);
            }
            case OrderFlow.REDUCE -> {
                next.command = OrderCommandType.REDUCE_ORDER;
                book.reduceOrder(next);
            }
            default -> {
                next.command = OrderCommandType.CANCEL_ORDER;
                book.cancelOrder(next);
            }
        }
        for (MatcherTradeEvent event = next.matcherEvent; event != null; event = event.nextEvent) {
            if (event.eventType == MatcherEventType.TRADE) {
                trades++;
                volume += event.size;
                turnover += event.size * event.price;
            }
        }
    }

    private static OrderType type(OrderKind kind) {
        return switch (kind) {
            case LIMIT -> OrderType.GTC;
            case IMMEDIATE_OR_CANCEL -> OrderType.IOC;
            case FILL_OR_KILL_BUDGET -> OrderType.FOK_BUDGET;
            case POST_ONLY, FILL_OR_KILL, MARKET -> throw new IllegalArgumentException("not known there: " + kind);
        };
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
        return new Totals(trades, volume, turnover);
    }
}
