package dev.tradewind.policy.language;

import java.util.Collection;
import java.util.Locale;

/** The known word that somebody probably meant. */
public final class Nearest {
    private static final int WORTH_SUGGESTING = 5;

    /** Longer words are near to none, and the distance costs the product of the lengths. */
    private static final int LONGEST = 60;

    private Nearest() {}

    /** "did you mean `x`?" for the nearest of the known words, or the fallback where none is near. */
    public static String suggestion(String written, Collection<String> known, String fallback) {
        if (written.length() > LONGEST) {
            return fallback;
        }
        String best = "";
        int bestDistance = Integer.MAX_VALUE;
        for (String candidate : known) {
            int distance = distance(written.toLowerCase(Locale.ROOT), candidate.toLowerCase(Locale.ROOT));
            if (distance < bestDistance) {
                bestDistance = distance;
                best = candidate;
            }
        }
        boolean near = bestDistance <= Math.min(WORTH_SUGGESTING, Math.max(1, written.length() * 2 / 3));
        return near ? "did you mean `" + best + "`?" : fallback;
    }

    /** Levenshtein's edit distance. */
    static int distance(String a, String b) {
        int[] previous = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            previous[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int[] current = new int[b.length() + 1];
            current[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int change = previous[j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                current[j] = Math.min(change, Math.min(previous[j], current[j - 1]) + 1);
            }
            previous = current;
        }
        return previous[b.length()];
    }
}
