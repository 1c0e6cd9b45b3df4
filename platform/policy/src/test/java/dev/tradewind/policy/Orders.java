package dev.tradewind.policy;

import dev.tradewind.engine.policy.Check;
import java.nio.file.Path;

/** An ordinary order that every shipped rule lets pass, to be changed by a test; and the shipped rules. */
final class Orders {
    static final Path SHIPPED = Path.of(System.getProperty("tradewind.root", "../.."), "rules");

    private Orders() {}

    static Check ordinary() {
        Check check = new Check();
        check.setSymbol("BTCUSDT");
        check.setVenue("BINANCE");
        check.setAccount("main");
        check.setStrategy("sma-cross");
        check.setKind("SPOT");
        check.setSide("BUY");
        check.setType("MARKET");
        check.setTimeInForce("IOC");
        check.setEquityKnown(true);
        check.setQuantity(0.001);
        check.setPrice(45_000);
        check.setNotional(45);
        check.setReferencePrice(45_000);
        check.setPositionQuantityAfter(0.001);
        check.setPositionNotionalAfter(45);
        check.setEquity(10_000);
        check.setGrossExposureAfter(45);
        check.setLeverageAfter(0.0045);
        // Enough for the ratio of orders to trades to be looked at.
        check.setMessagesToday(5_000);
        return check;
    }
}
