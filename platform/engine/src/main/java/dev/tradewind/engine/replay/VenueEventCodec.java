package dev.tradewind.engine.replay;

import dev.tradewind.engine.codec.ByteReader;
import dev.tradewind.engine.codec.ByteWriter;
import dev.tradewind.engine.codec.CorruptBytesException;
import dev.tradewind.engine.ledger.FieldCodec;
import dev.tradewind.sdk.instrument.InstrumentId;
import dev.tradewind.sdk.order.ClientOrderId;
import dev.tradewind.sdk.order.Side;
import dev.tradewind.sdk.order.VenueEvent;

/** Bytes of what venues say about orders: a type byte, instrument, attempt, eight bytes of time, fields in order. */
final class VenueEventCodec {
    private static final Side[] SIDES = Side.values();

    private VenueEventCodec() {}

    static int typeOf(VenueEvent event) {
        return switch (event) {
            case VenueEvent.Accepted e -> 1;
            case VenueEvent.Rejected e -> 2;
            case VenueEvent.Filled e -> 3;
            case VenueEvent.Cancelled e -> 4;
            case VenueEvent.Expired e -> 5;
            case VenueEvent.Triggered e -> 6;
            case VenueEvent.Amended e -> 7;
            case VenueEvent.AmendRejected e -> 8;
            case VenueEvent.CancelRejected e -> 9;
            case VenueEvent.FateUnknown e -> 10;
        };
    }

    static void write(VenueEvent event, ByteWriter out) {
        out.writeByte(typeOf(event));
        FieldCodec.writeInstrumentId(event.instrument(), out);
        FieldCodec.writeClientOrderId(event.clientOrderId(), out);
        out.writeLong(event.eventNanos());
        switch (event) {
            case VenueEvent.Accepted e -> out.writeRareString(e.venueOrderId());
            case VenueEvent.Rejected e -> out.writeString(e.reason());
            case VenueEvent.Filled e -> {
                out.writeByte(e.side().ordinal());
                FieldCodec.writeFill(e.fill(), out);
            }
            case VenueEvent.Cancelled e -> out.writeString(e.reason());
            case VenueEvent.Expired e -> {}
            case VenueEvent.Triggered e -> {}
            case VenueEvent.Amended e -> {
                FieldCodec.writeClientOrderId(e.replacement(), out);
                FieldCodec.writeTerms(e.quantity(), e.prices(), out);
            }
            case VenueEvent.AmendRejected e -> out.writeString(e.reason());
            case VenueEvent.CancelRejected e -> out.writeString(e.reason());
            case VenueEvent.FateUnknown e -> out.writeString(e.reason());
        }
    }

    static VenueEvent read(ByteReader in) {
        int type = in.readByte();
        InstrumentId instrument = FieldCodec.readInstrumentId(in);
        ClientOrderId id = FieldCodec.readClientOrderId(in);
        long time = in.readLong();
        return switch (type) {
            case 1 -> new VenueEvent.Accepted(instrument, id, in.readString(), time);
            case 2 -> new VenueEvent.Rejected(instrument, id, in.readString(), time);
            case 3 -> new VenueEvent.Filled(instrument, id, in.readEnum(SIDES), FieldCodec.readFill(in), time);
            case 4 -> new VenueEvent.Cancelled(instrument, id, in.readString(), time);
            case 5 -> new VenueEvent.Expired(instrument, id, time);
            case 6 -> new VenueEvent.Triggered(instrument, id, time);
            case 7 ->
                new VenueEvent.Amended(
                        instrument,
                        id,
                        FieldCodec.readClientOrderId(in),
                        FieldCodec.readQuantity(in),
                        FieldCodec.readPrices(in),
                        time);
            case 8 -> new VenueEvent.AmendRejected(instrument, id, in.readString(), time);
            case 9 -> new VenueEvent.CancelRejected(instrument, id, in.readString(), time);
            case 10 -> new VenueEvent.FateUnknown(instrument, id, in.readString(), time);
            default -> throw new CorruptBytesException("no report of type " + type + ", before " + in.position());
        };
    }
}
