package dev.tradewind.simulation.data;

import dev.tradewind.sdk.instrument.InstrumentId;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HexFormat;
import java.util.zip.CRC32C;

/**
 * What the files of the catalogue have in common, little-endian. A header of {@value #HEADER_BYTES} bytes: magic (8
 * bytes), version (4), CRC-32C of the header with this field zero (4), what is particular to the kind of file, then
 * {@link Tail}: bytes of the file (8), data hash (32), length of the instrument's name (4), the name in UTF-8. After it
 * blocks, each with its own CRC-32C, with that field zero.
 *
 * @param name what an error calls it, such as "bars file"
 * @param magic its first 8 bytes
 * @param version the only one that is read
 */
public record CatalogueFile(String name, long magic, int version) {
    public static final int HEADER_BYTES = 512;
    public static final ValueLayout.OfLong LONG = ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
    public static final ValueLayout.OfInt INT = ValueLayout.JAVA_INT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

    private static final int HASH_BYTES = 32;
    private static final int CRC_AT = 12;
    private static final int LONGEST_NAME = 300;

    /**
     * The end of a header.
     *
     * @param fileBytes how long the whole file is
     * @param dataHash lower-case hex
     */
    public record Tail(InstrumentId instrument, long fileBytes, String dataHash) {}

    /** A header to which what is particular may be added, and then {@link #finish}. */
    public ByteBuffer begin() {
        ByteBuffer buffer = ByteBuffer.allocate(HEADER_BYTES).order(ByteOrder.LITTLE_ENDIAN);
        return buffer.putLong(magic).putInt(version).putInt(0);
    }

    /** Completes a header, which is then ready to be written. @throws DataException if the name is too long */
    public static ByteBuffer finish(ByteBuffer header, Tail tail) {
        byte[] name = tail.instrument().toString().getBytes(StandardCharsets.UTF_8);
        if (name.length > LONGEST_NAME) {
            throw new DataException(tail.instrument() + ": too long a name for the catalogue");
        }
        header.putLong(tail.fileBytes());
        header.put(HexFormat.of().parseHex(tail.dataHash())).putInt(name.length).put(name);
        header.position(0);
        seal(header, CRC_AT);
        return header;
    }

    /** The bytes of a file's header, and how long the file is. */
    public record Head(ByteBuffer bytes, long actualBytes) {}

    /** @throws DataException if the file cannot be read, or has no whole header */
    public static Head head(Path file) {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            ByteBuffer buffer = ByteBuffer.allocate(HEADER_BYTES);
            while (buffer.hasRemaining()) {
                if (channel.read(buffer) < 0) {
                    throw damaged(file.toString(), "it is cut short");
                }
            }
            return new Head(buffer.flip(), channel.size());
        } catch (IOException e) {
            throw new DataException(file + ": cannot be read (" + e.getMessage() + ")", e);
        }
    }

    /**
     * Checks a header; what is particular to the kind of file is next in the result.
     *
     * @throws DataException if these bytes are no header, or it was damaged
     */
    public ByteBuffer open(String file, ByteBuffer bytes) {
        ByteBuffer buffer = bytes.duplicate().order(ByteOrder.LITTLE_ENDIAN);
        if (buffer.remaining() < HEADER_BYTES || buffer.getLong() != magic) {
            throw new DataException(file + ": not a " + name + "; import the data again");
        }
        int found = buffer.getInt();
        if (found != version) {
            throw new DataException(file + ": " + name + " version " + found + ", this Tradewind reads " + version
                    + "; import the data again");
        }
        int expected = buffer.getInt();
        byte[] copy = new byte[HEADER_BYTES];
        bytes.duplicate().get(copy);
        ByteBuffer.wrap(copy).putInt(CRC_AT, 0);
        CRC32C crc = new CRC32C();
        crc.update(copy);
        if ((int) crc.getValue() != expected) {
            throw damaged(file, "its header's checksum differs");
        }
        return buffer;
    }

    /** Reads the end of a checked header. @throws DataException if the file is not as long as it says */
    public static Tail tail(String file, ByteBuffer header, long actualBytes) {
        long bytes = header.getLong();
        byte[] hash = new byte[HASH_BYTES];
        header.get(hash);
        byte[] name = new byte[header.getInt()];
        header.get(name);
        InstrumentId instrument = InstrumentId.parse(new String(name, StandardCharsets.UTF_8));
        if (bytes != actualBytes) {
            throw damaged(file, "it has " + actualBytes + " bytes instead of " + bytes);
        }
        return new Tail(instrument, bytes, HexFormat.of().formatHex(hash));
    }

    /** Puts the CRC of what the buffer holds, in which it is zero yet, to its place. */
    public static void seal(ByteBuffer block, int crcAt) {
        CRC32C crc = new CRC32C();
        crc.update(block.duplicate());
        block.putInt(crcAt, (int) crc.getValue());
    }

    /**
     * Checks the CRC of a block.
     *
     * @param bytes the block and nothing else
     * @param offset where it is in the file, for the error
     * @throws DataException if it differs
     */
    public static void verify(String file, MemorySegment bytes, int crcAt, long offset) {
        CRC32C crc = new CRC32C();
        crc.update(bytes.asSlice(0, crcAt).asByteBuffer());
        crc.update(new byte[Integer.BYTES]);
        crc.update(bytes.asSlice(crcAt + Integer.BYTES).asByteBuffer());
        if ((int) crc.getValue() != bytes.get(INT, crcAt)) {
            throw damaged(file, "the checksum of the block at byte " + offset + " differs");
        }
    }

    public static DataException damaged(String file, String what) {
        return new DataException(file + ": damaged, " + what + "; import the data again");
    }
}
