package dev.tradewind.runtime.node;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.util.LogbackMDCAdapter;
import ch.qos.logback.core.read.ListAppender;
import dev.tradewind.engine.ledger.LedgerEvent;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a node logs, and how. */
class NodeLogTest {
    private final LoggerContext context = new LoggerContext();
    private final Logger log = context.getLogger("dev.tradewind.Test");
    private final ListAppender<ILoggingEvent> lines = new ListAppender<>();

    @BeforeEach
    void listen() {
        context.setMDCAdapter(new LogbackMDCAdapter());
        lines.start();
        log.addAppender(lines);
    }

    @Test
    void aLineIsAFlatObjectWithTheTimeAsText() {
        log.atInfo().addKeyValue("order", "O-12").addKeyValue("mode", "PAPER").log("OrderFilled");
        String line = LogLines.line(lines.list.getFirst());

        assertThat(line)
                .matches("\\{\"time\":\"20\\d\\d-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z\",\"level\":\"INFO\","
                        + "\"message\":\"OrderFilled\",\"order\":\"O-12\",\"mode\":\"PAPER\","
                        + "\"logger\":\"dev.tradewind.Test\",\"thread\":\"[^\"]*\"}");
    }

    @Test
    void anErrorIsInTheLineWithItsStack() {
        log.error("failed", new IllegalStateException("why"));

        assertThat(LogLines.line(lines.list.getFirst()))
                .contains("\"error\":\"java.lang.IllegalStateException: why\\n\\tat dev.tradewind")
                .doesNotContain("\n");
    }

    @Test
    void aHaltIsAnAlertAndWhatAPersonDidIsNot() {
        LedgerEvent stopped = new LedgerEvent.StrategyHalted(1, "sma", "stopped by hand");
        DecisionLog.tell(log, "one", List.of(stopped), true);
        DecisionLog.tell(log, "one", List.of(new LedgerEvent.KillSwitchSet(1, true, "firm", "ann", "drill")), true);
        DecisionLog.tell(log, "one", List.of(new LedgerEvent.StrategyHalted(1, "sma", "onBar: died")), false);
        DecisionLog.tell(log, "one", List.of(new LedgerEvent.AccountHalted(1, "no answer")), false);

        assertThat(lines.list)
                .extracting(ILoggingEvent::getLevel)
                .containsExactly(Level.INFO, Level.INFO, Level.ERROR, Level.ERROR);
        assertThat(lines.list)
                .extracting(ILoggingEvent::getFormattedMessage)
                .containsExactly(
                        "strategy sma of one is stopped: stopped by hand",
                        "kill switch firm of one is ON, by ann: drill",
                        "ALERT strategy sma of one is halted: onBar: died",
                        "ALERT account one is halted: no answer");
    }
}
