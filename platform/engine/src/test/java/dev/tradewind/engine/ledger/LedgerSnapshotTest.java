package dev.tradewind.engine.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tradewind.engine.Engine;
import dev.tradewind.engine.RandomRun;
import dev.tradewind.engine.codec.ByteReader;
import dev.tradewind.engine.codec.CorruptBytesException;
import dev.tradewind.sdk.order.OrderStatus;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class LedgerSnapshotTest {
    private static Ledger fold(byte[] journal) {
        Ledger ledger = new Ledger();
        ByteReader in = new ByteReader(journal);
        while (in.hasMore()) {
            ledger.evolve(LedgerCodec.read(in));
        }
        return ledger;
    }

    @Property(tries = 100)
    void theJournalInBytesFoldsToTheLiveLedger(@ForAll long seed) {
        RandomRun run = new RandomRun(seed).run(400);

        byte[] live = LedgerSnapshot.write(run.engine.ledger());

        assertThat(LedgerSnapshot.write(fold(run.journal()))).isEqualTo(live);
    }

    @Property(tries = 100)
    void whatIsReadBackWritesTheSameBytes(@ForAll long seed) {
        byte[] bytes = LedgerSnapshot.write(new RandomRun(seed).run(300).engine.ledger());

        assertThat(LedgerSnapshot.write(LedgerSnapshot.read(bytes))).isEqualTo(bytes);
    }

    @Property(tries = 40)
    void aSnapshotAndTheRestOfTheJournalGiveTheLiveLedger(@ForAll long seed) {
        RandomRun run = new RandomRun(seed).run(200);
        int half = run.events.size();
        Ledger recovered = LedgerSnapshot.read(LedgerSnapshot.write(run.engine.ledger()));

        run.run(200);
        run.events.subList(half, run.events.size()).forEach(recovered::evolve);

        assertThat(LedgerSnapshot.write(recovered)).isEqualTo(LedgerSnapshot.write(run.engine.ledger()));
    }

    @Property(tries = 40)
    void anEngineThatHeardTheJournalHasTheSameLedger(@ForAll long seed) {
        RandomRun run = new RandomRun(seed).run(300);
        Engine recovered = RandomRun.newEngine();

        run.events.forEach(recovered::evolve);

        assertThat(LedgerSnapshot.write(recovered.ledger())).isEqualTo(LedgerSnapshot.write(run.engine.ledger()));
    }

    @Test
    void theRandomRunsReachEveryStatusAndEveryEvent() {
        Set<OrderStatus> statuses = EnumSet.noneOf(OrderStatus.class);
        Set<Class<?>> events = new LinkedHashSet<>();
        for (long seed = 0; seed < 40; seed++) {
            RandomRun run = new RandomRun(seed);
            for (int slice = 0; slice < 40; slice++) {
                run.run(10);
                run.engine.ledger().orders().open().forEach(order -> statuses.add(order.status()));
            }
            run.engine.ledger().orders().closed().forEach(order -> statuses.add(order.status()));
            run.events.forEach(event -> events.add(event.getClass()));
        }
        assertThat(statuses).containsAll(EnumSet.complementOf(EnumSet.of(OrderStatus.INITIALISED)));
        List<Class<?>> missing = new ArrayList<>(LedgerCodecTest.eventTypes());
        missing.removeAll(events);
        assertThat(missing).containsExactly(LedgerEvent.StrategyHalted.class, LedgerEvent.PortfolioMarked.class);
    }

    @Test
    void closedOrdersBeyondTheRetainedOnesAreForgottenAlikeInFoldAndSnapshot() {
        RandomRun run = new RandomRun(3).run(40_000);
        assertThat(run.engine.ledger().orders().closed()).hasSize(Orders.RETAINED_CLOSED);

        byte[] bytes = LedgerSnapshot.write(run.engine.ledger());

        assertThat(LedgerSnapshot.write(fold(run.journal()))).isEqualTo(bytes);
        assertThat(LedgerSnapshot.write(LedgerSnapshot.read(bytes))).isEqualTo(bytes);
    }

    @Test
    void anEmptyLedgerComesBackEmpty() {
        byte[] bytes = LedgerSnapshot.write(new Ledger());

        assertThat(LedgerSnapshot.write(LedgerSnapshot.read(bytes))).isEqualTo(bytes);
    }

    @Test
    void everyTruncationIsNoticed() {
        byte[] bytes = LedgerSnapshot.write(new RandomRun(1).run(60).engine.ledger());

        for (int length = 0; length < bytes.length; length++) {
            byte[] cut = Arrays.copyOf(bytes, length);
            assertThatThrownBy(() -> LedgerSnapshot.read(cut)).isInstanceOf(CorruptBytesException.class);
        }
    }

    @Property(tries = 300)
    void everyDamagedByteIsNoticed(@ForAll int where, @ForAll byte damage) {
        byte[] bytes = LedgerSnapshot.write(new RandomRun(2).run(60).engine.ledger());
        int at = Math.floorMod(where, bytes.length);
        bytes[at] ^= damage == 0 ? 1 : damage;

        assertThatThrownBy(() -> LedgerSnapshot.read(bytes)).isInstanceOf(CorruptBytesException.class);
    }

    @Test
    void damageWithARightChecksumIsRefusedOrReadButNeverBreaksTheReader() {
        byte[] good = LedgerSnapshot.write(new RandomRun(4).run(150).engine.ledger());
        Random random = new Random(5);
        int refused = 0;
        for (int i = 0; i < 5_000; i++) {
            byte[] bytes = good.clone();
            for (int k = 0; k <= random.nextInt(3); k++) {
                bytes[5 + random.nextInt(bytes.length - 13)] = (byte) random.nextInt(256);
            }
            int length = bytes.length - Long.BYTES;
            ByteBuffer.wrap(bytes)
                    .order(ByteOrder.LITTLE_ENDIAN)
                    .putLong(length, LedgerSnapshot.checksum(bytes, length));
            try {
                LedgerSnapshot.write(LedgerSnapshot.read(bytes));
            } catch (CorruptBytesException e) {
                refused++;
            }
        }
        assertThat(refused).isPositive();
    }

    @Test
    void anotherVersionIsRefusedWithWhatToDo() {
        byte[] bytes = LedgerSnapshot.write(new Ledger());
        bytes[4] = 9;

        assertThatThrownBy(() -> LedgerSnapshot.read(bytes))
                .isInstanceOf(CorruptBytesException.class)
                .hasMessageContaining("version 9")
                .hasMessageContaining("fold the journal");
    }
}
