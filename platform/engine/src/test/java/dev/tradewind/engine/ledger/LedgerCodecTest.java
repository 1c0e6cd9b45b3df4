package dev.tradewind.engine.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tradewind.engine.codec.ByteReader;
import dev.tradewind.engine.codec.ByteWriter;
import dev.tradewind.engine.codec.CorruptBytesException;
import dev.tradewind.sdk.value.Currency;
import dev.tradewind.sdk.value.Decimal;
import dev.tradewind.sdk.value.Money;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class LedgerCodecTest {
    /** Bytes as they were when each type was first written. They may never change; a new version gets new ones. */
    private static final Map<String, String> GOLDEN = golden("""
            InstrumentAdded 010115cd853dfe9c9717084254432e504552500353494d01010a00020004ff010c27e41b3246
            InstrumentAdded bec9b16e39811503425443035553440342544300c80101074254432f555344
            CashMoved 020115cd853dfe9c9717ff020afde1e61f36454dbffffb04555344540977697468647261776e
            RateSet 030115cd853dfe9c9717034555520355534402d801
            RuleSetActivated 040115cd853dfe9c971706616263313233
            KillSwitchSet 050215cd853dfe9c9717010c73747261746567793a736d6103416e6e056472696c6c
            DayStarted 060115cd853dfe9c971700000000004a9340000000000000f87f
            StrategyStarted 070115cd853dfe9c971703736d61097b666173743d31307d
            StrategyHalted 080115cd853dfe9c971703736d61246f6e4261723a206a6176612e6c616e672e41726974686d
            StrategyHalted 65746963457863657074696f6e
            SignalSkipped 090115cd853dfe9c971703736d6107425443555344540353494d0009746f6f20736d616c6c
            RequestRefused 0a0115cd853dfe9c971700116e6f7468696e6720746f2063616e63656c
            VenueAnomaly 0b0115cd853dfe9c971707425443555344540353494d0c46696c6c6564207477696365
            UnknownOrderFilled 0c0115cd853dfe9c971707425443555344540353494d010461636331024d03542d3901e2fa20
            UnknownOrderFilled 029601040103424e420010cd853dfe9c9717
            OrderInitialised 140115cd853dfe9c9717ac0203736d6107425443555344540353494d0103011e0701eafa2002
            OrderInitialised becbc9020232010716cd853dfe9c97170100d086030100c0b50311417573627275636820e286
            OrderInitialised 9720f09f9880ab02aa02
            OrderJudged 150115cd853dfe9c9717ac02010112aad58ad2d1b99ea0090201410000000000000000800000
            OrderJudged 00000000f87f00014201000000000000f83f000000000000e03f08746f6f206d756368010300
            OrderJudged 0000000000f03f00000000000004c09c7500883ce4377e
            OrderDenied 160115cd853dfe9c9717ac02074f46465f4c4f54166e6f206d756c7469706c65206f66207468
            OrderDenied 65206c6f74
            OrderHeld 170115cd853dfe9c9717ac020361736b
            OrderReduced 180115cd853dfe9c9717ac020102046c657373
            OrderSubmitted 190115cd853dfe9c9717ac020461636331024d
            OrderAccepted 1a0115cd853dfe9c9717ac0202563114cd853dfe9c9717
            OrderRejected 1b0115cd853dfe9c9717ac02026e6f14cd853dfe9c9717
            OrderFilled 1c0115cd853dfe9c9717ac0203542d3901e2fa20029601040103424e420014cd853dfe9c9717
            OrderTriggered 1d0115cd853dfe9c9717ac0214cd853dfe9c9717
            OrderCancelled 1e0115cd853dfe9c9717ac0204676f6e6514cd853dfe9c9717
            OrderExpired 1f0115cd853dfe9c9717ac0214cd853dfe9c9717
            CancelRequested 200115cd853dfe9c9717ac0206656e6f756768
            CancelRefused 210115cd853dfe9c9717ac0208746f6f206c617465
            AmendRequested 220115cd853dfe9c9717ac020461636331024d00040701eafa2002becbc9020232
            OrderAmended 230115cd853dfe9c9717ac020461636331024d000400
            AmendRefused 240115cd853dfe9c9717ac0208746f6f206c617465
            OrderFateUnknown 250115cd853dfe9c9717ac02106e6f20616e7377657220696e20322073
            OrderInDoubt 260115cd853dfe9c9717ac0209726573746172746564
            OrderNeverArrived 270115cd853dfe9c9717ac020561736b6564
            PortfolioMarked 3c0115cd853dfe9c97170000000000448f40000000000000f87f00
            AccountRestarted 3d0115cd853dfe9c9717056372617368
            AccountHalted 3e0115cd853dfe9c9717096e6f20616e73776572
            AccountResumed 3f0115cd853dfe9c971703416e6e
            VenueReconciled 400115cd853dfe9c97170353494d12cd853dfe9c9717010201
            DifferenceSeen 410115cd853dfe9c97170353494d0342544301090002
            DifferenceGone 420115cd853dfe9c97170353494d03425443
            BalanceAdjusted 430115cd853dfe9c97170353494d0342544300000002076465706f736974
            PositionAdjusted 440115cd853dfe9c971707425443555344540353494d0002000301eafa200576656e7565
            ForeignOrderSeen 450115cd853dfe9c971707425443555344540353494d057765625f31035637370762792068616e
            ForeignOrderSeen 64
            ForeignFillBooked 460115cd853dfe9c971707425443555344540353494d010356373803542d3901e2fa2002960104
            ForeignFillBooked 0103424e420010cd853dfe9c9717
            GuardSet 470115cd853dfe9c971707425443555344540353494d03736d610101320300b0e40302011e0e80
            GuardSet c0e285e36800060080c0e285e36801
            GuardRemoved 480115cd853dfe9c971707425443555344540353494d0961736b656420666f72
            GuardArmed 490115cd853dfe9c971707425443555344540353494d0101e2fa200100c0b50300010090c50301
            GuardArmed 00d80400889e030ccd853dfe9c9717ffffffffffffff7f
            GuardTrailed 4a0115cd853dfe9c971707425443555344540353494d00a0960300f89a03
            GuardDisarmed 4b0115cd853dfe9c971707425443555344540353494d06636c6f736564
            GuardOrderPlaced 4c0115cd853dfe9c971707425443555344540353494d01ac02
            ExitStarted 4d0115cd853dfe9c971707425443555344540353494d0203736d6108746f6f206c6f6e67
            ExitEnded 4e0115cd853dfe9c971707425443555344540353494d04666c6174
            DataQualityChanged 550115cd853dfe9c971707425443555344540353494d02000414332074726164657320617265206d
            DataQualityChanged 697373696e67
            HistoryTold 560115cd853dfe9c971707425443555344540353494d03736d611ed9cc853dfe9c971714cd853dfe
            HistoryTold 9c9717
            FeedSourceChanged 570115cd853dfe9c97170353494d066261636b757011746865206f7468657220697320646f776e
            OverrideGranted 580115cd853dfe9c9717ac0203736d6107425443555344540353494d0103011e0701eafa2002becb
            OverrideGranted c9020232010716cd853dfe9c97170100d086030100c0b50311417573627275636820e2869720f09f
            OverrideGranted 98800203424947045241524551cd853dfe9c971703416e6e0f6120636c69656e7427732077697368
            OverrideUsed 590115cd853dfe9c9717ac02ad0203416e6e
            """);

    private static Map<String, String> golden(String lines) {
        Map<String, String> golden = new LinkedHashMap<>();
        lines.lines().forEach(line -> {
            String[] parts = line.strip().split(" ");
            golden.merge(parts[0], parts[1], String::concat);
        });
        return golden;
    }

    /** Every record that an event can be. */
    static List<Class<?>> eventTypes() {
        Set<Class<?>> types = new LinkedHashSet<>();
        collect(LedgerEvent.class, types);
        return new ArrayList<>(types);
    }

    private static void collect(Class<?> type, Set<Class<?>> types) {
        if (type.isRecord()) {
            types.add(type);
            return;
        }
        for (Class<?> permitted : type.getPermittedSubclasses()) {
            collect(permitted, types);
        }
    }

    private static List<LedgerEvent> samples() {
        List<LedgerEvent> samples = new ArrayList<>(Samples.accountEvents());
        samples.addAll(Samples.orderEvents());
        samples.addAll(Samples.runningEvents());
        return samples;
    }

    private static byte[] bytesOf(LedgerEvent event) {
        ByteWriter out = new ByteWriter();
        LedgerCodec.write(event, out);
        return out.toByteArray();
    }

    private static LedgerEvent read(byte[] bytes) {
        return LedgerCodec.read(new ByteReader(bytes));
    }

    @Test
    void everyTypeOfEventHasASampleAndGoldenBytes() {
        List<String> types = eventTypes().stream().map(Class::getSimpleName).toList();
        assertThat(samples().stream().map(event -> event.getClass().getSimpleName()).toList())
                .containsExactlyInAnyOrderElementsOf(types);
        assertThat(GOLDEN.keySet()).containsExactlyInAnyOrderElementsOf(types);
    }

    @Test
    void everyEventIsWrittenAndReadAsItEverWas() {
        for (LedgerEvent event : samples()) {
            String name = event.getClass().getSimpleName();
            assertThat(HexFormat.of().formatHex(bytesOf(event))).as(name).isEqualTo(GOLDEN.get(name));
            assertThat(read(HexFormat.of().parseHex(GOLDEN.get(name)))).as(name).isEqualTo(event);
        }
    }

    @Test
    void theOneSwitchOfOldJournalsIsTheFirms() {
        byte[] on = HexFormat.of().parseHex("050115cd853dfe9c971701056472696c6c");
        byte[] off = HexFormat.of().parseHex("050115cd853dfe9c971700046f766572");

        assertThat(read(on)).isEqualTo(new LedgerEvent.KillSwitchSet(Samples.TIME, true, "firm", "", "drill"));
        assertThat(read(off)).isEqualTo(new LedgerEvent.KillSwitchSet(Samples.TIME, false, "firm", "", "over"));
    }

    @Test
    void noTwoTypesShareANumber() {
        assertThat(samples().stream().map(LedgerCodec::typeOf)).doesNotHaveDuplicates();
    }

    @Test
    void bytesThatEndTooEarlyAreNoticedWhereverTheyEnd() {
        for (LedgerEvent event : samples()) {
            byte[] bytes = bytesOf(event);
            for (int length = 0; length < bytes.length; length++) {
                byte[] cut = Arrays.copyOf(bytes, length);
                assertThatThrownBy(() -> read(cut)).as("%s", event).isInstanceOf(CorruptBytesException.class);
            }
        }
    }

    @Test
    void anUnknownTypeOrVersionIsNamed() {
        byte[] bytes = bytesOf(samples().get(0));
        for (int type : new int[] {0, 13, 19, 40, 59, 79, 255}) {
            bytes[0] = (byte) type;
            assertThatThrownBy(() -> read(bytes))
                    .isInstanceOf(CorruptBytesException.class)
                    .hasMessageContaining("type " + type);
        }
        bytes[1] = 2;
        assertThatThrownBy(() -> read(bytes))
                .isInstanceOf(CorruptBytesException.class)
                .hasMessageContaining("version 2")
                .hasMessageContaining("upgrade");
    }

    @Test
    void damagedBytesAreReadAsSomethingOrRefusedAndNothingElse() {
        Random random = new Random(11);
        int refused = 0;
        for (LedgerEvent event : samples()) {
            byte[] good = bytesOf(event);
            for (int i = 0; i < 3_000; i++) {
                byte[] bytes = good.clone();
                for (int k = 0; k <= random.nextInt(4); k++) {
                    bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
                }
                try {
                    assertThat(read(bytes)).isNotNull();
                } catch (CorruptBytesException e) {
                    refused++;
                }
            }
        }
        assertThat(refused).isPositive();
    }

    @Test
    void aDecimalOfABillionDigitsIsRefusedAtOnce() {
        ByteWriter out = new ByteWriter();
        out.writeByte(0xFF);
        out.writeSignedVarint(-2_000_000_000);
        out.writeBytes(new byte[] {1});

        assertThatThrownBy(() -> new ByteReader(out.toByteArray()).readDecimal())
                .isInstanceOf(CorruptBytesException.class);
    }

    @Provide
    Arbitrary<Decimal> decimals() {
        BigInteger most = BigInteger.TEN.pow(38).subtract(BigInteger.ONE);
        Arbitrary<Integer> scales = Arbitraries.integers().between(0, 18);
        return Arbitraries.oneOf(
                Arbitraries.bigIntegers()
                        .between(most.negate(), most)
                        .flatMap(digits -> scales.map(scale -> Decimal.of(new BigDecimal(digits, scale)))),
                Arbitraries.longs().flatMap(digits -> scales.map(scale -> Decimal.ofUnscaled(digits, scale))));
    }

    @Property
    void everyDecimalComesBack(@ForAll("decimals") Decimal value) {
        ByteWriter out = new ByteWriter();
        out.writeDecimal(value);
        ByteReader in = new ByteReader(out.toByteArray());

        assertThat(in.readDecimal()).isEqualTo(value);
        assertThat(in.hasMore()).isFalse();
    }

    @Property
    void equalDecimalsGiveEqualBytes(@ForAll("decimals") Decimal value) {
        BigDecimal stripped = value.toBigDecimal().stripTrailingZeros();
        Decimal shortest = Decimal.of(stripped);
        Decimal longest = stripped.scale() < 0 ? shortest : Decimal.of(stripped.setScale(18));
        assertThat(longest).isEqualTo(value);

        assertThat(bytesOf(moved(shortest))).isEqualTo(bytesOf(moved(value)));
        assertThat(bytesOf(moved(longest))).isEqualTo(bytesOf(moved(value)));
    }

    private static LedgerEvent moved(Decimal amount) {
        return new LedgerEvent.CashMoved(0, new Money(amount, Currency.of("USD")), "");
    }

    @Property
    void everyTextComesBack(@ForAll String text) {
        // A lone surrogate is no text: UTF-8 has no bytes for it, and it becomes a question mark.
        String expected = new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
        LedgerEvent event = new LedgerEvent.RuleSetActivated(1, text);

        assertThat(read(bytesOf(event))).isEqualTo(new LedgerEvent.RuleSetActivated(1, expected));
    }

    @Property
    void everyTimeAndNumberComesBack(@ForAll long time, @ForAll double equity, @ForAll double peak) {
        LedgerEvent event = new LedgerEvent.DayStarted(time, equity, peak);

        assertThat(read(bytesOf(event))).isEqualTo(event);
    }

    @Property
    void everyVarintComesBack(@ForAll long value) {
        ByteWriter out = new ByteWriter();
        out.writeVarint(value);
        out.writeSignedVarint(value);
        ByteReader in = new ByteReader(out.toByteArray());

        assertThat(in.readVarint()).isEqualTo(value);
        assertThat(in.readSignedVarint()).isEqualTo(value);
        assertThat(in.hasMore()).isFalse();
    }
}
