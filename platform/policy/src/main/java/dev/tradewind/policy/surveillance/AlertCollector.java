package dev.tradewind.policy.surveillance;

import dev.tradewind.policy.language.RuleKind;
import dev.tradewind.policy.language.Sentence;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What rules about conduct call, as {@code alert}. */
public final class AlertCollector {
    private final Map<String, Sentence> sentences = new HashMap<>();
    private final List<Said> said = new ArrayList<>();
    private @Nullable Conduct conduct;
    private String code = "";

    /** What one rule said. */
    record Said(String code, Alert.Finding finding) {}

    AlertCollector() {}

    /** Tells compliance, with a value and what it was compared with. */
    public void raise(double actual, double limit, String text) {
        Conduct about = conduct;
        if (about == null) {
            throw new IllegalStateException("a rule spoke about nothing");
        }
        Sentence sentence = sentences.computeIfAbsent(text, Sentence::of);
        String filled = sentence.fill(name -> RuleKind.value(about, name), actual, limit);
        said.add(new Said(code, new Alert.Finding(actual, limit, filled)));
    }

    /** Tells compliance, where no value is compared with a limit. */
    public void raise(String text) {
        raise(Double.NaN, Double.NaN, text);
    }

    /** Forgets what was said before. */
    void begin(Conduct next) {
        conduct = next;
        said.clear();
    }

    /** What follows is said by the rule of this code. */
    void speaker(String ruleCode) {
        code = ruleCode;
    }

    /** What was said, by code: rules have no order among each other. */
    List<Said> said() {
        List<Said> sorted = new ArrayList<>(said);
        sorted.sort((a, b) -> a.code().compareTo(b.code()));
        return sorted;
    }
}
