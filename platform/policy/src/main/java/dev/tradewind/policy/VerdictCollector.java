package dev.tradewind.policy;

import dev.tradewind.engine.policy.Check;
import dev.tradewind.engine.policy.Decision;
import dev.tradewind.engine.policy.Reason;
import dev.tradewind.engine.policy.Verdict;
import dev.tradewind.policy.language.Sentence;
import dev.tradewind.sdk.value.Decimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What rules speak to, as {@code verdict}. Decisions only add up, the strictest wins, so that the order in which rules
 * fire cannot matter. A text names values in braces: {@code {actual}}, {@code {limit}} or any property of the order.
 */
public final class VerdictCollector {
    /** Texts are literals of rules, so that their number is bounded by the rules'. */
    private final Map<String, Sentence> sentences = new HashMap<>();

    private final List<Reason> reasons = new ArrayList<>();
    private Decision strictest = Decision.ALLOW;
    private double reducedTo = Double.POSITIVE_INFINITY;
    private String code = "";
    private @Nullable Check check;

    /** Refuse the order. */
    public void deny(double actual, double limit, String text) {
        add(Decision.DENY, actual, limit, text);
    }

    /** Refuse the order, where no value is compared with a limit. */
    public void deny(String text) {
        add(Decision.DENY, Double.NaN, Double.NaN, text);
    }

    /** Wait for a person's approval. */
    public void hold(double actual, double limit, String text) {
        add(Decision.HOLD, actual, limit, text);
    }

    /** Wait for a person's approval, where no value is compared with a limit. */
    public void hold(String text) {
        add(Decision.HOLD, Double.NaN, Double.NaN, text);
    }

    /**
     * Trade no more than a quantity; the smallest asked for wins. A quantity of 0 or less is a denial.
     *
     * @throws IllegalArgumentException if the quantity is not a number
     */
    public void reduce(double toQuantity, double actual, double limit, String text) {
        if (Double.isNaN(toQuantity)) {
            throw new IllegalArgumentException("rule " + code + " reduces to a quantity that is not a number");
        }
        if (toQuantity <= 0) {
            add(Decision.DENY, actual, limit, text);
            return;
        }
        reducedTo = Math.min(reducedTo, toQuantity);
        add(Decision.REDUCE, actual, limit, text);
    }

    /** Forgets everything said about the order before. */
    void begin(Check next) {
        check = next;
        if (strictest != Decision.ALLOW) {
            reasons.clear();
            strictest = Decision.ALLOW;
            reducedTo = Double.POSITIVE_INFINITY;
        }
    }

    /** What follows is said by the rule of this code. */
    void speaker(String ruleCode) {
        code = ruleCode;
    }

    Verdict verdict() {
        if (strictest == Decision.ALLOW) {
            return Verdict.ALLOW;
        }
        boolean reduces = strictest != Decision.DENY && Double.isFinite(reducedTo);
        Decimal quantity = reduces ? Decimal.of(reducedTo, RoundingMode.DOWN) : null;
        return new Verdict(strictest, quantity, reasons);
    }

    private void add(Decision decision, double actual, double limit, String text) {
        if (check == null) {
            throw new IllegalStateException("a rule spoke outside a judgement");
        }
        Sentence sentence = sentences.get(text);
        if (sentence == null) {
            sentence = Sentence.of(text);
            sentences.put(text, sentence);
        }
        reasons.add(new Reason(code, decision, actual, limit, sentence.fill(check, actual, limit)));
        if (decision.compareTo(strictest) > 0) {
            strictest = decision;
        }
    }
}
