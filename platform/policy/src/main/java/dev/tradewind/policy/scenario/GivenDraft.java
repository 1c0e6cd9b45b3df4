package dev.tradewind.policy.scenario;

import dev.tradewind.policy.RuleProblem;
import dev.tradewind.policy.language.Problems;
import dev.tradewind.policy.limits.FactTables;
import dev.tradewind.policy.limits.TableName;
import dev.tradewind.policy.scenario.Given.Account;
import dev.tradewind.policy.scenario.Given.MarketPrice;
import dev.tradewind.policy.scenario.Given.Sent;
import dev.tradewind.policy.scenario.Given.Worth;
import dev.tradewind.sdk.instrument.Instrument;
import dev.tradewind.sdk.value.Currency;
import dev.tradewind.sdk.value.Decimal;
import dev.tradewind.sdk.value.Price;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.nodes.Node;

/** What is given so far: first by the file, then by the scenario, key by key. */
final class GivenDraft {
    private static final List<String> KEYS =
            List.of("time", "account", "market", "instruments", "restricted", "tables");
    private static final List<String> ACCOUNT = List.of(
            "name", "currency", "equity", "day-start-equity", "peak-equity", "positions", "rates", "open-orders",
            "recent-orders");
    private static final List<String> TABLES =
            Arrays.stream(TableName.values()).map(TableName::text).toList();
    private static final Instant DEFAULT_TIME = Instant.parse("2026-01-05T12:00:00Z");
    private static final int MOST_ORDERS = 1_000;

    private final Problems problems;
    private long nanos = DEFAULT_TIME.getEpochSecond() * 1_000_000_000L;
    private String name = "main";
    private Currency currency = Currency.of("USDT");
    private @Nullable Decimal equity;
    private @Nullable Decimal dayStart;
    private @Nullable Decimal peak;
    private Map<String, Decimal> positions = new LinkedHashMap<>();
    private Map<Currency, Decimal> rates = new LinkedHashMap<>();
    private List<Node> open = List.of();
    private List<Node> recent = List.of();
    private Map<String, MarketPrice> market = new LinkedHashMap<>();
    private Map<String, String> restricted = new LinkedHashMap<>();
    private Map<TableName, String> tables = new EnumMap<>(TableName.class);
    private InstrumentDrafts instruments = new InstrumentDrafts();

    GivenDraft(Problems problems) {
        this.problems = problems;
    }

    GivenDraft copy() {
        GivenDraft copy = new GivenDraft(problems);
        copy.nanos = nanos;
        copy.name = name;
        copy.currency = currency;
        copy.equity = equity;
        copy.dayStart = dayStart;
        copy.peak = peak;
        copy.positions = new LinkedHashMap<>(positions);
        copy.rates = new LinkedHashMap<>(rates);
        copy.open = open;
        copy.recent = recent;
        copy.market = new LinkedHashMap<>(market);
        copy.restricted = new LinkedHashMap<>(restricted);
        copy.tables = new EnumMap<>(tables);
        copy.instruments = instruments.copy();
        return copy;
    }

    void read(Node node) {
        Fields given = Fields.of(problems, node, "`given`", KEYS);
        if (given.has("time")) {
            readTime(given);
        }
        given.node("account").ifPresent(this::readAccount);
        given.node("instruments").ifPresent(of -> instruments.describe(problems, of));
        given.node("market").ifPresent(this::readMarket);
        given.node("restricted").ifPresent(of -> {
            Fields bySymbol = Fields.of(problems, of, "`restricted`", List.of());
            bySymbol.symbols().forEach(symbol -> restricted.put(symbol, bySymbol.text(symbol, "")));
        });
        given.node("tables").ifPresent(this::readTables);
    }

    /** Rows in place of those of a table, each as a line of its text. */
    private void readTables(Node node) {
        Fields named = Fields.of(problems, node, "`tables`", TABLES);
        for (TableName table : TableName.values()) {
            if (named.has(table.text())) {
                List<RuleProblem> wrong = new ArrayList<>();
                StringBuilder text = new StringBuilder(table.header()).append('\n');
                named.words(table.text()).forEach(row -> text.append(row).append('\n'));
                FactTables.NONE.with(table, text.toString(), wrong);
                wrong.forEach(problem -> named.problem(table.text(),
                        "in row " + (problem.line() - 1) + ": " + problem.message(), problem.suggestion()));
                tables.put(table, text.toString());
            }
        }
    }

    private void readTime(Fields given) {
        try {
            Instant time = Instant.parse(given.text("time", ""));
            nanos = Math.addExact(Math.multiplyExact(time.getEpochSecond(), 1_000_000_000L), time.getNano());
        } catch (DateTimeException | ArithmeticException e) {
            given.problem("time", "this is not a time", "write it in UTC, such as 2026-01-05T12:00:00Z");
        }
    }

    private void readAccount(Node node) {
        Fields account = Fields.of(problems, node, "an account", ACCOUNT);
        name = account.text("name", name);
        if (!name.matches("[A-Za-z0-9]{1,12}")) {
            account.problem("name", "an account's name has 1 to 12 letters and digits", "");
            name = "main";
        }
        currency = Currency.of(account.code("currency", currency.code()));
        if (account.has("equity")) {
            equity = account.text("equity", "").equals("unknown") ? null : account.amount("equity");
        }
        dayStart = account.has("day-start-equity") ? account.amount("day-start-equity") : dayStart;
        peak = account.has("peak-equity") ? account.amount("peak-equity") : peak;
        account.node("positions").ifPresent(of -> {
            Fields held = Fields.of(problems, of, "`positions`", List.of());
            held.symbols().forEach(symbol ->
                    positions.put(symbol, Optional.ofNullable(held.number(symbol)).orElse(Decimal.ZERO)));
        });
        account.node("rates").ifPresent(of -> {
            Fields named = Fields.of(problems, of, "`rates`", List.of());
            named.symbols().forEach(code -> rates.put(Currency.of(code), named.amount(code, Decimal.ONE)));
        });
        open = account.has("open-orders") ? account.list("open-orders") : open;
        recent = account.has("recent-orders") ? account.list("recent-orders") : recent;
    }

    private void readMarket(Node node) {
        Fields bySymbol = Fields.of(problems, node, "`market`", List.of());
        for (String symbol : bySymbol.symbols()) {
            bySymbol.node(symbol).ifPresent(of -> {
                MarketPrice price = MarketFields.read(problems, of);
                if (price == null) {
                    market.remove(symbol);
                } else {
                    market.put(symbol, price);
                }
            });
        }
    }

    Instrument instrument(String symbol) {
        return instruments.of(symbol, currency);
    }

    long nanos() {
        return nanos;
    }

    /** Once all orders of the scenario have been read. */
    Given finished(Node at) {
        List<Sent> opened = sent(open, "3600", "name");
        List<Sent> over = sent(recent, "0.5", "filled");
        market.keySet().forEach(this::instrument);
        positions.keySet().forEach(this::instrument);
        return new Given(nanos, new Account(name, currency, worth(at), positions, rates, opened, over), market,
                instruments.made(), restricted, tables);
    }

    private @Nullable Worth worth(Node at) {
        Decimal known = equity;
        if (known == null) {
            if (dayStart != null || peak != null) {
                Fields.add(problems, at, "equity is unknown, so that it has no value of the day's start and no peak",
                        "give the account an equity");
            }
            return null;
        }
        for (String symbol : positions.keySet()) {
            if (!market.containsKey(symbol)) {
                Fields.add(problems, at, "a position in " + symbol + " has no price, so that equity is unknown",
                        "give " + symbol + " a price in `market`, or write equity: unknown");
                return null;
            }
        }
        Decimal began = dayStart == null ? known : dayStart;
        Decimal highest = known.max(began);
        if (peak != null && peak.compareTo(highest) < 0) {
            Fields.add(problems, at, "the peak of equity is below what equity is or was", "raise peak-equity");
        }
        return new Worth(known, began, peak == null ? highest : peak);
    }

    private List<Sent> sent(List<Node> nodes, String ago, String own) {
        List<Sent> sent = new ArrayList<>();
        for (Node node : nodes) {
            Fields order =
                    Fields.of(problems, node, "an order", OrderFields.keysAnd(own, "count", "seconds-ago"));
            Decimal filled = order.amount("filled");
            Instrument instrument = instrument(OrderFields.symbol(order));
            sent.add(new Sent(
                    order.text("name", ""),
                    OrderFields.strategy(order),
                    OrderFields.request(order, instrument.id(), nanos),
                    order.count("count", MOST_ORDERS),
                    order.nanos("seconds-ago", ago),
                    filled == null ? null : new Price(filled)));
        }
        return sent;
    }
}
