package dev.tradewind.engine.ledger;

import dev.tradewind.engine.codec.ByteReader;
import dev.tradewind.engine.codec.ByteWriter;
import dev.tradewind.engine.codec.CorruptBytesException;
import dev.tradewind.engine.guard.ExitCause;
import dev.tradewind.engine.guard.GuardRole;
import dev.tradewind.engine.ledger.LedgerEvent.PortfolioMarked;
import dev.tradewind.engine.ledger.Operations.DataState;
import dev.tradewind.engine.ledger.Operations.Difference;
import dev.tradewind.engine.ledger.Operations.Subject;
import dev.tradewind.engine.ledger.Operations.VenueState;
import dev.tradewind.sdk.instrument.InstrumentId;
import dev.tradewind.sdk.market.DataQuality;
import dev.tradewind.sdk.order.OrderId;
import java.util.Map;

/** The part of a snapshot that only an account on a running node fills. */
final class LedgerSnapshotOperations {
    private static final GuardRole[] ROLES = GuardRole.values();
    private static final ExitCause[] CAUSES = ExitCause.values();

    private LedgerSnapshotOperations() {}

    static void write(Operations operations, ByteWriter out) {
        out.writeBoolean(operations.halted);
        out.writeString(operations.haltReason);
        out.writeBoolean(operations.recovering);
        out.writeLong(operations.beganNanos);
        out.writeLong(operations.mark.timeNanos());
        out.writeDouble(operations.mark.equity());
        out.writeDouble(operations.mark.peakEquity());
        out.writeBoolean(operations.mark.complete());
        out.writeVarint(operations.venues.size());
        operations.venues.forEach((venue, state) -> {
            out.writeString(venue);
            out.writeLong(state.askedNanos());
            out.writeLong(state.completeNanos());
            out.writeVarint(state.attempts());
            out.writeBoolean(state.current());
            out.writeVarint(state.unresolved());
        });
        out.writeVarint(operations.differences.size());
        operations.differences.forEach((subject, difference) -> {
            out.writeString(subject.venue());
            out.writeString(subject.name());
            out.writeLong(difference.seenNanos());
            out.writeDecimal(difference.booked());
            out.writeDecimal(difference.said());
        });
        out.writeVarint(operations.foreign.size());
        operations.foreign.forEach(out::writeString);
        writeGuards(operations, out);
        writeExits(operations, out);
        out.writeVarint(operations.data.size());
        operations.data.forEach((instrument, state) -> {
            FieldCodec.writeQuality(state.quality(), out);
            out.writeLong(state.changedNanos());
        });
        out.writeVarint(operations.overrides.size());
        operations.overrides.values().forEach(granted -> {
            out.writeLong(granted.timeNanos());
            RunningCodec.writeOverride(granted, out);
        });
    }

    static void read(Operations operations, ByteReader in) {
        operations.halted = in.readBoolean();
        operations.haltReason = in.readString();
        operations.recovering = in.readBoolean();
        operations.beganNanos = in.readLong();
        operations.mark = new PortfolioMarked(in.readLong(), in.readDouble(), in.readDouble(), in.readBoolean());
        int venues = in.readCount();
        for (int i = 0; i < venues; i++) {
            String name = in.readString();
            VenueState state =
                    new VenueState(in.readLong(), in.readLong(), readInt(in), in.readBoolean(), readInt(in));
            putNew(operations.venues, name, state, in);
        }
        int differences = in.readCount();
        for (int i = 0; i < differences; i++) {
            Subject subject = new Subject(in.readString(), in.readString());
            Difference difference = new Difference(in.readLong(), in.readDecimal(), in.readDecimal());
            putNew(operations.differences, subject, difference, in);
        }
        int foreign = in.readCount();
        for (int i = 0; i < foreign; i++) {
            operations.foreign.add(in.readString());
        }
        readGuards(operations, in);
        readExits(operations, in);
        int data = in.readCount();
        for (int i = 0; i < data; i++) {
            DataQuality quality = FieldCodec.readQuality(in);
            putNew(operations.data, quality.instrument(), new DataState(quality, in.readLong()), in);
        }
        int overrides = in.readCount();
        for (int i = 0; i < overrides; i++) {
            LedgerEvent.OverrideGranted granted = RunningCodec.readOverride(in.readLong(), in);
            putNew(operations.overrides, granted.denied(), granted, in);
        }
        operations.settleQuiet();
    }

    private static void writeGuards(Operations operations, ByteWriter out) {
        out.writeVarint(operations.guards.size());
        operations.guards.forEach((instrument, guard) -> {
            FieldCodec.writeInstrumentId(instrument, out);
            out.writeString(guard.strategy);
            GuardCodec.writeSpec(guard.spec, out);
            out.writeBoolean(guard.once);
            out.writeBoolean(guard.levels != null);
            if (guard.levels != null) {
                GuardCodec.writeLevels(guard.levels, out);
            }
            out.writeVarint(guard.orders.size());
            guard.orders.forEach((role, order) -> {
                out.writeByte(role.ordinal());
                out.writeVarint(order.value());
            });
            out.writeVarint(guard.placements);
            out.writeLong(guard.placedNanos);
        });
    }

    private static void readGuards(Operations operations, ByteReader in) {
        int count = in.readCount();
        for (int i = 0; i < count; i++) {
            InstrumentId instrument = FieldCodec.readInstrumentId(in);
            GuardState guard = new GuardState(in.readString(), GuardCodec.readSpec(in), in.readBoolean());
            guard.levels = in.readBoolean() ? GuardCodec.readLevels(in) : null;
            int orders = in.readCount();
            for (int k = 0; k < orders; k++) {
                guard.orders.put(in.readEnum(ROLES), new OrderId(in.readVarint()));
            }
            guard.placements = readInt(in);
            guard.placedNanos = in.readLong();
            putNew(operations.guards, instrument, guard, in);
        }
    }

    private static void writeExits(Operations operations, ByteWriter out) {
        out.writeVarint(operations.exits.size());
        operations.exits.forEach((instrument, exit) -> {
            FieldCodec.writeInstrumentId(instrument, out);
            out.writeByte(exit.cause.ordinal());
            out.writeString(exit.strategy);
            out.writeString(exit.reason);
            out.writeBoolean(exit.order != null);
            if (exit.order != null) {
                out.writeVarint(exit.order.value());
            }
            out.writeVarint(exit.placements);
            out.writeLong(exit.placedNanos);
        });
    }

    private static void readExits(Operations operations, ByteReader in) {
        int count = in.readCount();
        for (int i = 0; i < count; i++) {
            InstrumentId instrument = FieldCodec.readInstrumentId(in);
            ExitState exit = new ExitState(in.readEnum(CAUSES), in.readString(), in.readString());
            exit.order = in.readBoolean() ? new OrderId(in.readVarint()) : null;
            exit.placements = readInt(in);
            exit.placedNanos = in.readLong();
            putNew(operations.exits, instrument, exit, in);
        }
    }

    private static int readInt(ByteReader in) {
        return Math.toIntExact(in.readVarint());
    }

    private static <K, V> void putNew(Map<K, V> map, K key, V value, ByteReader in) {
        if (map.putIfAbsent(key, value) != null) {
            throw new CorruptBytesException(key + " stands twice in the snapshot, before " + in.position());
        }
    }
}
