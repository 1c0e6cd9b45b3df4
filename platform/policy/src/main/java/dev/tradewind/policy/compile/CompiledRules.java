package dev.tradewind.policy.compile;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Classes that the rule compiler made.
 *
 * @param models names of the classes that describe the rules, one a package
 * @param classes byte code by class name
 */
public record CompiledRules(List<String> models, Map<String, byte[]> classes) {
    public CompiledRules {
        models = models.stream().sorted().toList();
        classes = Collections.unmodifiableMap(new TreeMap<>(classes));
    }
}
