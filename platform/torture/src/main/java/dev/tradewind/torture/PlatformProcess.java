package dev.tradewind.torture;

import dev.tradewind.runtime.cli.Tradewind;
import dev.tradewind.runtime.node.ControlClient;
import dev.tradewind.runtime.node.NodeException;
import dev.tradewind.runtime.node.NodeHome;
import dev.tradewind.testkit.exchange.JsonText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** The platform as a process of its own, and its database server. */
final class PlatformProcess {
    private static final int POLL_MILLIS = 20;

    private final PlatformHome home;
    private final Process process;

    private PlatformProcess(PlatformHome home, Process process) {
        this.home = home;
        this.process = process;
    }

    /** What a running platform says of its account. */
    record State(String phase, String halted, boolean journalUp, long fills, long sequence, List<String> openOrders) {
        boolean trades() {
            return phase.equals("trading") && halted.isEmpty() && journalUp;
        }
    }

    /** @param sabotage name of what is broken on purpose; empty for nothing */
    static PlatformProcess start(PlatformHome home, String sabotage) throws IOException {
        return start(home, sabotage, List.of(), Map.of());
    }

    /**
     * The same with more options of the command, and variables of its environment.
     *
     * @param sabotage name of what is broken on purpose; empty for nothing
     */
    static PlatformProcess start(
            PlatformHome home, String sabotage, List<String> options, Map<String, String> environment)
            throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Xmx400m",
                "-Xlog:disable",
                "-Xlog:all=off:stderr",
                "-Dtradewind.harness=" + home.harness(),
                "-Dtradewind.harness.sabotage=" + sabotage));
        command.addAll(List.of(
                "-cp",
                System.getProperty("java.class.path"),
                Tradewind.class.getName(),
                "run",
                "--home",
                home.home().toString(),
                "--config",
                home.configuration().toString()));
        command.addAll(options);
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(home.output().toFile()));
        // Plugins of whoever runs this must not get in.
        builder.environment().put("TRADEWIND_HOME", home.home().toString());
        builder.environment().putAll(environment);
        return new PlatformProcess(home, builder.start());
    }

    /** As {@code kill -NAME} does it. */
    void signal(String name) throws IOException, InterruptedException {
        new ProcessBuilder("kill", "-" + name, Long.toString(process.pid())).start().waitFor();
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /** Exit code of a process that has ended. */
    int exitValue() {
        return process.exitValue();
    }

    /** As {@code kill -9} does it. */
    void kill() throws InterruptedException {
        process.destroyForcibly();
        process.waitFor();
    }

    /** Kills the server of the database, which is the platform's child or was that of one before. @return whether */
    boolean killDatabase() throws IOException {
        Optional<ProcessHandle> server = databaseServer(home.home());
        return server.isPresent() && server.get().destroyForcibly();
    }

    /** The server that runs on a home folder's data, if one does: surely that one, and nobody else's. */
    static Optional<ProcessHandle> databaseServer(Path home) throws IOException {
        Path data = home.resolve("postgres").resolve("data").toAbsolutePath();
        Path file = data.resolve("postmaster.pid");
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        String first = Files.readString(file).lines().findFirst().orElse("").strip();
        if (!first.matches("\\d{1,18}")) {
            return Optional.empty();
        }
        return ProcessHandle.of(Long.parseLong(first)).filter(ProcessHandle::isAlive).filter(server -> {
            try {
                String line = Files.readString(Path.of("/proc", first, "cmdline"));
                return line.contains("postgres") && line.contains(data.toString());
            } catch (IOException e) {
                return false;
            }
        });
    }

    /** What it says of its account; empty while it starts or says nothing. */
    Optional<State> state() {
        try {
            return ControlClient.send(new NodeHome(home.home()), Map.of("command", "status"))
                    .map(ControlClient.Answer::status)
                    .filter(status -> !JsonText.object(status).containsKey("starting"))
                    .map(PlatformProcess::parse);
        } catch (NodeException ending) {
            return Optional.empty();
        }
    }

    private static State parse(String json) {
        List<?> accounts = (List<?>) JsonText.object(json).getOrDefault("accounts", List.of());
        if (accounts == null || accounts.isEmpty()) {
            return new State("starting", "", false, 0, 0, List.of());
        }
        Map<?, ?> account = (Map<?, ?>) accounts.getFirst();
        List<String> open = new ArrayList<>();
        if (account.get("openOrders") instanceof List<?> orders) {
            orders.forEach(order -> open.add(String.valueOf(order)));
        }
        return new State(
                text(account, "phase"),
                text(account, "halted"),
                Boolean.parseBoolean(text(account, "journalUp")),
                Long.parseLong(text(account, "fills")),
                Long.parseLong(text(account, "sequence")),
                open);
    }

    private static String text(Map<?, ?> from, String name) {
        @Nullable Object value = from.get(name);
        return String.valueOf(value);
    }

    /** Whether it trades before this time is over, or has ended. */
    boolean awaitTrading(long millis) throws InterruptedException {
        long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
        while (System.nanoTime() < deadline && process.isAlive()) {
            if (state().filter(State::trades).isPresent()) {
                return true;
            }
            Thread.sleep(POLL_MILLIS);
        }
        return false;
    }

    /** A command such as {@code stop}. @return what it answered; empty if there was no answer */
    Optional<String> command(Map<String, String> fields) {
        try {
            return ControlClient.send(new NodeHome(home.home()), fields).map(ControlClient.Answer::text);
        } catch (NodeException e) {
            return Optional.empty();
        }
    }

    /** Waits for its end. @return whether it ended in time */
    boolean awaitEnd(long seconds) throws InterruptedException {
        return process.waitFor(seconds, TimeUnit.SECONDS);
    }
}
