package dev.tradewind.engine.ledger;

import dev.tradewind.engine.codec.ByteReader;
import dev.tradewind.engine.codec.ByteWriter;
import dev.tradewind.engine.codec.CorruptBytesException;
import dev.tradewind.sdk.instrument.InstrumentId;
import java.util.Map;

/** The part of a snapshot that is about how the account has behaved. */
final class LedgerSnapshotConduct {
    private LedgerSnapshotConduct() {}

    static void write(Conduct conduct, ByteWriter out) {
        out.writeVarint(conduct.messages.size());
        for (int i = 0; i < conduct.messages.size(); i++) {
            out.writeLong(conduct.messages.timeAt(i));
        }
        out.writeVarint(conduct.strategies.size());
        conduct.strategies.forEach((name, strategy) -> {
            out.writeString(name);
            out.writeLong(strategy.tripDay);
            out.writeVarint(strategy.losingTrips);
            out.writeVarint(strategy.peakExecutions);
            out.writeLong(strategy.minute);
            for (int executions : strategy.executions) {
                out.writeVarint(executions);
            }
        });
        out.writeVarint(conduct.traffic.size());
        conduct.traffic.forEach((instrument, traffic) -> {
            FieldCodec.writeInstrumentId(instrument, out);
            out.writeLong(traffic.day);
            out.writeVarint(traffic.messages);
            out.writeVarint(traffic.transactions);
            out.writeDouble(traffic.ordered);
            out.writeDouble(traffic.traded);
        });
    }

    static void read(Conduct conduct, ByteReader in) {
        int messages = in.readCount();
        for (int i = 0; i < messages; i++) {
            conduct.messages.add(in.readLong());
        }
        int strategies = in.readCount();
        for (int i = 0; i < strategies; i++) {
            String name = in.readString();
            StrategyConduct strategy = new StrategyConduct();
            strategy.tripDay = in.readLong();
            strategy.losingTrips = readCounter(in);
            strategy.peakExecutions = readCounter(in);
            strategy.minute = in.readLong();
            for (int k = 0; k < StrategyConduct.MINUTES; k++) {
                strategy.executions[k] = Math.toIntExact(readCounter(in));
            }
            putNew(conduct.strategies, name, strategy, in);
        }
        int instruments = in.readCount();
        for (int i = 0; i < instruments; i++) {
            InstrumentId instrument = FieldCodec.readInstrumentId(in);
            DayTraffic traffic = new DayTraffic();
            traffic.day = in.readLong();
            traffic.messages = readCounter(in);
            traffic.transactions = readCounter(in);
            traffic.ordered = in.readDouble();
            traffic.traded = in.readDouble();
            putNew(conduct.traffic, instrument, traffic, in);
        }
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
