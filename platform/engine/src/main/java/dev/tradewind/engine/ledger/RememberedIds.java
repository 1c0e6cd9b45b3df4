package dev.tradewind.engine.ledger;

import java.util.ArrayDeque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The last ids seen, up to a bound. The set is asked and never iterated, so that its order cannot matter. */
final class RememberedIds {
    private final int limit;
    private final Set<String> known = new HashSet<>();
    private final ArrayDeque<String> inOrder = new ArrayDeque<>();

    RememberedIds(int limit) {
        this.limit = limit;
    }

    void add(String id) {
        if (known.add(id)) {
            inOrder.addLast(id);
            if (inOrder.size() > limit) {
                known.remove(inOrder.removeFirst());
            }
        }
    }

    boolean contains(String id) {
        return known.contains(id);
    }

    /** Oldest first. */
    List<String> inOrder() {
        return List.copyOf(inOrder);
    }
}
