package dev.tradewind.runtime.node;

import dev.tradewind.engine.VenueStatement;
import dev.tradewind.sdk.instrument.InstrumentId;
import dev.tradewind.sdk.order.OrderId;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** What a shard is asked for, other than by markets and venues. The answer comes when it is durable. */
sealed interface Request {
    CompletableFuture<String> answer();

    /** What a person must know the fate of, also while the journal is away. */
    sealed interface Urgent extends Request {
        /** Completed once the shard has decided it, which is before it is durable. */
        CompletableFuture<String> decided();
    }

    /**
     * A kill switch, and the closing of all positions with it: one decision.
     *
     * @param scope as in {@link dev.tradewind.engine.ledger.KillSwitches}
     */
    record SwitchKill(
            boolean on,
            String scope,
            String by,
            boolean flatten,
            CompletableFuture<String> decided,
            CompletableFuture<String> answer)
            implements Urgent {
        SwitchKill(boolean on, String scope, String by, boolean flatten) {
            this(on, scope, by, flatten, new CompletableFuture<>(), new CompletableFuture<>());
        }
    }

    /** Closes what is held of an instrument. */
    record Flatten(
            InstrumentId instrument, String by, CompletableFuture<String> decided, CompletableFuture<String> answer)
            implements Urgent {}

    /** @param order null for all that are open */
    record Cancel(
            @Nullable OrderId order, String by, CompletableFuture<String> decided, CompletableFuture<String> answer)
            implements Urgent {}

    /** A person's answer about an order that rules hold. */
    record AnswerHold(OrderId order, boolean approved, String by, CompletableFuture<String> answer)
            implements Request {}

    /** @param forNanos how long it counts */
    record GrantOverride(OrderId order, long forNanos, String by, String reason, CompletableFuture<String> answer)
            implements Request {}

    record StopStrategy(String name, String reason, CompletableFuture<String> answer) implements Request {}

    record StartStrategy(String name, CompletableFuture<String> answer) implements Request {}

    record ResumeAccount(String by, CompletableFuture<String> answer) implements Request {}

    /** Nothing that adds risk until a person lets it trade again. */
    record HaltAccount(String reason, CompletableFuture<String> answer) implements Request {}

    /** What a venue said when it was asked. */
    record Reconcile(VenueStatement statement, CompletableFuture<String> answer) implements Request {}

    /** Whether it adds no risk and so is taken while the journal is away. */
    default boolean lowersRisk() {
        return switch (this) {
            case SwitchKill kill -> kill.on();
            case StopStrategy stop -> true;
            case Flatten flatten -> true;
            case Cancel cancel -> true;
            case AnswerHold hold -> !hold.approved();
            case GrantOverride grant -> false;
            case StartStrategy start -> false;
            case ResumeAccount resume -> false;
            case HaltAccount halt -> true;
            case Reconcile reconcile -> true;
        };
    }

    /** Whether a person asked for it. */
    default boolean isByHand() {
        return !(this instanceof Reconcile);
    }
}
