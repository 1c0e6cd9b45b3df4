package dev.tradewind.runtime.node;

import dev.tradewind.engine.ledger.LedgerEvent;
import java.time.Instant;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Says at once what people must know of: it may be long until the batch that it stands in is durable. */
final class DecisionLog {
    private static final Logger LOG = LoggerFactory.getLogger(DecisionLog.class);

    private DecisionLog() {}

    /** @param byHand whether a person asked for what led to these events */
    static void tell(String account, List<LedgerEvent> events, boolean byHand) {
        tell(LOG, account, events, byHand);
    }

    static void tell(Logger log, String account, List<LedgerEvent> events, boolean byHand) {
        for (LedgerEvent event : events) {
            switch (event) {
                case LedgerEvent.AccountHalted halted ->
                    log.error("ALERT account {} is halted: {}", account, halted.reason());
                case LedgerEvent.AccountResumed resumed ->
                    log.info("account {} trades again: {}", account, resumed.by());
                case LedgerEvent.StrategyHalted halted when byHand ->
                    log.info("strategy {} of {} is stopped: {}", halted.strategy(), account, halted.reason());
                case LedgerEvent.StrategyHalted halted ->
                    log.error("ALERT strategy {} of {} is halted: {}", halted.strategy(), account, halted.reason());
                case LedgerEvent.KillSwitchSet set ->
                    log.info(
                            "kill switch {} of {} is {}, by {}: {}",
                            set.scope(),
                            account,
                            set.on() ? "ON" : "off",
                            set.by(),
                            set.reason());
                case LedgerEvent.OverrideGranted granted ->
                    log.warn(
                            "ALERT account {}: {} lets an order like {} through until {}, which {} denied: {}",
                            account,
                            granted.by(),
                            granted.denied(),
                            Instant.ofEpochSecond(0, granted.untilNanos()),
                            String.join(", ", granted.codes()),
                            granted.reason());
                case LedgerEvent.OverrideUsed used ->
                    log.warn(
                            "ALERT account {}: order {} goes out on {}'s word; {} was denied",
                            account,
                            used.orderId(),
                            used.by(),
                            used.denied());
                default -> {}
            }
        }
    }
}
