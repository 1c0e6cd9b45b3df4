package dev.tradewind.engine.ledger;

import dev.tradewind.engine.guard.GuardRole;
import dev.tradewind.engine.ledger.LedgerEvent.PortfolioMarked;
import dev.tradewind.engine.ledger.LedgerEvent.VenueReconciled;
import dev.tradewind.sdk.instrument.InstrumentId;
import dev.tradewind.sdk.market.DataQuality;
import dev.tradewind.sdk.order.OrderId;
import dev.tradewind.sdk.value.Decimal;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What an account on a running node needs besides orders, positions and cash: whether it is halted, what its venues
 * said when they were asked, guards of positions, and positions that are being closed. Changed by {@link Ledger} alone.
 */
public final class Operations {
    /** Orders at venues that are remembered as seen, so that each is an alert once. */
    static final int REMEMBERED_FOREIGN = 1024;

    /** Whether there is nothing here that an order or a price could concern: one look, for every order and bar. */
    boolean quiet = true;

    boolean halted;
    String haltReason = "";
    /** Whether the account was restarted and not every venue has been asked since. */
    boolean recovering;
    long beganNanos = Long.MIN_VALUE;
    PortfolioMarked mark = new PortfolioMarked(Long.MIN_VALUE, Double.NaN, Double.NaN, false);
    final Map<String, VenueState> venues = new LinkedHashMap<>();
    final Map<Subject, Difference> differences = new LinkedHashMap<>();
    final Set<String> foreign = new LinkedHashSet<>();
    final Map<InstrumentId, GuardState> guards = new LinkedHashMap<>();
    final Map<InstrumentId, ExitState> exits = new LinkedHashMap<>();
    final Map<OrderId, LedgerEvent.OverrideGranted> overrides = new LinkedHashMap<>();
    /** Of instruments whose data has been bad. */
    final Map<InstrumentId, DataState> data = new LinkedHashMap<>();

    /**
     * What is known of the talks with a venue.
     *
     * @param askedNanos when it was asked for the last statement
     * @param completeNanos when it was asked for the last one that covered orders and fills; MIN_VALUE if never
     * @param attempts statements in a row that left an order in doubt that the venue should have known about
     * @param current whether it gave a complete statement since the last restart
     * @param unresolved orders that the last statement left in doubt
     */
    public record VenueState(
            long askedNanos, long completeNanos, int attempts, boolean current, int unresolved) {}

    /**
     * How good the data of an instrument is.
     *
     * @param changedNanos since when
     */
    public record DataState(DataQuality quality, long changedNanos) {}

    /** A currency or an instrument, as text, at a venue. */
    record Subject(String venue, String name) {}

    /**
     * What venue and ledger differ on.
     *
     * @param seenNanos when it was first seen so
     */
    public record Difference(long seenNanos, Decimal booked, Decimal said) {}

    void begin(long timeNanos) {
        beganNanos = beganNanos == Long.MIN_VALUE ? timeNanos : beganNanos;
    }

    /** Something of a position traded: its exits may be tried anew. */
    void onTrade(InstrumentId instrument) {
        GuardState guard = guards.get(instrument);
        if (guard != null) {
            guard.placements = 0;
        }
        ExitState exit = exits.get(instrument);
        if (exit != null) {
            exit.placements = 0;
        }
    }

    void evolve(LedgerEvent.RunningEvent event) {
        apply(event);
        settleQuiet();
    }

    void settleQuiet() {
        quiet = !halted && guards.isEmpty() && exits.isEmpty() && isAllDataGood();
    }

    private boolean isAllDataGood() {
        for (DataState state : data.values()) {
            if (!state.quality().isGood()) {
                return false;
            }
        }
        return true;
    }

    private void apply(LedgerEvent.RunningEvent event) {
        switch (event) {
            case PortfolioMarked e -> mark = e;
            case LedgerEvent.AccountRestarted e -> restart();
            case LedgerEvent.AccountHalted e -> {
                halted = true;
                haltReason = e.reason();
            }
            case LedgerEvent.AccountResumed e -> resume();
            case VenueReconciled e -> reconciled(e);
            case LedgerEvent.DifferenceSeen e ->
                differences.put(
                        new Subject(e.venue(), e.subject()), new Difference(e.timeNanos(), e.booked(), e.said()));
            case LedgerEvent.DifferenceGone e -> differences.remove(new Subject(e.venue(), e.subject()));
            case LedgerEvent.BalanceAdjusted e ->
                differences.remove(new Subject(e.venue(), e.currency().code()));
            case LedgerEvent.PositionAdjusted e ->
                differences.remove(new Subject(e.instrument().venue(), e.instrument().toString()));
            case LedgerEvent.ForeignOrderSeen e -> remember(e);
            case LedgerEvent.ForeignFillBooked e -> {}
            case LedgerEvent.GuardEvent e -> evolveGuard(e);
            case LedgerEvent.DataQualityChanged e ->
                data.put(e.quality().instrument(), new DataState(e.quality(), e.timeNanos()));
            case LedgerEvent.HistoryTold e -> {}
            case LedgerEvent.FeedSourceChanged e -> {}
            case LedgerEvent.OverrideGranted e -> grant(e);
            case LedgerEvent.OverrideUsed e -> overrides.remove(e.denied());
        }
    }

    private void grant(LedgerEvent.OverrideGranted e) {
        overrides.values().removeIf(granted -> granted.untilNanos() < e.timeNanos());
        overrides.put(e.denied(), e);
    }

    private void restart() {
        recovering = true;
        venues.replaceAll((venue, state) -> new VenueState(
                state.askedNanos(), state.completeNanos(), 0, false, state.unresolved()));
    }

    private void resume() {
        halted = false;
        haltReason = "";
        venues.replaceAll((venue, state) -> new VenueState(
                state.askedNanos(), state.completeNanos(), 0, state.current(), state.unresolved()));
        guards.values().forEach(guard -> guard.placements = 0);
        exits.values().forEach(exit -> exit.placements = 0);
    }

    private void reconciled(VenueReconciled e) {
        VenueState old = venues.get(e.venue());
        long complete = old == null ? Long.MIN_VALUE : old.completeNanos();
        int attempts = old == null ? 0 : old.attempts();
        boolean current = e.complete() || (old != null && old.current());
        venues.put(
                e.venue(),
                new VenueState(
                        e.askedNanos(),
                        e.complete() ? Math.max(complete, e.askedNanos()) : complete,
                        e.overdue() > 0 ? attempts + 1 : 0,
                        current,
                        e.unresolved()));
    }

    private void remember(LedgerEvent.ForeignOrderSeen e) {
        if (foreign.size() == REMEMBERED_FOREIGN) {
            foreign.remove(foreign.iterator().next());
        }
        foreign.add(e.instrument() + " " + e.venueOrderId());
    }

    private void evolveGuard(LedgerEvent.GuardEvent event) {
        GuardState guard = guards.get(event.instrument());
        switch (event) {
            case LedgerEvent.GuardSet e -> {
                GuardState set = new GuardState(e.strategy(), e.spec(), e.once());
                if (guard != null) {
                    // The orders that rest for the old one are taken over, not forgotten.
                    set.orders.putAll(guard.orders);
                }
                guards.put(e.instrument(), set);
            }
            case LedgerEvent.GuardRemoved e -> guards.remove(e.instrument());
            case LedgerEvent.GuardArmed e -> of(guard, e).levels = e.levels();
            case LedgerEvent.GuardTrailed e -> {
                GuardState trailed = of(guard, e);
                trailed.levels = trailed.levels == null ? null : trailed.levels.trailedTo(e.best(), e.stop());
                trailed.placements = 0;
            }
            case LedgerEvent.GuardDisarmed e -> {
                GuardState disarmed = of(guard, e);
                disarmed.levels = null;
                disarmed.placements = 0;
            }
            case LedgerEvent.GuardOrderPlaced e -> placed(guard, e);
            case LedgerEvent.ExitStarted e ->
                exits.put(e.instrument(), new ExitState(e.cause(), e.strategy(), e.reason()));
            case LedgerEvent.ExitEnded e -> exits.remove(e.instrument());
        }
    }

    private void placed(@Nullable GuardState guard, LedgerEvent.GuardOrderPlaced e) {
        ExitState exit = exits.get(e.instrument());
        if (e.role() == GuardRole.EXIT && exit != null) {
            exit.order = e.orderId();
            exit.placements++;
            exit.placedNanos = e.timeNanos();
        } else {
            GuardState placing = of(guard, e);
            placing.orders.put(e.role(), e.orderId());
            placing.placements++;
            placing.placedNanos = e.timeNanos();
        }
    }

    private static GuardState of(@Nullable GuardState guard, LedgerEvent.GuardEvent event) {
        if (guard == null) {
            throw new IllegalStateException("the journal speaks of a guard that it never set: " + event);
        }
        return guard;
    }

    /** What persons let through that rules denied, the oldest first; also what is too old by now. */
    public Collection<LedgerEvent.OverrideGranted> overrides() {
        return Collections.unmodifiableCollection(overrides.values());
    }

    /** Whether the account is not halted, nothing is guarded or being closed, and no data is bad. */
    public boolean isQuiet() {
        return quiet;
    }

    /** Whether new orders are denied until somebody resumes the account. */
    public boolean halted() {
        return halted;
    }

    /** Why the account is halted; empty if it is not. */
    public String haltReason() {
        return haltReason;
    }

    /** Whether the account was restarted since it began; see {@link VenueState#current} for who has been asked. */
    public boolean restarted() {
        return recovering;
    }

    /** When the first instrument was added; {@link Long#MIN_VALUE} before. */
    public long beganNanos() {
        return beganNanos;
    }

    /** The last mark of the portfolio; its time is {@link Long#MIN_VALUE} before the first. */
    public PortfolioMarked mark() {
        return mark;
    }

    /** The talks with a venue; null if it was never asked. */
    public @Nullable VenueState venue(String name) {
        return venues.get(name);
    }

    /** What was seen to differ and is not booked yet; null if nothing. */
    public @Nullable Difference difference(String venue, String subject) {
        return differences.get(new Subject(venue, subject));
    }

    /** Names, with this beginning, of what was seen to differ at a venue. */
    public List<String> subjects(String venue, String beginning) {
        return differences.keySet().stream()
                .filter(subject -> subject.venue().equals(venue) && subject.name().startsWith(beginning))
                .map(Subject::name)
                .toList();
    }

    /** The oldest difference that is open at a venue; null if none is. */
    public @Nullable Difference openDifference(String venue) {
        for (Map.Entry<Subject, Difference> entry : differences.entrySet()) {
            if (entry.getKey().venue().equals(venue)) {
                return entry.getValue();
            }
        }
        return null;
    }

    /** Whether an order that is not ours has been flagged. */
    public boolean isFlagged(InstrumentId instrument, String venueOrderId) {
        return foreign.contains(instrument + " " + venueOrderId);
    }

    /** Whether a position in this instrument is being closed. */
    public boolean isExiting(InstrumentId instrument) {
        return !exits.isEmpty() && exits.containsKey(instrument);
    }

    /** The data of an instrument, if it has ever been bad; null otherwise. */
    public @Nullable DataState data(InstrumentId instrument) {
        return data.isEmpty() ? null : data.get(instrument);
    }

    /** The data of all instruments in which it has ever been bad. A view. */
    public Map<InstrumentId, DataState> data() {
        return Collections.unmodifiableMap(data);
    }

    public boolean hasGuards() {
        return !guards.isEmpty();
    }

    /** Guards by instrument, in the order in which they were first set. A view. */
    public Map<InstrumentId, GuardState> guards() {
        return Collections.unmodifiableMap(guards);
    }

    /** Positions that are being closed, by instrument. A view. */
    public Map<InstrumentId, ExitState> exits() {
        return Collections.unmodifiableMap(exits);
    }
}
