package dev.tradewind.store.journal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tradewind.store.database.Database;
import dev.tradewind.store.database.TestServer;
import dev.tradewind.store.journal.JournalResult.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Kills the server, and the process that writes, in the midst of it. */
class JournalFaultTest {
    private static final String SHARD = "hit";
    private static final long SEED = 42;
    private static final int KILLS = 2;

    private final Path home = TestServer.homeWithServer();

    @AfterEach
    void clean() {
        TestServer.deleteTree(home);
    }

    @Test
    void aServerThatIsKilledLosesNothingAndDoublesNothing() throws Exception {
        try (Database database = Database.embedded(home);
                Ownership ownership = new Ownership(database, "n");
                JournalWriter writer = new JournalWriter(database, new WriterLimits(256, 32, 1 << 20))) {
            List<JournalState> states = new CopyOnWriteArrayList<>();
            writer.onStateChange(states::add);
            writer.open(ownership.acquire(SHARD, Duration.ZERO));
            Story story = new Story(SHARD, SEED);
            Appends appends = new Appends(writer);
            for (int kill = 0; kill < KILLS; kill++) {
                appends.append(story, 500);
                // Batches are on their way: some commits will never have been answered.
                ProcessHandle.of(pidInFile()).orElseThrow().destroyForcibly();
                appends.append(story, 500);
            }
            appends.await();

            assertThat(appends.outcomes()).containsExactly(Outcome.DURABLE);
            assertThat(appends.results.stream().map(JournalResult::sequence))
                    .containsExactlyElementsOf(
                            LongStream.rangeClosed(1, KILLS * 1000L).boxed().toList());
            assertThat(states.stream().map(JournalState::up)).startsWith(false, true).endsWith(true);
            // A kill that comes before the writer is back makes one outage of two.
            assertThat(states).filteredOn(state -> !state.up()).hasSizeBetween(1, KILLS).allSatisfy(state -> assertThat(
                            state.reason())
                    .isNotEmpty());
            // The pool trusts a connection that was used half a second ago.
            Thread.sleep(600);
            assertThatTheJournalIs(database, KILLS * 1000);
        }
    }

    @Test
    void aServerThatIsAwayIsNoticedWithoutAnyAppend() throws Exception {
        try (Database database = Database.embedded(home);
                JournalWriter writer = new JournalWriter(database)) {
            List<JournalState> states = new CopyOnWriteArrayList<>();
            writer.onStateChange(states::add);
            Thread.sleep(700);
            ProcessHandle.of(pidInFile()).orElseThrow().destroyForcibly();
            long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
            while (states.size() < 2 && System.nanoTime() < deadline) {
                Thread.sleep(20);
            }

            assertThat(states.stream().map(JournalState::up)).containsExactly(false, true);
            assertThat(writer.state().up()).isTrue();
        }
    }

    @Test
    void aProcessThatIsKilledLosesNothingThatItWasTold() throws Exception {
        long told = 0;
        for (int kill = 0; kill < 2; kill++) {
            told = Math.max(told, appendUntilKilled(300));
            assertThat(told).isPositive();
        }

        try (Database database = Database.embedded(home)) {
            long head = new Journal(database).head(SHARD).sequence();
            assertThat(head).isGreaterThanOrEqualTo(told);
            assertThatTheJournalIs(database, Math.toIntExact(head));
        }
    }

    /** Appends on, from where the journal ends, until somebody kills it. */
    static final class Appending {
        private Appending() {}

        public static void main(String[] args) throws InterruptedException {
            Database database = Database.embedded(Path.of(args[0]));
            JournalWriter writer = new JournalWriter(database, new WriterLimits(64, 16, 1 << 20));
            JournalHead head = writer.open(new Ownership(database, "child").acquire(SHARD, Duration.ofSeconds(5)));
            Story story = new Story(SHARD, SEED);
            for (long i = 0; i < head.sequence(); i++) {
                story.next();
            }
            while (true) {
                JournalBatch batch = story.next();
                while (writer.append(batch, Appending::tell) == JournalWriter.NO_ROOM) {
                    writer.awaitRoom(Duration.ofSeconds(1));
                }
            }
        }

        private static void tell(JournalResult result) {
            System.out.println(result.outcome() + " " + result.sequence());
            System.out.flush();
        }
    }

    /** @return the last sequence that the process was told to be durable */
    private long appendUntilKilled(int batches) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-Dorg.slf4j.simpleLogger.logFile=System.err",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Appending.class.getName(),
                        home.toString())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        long last = 0;
        int seen = 0;
        try (var reader = process.inputReader()) {
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                String[] words = line.split(" ");
                if (words.length == 2 && words[0].equals("DURABLE")) {
                    last = Long.parseLong(words[1]);
                    if (++seen == batches) {
                        process.toHandle().destroyForcibly();
                    }
                }
            }
        }
        assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(seen).isGreaterThanOrEqualTo(batches);
        return last;
    }

    private static void assertThatTheJournalIs(Database database, int batches) {
        Journal journal = new Journal(database);
        ChainCheck check = journal.verify(SHARD);
        assertThat(check.broken()).isNull();
        assertThat(check.head().sequence()).isEqualTo(batches);
        Story again = new Story(SHARD, SEED);
        List<Long> different = new ArrayList<>();
        journal.read(SHARD, 1, batch -> {
            if (!Arrays.equals(again.next().payload(), batch.payload())) {
                different.add(batch.sequence());
            }
            return true;
        });
        assertThat(different).isEmpty();
    }

    private long pidInFile() throws IOException {
        return Long.parseLong(Files.readAllLines(
                        home.resolve("postgres").resolve("data").resolve("postmaster.pid"))
                .getFirst()
                .strip());
    }
}
