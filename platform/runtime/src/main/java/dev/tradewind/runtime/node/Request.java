package dev.tradewind.runtime.node;

import dev.tradewind.engine.VenueStatement;
import java.util.concurrent.CompletableFuture;

/** What a shard is asked for, other than by markets and venues. The answer comes when it is durable. */
sealed interface Request {
    CompletableFuture<String> answer();

    /** The kill switch. */
    record SwitchKill(boolean on, String reason, CompletableFuture<String> answer) implements Request {}

    /** Closes all positions. */
    record Flatten(String reason, CompletableFuture<String> answer) implements Request {}

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
            case StartStrategy start -> false;
            case ResumeAccount resume -> false;
            case HaltAccount halt -> true;
            case Reconcile reconcile -> true;
        };
    }
}
