package dev.tradewind.policy.bench;

import dev.tradewind.engine.policy.Check;
import dev.tradewind.engine.policy.Limits.Limit;
import dev.tradewind.engine.policy.Policy;
import dev.tradewind.engine.policy.Verdict;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** Rules of four conditions each, the first three of which hold for every order, and the same in plain Java. */
public final class GeneratedRules {
    private static final double LIMIT = 100_000;

    private GeneratedRules() {}

    /** Writes a rules folder whose rules an order of a small notional passes only in their last condition. */
    public static void write(Path folder, int count) throws IOException {
        StringBuilder text = new StringBuilder("""
                package tradewind.risk
                import dev.tradewind.engine.policy.Check
                global dev.tradewind.policy.VerdictCollector verdict
                """);
        for (int i = 0; i < count; i++) {
            text.append(String.format(
                    Locale.ROOT,
                    """
                    rule "Generated %1$d" @code(GENERATED_%1$d) @severity(HARD) @owner("Bench") @description("d")
                    when
                        Check( equityKnown == true, quantity > %2$.6f, price < %3$d,
                               notional > limits.maxOrderNotional + %1$d,
                               $actual : notional, $limit : limits.maxOrderNotional )
                    then
                        verdict.deny($actual, $limit, "The order is worth {actual}, the limit is {limit}.");
                    end
                    """,
                    i,
                    i * 1e-6,
                    1_000_000 + i));
        }
        put(folder.resolve("risk/generated.drl"), text.toString());
        writeLimits(folder, "100000", 1);
        put(folder.resolve("limits/restricted.csv"), "symbol,venue,reason,from,until\n");
    }

    /** Gives a rules folder limits that no small order meets, however many there are in a second. */
    public static void writeLimits(Path folder) throws IOException {
        writeLimits(folder, "100000", 1);
    }

    /**
     * @param notional the largest value of an order
     * @param rows of the table; all but the first are of symbols that nobody trades
     */
    static void writeLimits(Path folder, String notional, int rows) throws IOException {
        String columns = Arrays.stream(Limit.values()).map(Limit::column).collect(Collectors.joining(","));
        String values = Arrays.stream(Limit.values())
                .map(limit -> limit == Limit.MAX_ORDER_NOTIONAL ? notional : "unlimited")
                .collect(Collectors.joining(","));
        StringBuilder table = new StringBuilder("account,strategy,symbol," + columns + "\n*,*,*," + values + "\n");
        for (int row = 1; row < rows; row++) {
            table.append("main,strategy-").append(row % 10).append(",SYMBOL").append(row).append(',').append(values)
                    .append('\n');
        }
        put(folder.resolve("limits/limits.csv"), table.toString());
    }

    private static void put(Path file, String text) throws IOException {
        Path parent = file.getParent();
        if (parent != null) {
            Files.createDirectories(parent);
        }
        Files.writeString(file, text);
    }

    /** An order that no rule objects to, neither a generated nor a shipped one. */
    static Check harmless() {
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
        return check;
    }

    /** An order that the first rule alone denies. */
    static Check tooLarge() {
        Check check = harmless();
        check.setNotional(LIMIT + 0.5);
        return check;
    }

    /** The same rules written by hand. */
    static final class HandWritten implements Policy {
        private final double[] quantities;
        private final double[] prices;

        HandWritten(int count) {
            quantities = new double[count];
            prices = new double[count];
            for (int i = 0; i < count; i++) {
                quantities[i] = i * 1e-6;
                prices[i] = 1_000_000.0 + i;
            }
        }

        @Override
        public String ruleSet() {
            return "none";
        }

        @Override
        public Verdict judge(Check check) {
            Verdict verdict = Verdict.ALLOW;
            for (int i = 0; i < quantities.length; i++) {
                if (check.isEquityKnown()
                        && check.getQuantity() > quantities[i]
                        && check.getPrice() < prices[i]
                        && check.getNotional() > LIMIT + i) {
                    verdict = Verdict.deny(
                            "GENERATED_" + i,
                            check.getNotional(),
                            LIMIT,
                            "The order is worth " + check.getNotional() + ", the limit is " + LIMIT + ".");
                }
            }
            return verdict;
        }
    }
}
