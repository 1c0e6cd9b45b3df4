package dev.tradewind.runtime.node;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** A file system in memory of a few megabytes that a test can fill; only root may make one. */
final class SmallDisk implements AutoCloseable {
    private final Path folder;
    private final Path filler;

    private SmallDisk(Path folder) {
        this.folder = folder;
        this.filler = folder.resolve("filler");
    }

    /** Empty, with a line about it, where this machine does not let us. */
    static Optional<SmallDisk> at(Path folder, int megabytes) throws IOException, InterruptedException {
        Files.createDirectories(folder);
        String options = "mode=0700,size=" + megabytes + "m";
        boolean made = run("mount", "-t", "tmpfs", "-o", options, "tmpfs", folder.toString());
        if (!made) {
            System.out.println("skipped: a disk that fills up needs the right to mount one (run as root)");
            return Optional.empty();
        }
        return Optional.of(new SmallDisk(folder));
    }

    private static boolean run(String... command) throws IOException, InterruptedException {
        return new ProcessBuilder(List.of(command))
                        .redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                        .start()
                        .waitFor()
                == 0;
    }

    /** Takes all that is left, up to the last byte. */
    void fill() throws IOException {
        byte[] bytes = new byte[1 << 16];
        try (OutputStream out = Files.newOutputStream(filler)) {
            while (true) {
                out.write(bytes);
            }
        } catch (IOException e) {
            if (!String.valueOf(e.getMessage()).contains("No space left")) {
                throw e;
            }
        }
    }

    void free() throws IOException {
        Files.deleteIfExists(filler);
    }

    @Override
    public void close() throws IOException {
        try {
            // Lazily, for a server may still be on its way out.
            run("umount", "-l", folder.toString());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
