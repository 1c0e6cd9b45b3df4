package dev.tradewind.engine.replay;

import dev.tradewind.engine.VenueStatement;
import dev.tradewind.engine.VenueStatement.Coverage;
import dev.tradewind.engine.VenueStatement.Holding;
import dev.tradewind.engine.codec.ByteReader;
import dev.tradewind.engine.codec.ByteWriter;
import dev.tradewind.engine.ledger.FieldCodec;
import dev.tradewind.sdk.order.Side;
import dev.tradewind.sdk.plugin.VenueFill;
import dev.tradewind.sdk.plugin.VenueOrder;
import dev.tradewind.sdk.plugin.VenueQueries.Balance;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** Bytes of a venue's statement. */
final class StatementCodec {
    private static final VenueOrder.State[] STATES = VenueOrder.State.values();
    private static final Side[] SIDES = Side.values();

    private StatementCodec() {}

    static void write(VenueStatement statement, ByteWriter out) {
        out.writeString(statement.venue());
        out.writeLong(statement.askedNanos());
        Coverage coverage = statement.coverage();
        out.writeBoolean(coverage.openOrders());
        out.writeBoolean(coverage.closedOrders());
        out.writeBoolean(coverage.fills());
        out.writeBoolean(coverage.balances());
        out.writeBoolean(coverage.positions());
        out.writeLong(coverage.sinceNanos());
        out.writeVarint(statement.orders().size());
        statement.orders().forEach(order -> writeOrder(order, out));
        out.writeVarint(statement.fills().size());
        statement.fills().forEach(fill -> writeFill(fill, out));
        out.writeVarint(statement.balances().size());
        for (Balance balance : statement.balances()) {
            out.writeString(balance.currency().code());
            out.writeDecimal(balance.free());
            out.writeDecimal(balance.locked());
        }
        out.writeVarint(statement.positions().size());
        for (Holding holding : statement.positions()) {
            FieldCodec.writeInstrumentId(holding.instrument(), out);
            out.writeDecimal(holding.quantity());
        }
    }

    static VenueStatement read(ByteReader in) {
        return new VenueStatement(
                in.readString(),
                in.readLong(),
                new Coverage(
                        in.readBoolean(),
                        in.readBoolean(),
                        in.readBoolean(),
                        in.readBoolean(),
                        in.readBoolean(),
                        in.readLong()),
                readAll(in, StatementCodec::readOrder),
                readAll(in, StatementCodec::readFill),
                readAll(in, StatementCodec::readBalance),
                readAll(in, StatementCodec::readHolding));
    }

    private static <T> List<T> readAll(ByteReader in, Function<ByteReader, T> reader) {
        int count = in.readCount();
        List<T> all = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            all.add(reader.apply(in));
        }
        return all;
    }

    private static void writeIds(VenueOrder.Ids ids, ByteWriter out) {
        out.writeRareString(ids.client());
        out.writeRareString(ids.venue());
    }

    private static VenueOrder.Ids readIds(ByteReader in) {
        return new VenueOrder.Ids(in.readString(), in.readString());
    }

    private static void writeOrder(VenueOrder order, ByteWriter out) {
        writeIds(order.ids(), out);
        FieldCodec.writeRequest(order.request(), out);
        VenueOrder.Progress progress = order.progress();
        out.writeByte(progress.state().ordinal());
        out.writeDecimal(progress.filled().value());
        out.writeDecimal(progress.filledValue());
        out.writeLong(progress.placedNanos());
        out.writeLong(progress.changedNanos());
    }

    private static VenueOrder readOrder(ByteReader in) {
        return new VenueOrder(
                readIds(in),
                FieldCodec.readRequest(in),
                new VenueOrder.Progress(
                        in.readEnum(STATES),
                        FieldCodec.readQuantity(in),
                        in.readDecimal(),
                        in.readLong(),
                        in.readLong()));
    }

    private static void writeFill(VenueFill fill, ByteWriter out) {
        FieldCodec.writeInstrumentId(fill.instrument(), out);
        writeIds(fill.ids(), out);
        out.writeByte(fill.side().ordinal());
        FieldCodec.writeFill(fill.fill(), out);
        out.writeLong(fill.eventNanos());
    }

    private static VenueFill readFill(ByteReader in) {
        return new VenueFill(
                FieldCodec.readInstrumentId(in),
                readIds(in),
                in.readEnum(SIDES),
                FieldCodec.readFill(in),
                in.readLong());
    }

    private static Balance readBalance(ByteReader in) {
        return new Balance(FieldCodec.readCurrency(in), in.readDecimal(), in.readDecimal());
    }

    private static Holding readHolding(ByteReader in) {
        return new Holding(FieldCodec.readInstrumentId(in), in.readDecimal());
    }
}
