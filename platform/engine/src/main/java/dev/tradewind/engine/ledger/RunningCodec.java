package dev.tradewind.engine.ledger;

import dev.tradewind.engine.codec.ByteReader;
import dev.tradewind.engine.codec.ByteWriter;
import dev.tradewind.engine.codec.CorruptBytesException;
import dev.tradewind.engine.guard.ExitCause;
import dev.tradewind.engine.guard.GuardRole;
import dev.tradewind.engine.ledger.LedgerEvent.AccountHalted;
import dev.tradewind.engine.ledger.LedgerEvent.AccountRestarted;
import dev.tradewind.engine.ledger.LedgerEvent.AccountResumed;
import dev.tradewind.engine.ledger.LedgerEvent.BalanceAdjusted;
import dev.tradewind.engine.ledger.LedgerEvent.DataQualityChanged;
import dev.tradewind.engine.ledger.LedgerEvent.DifferenceGone;
import dev.tradewind.engine.ledger.LedgerEvent.DifferenceSeen;
import dev.tradewind.engine.ledger.LedgerEvent.ExitEnded;
import dev.tradewind.engine.ledger.LedgerEvent.ExitStarted;
import dev.tradewind.engine.ledger.LedgerEvent.FeedSourceChanged;
import dev.tradewind.engine.ledger.LedgerEvent.ForeignFillBooked;
import dev.tradewind.engine.ledger.LedgerEvent.ForeignOrderSeen;
import dev.tradewind.engine.ledger.LedgerEvent.GuardArmed;
import dev.tradewind.engine.ledger.LedgerEvent.GuardDisarmed;
import dev.tradewind.engine.ledger.LedgerEvent.GuardEvent;
import dev.tradewind.engine.ledger.LedgerEvent.GuardOrderPlaced;
import dev.tradewind.engine.ledger.LedgerEvent.GuardRemoved;
import dev.tradewind.engine.ledger.LedgerEvent.GuardSet;
import dev.tradewind.engine.ledger.LedgerEvent.GuardTrailed;
import dev.tradewind.engine.ledger.LedgerEvent.HistoryTold;
import dev.tradewind.engine.ledger.LedgerEvent.OverrideGranted;
import dev.tradewind.engine.ledger.LedgerEvent.OverrideUsed;
import dev.tradewind.engine.ledger.LedgerEvent.PortfolioMarked;
import dev.tradewind.engine.ledger.LedgerEvent.PositionAdjusted;
import dev.tradewind.engine.ledger.LedgerEvent.RunningEvent;
import dev.tradewind.engine.ledger.LedgerEvent.VenueReconciled;
import dev.tradewind.sdk.order.OrderId;
import dev.tradewind.sdk.order.OrderRequest;
import dev.tradewind.sdk.order.Side;
import java.util.ArrayList;
import java.util.List;

/** Bytes of the events that only a running account has; the part of {@link LedgerCodec} after type and time. */
final class RunningCodec {
    static final int FIRST_TYPE = 60;

    private static final int LAST_GUARD_TYPE = 78;

    private static final Side[] SIDES = Side.values();
    private static final GuardRole[] ROLES = GuardRole.values();
    private static final ExitCause[] CAUSES = ExitCause.values();

    private RunningCodec() {}

    static int typeOf(RunningEvent event) {
        return switch (event) {
            case PortfolioMarked e -> 60;
            case AccountRestarted e -> 61;
            case AccountHalted e -> 62;
            case AccountResumed e -> 63;
            case VenueReconciled e -> 64;
            case DifferenceSeen e -> 65;
            case DifferenceGone e -> 66;
            case BalanceAdjusted e -> 67;
            case PositionAdjusted e -> 68;
            case ForeignOrderSeen e -> 69;
            case ForeignFillBooked e -> 70;
            case GuardSet e -> 71;
            case GuardRemoved e -> 72;
            case GuardArmed e -> 73;
            case GuardTrailed e -> 74;
            case GuardDisarmed e -> 75;
            case GuardOrderPlaced e -> 76;
            case ExitStarted e -> 77;
            case ExitEnded e -> 78;
            case DataQualityChanged e -> 85;
            case HistoryTold e -> 86;
            case FeedSourceChanged e -> 87;
            case OverrideGranted e -> 88;
            case OverrideUsed e -> 89;
        };
    }

    static void write(RunningEvent event, ByteWriter out) {
        switch (event) {
            case PortfolioMarked e -> {
                out.writeDouble(e.equity());
                out.writeDouble(e.peakEquity());
                out.writeBoolean(e.complete());
            }
            case AccountRestarted e -> out.writeString(e.reason());
            case AccountHalted e -> out.writeString(e.reason());
            case AccountResumed e -> out.writeString(e.by());
            case VenueReconciled e -> {
                out.writeString(e.venue());
                out.writeLong(e.askedNanos());
                out.writeBoolean(e.complete());
                out.writeVarint(e.unresolved());
                out.writeVarint(e.overdue());
            }
            case DifferenceSeen e -> {
                out.writeString(e.venue());
                out.writeString(e.subject());
                out.writeDecimal(e.booked());
                out.writeDecimal(e.said());
            }
            case DifferenceGone e -> {
                out.writeString(e.venue());
                out.writeString(e.subject());
            }
            case BalanceAdjusted e -> {
                out.writeString(e.venue());
                out.writeString(e.currency().code());
                out.writeDecimal(e.booked());
                out.writeDecimal(e.said());
                out.writeString(e.reason());
            }
            case PositionAdjusted e -> {
                FieldCodec.writeInstrumentId(e.instrument(), out);
                out.writeDecimal(e.booked());
                out.writeDecimal(e.said());
                out.writeDecimal(e.price());
                out.writeString(e.reason());
            }
            case ForeignOrderSeen e -> {
                FieldCodec.writeInstrumentId(e.instrument(), out);
                out.writeString(e.clientId());
                out.writeString(e.venueOrderId());
                out.writeString(e.text());
            }
            case ForeignFillBooked e -> writeForeignFill(e, out);
            case GuardEvent e -> writeGuardEvent(e, out);
            case DataQualityChanged e -> FieldCodec.writeQuality(e.quality(), out);
            case HistoryTold e -> writeHistory(e, out);
            case FeedSourceChanged e -> {
                out.writeString(e.venue());
                out.writeString(e.source());
                out.writeString(e.reason());
            }
            case OverrideGranted e -> writeOverride(e, out);
            case OverrideUsed e -> {
                out.writeVarint(e.denied().value());
                out.writeVarint(e.orderId().value());
                out.writeString(e.by());
            }
        }
    }

    private static void writeHistory(HistoryTold e, ByteWriter out) {
        FieldCodec.writeInstrumentId(e.instrument(), out);
        out.writeString(e.strategy());
        out.writeVarint(e.bars());
        out.writeLong(e.fromNanos());
        out.writeLong(e.toNanos());
    }

    private static void writeForeignFill(ForeignFillBooked e, ByteWriter out) {
        FieldCodec.writeInstrumentId(e.instrument(), out);
        out.writeByte(e.side().ordinal());
        out.writeString(e.venueOrderId());
        FieldCodec.writeFill(e.fill(), out);
        out.writeLong(e.venueNanos());
    }

    static void writeOverride(OverrideGranted e, ByteWriter out) {
        out.writeVarint(e.denied().value());
        out.writeString(e.strategy());
        FieldCodec.writeRequest(e.request(), out);
        out.writeVarint(e.codes().size());
        e.codes().forEach(out::writeString);
        out.writeLong(e.untilNanos());
        out.writeString(e.by());
        out.writeString(e.reason());
    }

    static OverrideGranted readOverride(long time, ByteReader in) {
        OrderId denied = new OrderId(in.readVarint());
        String strategy = in.readString();
        OrderRequest request = FieldCodec.readRequest(in);
        int count = in.readCount();
        List<String> codes = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            codes.add(in.readString());
        }
        return new OverrideGranted(
                time, denied, strategy, request, codes, in.readLong(), in.readString(), in.readString());
    }

    private static void writeGuardEvent(GuardEvent event, ByteWriter out) {
        FieldCodec.writeInstrumentId(event.instrument(), out);
        switch (event) {
            case GuardSet e -> {
                out.writeString(e.strategy());
                GuardCodec.writeSpec(e.spec(), out);
                out.writeBoolean(e.once());
            }
            case GuardRemoved e -> out.writeString(e.reason());
            case GuardArmed e -> GuardCodec.writeLevels(e.levels(), out);
            case GuardTrailed e -> {
                out.writeDecimal(e.best());
                out.writeDecimal(e.stop());
            }
            case GuardDisarmed e -> out.writeString(e.reason());
            case GuardOrderPlaced e -> {
                out.writeByte(e.role().ordinal());
                out.writeVarint(e.orderId().value());
            }
            case ExitStarted e -> {
                out.writeByte(e.cause().ordinal());
                out.writeString(e.strategy());
                out.writeString(e.reason());
            }
            case ExitEnded e -> out.writeString(e.outcome());
        }
    }

    static RunningEvent read(int type, long time, ByteReader in) {
        return switch (type) {
            case 60 -> new PortfolioMarked(time, in.readDouble(), in.readDouble(), in.readBoolean());
            case 61 -> new AccountRestarted(time, in.readString());
            case 62 -> new AccountHalted(time, in.readString());
            case 63 -> new AccountResumed(time, in.readString());
            case 64 ->
                new VenueReconciled(
                        time, in.readString(), in.readLong(), in.readBoolean(), readInt(in), readInt(in));
            case 65 ->
                new DifferenceSeen(time, in.readString(), in.readString(), in.readDecimal(), in.readDecimal());
            case 66 -> new DifferenceGone(time, in.readString(), in.readString());
            case 67 ->
                new BalanceAdjusted(
                        time,
                        in.readString(),
                        FieldCodec.readCurrency(in),
                        in.readDecimal(),
                        in.readDecimal(),
                        in.readString());
            case 68 ->
                new PositionAdjusted(
                        time,
                        FieldCodec.readInstrumentId(in),
                        in.readDecimal(),
                        in.readDecimal(),
                        in.readDecimal(),
                        in.readString());
            case 69 ->
                new ForeignOrderSeen(
                        time, FieldCodec.readInstrumentId(in), in.readString(), in.readString(), in.readString());
            case 70 ->
                new ForeignFillBooked(
                        time,
                        FieldCodec.readInstrumentId(in),
                        in.readEnum(SIDES),
                        in.readString(),
                        FieldCodec.readFill(in),
                        in.readLong());
            default -> readGuardEvent(type, time, in);
        };
    }

    private static RunningEvent readGuardEvent(int type, long time, ByteReader in) {
        if (type > LAST_GUARD_TYPE) {
            return readDataEvent(type, time, in);
        }
        var instrument = FieldCodec.readInstrumentId(in);
        return switch (type) {
            case 71 -> new GuardSet(time, instrument, in.readString(), GuardCodec.readSpec(in), in.readBoolean());
            case 72 -> new GuardRemoved(time, instrument, in.readString());
            case 73 -> new GuardArmed(time, instrument, GuardCodec.readLevels(in));
            case 74 -> new GuardTrailed(time, instrument, in.readDecimal(), in.readDecimal());
            case 75 -> new GuardDisarmed(time, instrument, in.readString());
            case 76 -> new GuardOrderPlaced(time, instrument, in.readEnum(ROLES), new OrderId(in.readVarint()));
            case 77 ->
                new ExitStarted(time, instrument, in.readEnum(CAUSES), in.readString(), in.readString());
            case 78 -> new ExitEnded(time, instrument, in.readString());
            default -> throw new CorruptBytesException("no event of type " + type + ", before " + in.position());
        };
    }

    private static RunningEvent readDataEvent(int type, long time, ByteReader in) {
        return switch (type) {
            case 85 -> new DataQualityChanged(time, FieldCodec.readQuality(in));
            case 86 ->
                new HistoryTold(
                        time,
                        FieldCodec.readInstrumentId(in),
                        in.readString(),
                        readInt(in),
                        in.readLong(),
                        in.readLong());
            case 87 -> new FeedSourceChanged(time, in.readString(), in.readString(), in.readString());
            case 88 -> readOverride(time, in);
            case 89 ->
                new OverrideUsed(time, new OrderId(in.readVarint()), new OrderId(in.readVarint()), in.readString());
            default -> throw new CorruptBytesException("no event of type " + type + ", before " + in.position());
        };
    }

    private static int readInt(ByteReader in) {
        return Math.toIntExact(in.readVarint());
    }
}
