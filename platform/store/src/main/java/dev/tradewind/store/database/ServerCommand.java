package dev.tradewind.store.database;

import dev.tradewind.store.StoreException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Runs the server's programs, as root too, with none of the settings that the environment may hold. */
final class ServerCommand {
    private static final int TIMEOUT_SECONDS = 120;

    private final Path programs;
    private final Path log;

    /**
     * @param programs folder of {@code postgres}, {@code initdb}, {@code pg_ctl}
     * @param log their output is added to this file
     */
    ServerCommand(Path programs, Path log) {
        this.programs = programs;
        this.log = log;
    }

    Process start(String program, List<String> arguments) throws IOException {
        List<String> command = new ArrayList<>();
        if (Files.isExecutable(Path.of("/usr/bin/setsid"))) {
            // Ctrl-C in a terminal goes to the whole group: the server has to outlive what still wants to be written.
            command.add("/usr/bin/setsid");
        }
        if (isRoot()) {
            // PostgreSQL refuses to run as root. In a user namespace of its own it is nobody, with the same files.
            command.add("unshare");
            command.add("-U");
        }
        command.add(programs.resolve(program).toString());
        command.addAll(arguments);
        ProcessBuilder builder = new ProcessBuilder(command);
        Map<String, String> environment = builder.environment();
        environment.keySet().removeIf(name -> name.startsWith("PG") || name.startsWith("LC_"));
        environment.put("LC_ALL", "C");
        return builder.redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                .redirectInput(Path.of("/dev/null").toFile())
                .start();
    }

    /** Runs a program to its end. @throws StoreException if it fails or takes too long */
    void run(String program, List<String> arguments) throws IOException, InterruptedException {
        Process process = start(program, arguments);
        if (!process.waitFor(TIMEOUT_SECONDS, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new StoreException(
                    StoreException.Code.SERVER,
                    program + " did not end within " + TIMEOUT_SECONDS + " s; " + log + " says why");
        }
        if (process.exitValue() != 0) {
            throw new StoreException(
                    StoreException.Code.SERVER,
                    program + " failed (exit code " + process.exitValue() + "): " + lastComplaint());
        }
    }

    /** The last line of the log that says what went wrong. */
    String lastComplaint() {
        try {
            List<String> lines = Files.readAllLines(log);
            for (int i = lines.size() - 1; i >= Math.max(0, lines.size() - 50); i--) {
                String line = lines.get(i);
                // Said by sessions of a server that was killed, about nothing that is wrong now.
                if (line.contains("terminating connection")) {
                    continue;
                }
                if (line.startsWith("unshare:")) {
                    return line.strip() + ": user namespaces are not allowed here; run as another user than root";
                }
                if (line.contains("FATAL:") || line.contains("PANIC:") || line.contains("error:")) {
                    return line.strip() + " (" + log + ")";
                }
            }
        } catch (IOException e) {
            return log + " cannot be read: " + e.getMessage();
        }
        return log + " says why";
    }

    private static boolean isRoot() throws IOException {
        Path self = Path.of("/proc/self");
        return Files.exists(self) && Integer.valueOf(0).equals(Files.getAttribute(self, "unix:uid"));
    }
}
