package dev.tradewind.store.journal;

import dev.tradewind.engine.codec.ByteReader;
import dev.tradewind.engine.codec.ByteWriter;
import dev.tradewind.engine.codec.CorruptBytesException;
import dev.tradewind.engine.ledger.LedgerCodec;
import dev.tradewind.engine.ledger.LedgerEvent;
import dev.tradewind.sdk.plugin.TradingMode;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Bytes of a batch: a version byte; the mode of the account (0 not known, 1 demo, 2 paper, 3 testnet, 4 live; since
 * version 2); a flag and, if set, version (varint) and bytes of the input; bytes of the feed
 * positions; number of events (varint) and the events, each as {@link LedgerCodec} writes it. Bytes have their length
 * (varint) first. A version once written is read for ever.
 */
final class BatchCodec {
    static final int VERSION = 2;

    /** The first version, which did not know the mode. */
    private static final int WITHOUT_MODE = 1;

    private BatchCodec() {}

    static void write(
            @Nullable TradingMode mode,
            @Nullable BatchInput input,
            Bytes feeds,
            List<LedgerEvent> events,
            ByteWriter out) {
        out.writeByte(VERSION);
        out.writeByte(number(mode));
        out.writeBoolean(input != null);
        if (input != null) {
            out.writeVarint(input.version());
            out.writeBytes(input.bytes().array());
        }
        out.writeBytes(feeds.array());
        out.writeVarint(events.size());
        for (LedgerEvent event : events) {
            LedgerCodec.write(event, out);
        }
    }

    private static int number(@Nullable TradingMode mode) {
        return switch (mode) {
            case null -> 0;
            case DEMO -> 1;
            case PAPER -> 2;
            case TESTNET -> 3;
            case LIVE -> 4;
        };
    }

    private static @Nullable TradingMode mode(int number) {
        return switch (number) {
            case 0 -> null;
            case 1 -> TradingMode.DEMO;
            case 2 -> TradingMode.PAPER;
            case 3 -> TradingMode.TESTNET;
            case 4 -> TradingMode.LIVE;
            default -> throw new CorruptBytesException("there is no mode " + number);
        };
    }

    /** @throws CorruptBytesException if the bytes are no batch, or of a newer program */
    static BatchContent read(byte[] payload) {
        ByteReader in = new ByteReader(payload);
        int version = in.readByte();
        if (version != VERSION && version != WITHOUT_MODE) {
            throw new CorruptBytesException(
                    "version " + version + " of a batch is newer than this program; upgrade it");
        }
        @Nullable TradingMode mode = version == WITHOUT_MODE ? null : mode(in.readByte());
        @Nullable BatchInput input = in.readBoolean()
                ? new BatchInput(Math.toIntExact(in.readVarint()), Bytes.wrap(in.readBytes()))
                : null;
        Bytes feeds = Bytes.wrap(in.readBytes());
        int count = in.readCount();
        List<LedgerEvent> events = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            events.add(LedgerCodec.read(in));
        }
        if (in.hasMore()) {
            throw new CorruptBytesException("bytes are left over after the batch, at " + in.position());
        }
        return new BatchContent(mode, input, feeds, events);
    }
}
