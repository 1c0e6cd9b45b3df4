package dev.tradewind.runtime.cli;

import dev.tradewind.runtime.config.ConfigException;
import dev.tradewind.runtime.node.NodeException;
import dev.tradewind.store.StoreException;
import java.io.PrintWriter;
import java.util.concurrent.Callable;

/** Says what a command about a node ran into, in one line. */
final class NodeTrouble {
    private NodeTrouble() {}

    /** Runs a command; what the user gave and cannot be used is an InputException, the rest a line and exit code 1. */
    static int report(PrintWriter err, Callable<Integer> command) throws Exception {
        try {
            return command.call();
        } catch (ConfigException | NodeException e) {
            throw new InputException(String.valueOf(e.getMessage()), e);
        } catch (StoreException e) {
            switch (e.code()) {
                case HOME_IN_USE, HOME_UNUSABLE, NOT_EMPTY, BACKUP ->
                    throw new InputException(String.valueOf(e.getMessage()), e);
                default -> {
                    err.println("tradewind: " + e.getMessage());
                    return ExitCode.FAILED;
                }
            }
        }
    }
}
