package dev.tradewind.runtime.backtest;

import dev.tradewind.engine.Engine;
import dev.tradewind.engine.ledger.LedgerEvent;
import dev.tradewind.engine.ledger.LedgerEvent.OrderDenied;
import dev.tradewind.engine.ledger.LedgerEvent.OrderFilled;
import dev.tradewind.engine.ledger.LedgerEvent.OrderInitialised;
import dev.tradewind.engine.ledger.LedgerEvent.OrderJudged;
import dev.tradewind.engine.ledger.LedgerEvent.SignalSkipped;
import dev.tradewind.engine.ledger.OrderState;
import dev.tradewind.engine.policy.Decision;
import dev.tradewind.engine.policy.Reason;
import dev.tradewind.research.metrics.EquityCurve;
import dev.tradewind.research.metrics.PriceChart;
import dev.tradewind.research.metrics.TradeStatistics;
import dev.tradewind.research.report.ReportInput.Effect;
import dev.tradewind.research.report.TradeRow;
import dev.tradewind.sdk.instrument.Instrument;
import dev.tradewind.sdk.instrument.InstrumentId;
import dev.tradewind.sdk.market.Bar;
import dev.tradewind.sdk.order.Fill;
import dev.tradewind.sdk.order.Side;
import dev.tradewind.sdk.value.Decimal;
import dev.tradewind.sdk.value.Money;
import dev.tradewind.simulation.backtest.BacktestListener;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Follows a run and keeps what its result needs: statistics always, rows for the report only where one is wanted, so
 * that without one the memory does not grow with the data.
 */
final class RunRecorder implements BacktestListener {
    private static final int BATCH = 256;

    final EquityCurve equity;
    final TradeStatistics trades = new TradeStatistics();
    final Map<InstrumentId, PriceChart> prices = new LinkedHashMap<>();
    final RuleTally rules = new RuleTally();
    final @Nullable RowLog rows;

    private final Engine engine;
    private final boolean charts;
    private final Map<InstrumentId, OpenTrade> openTrades = new LinkedHashMap<>();
    private final MarketIndex market;
    private final List<String> warnings = new ArrayList<>();
    private final Bar[] waitingBars = new Bar[BATCH];
    private final double[] waitingWorth = new double[BATCH];
    private int waiting;

    long orders;
    long fills;
    long denied;
    long firstNanos = Long.MAX_VALUE;
    long lastNanos = Long.MIN_VALUE;
    long barsInMarket;
    Decimal tradedNotional = Decimal.ZERO;

    private long bars;
    private double lastEquity;
    /** The benchmark is then the close itself: only its proportions matter. */
    private boolean oneMarket;
    private long joinedNanos = Long.MIN_VALUE;
    private double joinedEquity;
    private double joinedBenchmark;
    private boolean incomplete;

    RunRecorder(Engine engine, double initialEquity, boolean withReport) {
        this.engine = engine;
        this.equity = new EquityCurve(initialEquity);
        this.charts = withReport;
        this.rows = withReport ? new RowLog() : null;
        this.market = new MarketIndex(id -> {
            Instrument instrument = engine.ledger().instrument(id);
            return instrument != null && instrument.contract().inverse();
        });
    }

    @Override
    public void onBar(Bar bar, double worth) {
        waitingBars[waiting] = bar;
        waitingWorth[waiting] = worth;
        if (++waiting == BATCH) {
            takeBars();
        }
    }

    /** Bars are taken into account together, in a tight loop, and before anything else is. */
    private void takeBars() {
        int count = waiting;
        waiting = 0;
        if (count == 0) {
            return;
        }
        if (bars == 0) {
            firstNanos = waitingBars[0].openNanos();
            oneMarket = engine.ledger().positions().size() == 1
                    && engine.ledger().positions().stream()
                            .noneMatch(position -> position.instrument().contract().inverse());
        }
        lastNanos = waitingBars[count - 1].eventNanos();
        if (!openTrades.isEmpty()) {
            barsInMarket += count;
        }
        bars += count;
        for (int i = 0; i < count; i++) {
            Bar bar = waitingBars[i];
            double worth = waitingWorth[i];
            if (Double.isFinite(worth)) {
                lastEquity = worth;
            } else {
                noteIncomplete();
            }
            if (oneMarket) {
                equity.add(bar.eventNanos(), lastEquity, bar.closeAsDouble());
            } else {
                joinMarkets(bar);
            }
        }
        if (charts) {
            for (int i = 0; i < count; i++) {
                addToChart(waitingBars[i]);
            }
            followTrades(count);
        }
    }

    private void followTrades(int count) {
        for (int i = 0; i < count && !openTrades.isEmpty(); i++) {
            OpenTrade trade = openTrades.get(waitingBars[i].instrument());
            if (trade != null) {
                trade.see(waitingBars[i]);
            }
        }
    }

    private void addToChart(Bar bar) {
        prices.computeIfAbsent(bar.instrument(), id -> new PriceChart(id.toString()))
                .add(bar.eventNanos(), bar.openAsDouble(), bar.highAsDouble(), bar.lowAsDouble(), bar.closeAsDouble());
    }

    /** Several instruments share a time: the curve gets one point for it, when all have spoken. */
    private void joinMarkets(Bar bar) {
        if (bar.eventNanos() != joinedNanos) {
            addJoined();
            joinedNanos = bar.eventNanos();
        }
        joinedEquity = lastEquity;
        joinedBenchmark = market.add(bar);
    }

    private void addJoined() {
        if (joinedNanos != Long.MIN_VALUE) {
            equity.add(joinedNanos, joinedEquity, joinedBenchmark);
        }
    }

    private void noteIncomplete() {
        if (!incomplete) {
            incomplete = true;
            warnings.add("Equity was incomplete at times, because the conversion rate of a currency was not known;"
                    + " its last known value was kept.");
        }
    }

    /** To be called after the last bar. */
    void finish() {
        takeBars();
        addJoined();
        joinedNanos = Long.MIN_VALUE;
        if (rows != null) {
            engine.ledger().orders().open().forEach(rows::ended);
        }
    }

    List<String> warnings() {
        return List.copyOf(warnings);
    }

    @Override
    public void onEvent(LedgerEvent event) {
        // Plain tests, since they cost less than a switch: most events need nothing here.
        if (event instanceof OrderFilled e) {
            onFill(e);
        } else if (event instanceof OrderInitialised) {
            orders++;
        } else if (!(event instanceof LedgerEvent.OrderSubmitted || event instanceof LedgerEvent.OrderAccepted)) {
            onRarer(event);
        }
        if (rows != null && event instanceof LedgerEvent.OrderEvent e) {
            OrderState order = engine.ledger().orders().get(e.orderId());
            if (order != null) {
                rows.follow(e, order);
            }
        }
    }

    private void onRarer(LedgerEvent event) {
        switch (event) {
            case OrderDenied e -> {
                denied++;
                Effect effect = e.code().startsWith("HELD:") ? Effect.HELD : Effect.DENIED;
                rules.add(e.code(), effect, e.orderId(), e.reason());
            }
            case OrderJudged e -> onJudged(e);
            case SignalSkipped e -> rules.skipped(e);
            default -> {}
        }
    }

    private void onJudged(OrderJudged event) {
        if (event.verdict().decision() == Decision.REDUCE) {
            for (Reason reason : event.verdict().reasons()) {
                if (reason.decision() == Decision.REDUCE) {
                    rules.add(reason.code(), Effect.REDUCED, event.orderId(), reason.text());
                }
            }
        }
    }

    private void onFill(OrderFilled event) {
        takeBars();
        fills++;
        OrderState order = engine.ledger().orders().get(event.orderId());
        if (order == null) {
            return;
        }
        Instrument instrument = engine.ledger().instrument(order.request().instrument());
        if (instrument == null) {
            return;
        }
        Fill fill = event.fill();
        Decimal price = fill.price().value();
        Decimal quantity = fill.quantity().value();
        Decimal fee = inBase(fill.fee());
        tradedNotional = tradedNotional.plus(
                inBase(new Money(instrument.notional(price, quantity), instrument.settlement())));
        Side side = order.request().side();
        OpenTrade trade = openTrades.get(instrument.id());
        if (trade != null && trade.side() != side) {
            Decimal closing = quantity.min(trade.open());
            Decimal closingFee = share(fee, closing, quantity);
            trade.exit(price, closing, closingFee);
            if (trade.isFlat()) {
                close(instrument, trade, event.venueNanos());
            }
            quantity = quantity.minus(closing);
            fee = fee.minus(closingFee);
            trade = null;
        }
        if (quantity.signum() > 0) {
            if (trade == null) {
                trade = new OpenTrade(instrument, side, event.venueNanos(), bars, order.request().reason());
                openTrades.put(instrument.id(), trade);
            }
            trade.enter(price, quantity, fee);
        }
    }

    private static Decimal share(Decimal fee, Decimal part, Decimal whole) {
        return part.equals(whole)
                ? fee
                : fee.times(part).dividedBy(whole, Decimal.MAX_SCALE, RoundingMode.HALF_EVEN);
    }

    private void close(Instrument instrument, OpenTrade trade, long nanos) {
        openTrades.remove(instrument.id());
        Decimal gross = inBase(new Money(trade.gross(), instrument.settlement()));
        trades.add(gross.minus(trade.fees()), trade.barsHeld(bars));
        if (rows != null) {
            Decimal adverse = inBase(new Money(trade.adverse(), instrument.settlement()));
            Decimal favourable = inBase(new Money(trade.favourable(), instrument.settlement()));
            rows.add(trade.row(nanos, bars, gross, new TradeRow.Excursion(adverse, favourable)));
        }
    }

    /** At the rate known now; what cannot be converted counts as nothing, and the report says so. */
    Decimal inBase(Money money) {
        Decimal converted = engine.inBaseCurrency(money);
        if (converted == null) {
            noteIncomplete();
            return Decimal.ZERO;
        }
        return converted;
    }
}
