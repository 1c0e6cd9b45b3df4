package dev.tradewind.runtime.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.util.LogbackMDCAdapter;
import dev.tradewind.sdk.instrument.InstrumentId;
import dev.tradewind.sdk.order.ClientOrderId;
import dev.tradewind.sdk.order.OrderCommand.CancelOrder;
import dev.tradewind.sdk.order.OrderId;
import dev.tradewind.sdk.value.Decimal;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The files that a node writes beside its database, on a disk that is full. */
@EnabledOnOs(OS.LINUX)
class FullDiskFilesTest {
    private static final InstrumentId BTC = InstrumentId.parse("BTC.SIM");

    @TempDir
    private Path folder;

    private static CancelOrder cancel(int attempt) {
        return new CancelOrder(BTC, new OrderId(attempt), new ClientOrderId("main", 0, attempt), 1_000L + attempt);
    }

    @Test
    void aCancelIsInTheEmergencyFileWhollyOrNotAtAllHoweverFullTheDisk() throws Exception {
        Optional<SmallDisk> made = SmallDisk.at(folder.resolve("disk"), 1);
        assumeThat(made).isPresent();
        try (SmallDisk disk = made.orElseThrow()) {
            Path emergency = folder.resolve("disk").resolve("emergency");
            EmergencyFile file = new EmergencyFile(emergency, "main");
            file.write(cancel(1));
            disk.fill();
            List<String> left = new ArrayList<>(List.of(cancel(1).clientOrderId().toString()));
            int next = 2;
            boolean fits = true;
            while (fits) {
                fits = fits(file, cancel(next));
                if (fits) {
                    left.add(cancel(next).clientOrderId().toString());
                }
                next++;
            }
            assertThat(fits(file, cancel(next))).isFalse();
            assertThat(file.read()).containsExactlyElementsOf(left);

            disk.free();
            file.write(cancel(++next));
            left.add(cancel(next).clientOrderId().toString());
            assertThat(file.read()).containsExactlyElementsOf(left);
        }
    }

    private static boolean fits(EmergencyFile file, CancelOrder cancel) {
        try {
            file.write(cancel);
            return true;
        } catch (IOException e) {
            assertThat(e).hasMessageContaining("No space left");
            return false;
        }
    }

    @Test
    void halfALineThatACrashLeftDoesNotSpoilTheNext() throws Exception {
        Path file = folder.resolve("main.cancels");
        Files.writeString(file, "1001 BTC.SIM 1 main-0-1\n1002 BTC.S");
        EmergencyFile emergency = new EmergencyFile(folder, "main");
        emergency.write(cancel(3));

        assertThat(emergency.read()).containsExactly("main-0-1", cancel(3).clientOrderId().toString());
    }

    @Test
    void pricesThatCannotBeWrittenStayAsTheyWere() throws Exception {
        PriceFile prices = new PriceFile(folder);
        prices.write(Map.of(BTC, Decimal.parse("100.5")));
        Path full = Files.createSymbolicLink(folder.resolve("prices.new"), Path.of("/dev/full"));
        prices.write(Map.of(BTC, Decimal.parse("101")));
        assertThat(prices.read()).containsExactly(Map.entry(BTC, Decimal.parse("100.5")));

        Files.delete(full);
        prices.write(Map.of(BTC, Decimal.parse("102")));
        assertThat(prices.read()).containsExactly(Map.entry(BTC, Decimal.parse("102")));
    }

    @Test
    void logsThatCannotBeWrittenAreOneLineOnTheConsoleAndAreWrittenAgainWhenTheyCan() throws Exception {
        Optional<SmallDisk> made = SmallDisk.at(folder.resolve("disk"), 1);
        assumeThat(made).isPresent();
        ByteArrayOutputStream console = new ByteArrayOutputStream();
        Path logs = folder.resolve("disk").resolve("logs");
        LoggerContext context = new LoggerContext();
        context.setMDCAdapter(new LogbackMDCAdapter());
        try (SmallDisk disk = made.orElseThrow()) {
            NodeLogging.to(logs, context, new PrintStream(console, true, StandardCharsets.UTF_8));
            context.getLogger("test").info("sound");
            disk.fill();
            for (int i = 0; i < 200; i++) {
                context.getLogger("test").warn("lost {}", "x".repeat(100));
            }
            assertThat(console.toString(StandardCharsets.UTF_8))
                    .hasLineCount(1)
                    .contains("logs in " + logs + " cannot be written: No space left on device");

            disk.free();
            Path log = logs.resolve("tradewind.log");
            long deadline = System.nanoTime() + 30_000_000_000L;
            while (!Files.readString(log).contains("found again")) {
                assertThat(System.nanoTime()).isLessThan(deadline);
                context.getLogger("test").warn("found again");
                Thread.sleep(20);
            }
            assertThat(Files.readString(log)).contains("sound");
            assertThat(console.toString(StandardCharsets.UTF_8)).hasLineCount(1);
        } finally {
            context.stop();
        }
    }

    @Test
    void aHomeOnAFullDiskDoesNotStartAndSaysWhy() throws Exception {
        Optional<SmallDisk> made = SmallDisk.at(folder.resolve("disk"), 1);
        assumeThat(made).isPresent();
        try (SmallDisk disk = made.orElseThrow()) {
            disk.fill();
            try (NodeHome home = new NodeHome(folder.resolve("disk").resolve("home"))) {
                assertThatThrownBy(home::take)
                        .isInstanceOf(NodeException.class)
                        .hasMessageContaining("No space left on device")
                        .hasMessageContaining("--home");
            }
        }
    }
}
