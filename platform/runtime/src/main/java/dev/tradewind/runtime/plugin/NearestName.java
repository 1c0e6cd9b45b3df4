package dev.tradewind.runtime.plugin;

import java.util.Collection;
import java.util.Optional;

/** Finds what somebody may have meant: the name with the fewest edits. */
public final class NearestName {
    private NearestName() {}

    /** The nearest name, if it is near enough to be worth suggesting: at most a third of the letters differ. */
    public static Optional<String> of(String wanted, Collection<String> names) {
        int best = Math.max(1, wanted.length() / 3) + 1;
        String nearest = null;
        for (String name : names) {
            int edits = edits(wanted, name);
            if (edits < best) {
                best = edits;
                nearest = name;
            }
        }
        return Optional.ofNullable(nearest);
    }

    /** Levenshtein's distance, with a swap of neighbours as one edit. */
    static int edits(String a, String b) {
        int[][] cost = new int[a.length() + 1][b.length() + 1];
        for (int i = 0; i <= a.length(); i++) {
            cost[i][0] = i;
        }
        for (int j = 0; j <= b.length(); j++) {
            cost[0][j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            for (int j = 1; j <= b.length(); j++) {
                int change = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
                cost[i][j] = Math.min(
                        cost[i - 1][j - 1] + change, Math.min(cost[i - 1][j], cost[i][j - 1]) + 1);
                if (i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1)) {
                    cost[i][j] = Math.min(cost[i][j], cost[i - 2][j - 2] + 1);
                }
            }
        }
        return cost[a.length()][b.length()];
    }
}
