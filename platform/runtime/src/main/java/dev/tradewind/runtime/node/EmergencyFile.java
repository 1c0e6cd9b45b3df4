package dev.tradewind.runtime.node;

import dev.tradewind.sdk.order.OrderCommand.CancelOrder;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * Cancels of one account that left while the journal was away, a line each: time, instrument, order, client order id.
 * A line is on disk before its cancel leaves. The file goes when the journal holds what it says.
 */
final class EmergencyFile {
    private final Path file;

    EmergencyFile(Path folder, String account) {
        this.file = folder.resolve(account + ".cancels");
    }

    /** @throws IOException if it could not be forced to disk; then the cancel must not leave */
    void write(CancelOrder cancel) throws IOException {
        Path folder = file.getParent();
        if (folder != null) {
            Files.createDirectories(folder);
        }
        String line = cancel.decidedNanos() + " " + cancel.instrument() + " " + cancel.orderId() + " "
                + cancel.clientOrderId() + "\n";
        try (FileChannel channel = FileChannel.open(
                file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            long end = endOfLines(channel);
            try {
                channel.position(end);
                ByteBuffer bytes = ByteBuffer.wrap(line.getBytes(StandardCharsets.UTF_8));
                while (bytes.hasRemaining()) {
                    channel.write(bytes);
                }
                channel.force(true);
            } catch (IOException e) {
                // Half a line on a disk that is full would spoil the next one.
                channel.truncate(end);
                throw e;
            }
        }
    }

    /** Where the last whole line ends; what a crash left behind it is written over. */
    private static long endOfLines(FileChannel channel) throws IOException {
        long end = channel.size();
        ByteBuffer last = ByteBuffer.allocate(1);
        while (end > 0) {
            last.clear();
            if (channel.read(last, end - 1) == 1 && last.get(0) == '\n') {
                break;
            }
            end--;
        }
        channel.truncate(end);
        return end;
    }

    /** The client order ids of the cancels that left; a line that was cut off by a crash never did. */
    Set<String> read() throws IOException {
        Set<String> ids = new LinkedHashSet<>();
        if (!Files.exists(file)) {
            return ids;
        }
        String text = Files.readString(file);
        for (String line : text.substring(0, text.lastIndexOf('\n') + 1).split("\n")) {
            String[] parts = line.split(" ");
            if (parts.length == 4) {
                ids.add(parts[3]);
            }
        }
        return ids;
    }

    /** The journal holds it all. */
    void clear() throws IOException {
        Files.deleteIfExists(file);
    }
}
