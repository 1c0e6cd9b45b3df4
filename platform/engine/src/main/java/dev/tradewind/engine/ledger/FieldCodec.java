package dev.tradewind.engine.ledger;

import dev.tradewind.engine.codec.ByteReader;
import dev.tradewind.engine.codec.ByteWriter;
import dev.tradewind.engine.codec.CorruptBytesException;
import dev.tradewind.engine.policy.Decision;
import dev.tradewind.engine.policy.Reason;
import dev.tradewind.engine.policy.Verdict;
import dev.tradewind.sdk.instrument.ContractTerms;
import dev.tradewind.sdk.instrument.Instrument;
import dev.tradewind.sdk.instrument.InstrumentId;
import dev.tradewind.sdk.instrument.InstrumentKind;
import dev.tradewind.sdk.instrument.TradingSteps;
import dev.tradewind.sdk.market.DataFault;
import dev.tradewind.sdk.market.DataQuality;
import dev.tradewind.sdk.order.Bracket;
import dev.tradewind.sdk.order.ClientOrderId;
import dev.tradewind.sdk.order.Fill;
import dev.tradewind.sdk.order.Liquidity;
import dev.tradewind.sdk.order.OrderConditions;
import dev.tradewind.sdk.order.OrderPrices;
import dev.tradewind.sdk.order.OrderRequest;
import dev.tradewind.sdk.order.OrderType;
import dev.tradewind.sdk.order.Side;
import dev.tradewind.sdk.order.TimeInForce;
import dev.tradewind.sdk.value.Currency;
import dev.tradewind.sdk.value.Decimal;
import dev.tradewind.sdk.value.Money;
import dev.tradewind.sdk.value.Price;
import dev.tradewind.sdk.value.Quantity;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Bytes of the values that events, inputs and snapshots are made of. Enums are written by their ordinal. */
public final class FieldCodec {
    private static final Side[] SIDES = Side.values();
    private static final OrderType[] TYPES = OrderType.values();
    private static final TimeInForce[] TIMES = TimeInForce.values();
    private static final Liquidity[] LIQUIDITY = Liquidity.values();
    private static final Decision[] DECISIONS = Decision.values();
    private static final InstrumentKind[] KINDS = InstrumentKind.values();
    private static final DataFault[] FAULTS = DataFault.values();

    private static final int POST_ONLY = 1;
    private static final int REDUCE_ONLY = 2;
    private static final int HAS_BRACKET = 4;

    private FieldCodec() {}

    public static void writeRequest(OrderRequest request, ByteWriter out) {
        writeInstrumentId(request.instrument(), out);
        out.writeByte(request.side().ordinal());
        out.writeByte(request.type().ordinal());
        writeTerms(request.quantity(), request.prices(), out);
        OrderConditions conditions = request.conditions();
        Bracket bracket = request.bracket();
        out.writeByte(conditions.timeInForce().ordinal());
        out.writeByte((conditions.postOnly() ? POST_ONLY : 0)
                | (conditions.reduceOnly() ? REDUCE_ONLY : 0)
                | (bracket != null ? HAS_BRACKET : 0));
        if (conditions.timeInForce() == TimeInForce.GTD) {
            out.writeLong(conditions.expireNanos());
        }
        if (bracket != null) {
            writeOptionalPrice(bracket.takeProfit(), out);
            writeOptionalPrice(bracket.stopLoss(), out);
        }
        out.writeString(request.reason());
    }

    public static OrderRequest readRequest(ByteReader in) {
        InstrumentId instrument = readInstrumentId(in);
        Side side = in.readEnum(SIDES);
        OrderType type = in.readEnum(TYPES);
        Quantity quantity = readQuantity(in);
        OrderPrices prices = readPrices(in);
        TimeInForce time = in.readEnum(TIMES);
        int flags = in.readByte();
        long expire = time == TimeInForce.GTD ? in.readLong() : 0;
        Bracket bracket = (flags & HAS_BRACKET) != 0 ? new Bracket(readOptionalPrice(in), readOptionalPrice(in)) : null;
        OrderConditions conditions =
                new OrderConditions(time, expire, (flags & POST_ONLY) != 0, (flags & REDUCE_ONLY) != 0);
        return new OrderRequest(instrument, side, type, quantity, prices, conditions, bracket, in.readString());
    }

    public static void writeTerms(Quantity quantity, OrderPrices prices, ByteWriter out) {
        out.writeDecimal(quantity.value());
        Decimal offset = prices.trailingOffset();
        out.writeByte((prices.limit() != null ? 1 : 0) | (prices.stop() != null ? 2 : 0) | (offset != null ? 4 : 0));
        if (prices.limit() != null) {
            out.writeDecimal(prices.limit().value());
        }
        if (prices.stop() != null) {
            out.writeDecimal(prices.stop().value());
        }
        if (offset != null) {
            out.writeDecimal(offset);
        }
    }

    public static OrderPrices readPrices(ByteReader in) {
        int present = in.readByte();
        if (present == 0) {
            return OrderPrices.NONE;
        }
        return new OrderPrices(
                (present & 1) != 0 ? new Price(in.readDecimal()) : null,
                (present & 2) != 0 ? new Price(in.readDecimal()) : null,
                (present & 4) != 0 ? in.readDecimal() : null);
    }

    public static Quantity readQuantity(ByteReader in) {
        Decimal value = in.readDecimal();
        if (value.signum() < 0) {
            throw new CorruptBytesException("a quantity is never negative, before " + in.position());
        }
        return new Quantity(value);
    }

    private static void writeOptionalPrice(@Nullable Price price, ByteWriter out) {
        out.writeOptionalDecimal(price == null ? null : price.value());
    }

    private static @Nullable Price readOptionalPrice(ByteReader in) {
        Decimal value = in.readOptionalDecimal();
        return value == null ? null : new Price(value);
    }

    public static void writeQuality(DataQuality quality, ByteWriter out) {
        writeInstrumentId(quality.instrument(), out);
        out.writeByte(quality.faults().size());
        for (DataFault fault : quality.faults()) {
            out.writeByte(fault.ordinal());
        }
        out.writeString(quality.reason());
    }

    public static DataQuality readQuality(ByteReader in) {
        InstrumentId instrument = readInstrumentId(in);
        int count = in.readByte();
        List<DataFault> faults = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            faults.add(in.readEnum(FAULTS));
        }
        return new DataQuality(instrument, faults, in.readString());
    }

    public static void writeFill(Fill fill, ByteWriter out) {
        out.writeRareString(fill.tradeId());
        out.writeDecimal(fill.price().value());
        out.writeDecimal(fill.quantity().value());
        writeMoney(fill.fee(), out);
        out.writeByte(fill.liquidity().ordinal());
    }

    public static Fill readFill(ByteReader in) {
        return new Fill(
                in.readString(), new Price(in.readDecimal()), readQuantity(in), readMoney(in), in.readEnum(LIQUIDITY));
    }

    public static void writeMoney(Money money, ByteWriter out) {
        out.writeDecimal(money.amount());
        out.writeString(money.currency().code());
    }

    public static Money readMoney(ByteReader in) {
        return new Money(in.readDecimal(), readCurrency(in));
    }

    public static Currency readCurrency(ByteReader in) {
        try {
            return new Currency(in.readString());
        } catch (IllegalArgumentException e) {
            throw new CorruptBytesException(e.getMessage() + ", before " + in.position());
        }
    }

    public static void writeClientOrderId(ClientOrderId id, ByteWriter out) {
        out.writeString(id.account());
        out.writeVarint(id.incarnation());
        out.writeVarint(id.counter());
    }

    public static ClientOrderId readClientOrderId(ByteReader in) {
        return new ClientOrderId(in.readString(), Math.toIntExact(in.readVarint()), in.readVarint());
    }

    public static void writeInstrumentId(InstrumentId id, ByteWriter out) {
        out.writeString(id.symbol());
        out.writeString(id.venue());
    }

    public static InstrumentId readInstrumentId(ByteReader in) {
        return new InstrumentId(in.readString(), in.readString());
    }

    public static void writeVerdict(Verdict verdict, ByteWriter out) {
        out.writeByte(verdict.decision().ordinal());
        out.writeOptionalDecimal(verdict.reducedTo());
        out.writeVarint(verdict.reasons().size());
        for (Reason reason : verdict.reasons()) {
            out.writeString(reason.code());
            out.writeByte(reason.decision().ordinal());
            out.writeDouble(reason.actual());
            out.writeDouble(reason.limit());
            out.writeString(reason.text());
        }
    }

    public static Verdict readVerdict(ByteReader in) {
        Decision decision = in.readEnum(DECISIONS);
        Decimal reducedTo = in.readOptionalDecimal();
        int count = in.readCount();
        List<Reason> reasons = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            reasons.add(new Reason(
                    in.readString(), in.readEnum(DECISIONS), in.readDouble(), in.readDouble(), in.readString()));
        }
        return new Verdict(decision, reducedTo, reasons);
    }

    public static void writeFacts(CheckFacts facts, ByteWriter out) {
        out.writeVarint(facts.vocabulary());
        out.writeVarint(facts.size());
        for (int i = 0; i < facts.size(); i++) {
            out.writeDouble(facts.number(i));
        }
    }

    public static CheckFacts readFacts(ByteReader in) {
        int vocabulary = Math.toIntExact(in.readVarint());
        double[] numbers = new double[in.readCount()];
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = in.readDouble();
        }
        return new CheckFacts(vocabulary, numbers);
    }

    public static void writeInstrument(Instrument instrument, ByteWriter out) {
        writeInstrumentId(instrument.id(), out);
        out.writeByte(instrument.kind().ordinal());
        TradingSteps steps = instrument.steps();
        out.writeDecimal(steps.tick());
        out.writeDecimal(steps.lot());
        out.writeDecimal(steps.minQuantity());
        out.writeDecimal(steps.minNotional());
        ContractTerms contract = instrument.contract();
        out.writeString(contract.base().code());
        out.writeString(contract.quote().code());
        out.writeString(contract.settlement().code());
        out.writeDecimal(contract.multiplier());
        out.writeBoolean(contract.inverse());
        out.writeString(instrument.assetId());
    }

    public static Instrument readInstrument(ByteReader in) {
        InstrumentId id = readInstrumentId(in);
        InstrumentKind kind = in.readEnum(KINDS);
        TradingSteps steps =
                new TradingSteps(in.readDecimal(), in.readDecimal(), in.readDecimal(), in.readDecimal());
        ContractTerms contract = new ContractTerms(
                readCurrency(in), readCurrency(in), readCurrency(in), in.readDecimal(), in.readBoolean());
        return new Instrument(id, kind, steps, contract, in.readString());
    }
}
