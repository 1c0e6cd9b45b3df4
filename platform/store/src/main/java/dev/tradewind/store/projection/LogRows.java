package dev.tradewind.store.projection;

import static dev.tradewind.db.Tables.DECISIONS;
import static dev.tradewind.db.Tables.FILLS;
import static dev.tradewind.db.Tables.PORTFOLIO_SNAPSHOTS;

import dev.tradewind.db.tables.records.AccountLogRecord;
import dev.tradewind.db.tables.records.DecisionReasonsRecord;
import dev.tradewind.db.tables.records.DecisionsRecord;
import dev.tradewind.db.tables.records.FillsRecord;
import dev.tradewind.db.tables.records.PortfolioSnapshotsRecord;
import dev.tradewind.db.tables.records.StrategyLogRecord;
import dev.tradewind.engine.ledger.CheckFacts;
import dev.tradewind.engine.ledger.Ledger;
import dev.tradewind.engine.ledger.LedgerEvent;
import dev.tradewind.engine.ledger.LedgerEvent.DayStarted;
import dev.tradewind.engine.ledger.LedgerEvent.OrderFilled;
import dev.tradewind.engine.ledger.LedgerEvent.OrderInitialised;
import dev.tradewind.engine.ledger.LedgerEvent.OrderJudged;
import dev.tradewind.engine.ledger.LedgerEvent.UnknownOrderFilled;
import dev.tradewind.engine.ledger.OrderState;
import dev.tradewind.engine.policy.Reason;
import dev.tradewind.sdk.instrument.InstrumentId;
import dev.tradewind.sdk.order.Fill;
import dev.tradewind.sdk.order.OrderId;
import dev.tradewind.sdk.order.Side;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jooq.UpdatableRecord;
import org.jspecify.annotations.Nullable;

/** Rows that are only ever added: one an event, under the event's place in the journal. */
final class LogRows {
    private final int shard;
    private final List<UpdatableRecord<?>> rows = new ArrayList<>();
    private long sequence;
    private int number;
    private String mode = "";

    LogRows(int shard) {
        this.shard = shard;
    }

    List<UpdatableRecord<?>> rows() {
        return rows;
    }

    /** How real the orders are of what is followed from now on. */
    void mode(String next) {
        mode = next;
    }

    /** Follows an event that the ledger has taken in already. */
    void follow(LedgerEvent event, Ledger ledger, long batch, int place) {
        sequence = batch;
        number = place;
        switch (event) {
            case OrderInitialised e ->
                strategy(e, e.strategy(), "ORDER", e.orderId(), e.request().instrument(), e.request().side(),
                        e.request().reason());
            case OrderJudged e -> judged(e, ledger);
            case OrderFilled e -> filled(e, ledger);
            case LedgerEvent.OrderEvent e -> {}
            case UnknownOrderFilled e -> {
                FillsRecord row = fill(e.timeNanos(), e.instrument(), e.side(), e.fill(), e.venueNanos());
                row.setStrategy("");
                row.setClientOrderId(e.clientOrderId().toString());
                rows.add(row);
                account(e, "UNKNOWN_FILL", e.clientOrderId() + " " + e.fill());
            }
            case LedgerEvent.StrategyStarted e -> strategy(e, e.strategy(), "STARTED", e.parameters());
            case LedgerEvent.StrategyHalted e -> strategy(e, e.strategy(), "HALTED", e.reason());
            case LedgerEvent.SignalSkipped e ->
                strategy(e, e.strategy(), "SKIPPED", null, e.instrument(), e.side(), e.reason());
            case LedgerEvent.RequestRefused e -> strategy(e, e.strategy(), "REFUSED", e.reason());
            case DayStarted e -> day(e, ledger);
            case LedgerEvent.InstrumentAdded e -> account(e, "INSTRUMENT", e.instrument().id().toString());
            case LedgerEvent.CashMoved e -> account(e, "CASH", e.amount() + " " + e.reason());
            case LedgerEvent.RateSet e -> account(e, "RATE", e.from() + "/" + e.to() + " " + e.rate());
            case LedgerEvent.RuleSetActivated e -> account(e, "RULES", e.ruleSet());
            case LedgerEvent.KillSwitchSet e ->
                account(e, e.on() ? "KILL_ON" : "KILL_OFF", e.scope() + " " + e.by() + " " + e.reason());
            case LedgerEvent.VenueAnomaly e -> account(e, "ANOMALY", e.instrument() + " " + e.text());
            case LedgerEvent.RunningEvent e -> running(e, ledger);
        }
    }

    /** What only an account on a running node has. */
    private void running(LedgerEvent.RunningEvent event, Ledger ledger) {
        switch (event) {
            case LedgerEvent.PortfolioMarked e -> portfolio(e.timeNanos(), e.equity(), e.peakEquity(), ledger);
            case LedgerEvent.ForeignFillBooked e -> {
                FillsRecord row = fill(e.timeNanos(), e.instrument(), e.side(), e.fill(), e.venueNanos());
                row.setStrategy("");
                rows.add(row);
                account(e, "FOREIGN_FILL", e.venueOrderId() + " " + e.fill());
            }
            case LedgerEvent.AccountRestarted e -> account(e, "RESTARTED", e.reason());
            case LedgerEvent.AccountHalted e -> account(e, "HALTED", e.reason());
            case LedgerEvent.AccountResumed e -> account(e, "RESUMED", e.by());
            case LedgerEvent.VenueReconciled e -> account(e, "RECONCILED", e.venue() + " " + e.unresolved());
            case LedgerEvent.DifferenceSeen e ->
                account(e, "DIFFERENCE", e.venue() + " " + e.subject() + " " + e.booked() + " " + e.said());
            case LedgerEvent.DifferenceGone e -> account(e, "DIFFERENCE_GONE", e.venue() + " " + e.subject());
            case LedgerEvent.BalanceAdjusted e ->
                account(e, "BALANCE", e.currency() + " " + e.booked() + " " + e.said() + " " + e.reason());
            case LedgerEvent.PositionAdjusted e ->
                account(e, "POSITION", e.instrument() + " " + e.booked() + " " + e.said() + " " + e.reason());
            case LedgerEvent.ForeignOrderSeen e -> account(e, "FOREIGN_ORDER", e.instrument() + " " + e.text());
            case LedgerEvent.GuardEvent e -> account(e, "GUARD", e.toString());
            case LedgerEvent.DataQualityChanged e ->
                account(
                        e,
                        e.quality().isGood() ? "DATA_GOOD" : "DATA_BAD",
                        e.quality().instrument() + " " + e.quality().faults() + " " + e.quality().reason());
            case LedgerEvent.HistoryTold e ->
                account(e, "HISTORY", e.instrument() + " " + e.strategy() + " " + e.bars() + " bars");
            case LedgerEvent.OverrideGranted e ->
                account(
                        e,
                        "OVERRIDE",
                        e.denied() + " may go out once more until " + Instant.ofEpochSecond(0, e.untilNanos())
                                + " against " + String.join(", ", e.codes()) + ", by " + e.by() + ": " + e.reason());
            case LedgerEvent.OverrideUsed e ->
                account(e, "OVERRIDE_USED", e.orderId() + " went out as " + e.denied() + " may, by " + e.by());
            case LedgerEvent.FeedSourceChanged e ->
                account(e, "FEED_SOURCE", e.venue() + " " + e.source() + " " + e.reason());
        }
    }

    private void judged(OrderJudged e, Ledger ledger) {
        DecisionsRecord row = new DecisionsRecord();
        row.setShard(shard);
        row.setSequence(sequence);
        row.setNumber(number);
        row.setOrderId(e.orderId().value());
        row.setTimeNanos(e.timeNanos());
        row.setDecision(e.verdict().decision().name());
        row.set(DECISIONS.REDUCED_TO, Exact.ofNullable(e.verdict().reducedTo()));
        row.setRuleSet(ledger.ruleSet());
        CheckFacts facts = e.facts();
        Double[] numbers = new Double[facts.size()];
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = facts.number(i);
        }
        row.setVocabulary(facts.vocabulary());
        row.setFacts(numbers);
        rows.add(row);
        List<Reason> reasons = e.verdict().reasons();
        for (int i = 0; i < reasons.size(); i++) {
            Reason reason = reasons.get(i);
            rows.add(new DecisionReasonsRecord(
                    shard,
                    sequence,
                    number,
                    i,
                    reason.code(),
                    reason.decision().name(),
                    reason.actual(),
                    reason.limit(),
                    reason.text()));
        }
    }

    private void filled(OrderFilled e, Ledger ledger) {
        OrderState order = ledger.orders().get(e.orderId());
        if (order == null) {
            throw new IllegalStateException("a fill of an order that the ledger does not know: " + e);
        }
        FillsRecord row =
                fill(e.timeNanos(), order.request().instrument(), order.request().side(), e.fill(), e.venueNanos());
        row.setOrderId(e.orderId().value());
        row.setStrategy(order.strategy());
        row.set(
                FILLS.CLIENT_ORDER_ID,
                order.clientOrderId() == null ? null : order.clientOrderId().toString());
        rows.add(row);
    }

    private FillsRecord fill(long timeNanos, InstrumentId instrument, Side side, Fill fill, long venueNanos) {
        FillsRecord row = new FillsRecord();
        row.setShard(shard);
        row.setSequence(sequence);
        row.setNumber(number);
        row.setSymbol(instrument.symbol());
        row.setVenue(instrument.venue());
        row.setSide(side.name());
        row.setTradeId(fill.tradeId());
        row.setPrice(Exact.of(fill.price().value()));
        row.setQuantity(Exact.of(fill.quantity().value()));
        row.setFee(Exact.of(fill.fee().amount()));
        row.setFeeCurrency(fill.fee().currency().code());
        row.setLiquidity(fill.liquidity().name());
        row.setTimeNanos(timeNanos);
        row.setVenueNanos(venueNanos);
        row.setMode(mode);
        return row;
    }

    private void day(DayStarted e, Ledger ledger) {
        portfolio(e.timeNanos(), e.equity(), e.peakEquity(), ledger);
    }

    private void portfolio(long timeNanos, double equity, double peakEquity, Ledger ledger) {
        PortfolioSnapshotsRecord row = new PortfolioSnapshotsRecord();
        row.setShard(shard);
        row.setSequence(sequence);
        row.setNumber(number);
        row.setTimeNanos(timeNanos);
        row.set(PORTFOLIO_SNAPSHOTS.EQUITY, Exact.finite(equity));
        row.set(PORTFOLIO_SNAPSHOTS.PEAK_EQUITY, Exact.finite(peakEquity));
        row.setBalances(PortfolioJson.balances(ledger));
        row.setPositions(PortfolioJson.positions(ledger));
        rows.add(row);
    }

    private void strategy(LedgerEvent e, String strategy, String kind, String text) {
        strategy(e, strategy, kind, null, null, null, text);
    }

    private void strategy(
            LedgerEvent e,
            String strategy,
            String kind,
            @Nullable OrderId order,
            @Nullable InstrumentId instrument,
            @Nullable Side side,
            String text) {
        StrategyLogRecord row = new StrategyLogRecord();
        row.setShard(shard);
        row.setSequence(sequence);
        row.setNumber(number);
        row.setTimeNanos(e.timeNanos());
        row.setStrategy(strategy);
        row.setKind(kind);
        if (order != null) {
            row.setOrderId(order.value());
        }
        if (instrument != null) {
            row.setSymbol(instrument.symbol());
            row.setVenue(instrument.venue());
        }
        if (side != null) {
            row.setSide(side.name());
        }
        row.setText(text);
        rows.add(row);
    }

    private void account(LedgerEvent e, String kind, String text) {
        rows.add(new AccountLogRecord(shard, sequence, number, e.timeNanos(), kind, text));
    }
}
