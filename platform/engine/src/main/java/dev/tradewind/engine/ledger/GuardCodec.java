package dev.tradewind.engine.ledger;

import dev.tradewind.engine.codec.ByteReader;
import dev.tradewind.engine.codec.ByteWriter;
import dev.tradewind.engine.codec.CorruptBytesException;
import dev.tradewind.engine.guard.Distance;
import dev.tradewind.engine.guard.GuardLevels;
import dev.tradewind.engine.guard.GuardSpec;
import dev.tradewind.sdk.market.Timeframe;
import dev.tradewind.sdk.order.Side;
import dev.tradewind.sdk.value.Price;
import org.jspecify.annotations.Nullable;

/** Bytes of what guards are made of; the same in ledger events, inputs and snapshots. */
public final class GuardCodec {
    private static final Side[] SIDES = Side.values();

    private static final int NONE = 0;
    private static final int PERCENT = 1;
    private static final int ATR = 2;
    private static final int AT = 3;

    private GuardCodec() {}

    public static void writeSpec(GuardSpec spec, ByteWriter out) {
        writeDistance(spec.stopLoss(), out);
        writeDistance(spec.takeProfit(), out);
        writeDistance(spec.trailing(), out);
        writeDistance(spec.emergency(), out);
        out.writeVarint(spec.longestNanos());
    }

    public static GuardSpec readSpec(ByteReader in) {
        return new GuardSpec(
                readDistance(in), readDistance(in), readDistance(in), readDistance(in), in.readVarint());
    }

    private static void writeDistance(@Nullable Distance distance, ByteWriter out) {
        switch (distance) {
            case null -> out.writeByte(NONE);
            case Distance.Percent percent -> {
                out.writeByte(PERCENT);
                out.writeDecimal(percent.percent());
            }
            case Distance.Atr atr -> {
                out.writeByte(ATR);
                out.writeDecimal(atr.multiple());
                out.writeVarint(atr.period());
                out.writeVarint(atr.timeframe().nanos());
                out.writeDecimal(atr.fallbackPercent());
            }
            case Distance.At at -> {
                out.writeByte(AT);
                out.writeDecimal(at.price().value());
            }
        }
    }

    private static @Nullable Distance readDistance(ByteReader in) {
        int kind = in.readByte();
        return switch (kind) {
            case NONE -> null;
            case PERCENT -> new Distance.Percent(in.readDecimal());
            case ATR ->
                new Distance.Atr(
                        in.readDecimal(),
                        Math.toIntExact(in.readVarint()),
                        new Timeframe(in.readVarint()),
                        in.readDecimal());
            case AT -> new Distance.At(new Price(in.readDecimal()));
            default -> throw new CorruptBytesException("no distance of kind " + kind + ", before " + in.position());
        };
    }

    static void writeLevels(GuardLevels levels, ByteWriter out) {
        out.writeByte(levels.side().ordinal());
        out.writeDecimal(levels.entry());
        out.writeOptionalDecimal(levels.exits().stop());
        out.writeOptionalDecimal(levels.exits().target());
        out.writeOptionalDecimal(levels.exits().emergency());
        out.writeOptionalDecimal(levels.exits().trail());
        out.writeDecimal(levels.exits().best());
        out.writeLong(levels.times().openedNanos());
        out.writeLong(levels.times().deadlineNanos());
    }

    static GuardLevels readLevels(ByteReader in) {
        return new GuardLevels(
                in.readEnum(SIDES),
                in.readDecimal(),
                new GuardLevels.Exits(
                        in.readOptionalDecimal(),
                        in.readOptionalDecimal(),
                        in.readOptionalDecimal(),
                        in.readOptionalDecimal(),
                        in.readDecimal()),
                new GuardLevels.Times(in.readLong(), in.readLong()));
    }
}
