package dev.tradewind.torture;

import dev.tradewind.runtime.cli.ExtraCommands;
import java.util.List;

/** Adds {@code tradewind torture}. */
public final class TortureCommands implements ExtraCommands {
    @Override
    public List<Object> commands() {
        return List.of(new TortureCommand());
    }
}
