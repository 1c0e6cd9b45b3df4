package dev.tradewind.runtime.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Whether standard error is a terminal; Java tells it of the whole console only. */
final class TerminalCheck {
    private TerminalCheck() {}

    /** The launcher knows, and says so in a system property; without it the system's file descriptors are asked. */
    static boolean isTerminal() {
        String told = System.getProperty("tradewind.terminal");
        if (told != null) {
            return told.equals("true");
        }
        try {
            String target = Files.readSymbolicLink(Path.of("/proc/self/fd/2")).toString();
            return target.startsWith("/dev/pts/") || target.startsWith("/dev/tty");
        } catch (IOException | UnsupportedOperationException | SecurityException e) {
            return false;
        }
    }
}
