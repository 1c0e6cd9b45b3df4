package dev.tradewind.engine.replay;

import dev.tradewind.engine.Input;
import dev.tradewind.engine.codec.ByteReader;
import dev.tradewind.engine.codec.ByteWriter;
import dev.tradewind.engine.codec.CorruptBytesException;
import dev.tradewind.engine.ledger.FieldCodec;
import dev.tradewind.engine.ledger.GuardCodec;
import dev.tradewind.sdk.instrument.InstrumentId;
import dev.tradewind.sdk.market.Bar;
import dev.tradewind.sdk.order.OrderId;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Bytes of inputs, for the journal and for replay. Each is a type byte, a version byte, eight bytes of the time at
 * which it was received, and its fields in order. A type's number is never used again, and a version once written is
 * read for ever.
 */
public final class InputCodec {
    static final int VERSION = 1;

    /** Of a kill switch, since it has a scope and may close positions. */
    static final int KILL_VERSION = 2;

    private static final int KILL_TYPE = 8;

    private InputCodec() {}

    static int typeOf(Input input) {
        return switch (input) {
            case Input.MarketData e -> 1;
            case Input.VenueReport e -> 2;
            case Input.ClockTick e -> 3;
            case Input.AddInstrument e -> 4;
            case Input.MoveCash e -> 5;
            case Input.SetRate e -> 6;
            case Input.StartStrategies e -> 7;
            case Input.SwitchKill e -> KILL_TYPE;
            case Input.AnswerHold e -> 9;
            case Input.GrantOverride e -> 18;
            case Input.Restarted e -> 10;
            case Input.Reconcile e -> 11;
            case Input.ResumeAccount e -> 12;
            case Input.StopStrategy e -> 13;
            case Input.SetGuard e -> 14;
            case Input.RemoveGuard e -> 15;
            case Input.Flatten e -> 16;
            case Input.CancelByHand e -> 17;
            case Input.SetDataQuality e -> 20;
            case Input.TellHistory e -> 21;
            case Input.NoteFeedSource e -> 22;
            case Input.ActivateRules e -> 30;
        };
    }

    public static void write(Input input, ByteWriter out) {
        out.writeByte(typeOf(input));
        out.writeByte(input instanceof Input.SwitchKill ? KILL_VERSION : VERSION);
        out.writeLong(input.receivedNanos());
        switch (input) {
            case Input.MarketData e -> MarketEventCodec.write(e.event(), out);
            case Input.VenueReport e -> VenueEventCodec.write(e.event(), out);
            case Input.ClockTick e -> {}
            case Input.AddInstrument e -> FieldCodec.writeInstrument(e.instrument(), out);
            case Input.MoveCash e -> {
                FieldCodec.writeMoney(e.amount(), out);
                out.writeString(e.reason());
            }
            case Input.SetRate e -> {
                out.writeString(e.from().code());
                out.writeString(e.to().code());
                out.writeDecimal(e.rate());
            }
            case Input.StartStrategies e -> {}
            case Input.SwitchKill e -> writeKill(e, out);
            case Input.AnswerHold e -> {
                out.writeVarint(e.orderId().value());
                out.writeBoolean(e.approved());
                out.writeString(e.by());
            }
            case Input.GrantOverride e -> writeOverride(e, out);
            case Input.Restarted e -> out.writeString(e.reason());
            case Input.Reconcile e -> StatementCodec.write(e.statement(), out);
            case Input.ResumeAccount e -> out.writeString(e.by());
            case Input.StopStrategy e -> {
                out.writeString(e.strategy());
                out.writeString(e.reason());
            }
            case Input.SetGuard e -> {
                out.writeString(e.strategy());
                FieldCodec.writeInstrumentId(e.instrument(), out);
                GuardCodec.writeSpec(e.spec(), out);
            }
            case Input.RemoveGuard e -> {
                FieldCodec.writeInstrumentId(e.instrument(), out);
                out.writeString(e.reason());
            }
            case Input.Flatten e -> {
                writeOptional(e.instrument(), out);
                out.writeString(e.reason());
            }
            case Input.CancelByHand e -> {
                OrderId id = e.orderId();
                out.writeBoolean(id != null);
                if (id != null) {
                    out.writeVarint(id.value());
                }
                out.writeString(e.by());
            }
            case Input.SetDataQuality e -> FieldCodec.writeQuality(e.quality(), out);
            case Input.TellHistory e -> writeHistory(e, out);
            case Input.NoteFeedSource e -> {
                out.writeString(e.venue());
                out.writeString(e.source());
                out.writeString(e.reason());
            }
            case Input.ActivateRules e -> {
                out.writeString(e.ruleSet());
                out.writeString(e.reason());
            }
        }
    }

    private static void writeOverride(Input.GrantOverride grant, ByteWriter out) {
        out.writeVarint(grant.orderId().value());
        out.writeLong(grant.untilNanos());
        out.writeString(grant.by());
        out.writeString(grant.reason());
    }

    private static void writeKill(Input.SwitchKill kill, ByteWriter out) {
        out.writeBoolean(kill.on());
        out.writeString(kill.scope());
        out.writeString(kill.by());
        out.writeString(kill.reason());
        out.writeBoolean(kill.flatten());
    }

    private static void writeHistory(Input.TellHistory told, ByteWriter out) {
        FieldCodec.writeInstrumentId(told.instrument(), out);
        out.writeString(told.strategy());
        out.writeVarint(told.bars().size());
        told.bars().forEach(bar -> MarketEventCodec.write(bar, out));
    }

    private static Input.TellHistory readHistory(long time, ByteReader in) {
        InstrumentId instrument = FieldCodec.readInstrumentId(in);
        String strategy = in.readString();
        int count = in.readCount();
        List<Bar> bars = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            if (!(MarketEventCodec.read(in) instanceof Bar bar)) {
                throw new CorruptBytesException("history is made of bars, before " + in.position());
            }
            bars.add(bar);
        }
        return new Input.TellHistory(time, instrument, strategy, bars);
    }

    private static void writeOptional(@Nullable InstrumentId instrument, ByteWriter out) {
        out.writeBoolean(instrument != null);
        if (instrument != null) {
            FieldCodec.writeInstrumentId(instrument, out);
        }
    }

    /** Reads one input. @throws CorruptBytesException if the bytes are none, with where */
    public static Input read(ByteReader in) {
        int start = in.position();
        int type = in.readByte();
        int version = in.readByte();
        if (version != VERSION && !(type == KILL_TYPE && version == KILL_VERSION)) {
            throw new CorruptBytesException("version " + version + " of input type " + type + " at " + start
                    + " is newer than this program; upgrade it");
        }
        try {
            long time = in.readLong();
            return type == KILL_TYPE ? readKill(version, time, in) : readFields(type, time, in);
        } catch (IllegalArgumentException | ArithmeticException e) {
            throw new CorruptBytesException("no input of type " + type + " at " + start + ": " + e.getMessage());
        }
    }

    /** The first version knew of one switch, which is the firm's. */
    private static Input readKill(int version, long time, ByteReader in) {
        boolean on = in.readBoolean();
        return version == VERSION
                ? new Input.SwitchKill(time, on, in.readString())
                : new Input.SwitchKill(
                        time, on, in.readString(), in.readString(), in.readString(), in.readBoolean());
    }

    private static Input readFields(int type, long time, ByteReader in) {
        return switch (type) {
            case 1 -> new Input.MarketData(time, MarketEventCodec.read(in));
            case 2 -> new Input.VenueReport(time, VenueEventCodec.read(in));
            case 3 -> new Input.ClockTick(time);
            case 4 -> new Input.AddInstrument(time, FieldCodec.readInstrument(in));
            case 5 -> new Input.MoveCash(time, FieldCodec.readMoney(in), in.readString());
            case 6 ->
                new Input.SetRate(
                        time, FieldCodec.readCurrency(in), FieldCodec.readCurrency(in), in.readDecimal());
            case 7 -> new Input.StartStrategies(time);
            case 18 ->
                new Input.GrantOverride(
                        time, new OrderId(in.readVarint()), in.readLong(), in.readString(), in.readString());
            case 9 -> new Input.AnswerHold(time, new OrderId(in.readVarint()), in.readBoolean(), in.readString());
            case 10 -> new Input.Restarted(time, in.readString());
            case 11 -> new Input.Reconcile(time, StatementCodec.read(in));
            case 12 -> new Input.ResumeAccount(time, in.readString());
            case 13 -> new Input.StopStrategy(time, in.readString(), in.readString());
            case 14 ->
                new Input.SetGuard(
                        time, in.readString(), FieldCodec.readInstrumentId(in), GuardCodec.readSpec(in));
            case 15 -> new Input.RemoveGuard(time, FieldCodec.readInstrumentId(in), in.readString());
            case 16 ->
                new Input.Flatten(
                        time, in.readBoolean() ? FieldCodec.readInstrumentId(in) : null, in.readString());
            case 17 ->
                new Input.CancelByHand(
                        time, in.readBoolean() ? new OrderId(in.readVarint()) : null, in.readString());
            case 20 -> new Input.SetDataQuality(time, FieldCodec.readQuality(in));
            case 21 -> readHistory(time, in);
            case 22 -> new Input.NoteFeedSource(time, in.readString(), in.readString(), in.readString());
            case 30 -> new Input.ActivateRules(time, in.readString(), in.readString());
            default -> throw new CorruptBytesException("no input of type " + type + ", before " + in.position());
        };
    }
}
