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
import java.util.regex.Pattern;

/** Counts what rules did and which signals were not traded, with the first case of each. */
final class RuleTally {
    /** Different reasons for skipped signals that are told apart; the rest is counted together. */
    private static final int MAX_REASONS = 200;

    /** A number by itself, not one within a name such as BTC2 or sma-20, or in brackets such as RSI(14). */
    private static final Pattern NUMBER =
            Pattern.compile("(?<![\\w(.-])[-+]?\\d[\\d,]*+(\\.\\d+)?([eE][-+]?\\d+)?(?!\\w)");

    private static final String LEFT_OUT = "…";

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
        final String shape;
        boolean differs;
        long count;

        Skipped(SignalSkipped first, String shape) {
            this.first = first;
            this.shape = shape;
        }
    }

    void add(String code, Effect effect, OrderId order, String sentence) {
        fired.computeIfAbsent(effect + code, key -> new Count(code, effect, order, sentence)).count++;
    }

    /** Strategies put prices into their reasons: what differs in numbers alone is one reason. */
    void skipped(SignalSkipped event) {
        String shape = NUMBER.matcher(event.reason()).replaceAll(LEFT_OUT);
        String key = event.strategy() + '\n' + shape;
        if (skipped.size() >= MAX_REASONS && !skipped.containsKey(key)) {
            shape = "other reasons";
            key = event.strategy() + '\n';
        }
        String told = shape;
        Skipped group = skipped.computeIfAbsent(key, _ -> new Skipped(event, told));
        group.differs |= !group.first.reason().equals(event.reason());
        group.count++;
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
        skipped.values().forEach(one -> list.add(new SkippedSignals(
                one.first.strategy(),
                one.differs ? one.shape : one.first.reason(),
                one.count,
                one.first.timeNanos(),
                one.first.side() + " " + one.first.instrument() + ": " + one.first.reason())));
        return list;
    }
}
