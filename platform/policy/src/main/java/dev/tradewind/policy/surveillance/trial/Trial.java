package dev.tradewind.policy.surveillance.trial;

import dev.tradewind.policy.ConductRules;
import dev.tradewind.policy.surveillance.Alert;
import dev.tradewind.policy.surveillance.StreamEvent;
import dev.tradewind.policy.surveillance.StreamEvent.Closed;
import dev.tradewind.policy.surveillance.Surveillance;
import dev.tradewind.policy.surveillance.trial.Manipulators.Manipulator;
import dev.tradewind.policy.surveillance.trial.Recording.Tick;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * Puts a crowd and some manipulators into a recorded market and lets surveillance look at what comes out. The same
 * recording and seed give the same stream.
 */
public final class Trial {
    /** Manipulators of one run. */
    static final int MANIPULATORS = 3;

    /** Where the market is silent, people may act this often. */
    private static final long STEP_NANOS = 20_000_000;

    private static final double CLOSE_BEFORE_END_SECONDS = 15;

    private final Recording recording;
    private final SplittableRandom random;
    private final List<Kind> kinds;

    /** What came of one run, by kind and alert. */
    public record Outcome(Map<Kind, List<String>> manipulators, List<Alert> alerts, long events) {}

    /**
     * A run.
     *
     * @param kinds what the manipulators do, one of each
     */
    public Trial(Recording recording, long seed, List<Kind> kinds) {
        this.recording = recording;
        this.random = new SplittableRandom(seed);
        this.kinds = List.copyOf(kinds);
    }

    /** A run whose manipulators chance chooses, without one twice. */
    public static Trial of(Recording recording, long seed) {
        List<Kind> left = new ArrayList<>(List.of(Kind.values()));
        List<Kind> chosen = new ArrayList<>();
        SplittableRandom choice = new SplittableRandom(~seed);
        while (chosen.size() < MANIPULATORS) {
            chosen.add(left.remove(choice.nextInt(left.size())));
        }
        return new Trial(recording, seed, chosen);
    }

    /** Lets surveillance look. */
    public Outcome run(ConductRules rules) {
        Map<Kind, List<String>> accounts = new TreeMap<>();
        List<Alert> alerts = new ArrayList<>();
        // Names are known beforehand: that an owner has two accounts is what the staff's table says.
        Map<String, String> owners = new TreeMap<>(Crowd.OWNERS);
        owners.putAll(Manipulators.OWNERS);
        try (Surveillance surveillance = new Surveillance(rules.withOwners(owners), alerts::add)) {
            play(surveillance::accept, accounts);
            surveillance.finish();
            return new Outcome(accounts, alerts, surveillance.events());
        }
    }

    /**
     * The stream alone.
     *
     * @param accounts takes the accounts of the manipulators; not of one who gave up before he had done anything
     */
    public void play(Consumer<StreamEvent> stream, Map<Kind, List<String>> accounts) {
        TrialMarket market = new TrialMarket(recording, random.split(), stream);
        long close = recording.untilNanos() - Scale.nanos(CLOSE_BEFORE_END_SECONDS);
        List<Actor> actors = new ArrayList<>(Crowd.of(market, random.split(), close));
        Manipulators manipulators = new Manipulators(market, random.split());
        for (Kind kind : kinds) {
            long from = recording.fromNanos()
                    + Scale.nanos(Scale.between(random, 70, recording.seconds() - 80));
            Manipulator manipulator = manipulators.of(kind, from, close);
            accounts.put(kind, manipulator.accounts().stream().map(TrialAccount::name).toList());
            actors.add(manipulator.actor());
        }
        run(market, actors, close, stream);
        manipulators.gaveUp().forEach(accounts::remove);
    }

    private void run(TrialMarket market, List<Actor> actors, long close, Consumer<StreamEvent> stream) {
        boolean closed = false;
        for (Tick tick : recording.ticks()) {
            if (!closed && tick.nanos() >= close) {
                stream.accept(new Closed(close, recording.instrument()));
                closed = true;
            }
            if (!closed) {
                between(market, tick.nanos(), actors);
            }
            market.tick(tick);
            if (!closed) {
                actors.forEach(Actor::step);
            }
        }
    }

    private static void between(TrialMarket market, long untilNanos, List<Actor> actors) {
        for (long at = market.now() + STEP_NANOS; at < untilNanos; at += STEP_NANOS) {
            market.pass(at);
            actors.forEach(Actor::step);
        }
    }
}
