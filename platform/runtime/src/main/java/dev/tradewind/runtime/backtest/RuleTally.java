package dev.tradewind.runtime.backtest;

import dev.tradewind.engine.ledger.LedgerEvent.SignalSkipped;
import dev.tradewind.research.report.ReportInput.Effect;
import dev.tradewind.research.report.ReportInput.RuleFired;
import dev.tradewind.research.report.ReportInput.SkippedSignals;
import dev.tradewind.sdk.order.OrderId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Counts what rules did and which signals were not traded, with the first case of each. */
final class RuleTally {
    /** Different reasons for skipped signals that are told apart; the rest is counted together. */
    private static final int MAX_REASONS = 200;

    private final Map<String, Count> fired = new TreeMap<>();
    private final Map<String, Skipped> skipped = new TreeMap<>();

    private static final class Count {
        final String code;
        final Effect effect;
        final OrderId firstOrder;
        final String sentence;
        long count;

        Count(String code, Effect effect, OrderId firstOrder, String sentence) {
            this.code = code;
            this.effect = effect;
            this.firstOrder = firstOrder;
            this.sentence = sentence;
        }
    }

    private static final class Skipped {
        final SignalSkipped first;
        long count;

        Skipped(SignalSkipped first) {
            this.first = first;
        }
    }

    void add(String code, Effect effect, OrderId order, String sentence) {
        fired.computeIfAbsent(effect + code, key -> new Count(code, effect, order, sentence)).count++;
    }

    void skipped(SignalSkipped event) {
        String reason = skipped.size() < MAX_REASONS || skipped.containsKey(event.reason()) ? event.reason() : "other";
        skipped.computeIfAbsent(reason, key -> new Skipped(event)).count++;
    }

    List<RuleFired> rules() {
        List<RuleFired> rules = new ArrayList<>();
        for (Count one : fired.values()) {
            rules.add(new RuleFired(one.code, one.effect, one.count, one.firstOrder.toString(), one.sentence));
        }
        return rules;
    }

    List<SkippedSignals> skipped() {
        List<SkippedSignals> list = new ArrayList<>();
        skipped.forEach((reason, one) -> list.add(new SkippedSignals(
                reason,
                one.count,
                one.first.timeNanos(),
                one.first.side() + " " + one.first.instrument() + ": " + one.first.reason())));
        return list;
    }
}
