package dev.tradewind.policy.surveillance;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Ids that show something: each once, the first of them where there are many. */
final class Ids {
    static final int MOST = 50;

    private final Set<String> ids = new LinkedHashSet<>();

    void add(String id) {
        if (!id.isEmpty() && ids.size() < MOST) {
            ids.add(id);
        }
    }

    List<String> list() {
        return new ArrayList<>(ids);
    }
}
