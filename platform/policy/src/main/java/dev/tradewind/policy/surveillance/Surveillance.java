package dev.tradewind.policy.surveillance;

import dev.tradewind.policy.ConductRules;
import dev.tradewind.policy.RuleInfo;
import dev.tradewind.policy.language.RuleKind;
import dev.tradewind.policy.limits.Thresholds;
import dev.tradewind.policy.limits.Thresholds.Threshold;
import dev.tradewind.policy.surveillance.Conduct.Party;
import dev.tradewind.policy.surveillance.StreamEvent.Closed;
import dev.tradewind.policy.surveillance.StreamEvent.Filled;
import dev.tradewind.policy.surveillance.StreamEvent.Own;
import dev.tradewind.policy.surveillance.StreamEvent.Quoted;
import dev.tradewind.policy.surveillance.StreamEvent.Traded;
import dev.tradewind.sdk.instrument.InstrumentId;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Keeps windows over the stream of orders, fills and market data, and asks the rules about conduct at the instants that
 * matter. The same stream gives the same alerts: time is that of the stream, and nothing else is looked at. Memory is
 * bounded: of accounts and instruments those that were heard of longest ago are forgotten. For one thread.
 */
public final class Surveillance implements Findings, AutoCloseable {
    /** The code of the alert that the rules themselves failed. */
    public static final String FAILURE = "SURVEILLANCE_FAILURE";

    /** Pairs of account and instrument that have windows. */
    static final int MOST_ACCOUNTS = 500;

    /** Instruments that have windows. */
    static final int MOST_MARKETS = 500;

    private static final int MOST_THRESHOLDS = 10_000;
    private static final int MOST_QUIET = 10_000;

    private static final RuleInfo FAILED = new RuleInfo(
            FAILURE, "Surveillance failed", "HARD", "", "Compliance", "The rules could not judge", false, "", 0);

    private ConductRules rules;
    private final Consumer<Alert> alerts;
    private final Map<String, RuleInfo> infos = new TreeMap<>();
    private final Map<InstrumentId, MarketWindow> markets = new Bounded<>(MOST_MARKETS);
    private final Map<Place, AccountWindow> accounts = new Bounded<>(MOST_ACCOUNTS);
    private final Map<Place, WashWindow> owners = new Bounded<>(MOST_ACCOUNTS);
    private final Map<Place, Thresholds> thresholds = new Bounded<>(MOST_THRESHOLDS);
    private final Map<Topic, Quiet> quiet = new Bounded<>(MOST_QUIET);
    private final PriorityQueue<Due> timers = new PriorityQueue<>();
    private @Nullable ConductSession session;
    private long now = Long.MIN_VALUE;
    private long timerNumber;
    private long events;

    private record Place(String who, InstrumentId instrument) {}

    private record Topic(String code, String account, InstrumentId instrument) {}

    private record Quiet(long sinceNanos, int repeats) {}

    private record Due(long nanos, long number, Runnable task) implements Comparable<Due> {
        @Override
        public int compareTo(Due other) {
            int byTime = Long.compare(nanos, other.nanos);
            return byTime != 0 ? byTime : Long.compare(number, other.number);
        }
    }

    /** Forgets what was used longest ago. */
    private static final class Bounded<K, V> extends LinkedHashMap<K, V> {
        private static final long serialVersionUID = 1L;

        private final int most;

        Bounded(int most) {
            super(16, 0.75f, true);
            this.most = most;
        }

        @Override
        protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
            return size() > most;
        }
    }

    /** @param alerts takes what the rules say, at once, in the order in which they say it */
    public Surveillance(ConductRules rules, Consumer<Alert> alerts) {
        this.rules = rules;
        this.alerts = alerts;
        rules.rules().forEach(info -> infos.put(info.code(), info));
    }

    /** Judges by other rules from now on; the windows stay as they are. */
    public void use(ConductRules other) {
        close();
        rules = other;
        infos.clear();
        other.rules().forEach(info -> infos.put(info.code(), info));
        thresholds.clear();
    }

    /**
     * An alert that was raised before: what is looked at again up to then raises none, nor does what comes within its
     * quiet time.
     *
     * @param nanos when it was raised
     */
    public void known(String code, String account, InstrumentId instrument, long nanos) {
        quiet.merge(
                new Topic(code, account, instrument),
                new Quiet(nanos, 0),
                (one, other) -> one.sinceNanos() > other.sinceNanos() ? one : other);
    }

    /** Takes what happened next. Something that is told late counts as happening now. */
    public void accept(StreamEvent event) {
        advance(event.nanos());
        events++;
        switch (event) {
            case Own own -> own(own);
            case Traded traded -> market(traded.instrument()).traded(now, traded.price(), traded.quantity());
            case Quoted quoted -> market(quoted.instrument()).quoted(now, quoted.bid(), quoted.ask());
            case Closed closed -> closed(closed);
        }
    }

    /** Time passes: what had to wait for it is judged. */
    public void advance(long nanos) {
        while (!timers.isEmpty() && timers.peek().nanos() <= nanos) {
            Due due = timers.remove();
            now = Math.max(now, due.nanos());
            due.task().run();
        }
        now = Math.max(now, nanos);
    }

    /** The stream is over: what still waits is judged on what there is. */
    public void finish() {
        while (!timers.isEmpty()) {
            advance(timers.peek().nanos());
        }
    }

    /** How many events were taken. */
    public long events() {
        return events;
    }

    private MarketWindow market(InstrumentId instrument) {
        MarketWindow window = markets.computeIfAbsent(instrument, id -> new MarketWindow());
        window.advance(now);
        return window;
    }

    private void own(Own event) {
        String owner = rules.owner(event.account());
        Party party = new Party(
                event.account(), owner, event.instrument().symbol(), event.instrument().venue());
        MarketWindow market = market(event.instrument());
        accounts.computeIfAbsent(
                        new Place(event.account(), event.instrument()),
                        place -> new AccountWindow(party, market, this))
                .accept(event);
        if (event instanceof Filled filled) {
            owners.computeIfAbsent(new Place(owner, event.instrument()), place -> new WashWindow(this))
                    .filled(filled, party);
        }
    }

    private void closed(Closed closed) {
        market(closed.instrument());
        accounts.forEach((place, window) -> {
            if (place.instrument().equals(closed.instrument())) {
                window.closed(closed.nanos());
            }
        });
    }

    @Override
    public void at(long nanos, Runnable task) {
        timers.add(new Due(nanos, timerNumber++, task));
    }

    @Override
    public Thresholds limits(String account, String symbol) {
        return thresholds.computeIfAbsent(
                new Place(account, new InstrumentId(symbol, "any")),
                place -> rules.thresholds().thresholds(account, symbol));
    }

    @Override
    public void judge(Conduct conduct, Shown shown) {
        try {
            ConductSession opened = session;
            if (opened == null) {
                opened = new ConductSession(rules.newNetwork());
                session = opened;
            }
            for (AlertCollector.Said said : opened.judge(conduct)) {
                raise(infos.getOrDefault(said.code(), FAILED), said.finding(), conduct, shown);
            }
        } catch (Throwable e) {
            // Errors too: what a rule does must not end the watch over all others.
            close();
            String why = e.getClass().getSimpleName() + ": " + e.getMessage();
            raise(FAILED, new Alert.Finding(Double.NaN, Double.NaN, "The rules failed on this conduct: " + why),
                    conduct, shown);
        }
    }

    private void raise(RuleInfo rule, Alert.Finding finding, Conduct conduct, Shown shown) {
        InstrumentId instrument = new InstrumentId(shown.party().symbol(), shown.party().venue());
        Topic topic = new Topic(rule.code(), shown.party().account(), instrument);
        Quiet before = quiet.get(topic);
        long silence = conduct.getLimits().nanos(Threshold.QUIET_SECONDS);
        if (before != null && now - before.sinceNanos() < silence) {
            // What is looked at again was counted already.
            int again = now > before.sinceNanos() ? 1 : 0;
            quiet.put(topic, new Quiet(before.sinceNanos(), before.repeats() + again));
            return;
        }
        quiet.put(topic, new Quiet(now, 0));
        Map<String, Object> facts = new TreeMap<>();
        for (String property : rules.asked(rule.code())) {
            facts.put(property, RuleKind.value(conduct, property));
        }
        alerts.accept(new Alert(
                rule,
                rules.hash(),
                now,
                new Alert.Subject(shown.party().account(), shown.party().owner(), instrument),
                finding,
                new Alert.Evidence(
                        shown.fromNanos(), facts, shown.orders().list(), shown.trades().list()),
                before == null ? 0 : before.repeats()));
    }

    @Override
    public void close() {
        ConductSession closed = session;
        session = null;
        if (closed != null) {
            closed.close();
        }
    }
}
