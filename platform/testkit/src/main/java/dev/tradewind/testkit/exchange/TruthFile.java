package dev.tradewind.testkit.exchange;

import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * What happened, one JSON object a line, appended before anybody hears of it. A line survives the end of this process,
 * however sudden; not of the machine.
 */
final class TruthFile implements Closeable {
    static final String NAME = "truth.jsonl";

    private final FileChannel channel;

    /** @throws UncheckedIOException if the file cannot be made in that folder */
    TruthFile(Path folder) {
        try {
            Files.createDirectories(folder);
            channel = FileChannel.open(
                    folder.resolve(NAME), StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException("the exchange cannot write its truth into " + folder, e);
        }
    }

    /** What comes after the end is not written: the connections are cut, and nobody hears of it either. */
    void append(String kind, String who, String json) {
        String line = "{\"kind\":\"" + kind + "\",\"who\":\"" + who + "\",\"what\":" + json + "}\n";
        ByteBuffer bytes = ByteBuffer.wrap(line.getBytes(StandardCharsets.UTF_8));
        try {
            while (channel.isOpen() && bytes.hasRemaining()) {
                channel.write(bytes);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("the exchange cannot write its truth", e);
        }
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw new UncheckedIOException("the exchange cannot close its truth", e);
        }
    }
}
