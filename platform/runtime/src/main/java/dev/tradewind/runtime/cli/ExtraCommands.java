package dev.tradewind.runtime.cli;

import java.util.List;

/**
 * Commands from a jar that is on the class path only when its command is asked for, named in
 * {@code META-INF/services}.
 */
public interface ExtraCommands {
    /** Instances of classes annotated as picocli commands. */
    List<Object> commands();
}
