package dev.tradewind.policy.surveillance.trial;

import dev.tradewind.policy.surveillance.Alert;
import dev.tradewind.policy.surveillance.trial.Trial.Outcome;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * How many of the episodes were found, and how many of the alerts were about one. An alert of one kind about an episode
 * of another counts as wrong. Several alerts of one kind about one episode count once.
 */
public final class Score {
    private final Map<Kind, Count> counts = new EnumMap<>(Kind.class);
    private final Map<String, Integer> wrong = new TreeMap<>();
    private final Map<String, Integer> missed = new TreeMap<>();
    private int failures;

    /** Of one kind. */
    public static final class Count {
        private int episodes;
        private int found;
        private int wrong;
        private int also;

        /** What was put in. */
        public int episodes() {
            return episodes;
        }

        /** Episodes with an alert of their kind. */
        public int found() {
            return found;
        }

        /** Alerts about those who did nothing of the kind. */
        public int wrong() {
            return wrong;
        }

        /** Alerts about those who did something else that is this, too; neither right nor wrong. */
        public int also() {
            return also;
        }

        /** Part of the episodes that was found. */
        public double recall() {
            return episodes == 0 ? 0 : (double) found / episodes;
        }

        /** Part of the alerts that was right; 0 where there were none. */
        public double precision() {
            return found == 0 ? 0 : (double) found / (found + wrong);
        }
    }

    public Score() {
        for (Kind kind : Kind.values()) {
            counts.put(kind, new Count());
        }
    }

    /** @param name for what was missed and wrong */
    public void add(String name, Outcome outcome) {
        outcome.manipulators().forEach((kind, accounts) -> {
            of(kind).episodes++;
            boolean found = outcome.alerts().stream().anyMatch(alert -> isAbout(alert, kind, accounts));
            if (found) {
                of(kind).found++;
            } else {
                missed.merge(kind.text() + " in " + name, 1, Integer::sum);
            }
        });
        for (Alert alert : outcome.alerts()) {
            Optional<Kind> kind = Kind.of(alert.rule().code());
            if (kind.isEmpty()) {
                failures++;
                continue;
            }
            List<String> accounts = outcome.manipulators().getOrDefault(kind.get(), List.of());
            if (isAlso(alert, kind.get(), outcome)) {
                of(kind.get()).also++;
            } else if (!isAbout(alert, kind.get(), accounts)) {
                of(kind.get()).wrong++;
                wrong.merge(alert.rule().code() + " about " + alert.subject().account(), 1, Integer::sum);
            }
        }
    }

    private static boolean isAlso(Alert alert, Kind kind, Outcome outcome) {
        return outcome.manipulators().entrySet().stream()
                .anyMatch(entry -> entry.getKey().isAlso(kind)
                        && entry.getValue().contains(alert.subject().account()));
    }

    private static boolean isAbout(Alert alert, Kind kind, List<String> accounts) {
        return Kind.of(alert.rule().code()).equals(Optional.of(kind))
                && accounts.contains(alert.subject().account());
    }

    /** What was counted of a kind. */
    public Count of(Kind kind) {
        Count count = counts.get(kind);
        if (count == null) {
            throw new IllegalStateException("every kind is counted");
        }
        return count;
    }

    /** Alerts of rules that are of no kind, such as that the rules failed. */
    public int others() {
        return failures;
    }

    /** How often which rule spoke wrongly about whom. */
    public Map<String, Integer> wrong() {
        return wrong;
    }

    /** What was not found. */
    public Map<String, Integer> missed() {
        return missed;
    }

    /** A table. */
    public String text() {
        StringBuilder text = new StringBuilder(String.format(
                Locale.ROOT, "%-20s %9s %6s %6s %6s %10s %7s%n", "kind", "episodes", "found", "wrong", "also",
                "precision", "recall"));
        for (Kind kind : Kind.values()) {
            Count count = of(kind);
            text.append(String.format(
                    Locale.ROOT, "%-20s %9d %6d %6d %6d %10.3f %7.3f%n", kind.text(), count.episodes(), count.found(),
                    count.wrong(), count.also(), count.precision(), count.recall()));
        }
        return text.toString();
    }
}
