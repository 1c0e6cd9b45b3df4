package dev.tradewind.bench;

import dev.tradewind.runtime.cli.ExtraCommands;
import java.util.List;

/** Adds {@code tradewind bench}. */
public final class BenchCommands implements ExtraCommands {
    @Override
    public List<Object> commands() {
        return List.of(new BenchCommand());
    }
}
