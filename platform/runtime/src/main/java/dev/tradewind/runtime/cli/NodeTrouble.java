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
            boolean givenWrong =
                    switch (e.code()) {
                        case HOME_IN_USE, HOME_UNUSABLE, NOT_EMPTY, BACKUP -> true;
                        case SERVER, UNSAFE_SETTINGS, NEWER_SCHEMA, SCHEMA, DATABASE, NOT_OWNER, CORRUPT -> false;
                    };
            if (givenWrong) {
                throw new InputException(String.valueOf(e.getMessage()), e);
            }
            err.println("tradewind: " + e.getMessage());
            return ExitCode.FAILED;
        }
    }
}
