package dev.tradewind.engine.ledger;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.SequencedSet;

/** The last ids seen, up to a bound. */
final class RememberedIds {
    private final int limit;
    private final SequencedSet<String> known = new LinkedHashSet<>();

    RememberedIds(int limit) {
        this.limit = limit;
    }

    void add(String id) {
        if (known.add(id) && known.size() > limit) {
            known.removeFirst();
        }
    }

    boolean contains(String id) {
        return known.contains(id);
    }

    /** Oldest first. */
    List<String> inOrder() {
        return List.copyOf(known);
    }
}
