package dev.tradewind.runtime.node;

import dev.tradewind.engine.EngineConfig;
import dev.tradewind.engine.EngineConfig.HardLimits;
import dev.tradewind.engine.EntrySize;
import dev.tradewind.engine.RunSettings;
import dev.tradewind.engine.codec.ByteReader;
import dev.tradewind.engine.codec.ByteWriter;
import dev.tradewind.engine.ledger.FieldCodec;
import dev.tradewind.sdk.instrument.Instrument;
import dev.tradewind.sdk.instrument.InstrumentId;
import dev.tradewind.sdk.market.Timeframe;
import dev.tradewind.store.journal.Bytes;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * What a session was configured with: all that decides what an engine decides, besides its inputs, its rules and the
 * code of its strategies. Its bytes: a version byte, then the fields in order; lists and maps have their size first.
 *
 * @param program version of the program
 * @param engine of the account
 * @param feed of the account's venue
 * @param strategies of the account, in their order
 */
record SessionSetup(String program, EngineConfig engine, FeedSetup feed, List<StrategySetup> strategies) {
    private static final int VERSION = 1;

    SessionSetup {
        strategies = List.copyOf(strategies);
    }

    /**
     * A feed.
     *
     * @param start its events are numbered after this
     * @param instruments that it tells about
     * @param traded those that the account takes
     */
    record FeedSetup(String name, long start, List<Instrument> instruments, List<InstrumentId> traded) {
        FeedSetup {
            instruments = List.copyOf(instruments);
            traded = List.copyOf(traded);
        }
    }

    /** A strategy: its name in the account, what supplies it, what it was given. */
    record StrategySetup(
            String name,
            String factory,
            String pluginVersion,
            Map<String, String> parameters,
            HostedStrategy.Scope scope) {}

    /** Of an account that is about to start. */
    static SessionSetup of(ShardSetup setup, String program) {
        VenueLink venue = setup.venue();
        List<InstrumentId> traded =
                setup.instruments().stream().map(Instrument::id).toList();
        // A venue's connection tells about what is traded alone, and lists thousands.
        List<Instrument> told = venue.isSimulated() ? venue.instruments() : setup.instruments();
        List<StrategySetup> strategies = new ArrayList<>();
        for (ShardSetup.HostedConfig one : setup.strategies()) {
            strategies.add(new StrategySetup(
                    one.name(),
                    one.installed().name(),
                    one.installed().pluginId() + " " + one.installed().pluginVersion(),
                    one.parameters().asMap(),
                    one.scope()));
        }
        return new SessionSetup(
                program,
                setup.config(),
                new FeedSetup(venue.feed().name(), venue.feed().number(), told, traded),
                strategies);
    }

    Bytes encode() {
        ByteWriter out = new ByteWriter();
        out.writeByte(VERSION);
        out.writeString(program);
        writeEngine(engine, out);
        out.writeString(feed.name());
        out.writeVarint(feed.start());
        writeAll(feed.instruments(), out, one -> FieldCodec.writeInstrument(one, out));
        writeAll(feed.traded(), out, one -> FieldCodec.writeInstrumentId(one, out));
        writeAll(strategies, out, one -> writeStrategy(one, out));
        return Bytes.of(out.toByteArray());
    }

    static SessionSetup decode(Bytes bytes) {
        ByteReader in = new ByteReader(bytes.toByteArray());
        int version = in.readByte();
        if (version != VERSION) {
            throw new IllegalStateException("a session of version " + version + ", newer than this program");
        }
        return new SessionSetup(
                in.readString(),
                readEngine(in),
                new FeedSetup(
                        in.readString(),
                        in.readVarint(),
                        readAll(in, FieldCodec::readInstrument),
                        readAll(in, FieldCodec::readInstrumentId)),
                readAll(in, SessionSetup::readStrategy));
    }

    private static void writeEngine(EngineConfig config, ByteWriter out) {
        out.writeString(config.account());
        out.writeVarint(config.incarnation());
        out.writeString(config.baseCurrency().code());
        out.writeString(config.entrySize().toString());
        out.writeDecimal(config.costReserve());
        out.writeDecimal(config.leverage());
        out.writeLong(config.seed());
        out.writeDecimal(config.limits().maxOrderNotional());
        out.writeVarint(config.limits().maxRequestsPerEvent());
        out.writeVarint(config.limits().commandValidityNanos());
        out.writeBoolean(config.limits().denyHeldAtOnce());
        RunSettings running = config.running();
        out.writeVarint(running.markEveryNanos());
        out.writeVarint(running.holdLifeNanos());
        out.writeVarint(running.asking().answerNanos());
        out.writeVarint(running.asking().queryLagNanos());
        out.writeVarint(running.asking().attempts());
        out.writeVarint(running.asking().everyNanos());
        out.writeVarint(running.asking().retryNanos());
        out.writeBoolean(running.keeps().stops());
        out.writeBoolean(running.keeps().reduceOnly());
    }

    private static EngineConfig readEngine(ByteReader in) {
        String account = in.readString();
        int incarnation = Math.toIntExact(in.readVarint());
        var currency = FieldCodec.readCurrency(in);
        EntrySize size = EntrySize.parse(in.readString());
        var reserve = in.readDecimal();
        var leverage = in.readDecimal();
        long seed = in.readLong();
        HardLimits limits = new HardLimits(
                in.readDecimal(), Math.toIntExact(in.readVarint()), in.readVarint(), in.readBoolean());
        RunSettings running = new RunSettings(
                in.readVarint(),
                in.readVarint(),
                new RunSettings.Asking(
                        in.readVarint(),
                        in.readVarint(),
                        Math.toIntExact(in.readVarint()),
                        in.readVarint(),
                        in.readVarint()),
                new RunSettings.VenueKeeps(in.readBoolean(), in.readBoolean()));
        return new EngineConfig(account, incarnation, currency, size, reserve, leverage, limits, seed, running);
    }

    private static void writeStrategy(StrategySetup one, ByteWriter out) {
        out.writeString(one.name());
        out.writeString(one.factory());
        out.writeString(one.pluginVersion());
        out.writeVarint(one.parameters().size());
        one.parameters().forEach((name, value) -> {
            out.writeString(name);
            out.writeString(value);
        });
        writeAll(one.scope().instruments(), out, id -> FieldCodec.writeInstrumentId(id, out));
        out.writeOptionalDecimal(one.scope().size().orElse(null));
        out.writeVarint(one.scope().bars().map(Timeframe::nanos).orElse(0L));
    }

    private static StrategySetup readStrategy(ByteReader in) {
        String name = in.readString();
        String factory = in.readString();
        String version = in.readString();
        Map<String, String> parameters = new LinkedHashMap<>();
        int count = in.readCount();
        for (int i = 0; i < count; i++) {
            parameters.put(in.readString(), in.readString());
        }
        List<InstrumentId> instruments = readAll(in, FieldCodec::readInstrumentId);
        var size = Optional.ofNullable(in.readOptionalDecimal());
        long bars = in.readVarint();
        return new StrategySetup(
                name,
                factory,
                version,
                parameters,
                new HostedStrategy.Scope(
                        instruments,
                        size,
                        bars == 0 ? Optional.empty() : Optional.of(new Timeframe(bars)),
                        // Bars of the past come from the journal.
                        Optional.empty()));
    }

    private static <T> void writeAll(List<T> all, ByteWriter out, Consumer<T> writer) {
        out.writeVarint(all.size());
        all.forEach(writer);
    }

    private static <T> List<T> readAll(ByteReader in, Function<ByteReader, T> reader) {
        int count = in.readCount();
        List<T> all = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            all.add(reader.apply(in));
        }
        return all;
    }
}
