package dev.tradewind.testkit.exchange;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * How an exchange is to be.
 *
 * @param port to listen at, on 127.0.0.1; 0: any that is free
 * @param seed of the market and of the faults
 * @param folder where it writes what happened
 * @param manualClock whether time stands still until {@code /control} advances it
 * @param idleSeconds after so long without a request or an open stream it ends
 * @param endsWithInput whether it ends when its standard input does, as it does with the process that started it
 * @param symbols what is traded
 * @param accounts who trades
 * @param faults what goes wrong
 * @param limits how much clients may ask
 */
public record ExchangeOptions(
        int port,
        long seed,
        Path folder,
        boolean manualClock,
        int idleSeconds,
        boolean endsWithInput,
        List<String> symbols,
        List<AccountSpec> accounts,
        FaultPlan faults,
        Limits limits) {
    /** The options of the command line. */
    public static final String USAGE = "options: [--port N] [--seed N] [--folder DIR] [--clock wall|test]"
            + " [--idle-seconds N] [--end-with-input] [--symbols BTCUSDT,ETHUSDT,BNBUSDT,ETHBTC]"
            + " [--account KEY:SECRET:ASSET=AMOUNT,…]… [--faults none|storm|TYPE=RATE,…]"
            + " [--weight-limit N] [--order-limit N] [--query-lag-millis N]";

    /**
     * What a client may do.
     *
     * @param weight a minute
     * @param orders in 10 seconds
     * @param queryLagMillis so young orders and trades are not found by queries yet
     */
    public record Limits(int weight, int orders, int queryLagMillis) {
        /** As Binance has them, without a lag. */
        public static final Limits STANDARD = new Limits(6000, 100, 0);

        /** @throws IllegalArgumentException if a limit is not positive, or the lag not in 0..10,000 */
        public Limits {
            if (weight < 1 || orders < 1 || queryLagMillis < 0 || queryLagMillis > 10_000) {
                throw new IllegalArgumentException("limits must be positive, and the lag 0 to 10000 ms");
            }
        }
    }

    /** @throws IllegalArgumentException if one is out of its range */
    public ExchangeOptions {
        symbols = List.copyOf(symbols);
        accounts = List.copyOf(accounts);
        if (port < 0 || port > 65_535) {
            throw new IllegalArgumentException("the port must be 0 to 65535, was " + port);
        }
        if (idleSeconds < 1) {
            throw new IllegalArgumentException("the idle time must be at least 1 s, was " + idleSeconds);
        }
        symbols.forEach(Symbol::named);
        if (symbols.isEmpty() || symbols.stream().distinct().count() < symbols.size()) {
            throw new IllegalArgumentException("at least one symbol, each once: " + symbols);
        }
        if (accounts.isEmpty()
                || accounts.stream().map(AccountSpec::apiKey).distinct().count() < accounts.size()) {
            throw new IllegalArgumentException("at least one account, each key once");
        }
    }

    /** Any port, seed 1, the wall clock, ten idle minutes, all symbols, one account, no faults. */
    public static ExchangeOptions standard(Path folder) {
        return new ExchangeOptions(
                0,
                1,
                folder,
                false,
                600,
                false,
                List.of("BTCUSDT", "ETHUSDT", "BNBUSDT", "ETHBTC"),
                List.of(AccountSpec.standard()),
                FaultPlan.NONE,
                Limits.STANDARD);
    }

    public ExchangeOptions withSeed(long newSeed) {
        return new ExchangeOptions(port, newSeed, folder, manualClock, idleSeconds, endsWithInput, symbols, accounts,
                faults, limits);
    }

    public ExchangeOptions withManualClock() {
        return new ExchangeOptions(
                port, seed, folder, true, idleSeconds, endsWithInput, symbols, accounts, faults, limits);
    }

    public ExchangeOptions withFaults(FaultPlan newFaults) {
        return new ExchangeOptions(port, seed, folder, manualClock, idleSeconds, endsWithInput, symbols, accounts,
                newFaults, limits);
    }

    public ExchangeOptions withLimits(Limits newLimits) {
        return new ExchangeOptions(port, seed, folder, manualClock, idleSeconds, endsWithInput, symbols, accounts,
                faults, newLimits);
    }

    public ExchangeOptions withAccounts(List<AccountSpec> newAccounts) {
        return new ExchangeOptions(port, seed, folder, manualClock, idleSeconds, endsWithInput, symbols, newAccounts,
                faults, limits);
    }

    public ExchangeOptions endingWithInput() {
        return new ExchangeOptions(
                port, seed, folder, manualClock, idleSeconds, true, symbols, accounts, faults, limits);
    }

    public ExchangeOptions endingWhenIdleFor(int seconds) {
        return new ExchangeOptions(
                port, seed, folder, manualClock, seconds, endsWithInput, symbols, accounts, faults, limits);
    }

    /** As {@link #parse} reads them. */
    public List<String> arguments() {
        List<String> arguments = new ArrayList<>(List.of(
                "--port", Integer.toString(port),
                "--seed", Long.toString(seed),
                "--folder", folder.toString(),
                "--clock", manualClock ? "test" : "wall",
                "--idle-seconds", Integer.toString(idleSeconds),
                "--symbols", String.join(",", symbols),
                "--faults", faults.text(),
                "--weight-limit", Integer.toString(limits.weight()),
                "--order-limit", Integer.toString(limits.orders()),
                "--query-lag-millis", Integer.toString(limits.queryLagMillis())));
        accounts.forEach(account -> arguments.addAll(List.of("--account", account.text())));
        if (endsWithInput) {
            arguments.add("--end-with-input");
        }
        return arguments;
    }

    /**
     * Reads a command line.
     *
     * @param defaultFolder used unless {@code --folder} is given
     * @throws IllegalArgumentException if an option is unknown, lacks its value or is out of range
     */
    public static ExchangeOptions parse(List<String> arguments, Path defaultFolder) {
        ExchangeOptions options = standard(defaultFolder);
        List<AccountSpec> named = new ArrayList<>();
        int at = 0;
        while (at < arguments.size()) {
            String option = arguments.get(at++);
            if (option.equals("--end-with-input")) {
                options = options.endingWithInput();
                continue;
            }
            if (at == arguments.size()) {
                throw new IllegalArgumentException(option + " is unknown or lacks its value; " + USAGE);
            }
            String value = arguments.get(at++);
            if (option.equals("--account")) {
                named.add(AccountSpec.parse(value));
            } else {
                options = options.with(option, value);
            }
        }
        return named.isEmpty() ? options : options.withAccounts(named);
    }

    private ExchangeOptions with(String option, String value) {
        return switch (option) {
            case "--port" -> new ExchangeOptions(number(option, value), seed, folder, manualClock, idleSeconds,
                    endsWithInput, symbols, accounts, faults, limits);
            case "--seed" -> withSeed(longNumber(option, value));
            case "--folder" -> new ExchangeOptions(port, seed, Path.of(value), manualClock, idleSeconds,
                    endsWithInput, symbols, accounts, faults, limits);
            case "--clock" -> switch (value) {
                case "wall" -> this;
                case "test" -> withManualClock();
                default -> throw new IllegalArgumentException("--clock is wall or test, was '" + value + "'");
            };
            case "--idle-seconds" -> endingWhenIdleFor(number(option, value));
            case "--symbols" -> new ExchangeOptions(port, seed, folder, manualClock, idleSeconds, endsWithInput,
                    List.of(value.split(",")), accounts, faults, limits);
            case "--faults" -> withFaults(FaultPlan.parse(value));
            case "--weight-limit" -> withLimits(
                    new Limits(number(option, value), limits.orders(), limits.queryLagMillis()));
            case "--order-limit" -> withLimits(
                    new Limits(limits.weight(), number(option, value), limits.queryLagMillis()));
            case "--query-lag-millis" -> withLimits(
                    new Limits(limits.weight(), limits.orders(), number(option, value)));
            default -> throw new IllegalArgumentException("unknown option " + option + "; " + USAGE);
        };
    }

    private static int number(String option, String value) {
        return Math.toIntExact(longNumber(option, value));
    }

    private static long longNumber(String option, String value) {
        try {
            return Long.parseLong(value);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(option + " must be a number, was '" + value + "'", e);
        }
    }
}
