package dev.tradewind.engine.replay;

import dev.tradewind.engine.codec.ByteReader;
import dev.tradewind.engine.codec.ByteWriter;
import dev.tradewind.engine.codec.CorruptBytesException;
import dev.tradewind.engine.ledger.FieldCodec;
import dev.tradewind.sdk.instrument.InstrumentId;
import dev.tradewind.sdk.market.Bar;
import dev.tradewind.sdk.market.BookDelta;
import dev.tradewind.sdk.market.BookLevels;
import dev.tradewind.sdk.market.BookSnapshot;
import dev.tradewind.sdk.market.FundingRate;
import dev.tradewind.sdk.market.MarketEvent;
import dev.tradewind.sdk.market.PriceLevel;
import dev.tradewind.sdk.market.Quote;
import dev.tradewind.sdk.market.Scales;
import dev.tradewind.sdk.market.Timeframe;
import dev.tradewind.sdk.market.TradeTick;
import dev.tradewind.sdk.order.Side;
import dev.tradewind.sdk.value.Price;

/**
 * Bytes of market events: a type byte, a version byte, the instrument, eight bytes of time, and the fields in order.
 * Whole numbers and their scales are kept as they are, so that what is read back behaves the same to the last place.
 */
public final class MarketEventCodec {
    static final int VERSION = 1;

    private static final Side[] SIDES = Side.values();
    private static final int NO_SIDE = 2;

    private MarketEventCodec() {}

    /** The number of an event's type: 1 bar, 2 trade, 3 quote, 4 change of a book, 5 snapshot of a book, 6 funding. */
    public static int typeOf(MarketEvent event) {
        return switch (event) {
            case Bar e -> 1;
            case TradeTick e -> 2;
            case Quote e -> 3;
            case BookDelta e -> 4;
            case BookSnapshot e -> 5;
            case FundingRate e -> 6;
        };
    }

    public static void write(MarketEvent event, ByteWriter out) {
        out.writeByte(typeOf(event));
        out.writeByte(VERSION);
        FieldCodec.writeInstrumentId(event.instrument(), out);
        out.writeLong(event.eventNanos());
        writeFields(event, out);
    }

    /** The version and the fields alone, for a table that has type, instrument and time in columns. */
    public static void writeVersioned(MarketEvent event, ByteWriter out) {
        out.writeByte(VERSION);
        writeFields(event, out);
    }

    private static void writeFields(MarketEvent event, ByteWriter out) {
        switch (event) {
            case Bar e -> writeBar(e, out);
            case TradeTick e -> {
                writeScales(e.scales(), out);
                out.writeSignedVarint(e.priceUnscaled());
                out.writeSignedVarint(e.quantityUnscaled());
                out.writeByte(e.aggressor() == null ? NO_SIDE : e.aggressor().ordinal());
                out.writeRareString(e.tradeId());
            }
            case Quote e -> {
                writeLevel(e.bid(), out);
                writeLevel(e.ask(), out);
            }
            case BookDelta e -> {
                out.writeSignedVarint(e.sequences().previous());
                out.writeSignedVarint(e.sequences().first());
                out.writeSignedVarint(e.sequences().last());
                writeLevels(e.levels(), out);
            }
            case BookSnapshot e -> {
                out.writeSignedVarint(e.sequence());
                writeLevels(e.levels(), out);
            }
            case FundingRate e -> out.writeDecimal(e.rate());
        }
    }

    private static void writeBar(Bar bar, ByteWriter out) {
        out.writeVarint(bar.timeframe().nanos());
        out.writeByte(bar.priceScale());
        out.writeByte(bar.volumeScale());
        out.writeSignedVarint(bar.openUnscaled());
        out.writeSignedVarint(bar.highUnscaled());
        out.writeSignedVarint(bar.lowUnscaled());
        out.writeSignedVarint(bar.closeUnscaled());
        out.writeSignedVarint(bar.volumeUnscaled());
    }

    private static void writeScales(Scales scales, ByteWriter out) {
        out.writeByte(scales.price());
        out.writeByte(scales.quantity());
    }

    private static void writeLevel(PriceLevel level, ByteWriter out) {
        out.writeDecimal(level.price().value());
        out.writeDecimal(level.quantity().value());
    }

    private static void writeLevels(BookLevels levels, ByteWriter out) {
        writeScales(levels.scales(), out);
        out.writeVarint(levels.size());
        out.writeVarint(levels.bids());
        for (int i = 0; i < levels.size(); i++) {
            out.writeSignedVarint(levels.priceUnscaled(i));
            out.writeSignedVarint(levels.quantityUnscaled(i));
        }
    }

    /** Reads one event. @throws CorruptBytesException if the bytes are none, with where */
    public static MarketEvent read(ByteReader in) {
        int start = in.position();
        int type = in.readByte();
        int version = in.readByte();
        if (version != VERSION) {
            throw new CorruptBytesException("version " + version + " of market event type " + type + " at " + start
                    + " is newer than this program; upgrade it");
        }
        try {
            return readFields(type, FieldCodec.readInstrumentId(in), in.readLong(), in);
        } catch (IllegalArgumentException | ArithmeticException e) {
            throw new CorruptBytesException("no market event of type " + type + " at " + start + ": " + e.getMessage());
        }
    }

    /**
     * Reads what {@link #writeVersioned} wrote.
     *
     * @throws CorruptBytesException if the bytes are none
     */
    public static MarketEvent readVersioned(int type, InstrumentId instrument, long eventNanos, ByteReader in) {
        int version = in.readByte();
        if (version != VERSION) {
            throw new CorruptBytesException("version " + version + " of market event type " + type
                    + " is newer than this program; upgrade it");
        }
        try {
            MarketEvent event = readFields(type, instrument, eventNanos, in);
            if (in.hasMore()) {
                throw new CorruptBytesException("bytes are left over after a market event of type " + type);
            }
            return event;
        } catch (IllegalArgumentException | ArithmeticException e) {
            throw new CorruptBytesException("no market event of type " + type + ": " + e.getMessage());
        }
    }

    private static MarketEvent readFields(int type, InstrumentId instrument, long time, ByteReader in) {
        return switch (type) {
            case 1 -> readBar(instrument, time, in);
            case 2 -> readTrade(instrument, time, in);
            case 3 -> new Quote(instrument, time, readLevel(in), readLevel(in));
            case 4 ->
                new BookDelta(
                        instrument,
                        time,
                        new BookDelta.Sequences(
                                in.readSignedVarint(), in.readSignedVarint(), in.readSignedVarint()),
                        readLevels(in));
            case 5 -> new BookSnapshot(instrument, time, in.readSignedVarint(), readLevels(in));
            case 6 -> new FundingRate(instrument, time, in.readDecimal());
            default ->
                throw new CorruptBytesException("no market event of type " + type + ", before " + in.position());
        };
    }

    private static Bar readBar(InstrumentId instrument, long time, ByteReader in) {
        Timeframe timeframe = new Timeframe(in.readVarint());
        Scales scales = readScales(in);
        return Bar.ofUnscaled(
                instrument,
                timeframe,
                time,
                in.readSignedVarint(),
                in.readSignedVarint(),
                in.readSignedVarint(),
                in.readSignedVarint(),
                in.readSignedVarint(),
                scales);
    }

    private static TradeTick readTrade(InstrumentId instrument, long time, ByteReader in) {
        Scales scales = readScales(in);
        long price = in.readSignedVarint();
        long quantity = in.readSignedVarint();
        int side = in.readByte();
        if (side > NO_SIDE) {
            throw new CorruptBytesException("no side " + side + ", before " + in.position());
        }
        return TradeTick.ofUnscaled(
                instrument, time, scales, price, quantity, side == NO_SIDE ? null : SIDES[side], in.readString());
    }

    private static Scales readScales(ByteReader in) {
        return new Scales(in.readByte(), in.readByte());
    }

    private static PriceLevel readLevel(ByteReader in) {
        return new PriceLevel(new Price(in.readDecimal()), FieldCodec.readQuantity(in));
    }

    private static BookLevels readLevels(ByteReader in) {
        Scales scales = readScales(in);
        int size = in.readCount();
        int bids = Math.toIntExact(in.readVarint());
        long[] prices = new long[size];
        long[] quantities = new long[size];
        for (int i = 0; i < size; i++) {
            prices[i] = in.readSignedVarint();
            quantities[i] = in.readSignedVarint();
        }
        return BookLevels.ofUnscaled(scales, bids, prices, quantities);
    }
}
