package dev.tradewind.runtime.node;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.util.LogbackMDCAdapter;
import ch.qos.logback.core.read.ListAppender;
import dev.tradewind.engine.ledger.LedgerEvent;
import dev.tradewind.engine.ledger.LedgerEvent.OrderLinks;
import dev.tradewind.sdk.instrument.InstrumentId;
import dev.tradewind.sdk.order.ClientOrderId;
import dev.tradewind.sdk.order.Fill;
import dev.tradewind.sdk.order.Liquidity;
import dev.tradewind.sdk.order.OrderCommand.SubmitOrder;
import dev.tradewind.sdk.order.OrderId;
import dev.tradewind.sdk.order.OrderRequest;
import dev.tradewind.sdk.order.Side;
import dev.tradewind.sdk.value.Money;
import dev.tradewind.sdk.value.Price;
import dev.tradewind.sdk.value.Quantity;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is logged about an order. */
class OrderLogTest {
    private static final OrderId ID = new OrderId(12);
    private static final ClientOrderId ATTEMPT = new ClientOrderId("one", 1, 7);
    private static final OrderRequest REQUEST =
            OrderRequest.market(new InstrumentId("BTCUSDT", "TEST"), Side.BUY, Quantity.of("2"));

    private final LoggerContext context = new LoggerContext();
    private final OrderLines lines = new OrderLines(64, Runnable::run);

    private OrderLog log() {
        context.setMDCAdapter(new LogbackMDCAdapter());
        return new OrderLog("one", "PAPER", lines, context.getLogger("test"));
    }

    private static void tellLife(OrderLog log) {
        log.tell(new LedgerEvent.OrderInitialised(1, ID, "sma", REQUEST, OrderLinks.NONE), 40);
        log.tell(new LedgerEvent.OrderSubmitted(1, ID, ATTEMPT), 40);
        log.sent(new SubmitOrder(ID, ATTEMPT, REQUEST, 0, 1));
        log.tell(new LedgerEvent.OrderFilled(2, ID, fill("T1"), 2), 41);
        log.tell(new LedgerEvent.OrderFilled(3, ID, fill("T2"), 3), 42);
        // Over by now: what still comes has no id at the venue any more.
        log.tell(new LedgerEvent.CancelRefused(4, ID, "too late"), 43);
    }

    private static Fill fill(String trade) {
        return new Fill(trade, Price.of("100"), Quantity.of("1"), Money.of("0.1", "USDT"), Liquidity.TAKER);
    }

    @Test
    void linesHaveTheIdsOfTheOrderAndTellOfTheThreadAndTimeAtWhichItHappened() throws InterruptedException {
        ListAppender<ILoggingEvent> seen = new ListAppender<>();
        seen.start();
        OrderLog log = log();
        context.getLogger("test").addAppender(seen);
        long before = System.currentTimeMillis();
        Thread journal = Thread.ofPlatform().name("journal").start(() -> tellLife(log));
        journal.join();
        long after = System.currentTimeMillis();

        assertThat(lines.awaitWritten()).isTrue();
        List<String> written = seen.list.stream()
                .map(LogLines::line)
                .map(line -> line.replaceFirst("\"time\":\"[^\"]*\",\"level\":\"INFO\",", "").replaceFirst(
                        ",\"logger\":\"test\",\"thread\":\"journal\"}", "}"))
                .toList();
        String order = "\"account\":\"one\",\"mode\":\"PAPER\",\"order\":\"" + ID + "\"";
        String sent = order + ",\"clientOrder\":\"" + ATTEMPT + "\"";
        String fill = ",\"price\":\"100\",\"quantity\":\"1\",\"fee\":\"" + Money.of("0.1", "USDT") + "\",\"trade\":\"";
        assertThat(written)
                .containsExactly(
                        "{\"message\":\"OrderInitialised\"," + order + ",\"batch\":\"40\",\"strategy\":\"sma\","
                                + "\"instrument\":\"" + REQUEST.instrument()
                                + "\",\"side\":\"BUY\",\"type\":\"MARKET\",\"quantity\":\"2\"}",
                        "{\"message\":\"OrderSubmitted\"," + sent + ",\"batch\":\"40\"}",
                        "{\"message\":\"sent SubmitOrder\"," + sent + "}",
                        "{\"message\":\"OrderFilled\"," + sent + ",\"batch\":\"41\"" + fill + "T1\"}",
                        "{\"message\":\"OrderFilled\"," + sent + ",\"batch\":\"42\"" + fill + "T2\"}",
                        "{\"message\":\"CancelRefused\"," + order + ",\"batch\":\"43\",\"reason\":\"too late\"}");
        assertThat(seen.list).allSatisfy(line -> assertThat(line.getTimeStamp()).isBetween(before, after));
    }

    @Test
    void whatIsWrittenTogetherIsInTheFileAfterwardsAndWhatOthersSaidAsWell(@TempDir Path folder) throws IOException {
        PrintStream console = new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8);
        OrderLog log = log();
        LogFile file = NodeLogging.to(folder, context, console);
        Path path = folder.resolve("tradewind.log");
        try {
            file.together(() -> {
                tellLife(log);
                lines.awaitWritten();
                context.getLogger("other").warn("meanwhile");
            });
            assertThat(Files.readAllLines(path)).hasSize(7).last().asString().contains("meanwhile");

            context.getLogger("other").warn("afterwards");
            assertThat(Files.readAllLines(path)).hasSize(8).last().asString().contains("afterwards");
        } finally {
            context.stop();
        }
    }
}
