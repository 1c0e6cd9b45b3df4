package dev.tradewind.simulation.data;

import java.io.EOFException;
import java.io.FileInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.zip.CRC32;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import org.jspecify.annotations.Nullable;

/** The text of one data file as bytes: plain, gzip, or a zip that holds one csv. Inflation is bounded. */
public final class ByteSource implements AutoCloseable {
    private static final int INFLATE_BUFFER = 1 << 16;

    /**
     * How far a packed file may grow, so that a small hostile file cannot fill a day of processing.
     *
     * @param ratio most bytes of text for each packed byte, looked at once {@code graceBytes} have come out
     * @param graceBytes text that is always allowed
     * @param bytes most bytes of text in all
     */
    record Limits(long ratio, long graceBytes, long bytes) {
        /** Candles pack 5 to 30 times; deflate can do 1,032 times at most. */
        static final Limits DEFAULT = new Limits(200, 16L << 20, 8L << 30);
    }

    private final Path file;
    private final Limits limits;
    private final InputStream in;
    private final Counting counting;
    private final @Nullable ZipFile zip;
    private final long zipCrc;
    private final @Nullable CRC32 crc;
    private long delivered;

    private ByteSource(Path file, Limits limits, InputStream in, Counting counting, @Nullable ZipFile zip, long crc) {
        this.file = file;
        this.limits = limits;
        this.in = in;
        this.counting = counting;
        this.zip = zip;
        this.zipCrc = crc;
        this.crc = zip == null ? null : new CRC32();
    }

    /** With the usual limits. @throws DataException if there is no such file, or it is not what its name says */
    public static ByteSource open(Path file) {
        return open(file, Limits.DEFAULT);
    }

    /** @throws DataException if there is no such file, or it is not what its name says */
    static ByteSource open(Path file, Limits limits) {
        if (!Files.exists(file)) {
            throw new DataException(file + ": no such file; check the path");
        }
        if (!Files.isRegularFile(file)) {
            throw new DataException(file + ": not a file");
        }
        String name = String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT);
        try {
            if (name.endsWith(".zip")) {
                return openZip(file, limits);
            }
            if (name.endsWith(".gz")) {
                return openGzip(file, limits);
            }
            Counting raw = new Counting(new FileInputStream(file.toFile()));
            return new ByteSource(file, limits, raw, raw, null, 0);
        } catch (IOException | IllegalArgumentException e) {
            throw new DataException(file + ": cannot be read (" + reason(e) + ")", e);
        }
    }

    private static ByteSource openGzip(Path file, Limits limits) throws IOException {
        if (Files.size(file) == 0) {
            throw new DataException(file + ": the file is empty; fetch it again");
        }
        Counting raw = new Counting(new FileInputStream(file.toFile()));
        try {
            return new ByteSource(file, limits, new GZIPInputStream(raw, INFLATE_BUFFER), raw, null, 0);
        } catch (ZipException e) {
            raw.close();
            throw new DataException(file + ": not a gzip file in spite of its name; rename it or fetch it again", e);
        } catch (EOFException e) {
            raw.close();
            throw new DataException(file + ": the gzip file is cut short; fetch it again", e);
        }
    }

    private static ByteSource openZip(Path file, Limits limits) throws IOException {
        ZipFile zip;
        try {
            zip = new ZipFile(file.toFile());
        } catch (ZipException e) {
            throw new DataException(file + ": not a whole zip file (" + reason(e) + "); fetch it again", e);
        }
        try {
            ZipEntry entry = onlyCsv(file, zip);
            Counting raw = new Counting(zip.getInputStream(entry), entry.getCompressedSize());
            return new ByteSource(file, limits, raw, raw, zip, entry.getCrc());
        } catch (IOException | RuntimeException e) {
            zip.close();
            throw e;
        }
    }

    private static ZipEntry onlyCsv(Path file, ZipFile zip) {
        List<ZipEntry> found = new ArrayList<>();
        zip.stream().filter(entry -> !entry.isDirectory() && isCsv(entry.getName())).forEach(found::add);
        if (found.isEmpty()) {
            throw new DataException(file + ": no .csv inside the zip; unpack it and name the file that is meant");
        }
        if (found.size() > 1) {
            throw new DataException(file + ": " + found.size() + " csv files inside the zip ("
                    + Text.shortened(found.get(0).getName()) + ", " + Text.shortened(found.get(1).getName())
                    + (found.size() > 2 ? ", …" : "") + "); unpack it and name the file that is meant");
        }
        return found.get(0);
    }

    private static boolean isCsv(String name) {
        return name.toLowerCase(Locale.ROOT).endsWith(".csv");
    }

    /**
     * Reads up to {@code length} bytes.
     *
     * @return how many; -1 at the end
     * @throws DataException if the file is cut short, damaged, or grows beyond the limits
     */
    public int read(byte[] into, int offset, int length) {
        int count;
        try {
            count = in.read(into, offset, length);
        } catch (EOFException e) {
            throw new DataException(file + ": the packed file is cut short after " + delivered
                    + " bytes of text; fetch it again", e);
        } catch (IOException e) {
            throw new DataException(file + ": damaged after " + delivered + " bytes of text (" + reason(e)
                    + "); fetch it again", e);
        }
        if (count < 0) {
            if (crc != null && crc.getValue() != zipCrc) {
                throw new DataException(file + ": damaged, its checksum differs; fetch it again");
            }
            return -1;
        }
        if (crc != null) {
            crc.update(into, offset, count);
        }
        delivered += count;
        checkGrowth();
        return count;
    }

    private void checkGrowth() {
        boolean packed = in != counting || zip != null;
        if (!packed) {
            return;
        }
        if (delivered > limits.bytes) {
            throw new DataException(file + ": unpacks to more than " + limits.bytes
                    + " bytes; if that is right, unpack it and use the .csv");
        }
        if (delivered > limits.graceBytes && delivered / limits.ratio > counting.packedBytes()) {
            throw new DataException(file + ": unpacks to more than " + limits.ratio
                    + " times its size, as a zip bomb does; if the data is right, unpack it and use the .csv");
        }
    }

    private static String reason(Exception e) {
        String message = e.getMessage();
        return message == null ? e.getClass().getSimpleName() : Text.shortened(message);
    }

    @Override
    public void close() {
        try {
            in.close();
            if (zip != null) {
                zip.close();
            }
        } catch (IOException e) {
            // Nothing was written: a reader that is being closed has nothing left to lose.
            return;
        }
    }

    /** Counts what was read from the file itself; for a zip entry the packed size is known beforehand. */
    private static final class Counting extends FilterInputStream {
        private final long known;
        private long count;

        Counting(InputStream in) {
            this(in, -1);
        }

        Counting(InputStream in, long known) {
            super(in);
            this.known = known;
        }

        long packedBytes() {
            return known >= 0 ? known : count;
        }

        @Override
        public int read() throws IOException {
            int value = super.read();
            count += value >= 0 ? 1 : 0;
            return value;
        }

        @Override
        public int read(byte[] into, int offset, int length) throws IOException {
            int read = super.read(into, offset, length);
            count += Math.max(read, 0);
            return read;
        }
    }
}
