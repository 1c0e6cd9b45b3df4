package dev.tradewind.store.database;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/** What a running server says about itself in the file {@code postmaster.pid} of its data folder. */
final class PostmasterFile {
    private static final int PORT_LINE = 3;
    private static final int STATUS_LINE = 7;

    private final Path data;
    private final Path file;

    PostmasterFile(Path data) {
        this.data = data;
        this.file = data.resolve("postmaster.pid");
    }

    private List<String> lines() throws IOException {
        try {
            return Files.readAllLines(file);
        } catch (NoSuchFileException e) {
            return List.of();
        }
    }

    /** The process that the file names. */
    OptionalLong pid() throws IOException {
        List<String> lines = lines();
        if (lines.isEmpty() || !lines.getFirst().strip().matches("\\d{1,18}")) {
            return OptionalLong.empty();
        }
        return OptionalLong.of(Long.parseLong(lines.getFirst().strip()));
    }

    /** Whether the server with this process id takes connections. */
    boolean isReady(long pid) throws IOException {
        List<String> lines = lines();
        return pid().equals(OptionalLong.of(pid))
                && lines.size() > STATUS_LINE
                && lines.get(STATUS_LINE).strip().equals("ready");
    }

    /** The port of a server that runs on this data folder and takes connections. */
    OptionalInt livePort() throws IOException {
        OptionalLong pid = pid();
        if (liveServer().isEmpty() || pid.isEmpty() || !isReady(pid.getAsLong())) {
            return OptionalInt.empty();
        }
        List<String> lines = lines();
        return lines.size() > PORT_LINE && lines.get(PORT_LINE).strip().matches("\\d{1,5}")
                ? OptionalInt.of(Integer.parseInt(lines.get(PORT_LINE).strip()))
                : OptionalInt.empty();
    }

    /** The server that still runs on this data folder; a process that has but the same number is none. */
    Optional<ProcessHandle> liveServer() throws IOException {
        OptionalLong pid = pid();
        if (pid.isEmpty()) {
            return Optional.empty();
        }
        return ProcessHandle.of(pid.getAsLong()).filter(ProcessHandle::isAlive).filter(this::isServerOfThisFolder);
    }

    private boolean isServerOfThisFolder(ProcessHandle process) {
        Path arguments = Path.of("/proc", Long.toString(process.pid()), "cmdline");
        try {
            // Empty for a dead process that nobody has buried yet.
            String line = Files.exists(arguments)
                    ? Files.readString(arguments)
                    : process.info().commandLine().orElse("");
            return line.contains("postgres") && line.contains(data.toString());
        } catch (IOException e) {
            // It ended between the two looks.
            return false;
        }
    }

    /** Removes a file whose server is gone: the server itself would take any process of that number for its like. */
    void removeStale() throws IOException {
        if (liveServer().isEmpty()) {
            Files.deleteIfExists(file);
        }
    }
}
