package dev.tradewind.engine.ledger;

import dev.tradewind.engine.codec.ByteReader;
import dev.tradewind.engine.codec.ByteWriter;
import dev.tradewind.engine.codec.CorruptBytesException;
import dev.tradewind.engine.ledger.KillSwitches.KillState;
import dev.tradewind.engine.ledger.Ledger.CurrencyPair;
import dev.tradewind.engine.ledger.Ledger.StrategyState;
import dev.tradewind.engine.ledger.LedgerEvent.DayStarted;
import dev.tradewind.sdk.value.Currency;
import dev.tradewind.sdk.value.Money;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.zip.CRC32C;

/**
 * Bytes of a whole ledger, so that recovery need not fold the journal from its beginning. Ledgers that are equal give
 * equal bytes: every collection is written in the order in which the journal made it.
 *
 * <p>Layout: the mark {@code TWLS}, a version byte, the content, and the CRC-32C of all before it in eight bytes. A
 * snapshot of another version is refused, for the journal can always be folded instead.
 */
public final class LedgerSnapshot {
    static final int VERSION = 6;

    private static final int[] MARK = {'T', 'W', 'L', 'S'};
    private static final int CHECKSUM_BYTES = Long.BYTES;

    private LedgerSnapshot() {}

    public static byte[] write(Ledger ledger) {
        ByteWriter out = new ByteWriter();
        for (int letter : MARK) {
            out.writeByte(letter);
        }
        out.writeByte(VERSION);
        writeAccount(ledger, out);
        writeTrades(ledger, out);
        writeStrategies(ledger, out);
        writeCounters(ledger.counters, out);
        LedgerSnapshotOrders.write(ledger, out);
        LedgerSnapshotOperations.write(ledger.operations, out);
        LedgerSnapshotConduct.write(ledger.conduct, out);
        out.writeLong(checksum(out.array(), out.size()));
        return out.toByteArray();
    }

    /**
     * The ledger that was written.
     *
     * @throws CorruptBytesException if the bytes are no snapshot, are damaged, or are of another version
     */
    public static Ledger read(byte[] bytes) {
        int length = bytes.length - CHECKSUM_BYTES;
        if (length < MARK.length + 1) {
            throw new CorruptBytesException("a snapshot has more than " + bytes.length + " bytes");
        }
        ByteReader in = new ByteReader(Arrays.copyOf(bytes, length));
        for (int letter : MARK) {
            if (in.readByte() != letter) {
                throw new CorruptBytesException("these bytes are no snapshot of a ledger; fold the journal instead");
            }
        }
        int version = in.readByte();
        if (version != VERSION) {
            throw new CorruptBytesException("the snapshot is of version " + version + ", this program reads " + VERSION
                    + "; fold the journal instead");
        }
        ByteReader end = new ByteReader(Arrays.copyOfRange(bytes, length, bytes.length));
        if (end.readLong() != checksum(bytes, length)) {
            throw new CorruptBytesException("the snapshot is damaged (its checksum differs); fold the journal instead");
        }
        try {
            return readContent(in);
        } catch (IllegalArgumentException | ArithmeticException e) {
            throw new CorruptBytesException("no ledger before " + in.position() + ": " + e.getMessage());
        }
    }

    private static Ledger readContent(ByteReader in) {
        Ledger ledger = new Ledger();
        readAccount(ledger, in);
        readTrades(ledger, in);
        readStrategies(ledger, in);
        readCounters(ledger.counters, in);
        LedgerSnapshotOrders.read(ledger, in);
        LedgerSnapshotOperations.read(ledger.operations, in);
        LedgerSnapshotConduct.read(ledger.conduct, in);
        if (in.hasMore()) {
            throw new CorruptBytesException("bytes are left over after the snapshot, at " + in.position());
        }
        return ledger;
    }

    static long checksum(byte[] bytes, int length) {
        CRC32C crc = new CRC32C();
        crc.update(bytes, 0, length);
        return crc.getValue();
    }

    private static void writeAccount(Ledger ledger, ByteWriter out) {
        out.writeVarint(ledger.positions.size());
        for (PositionState position : ledger.positions.values()) {
            FieldCodec.writeInstrument(position.instrument(), out);
            out.writeDecimal(position.quantity);
            out.writeDecimal(position.cost);
            out.writeDecimal(position.realised);
            out.writeDecimal(position.tripBegin);
            out.writeDouble(position.tripFees);
        }
        writeAmounts(ledger.cash, out);
        writeAmounts(ledger.fees, out);
        out.writeVarint(ledger.rates.size());
        ledger.rates.forEach((pair, rate) -> {
            out.writeString(pair.from().code());
            out.writeString(pair.to().code());
            out.writeDecimal(rate);
        });
        out.writeString(ledger.ruleSet);
        writeKillSwitches(ledger.killSwitches, out);
        out.writeLong(ledger.lastNanos);
        out.writeLong(ledger.day.timeNanos());
        out.writeDouble(ledger.day.equity());
        out.writeDouble(ledger.day.peakEquity());
    }

    private static void readAccount(Ledger ledger, ByteReader in) {
        int positions = in.readCount();
        for (int i = 0; i < positions; i++) {
            PositionState position = new PositionState(FieldCodec.readInstrument(in));
            position.quantity = in.readDecimal();
            position.cost = in.readDecimal();
            position.realised = in.readDecimal();
            position.tripBegin = in.readDecimal();
            position.tripFees = in.readDouble();
            putNew(ledger.positions, position.instrument().id(), position, in);
        }
        readAmounts(ledger.cash, in);
        readAmounts(ledger.fees, in);
        int rates = in.readCount();
        for (int i = 0; i < rates; i++) {
            CurrencyPair pair = new CurrencyPair(FieldCodec.readCurrency(in), FieldCodec.readCurrency(in));
            putNew(ledger.rates, pair, in.readDecimal(), in);
        }
        ledger.ruleSet = in.readString();
        readKillSwitches(ledger.killSwitches, in);
        ledger.lastNanos = in.readLong();
        ledger.day = new DayStarted(in.readLong(), in.readDouble(), in.readDouble());
    }

    private static void writeKillSwitches(KillSwitches switches, ByteWriter out) {
        out.writeVarint(switches.on.size());
        switches.on.forEach((scope, state) -> {
            out.writeString(scope);
            out.writeLong(state.sinceNanos());
            out.writeString(state.by());
            out.writeString(state.reason());
        });
    }

    private static void readKillSwitches(KillSwitches switches, ByteReader in) {
        int count = in.readCount();
        for (int i = 0; i < count; i++) {
            String scope = in.readString();
            putNew(switches.on, scope, new KillState(in.readLong(), in.readString(), in.readString()), in);
        }
        switches.settle();
    }

    private static void writeAmounts(Amounts amounts, ByteWriter out) {
        out.writeVarint(amounts.size());
        for (Money money : amounts.asMoney()) {
            out.writeString(money.currency().code());
            out.writeDecimal(money.amount());
        }
    }

    private static void readAmounts(Amounts amounts, ByteReader in) {
        int count = in.readCount();
        for (int i = 0; i < count; i++) {
            Currency currency = FieldCodec.readCurrency(in);
            if (amounts.holds(currency)) {
                throw new CorruptBytesException(currency + " stands twice in the snapshot, before " + in.position());
            }
            amounts.add(currency, in.readDecimal());
        }
    }

    private static void writeTrades(Ledger ledger, ByteWriter out) {
        for (PositionState position : ledger.positions.values()) {
            List<String> inOrder = position.trades.inOrder();
            out.writeVarint(inOrder.size());
            inOrder.forEach(out::writeRareString);
        }
    }

    private static void readTrades(Ledger ledger, ByteReader in) {
        for (PositionState position : ledger.positions.values()) {
            int count = in.readCount();
            for (int k = 0; k < count; k++) {
                position.trades.add(in.readString());
            }
        }
    }

    private static void writeStrategies(Ledger ledger, ByteWriter out) {
        out.writeVarint(ledger.strategies.size());
        ledger.strategies.forEach((name, state) -> {
            out.writeString(name);
            out.writeString(state.parameters());
            out.writeBoolean(state.halted());
            out.writeString(state.reason());
        });
    }

    private static void readStrategies(Ledger ledger, ByteReader in) {
        int count = in.readCount();
        for (int i = 0; i < count; i++) {
            String name = in.readString();
            putNew(
                    ledger.strategies,
                    name,
                    new StrategyState(in.readString(), in.readBoolean(), in.readString()),
                    in);
        }
    }

    private static void writeCounters(Ledger.Counters counters, ByteWriter out) {
        out.writeVarint(counters.lastOrderId);
        out.writeVarint(counters.lastAttempt);
        out.writeVarint(counters.fills);
        out.writeVarint(counters.refusedRequests);
        out.writeVarint(counters.anomalies);
        out.writeVarint(counters.cashChanges);
    }

    private static void readCounters(Ledger.Counters counters, ByteReader in) {
        counters.lastOrderId = readCounter(in);
        counters.lastAttempt = readCounter(in);
        counters.fills = readCounter(in);
        counters.refusedRequests = readCounter(in);
        counters.anomalies = readCounter(in);
        counters.cashChanges = readCounter(in);
    }

    private static long readCounter(ByteReader in) {
        long value = in.readVarint();
        if (value < 0) {
            throw new CorruptBytesException("a counter is never negative, before " + in.position());
        }
        return value;
    }

    private static <K, V> void putNew(Map<K, V> map, K key, V value, ByteReader in) {
        if (map.putIfAbsent(key, value) != null) {
            throw new CorruptBytesException(key + " stands twice in the snapshot, before " + in.position());
        }
    }
}
