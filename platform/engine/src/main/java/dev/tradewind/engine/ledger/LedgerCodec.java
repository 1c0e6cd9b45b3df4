package dev.tradewind.engine.ledger;

import dev.tradewind.engine.codec.ByteReader;
import dev.tradewind.engine.codec.ByteWriter;
import dev.tradewind.engine.codec.CorruptBytesException;
import dev.tradewind.engine.ledger.LedgerEvent.AmendRefused;
import dev.tradewind.engine.ledger.LedgerEvent.AmendRequested;
import dev.tradewind.engine.ledger.LedgerEvent.CancelRefused;
import dev.tradewind.engine.ledger.LedgerEvent.CancelRequested;
import dev.tradewind.engine.ledger.LedgerEvent.CashMoved;
import dev.tradewind.engine.ledger.LedgerEvent.DayStarted;
import dev.tradewind.engine.ledger.LedgerEvent.InstrumentAdded;
import dev.tradewind.engine.ledger.LedgerEvent.KillSwitchSet;
import dev.tradewind.engine.ledger.LedgerEvent.OrderAccepted;
import dev.tradewind.engine.ledger.LedgerEvent.OrderAmended;
import dev.tradewind.engine.ledger.LedgerEvent.OrderCancelled;
import dev.tradewind.engine.ledger.LedgerEvent.OrderDenied;
import dev.tradewind.engine.ledger.LedgerEvent.OrderExpired;
import dev.tradewind.engine.ledger.LedgerEvent.OrderFateUnknown;
import dev.tradewind.engine.ledger.LedgerEvent.OrderFilled;
import dev.tradewind.engine.ledger.LedgerEvent.OrderHeld;
import dev.tradewind.engine.ledger.LedgerEvent.OrderInDoubt;
import dev.tradewind.engine.ledger.LedgerEvent.OrderInitialised;
import dev.tradewind.engine.ledger.LedgerEvent.OrderJudged;
import dev.tradewind.engine.ledger.LedgerEvent.OrderLinks;
import dev.tradewind.engine.ledger.LedgerEvent.OrderNeverArrived;
import dev.tradewind.engine.ledger.LedgerEvent.OrderReduced;
import dev.tradewind.engine.ledger.LedgerEvent.OrderRejected;
import dev.tradewind.engine.ledger.LedgerEvent.OrderSubmitted;
import dev.tradewind.engine.ledger.LedgerEvent.OrderTriggered;
import dev.tradewind.engine.ledger.LedgerEvent.RateSet;
import dev.tradewind.engine.ledger.LedgerEvent.RequestRefused;
import dev.tradewind.engine.ledger.LedgerEvent.RuleSetActivated;
import dev.tradewind.engine.ledger.LedgerEvent.SignalSkipped;
import dev.tradewind.engine.ledger.LedgerEvent.StrategyHalted;
import dev.tradewind.engine.ledger.LedgerEvent.StrategyStarted;
import dev.tradewind.engine.ledger.LedgerEvent.UnknownOrderFilled;
import dev.tradewind.engine.ledger.LedgerEvent.VenueAnomaly;
import dev.tradewind.sdk.order.OrderId;
import dev.tradewind.sdk.order.Side;

/**
 * Bytes of ledger events. Each is a type byte, a version byte, eight bytes of time, and its fields in order. A type's
 * number is never used again, and a version once written is read for ever: a changed event gets the next version and
 * {@link #read} keeps a branch for the old one.
 */
public final class LedgerCodec {
    static final int VERSION = 1;

    /** Of a kill switch, since it has a scope. */
    static final int KILL_VERSION = 2;

    private static final int KILL_TYPE = 5;

    private static final Side[] SIDES = Side.values();

    private LedgerCodec() {}

    public static void write(LedgerEvent event, ByteWriter out) {
        // The five that every order has: plain tests cost less than the switches below.
        if (event instanceof OrderInitialised e) {
            writeHead(20, e, out);
            out.writeString(e.strategy());
            FieldCodec.writeRequest(e.request(), out);
            out.writeVarint(e.links().parent());
            out.writeVarint(e.links().group());
        } else if (event instanceof OrderJudged e) {
            writeHead(21, e, out);
            FieldCodec.writeVerdict(e.verdict(), out);
            FieldCodec.writeFacts(e.facts(), out);
        } else if (event instanceof OrderSubmitted e) {
            writeHead(25, e, out);
            FieldCodec.writeClientOrderId(e.clientOrderId(), out);
        } else if (event instanceof OrderAccepted e) {
            writeHead(26, e, out);
            out.writeRareString(e.venueOrderId());
            out.writeLong(e.venueNanos());
        } else if (event instanceof OrderFilled e) {
            writeHead(28, e, out);
            FieldCodec.writeFill(e.fill(), out);
            out.writeLong(e.venueNanos());
        } else if (event instanceof LedgerEvent.OrderEvent e) {
            writeHead(typeOf(e), e, out);
            writeRarer(e, out);
        } else {
            out.writeByte(typeOf(event));
            out.writeByte(event instanceof KillSwitchSet ? KILL_VERSION : VERSION);
            out.writeLong(event.timeNanos());
            writeAccountEvent(event, out);
        }
    }

    private static void writeHead(int type, LedgerEvent.OrderEvent event, ByteWriter out) {
        out.writeByte(type);
        out.writeByte(VERSION);
        out.writeLong(event.timeNanos());
        out.writeVarint(event.orderId().value());
    }

    private static void writeRarer(LedgerEvent.OrderEvent event, ByteWriter out) {
        switch (event) {
            case OrderInitialised e -> throw writtenBefore(e);
            case OrderJudged e -> throw writtenBefore(e);
            case OrderSubmitted e -> throw writtenBefore(e);
            case OrderAccepted e -> throw writtenBefore(e);
            case OrderFilled e -> throw writtenBefore(e);
            case OrderDenied e -> {
                out.writeString(e.code());
                out.writeString(e.reason());
            }
            case OrderHeld e -> out.writeString(e.reason());
            case OrderReduced e -> {
                out.writeDecimal(e.quantity().value());
                out.writeString(e.reason());
            }
            case OrderRejected e -> {
                out.writeString(e.reason());
                out.writeLong(e.venueNanos());
            }
            case OrderTriggered e -> out.writeLong(e.venueNanos());
            case OrderCancelled e -> {
                out.writeString(e.reason());
                out.writeLong(e.venueNanos());
            }
            case OrderExpired e -> out.writeLong(e.venueNanos());
            case CancelRequested e -> out.writeString(e.reason());
            case CancelRefused e -> out.writeString(e.reason());
            case AmendRequested e -> {
                FieldCodec.writeClientOrderId(e.replacement(), out);
                FieldCodec.writeTerms(e.quantity(), e.prices(), out);
            }
            case OrderAmended e -> {
                FieldCodec.writeClientOrderId(e.clientOrderId(), out);
                FieldCodec.writeTerms(e.quantity(), e.prices(), out);
            }
            case AmendRefused e -> out.writeString(e.reason());
            case OrderFateUnknown e -> out.writeString(e.reason());
            case OrderInDoubt e -> out.writeString(e.reason());
            case OrderNeverArrived e -> out.writeString(e.reason());
        }
    }

    private static IllegalStateException writtenBefore(LedgerEvent event) {
        return new IllegalStateException("written before this: " + event);
    }

    private static void writeAccountEvent(LedgerEvent event, ByteWriter out) {
        switch (event) {
            case InstrumentAdded e -> FieldCodec.writeInstrument(e.instrument(), out);
            case CashMoved e -> {
                FieldCodec.writeMoney(e.amount(), out);
                out.writeString(e.reason());
            }
            case RateSet e -> {
                out.writeString(e.from().code());
                out.writeString(e.to().code());
                out.writeDecimal(e.rate());
            }
            case RuleSetActivated e -> out.writeString(e.ruleSet());
            case KillSwitchSet e -> {
                out.writeBoolean(e.on());
                out.writeString(e.scope());
                out.writeString(e.by());
                out.writeString(e.reason());
            }
            case DayStarted e -> {
                out.writeDouble(e.equity());
                out.writeDouble(e.peakEquity());
            }
            case StrategyStarted e -> {
                out.writeString(e.strategy());
                out.writeString(e.parameters());
            }
            case StrategyHalted e -> {
                out.writeString(e.strategy());
                out.writeString(e.reason());
            }
            case SignalSkipped e -> {
                out.writeString(e.strategy());
                FieldCodec.writeInstrumentId(e.instrument(), out);
                out.writeByte(e.side().ordinal());
                out.writeString(e.reason());
            }
            case RequestRefused e -> {
                out.writeString(e.strategy());
                out.writeString(e.reason());
            }
            case VenueAnomaly e -> {
                FieldCodec.writeInstrumentId(e.instrument(), out);
                out.writeString(e.text());
            }
            case UnknownOrderFilled e -> {
                FieldCodec.writeInstrumentId(e.instrument(), out);
                out.writeByte(e.side().ordinal());
                FieldCodec.writeClientOrderId(e.clientOrderId(), out);
                FieldCodec.writeFill(e.fill(), out);
                out.writeLong(e.venueNanos());
            }
            case LedgerEvent.RunningEvent e -> RunningCodec.write(e, out);
            case LedgerEvent.OrderEvent e -> throw writtenBefore(e);
        }
    }

    /** The number of an event's type in the journal. */
    static int typeOf(LedgerEvent event) {
        return switch (event) {
            case InstrumentAdded e -> 1;
            case CashMoved e -> 2;
            case RateSet e -> 3;
            case RuleSetActivated e -> 4;
            case KillSwitchSet e -> KILL_TYPE;
            case DayStarted e -> 6;
            case StrategyStarted e -> 7;
            case StrategyHalted e -> 8;
            case SignalSkipped e -> 9;
            case RequestRefused e -> 10;
            case VenueAnomaly e -> 11;
            case UnknownOrderFilled e -> 12;
            case OrderInitialised e -> 20;
            case OrderJudged e -> 21;
            case OrderDenied e -> 22;
            case OrderHeld e -> 23;
            case OrderReduced e -> 24;
            case OrderSubmitted e -> 25;
            case OrderAccepted e -> 26;
            case OrderRejected e -> 27;
            case OrderFilled e -> 28;
            case OrderTriggered e -> 29;
            case OrderCancelled e -> 30;
            case OrderExpired e -> 31;
            case CancelRequested e -> 32;
            case CancelRefused e -> 33;
            case AmendRequested e -> 34;
            case OrderAmended e -> 35;
            case AmendRefused e -> 36;
            case OrderFateUnknown e -> 37;
            case OrderInDoubt e -> 38;
            case OrderNeverArrived e -> 39;
            case LedgerEvent.RunningEvent e -> RunningCodec.typeOf(e);
        };
    }

    /** Reads one event. @throws CorruptBytesException if the bytes are none */
    public static LedgerEvent read(ByteReader in) {
        int type = in.readByte();
        int version = in.readByte();
        if (version != VERSION && !(type == KILL_TYPE && version == KILL_VERSION)) {
            throw new CorruptBytesException(
                    "version " + version + " of event type " + type + " is newer than this program; upgrade it");
        }
        long time = in.readLong();
        try {
            if (type >= RunningCodec.FIRST_TYPE) {
                return RunningCodec.read(type, time, in);
            }
            if (type == KILL_TYPE) {
                return readKill(version, time, in);
            }
            return type < 20 ? readAccountEvent(type, time, in) : readOrderEvent(type, time, in);
        } catch (IllegalArgumentException | ArithmeticException e) {
            throw new CorruptBytesException(
                    "no event of type " + type + ", before " + in.position() + ": " + e.getMessage());
        }
    }

    /** The first version had one switch for all of an account: that is the firm's, on and off. */
    private static LedgerEvent readKill(int version, long time, ByteReader in) {
        boolean on = in.readBoolean();
        return version == VERSION
                ? new KillSwitchSet(time, on, KillSwitches.FIRM, "", in.readString())
                : new KillSwitchSet(time, on, in.readString(), in.readString(), in.readString());
    }

    private static LedgerEvent readAccountEvent(int type, long time, ByteReader in) {
        return switch (type) {
            case 1 -> new InstrumentAdded(time, FieldCodec.readInstrument(in));
            case 2 -> new CashMoved(time, FieldCodec.readMoney(in), in.readString());
            case 3 -> new RateSet(time, FieldCodec.readCurrency(in), FieldCodec.readCurrency(in), in.readDecimal());
            case 4 -> new RuleSetActivated(time, in.readString());
            case 6 -> new DayStarted(time, in.readDouble(), in.readDouble());
            case 7 -> new StrategyStarted(time, in.readString(), in.readString());
            case 8 -> new StrategyHalted(time, in.readString(), in.readString());
            case 9 ->
                new SignalSkipped(
                        time, in.readString(), FieldCodec.readInstrumentId(in), in.readEnum(SIDES), in.readString());
            case 10 -> new RequestRefused(time, in.readString(), in.readString());
            case 11 -> new VenueAnomaly(time, FieldCodec.readInstrumentId(in), in.readString());
            case 12 ->
                new UnknownOrderFilled(
                        time,
                        FieldCodec.readInstrumentId(in),
                        in.readEnum(SIDES),
                        FieldCodec.readClientOrderId(in),
                        FieldCodec.readFill(in),
                        in.readLong());
            default -> throw new CorruptBytesException("no event of type " + type + ", before " + in.position());
        };
    }

    private static LedgerEvent readOrderEvent(int type, long time, ByteReader in) {
        OrderId id = new OrderId(in.readVarint());
        return switch (type) {
            case 20 ->
                new OrderInitialised(
                        time,
                        id,
                        in.readString(),
                        FieldCodec.readRequest(in),
                        new OrderLinks(in.readVarint(), in.readVarint()));
            case 21 -> new OrderJudged(time, id, FieldCodec.readVerdict(in), FieldCodec.readFacts(in));
            case 22 -> new OrderDenied(time, id, in.readString(), in.readString());
            case 23 -> new OrderHeld(time, id, in.readString());
            case 24 -> new OrderReduced(time, id, FieldCodec.readQuantity(in), in.readString());
            case 25 -> new OrderSubmitted(time, id, FieldCodec.readClientOrderId(in));
            case 26 -> new OrderAccepted(time, id, in.readString(), in.readLong());
            case 27 -> new OrderRejected(time, id, in.readString(), in.readLong());
            case 28 -> new OrderFilled(time, id, FieldCodec.readFill(in), in.readLong());
            case 29 -> new OrderTriggered(time, id, in.readLong());
            case 30 -> new OrderCancelled(time, id, in.readString(), in.readLong());
            case 31 -> new OrderExpired(time, id, in.readLong());
            case 32 -> new CancelRequested(time, id, in.readString());
            case 33 -> new CancelRefused(time, id, in.readString());
            case 34 ->
                new AmendRequested(
                        time,
                        id,
                        FieldCodec.readClientOrderId(in),
                        FieldCodec.readQuantity(in),
                        FieldCodec.readPrices(in));
            case 35 ->
                new OrderAmended(
                        time,
                        id,
                        FieldCodec.readClientOrderId(in),
                        FieldCodec.readQuantity(in),
                        FieldCodec.readPrices(in));
            case 36 -> new AmendRefused(time, id, in.readString());
            case 37 -> new OrderFateUnknown(time, id, in.readString());
            case 38 -> new OrderInDoubt(time, id, in.readString());
            case 39 -> new OrderNeverArrived(time, id, in.readString());
            default -> throw new CorruptBytesException("no event of type " + type + ", before " + in.position());
        };
    }
}
