package dev.tradewind.testkit.scenario;

import dev.tradewind.engine.policy.Decision;
import dev.tradewind.sdk.instrument.InstrumentId;
import dev.tradewind.sdk.order.Liquidity;
import dev.tradewind.sdk.order.OrderPrices;
import dev.tradewind.sdk.order.OrderStatus;
import dev.tradewind.sdk.value.Currency;
import dev.tradewind.sdk.value.Decimal;
import dev.tradewind.sdk.value.Money;
import dev.tradewind.sdk.value.Price;
import dev.tradewind.testkit.scenario.Expectation.Figure;
import dev.tradewind.testkit.scenario.Statement.Given;
import dev.tradewind.testkit.scenario.Statement.NamedOrder;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads a scenario. */
final class ScenarioParser {
    private static final Decimal PLENTY = Decimal.of(1_000_000);

    private final String scenario;
    private final Set<String> orders = new LinkedHashSet<>();
    private @Nullable Given given;

    /** A statement and where it stands. */
    record Line(int number, String text, Statement statement) {}

    ScenarioParser(String scenario) {
        this.scenario = scenario;
    }

    List<Line> parse(String text) {
        List<Line> lines = new ArrayList<>();
        String[] raw = text.split("\n", -1);
        for (int i = 0; i < raw.length; i++) {
            Words words = new Words(scenario, i + 1, raw[i]);
            if (!words.isEmpty()) {
                lines.add(new Line(i + 1, raw[i].strip(), statement(words)));
                words.expectEnd();
            }
        }
        if (lines.isEmpty()) {
            throw new ScenarioSyntaxException(scenario + ": expected a line that starts with 'given', found nothing");
        }
        return lines;
    }

    private Statement statement(Words words) {
        Given market = given;
        if (market == null) {
            words.expect("given");
            market = new GivenWords(words).read();
            given = market;
            return market;
        }
        if (words.sees("buy") || words.sees("sell")) {
            return place(market.instrument().id(), words);
        }
        return switch (words.oneOf(
                "bar", "gap", "expect", "cancel", "amend", "kill", "approve", "refuse", "deposit", "deny", "hold",
                "reduce", "buy", "sell")) {
            case "bar" -> bar(words);
            case "gap" -> gap(words);
            case "expect" -> expect(words);
            case "cancel" -> new Statement.Cancel(words.takes("all") ? null : order(words));
            case "amend" -> amend(words);
            case "kill" -> new Statement.Kill(words.oneOf("on", "off").equals("on"));
            case "approve" -> new Statement.Answer(order(words), true);
            case "refuse" -> new Statement.Answer(order(words), false);
            case "deposit" ->
                new Statement.Deposit(new Money(words.number("an amount"), Currency.of(words.name("a currency"))));
            case "deny" -> rule(Decision.DENY, words);
            case "hold" -> rule(Decision.HOLD, words);
            case "reduce" -> rule(Decision.REDUCE, words);
            default -> throw words.expected("a statement");
        };
    }

    private Statement place(InstrumentId instrument, Words words) {
        List<NamedOrder> placed = new ArrayList<>();
        placed.add(new OrderWords(instrument, words).read());
        if (words.takes("or")) {
            placed.add(new OrderWords(instrument, words).read());
        }
        for (NamedOrder order : placed) {
            String name = order.name();
            if (!name.isEmpty() && (name.equalsIgnoreCase("all") || isFigure(name))) {
                throw words.expected("another name than '" + name + "', which means something else, before this");
            }
            if (!name.isEmpty() && !orders.add(name)) {
                throw words.expected("a name that is not used yet (there is a '" + name + "') before this");
            }
        }
        return new Statement.Place(placed);
    }

    private Statement bar(Words words) {
        List<Decimal> prices = new ArrayList<>();
        if (words.takes("at")) {
            Decimal price = words.number("a price");
            prices.addAll(List.of(price, price, price, price));
        } else {
            for (String name : List.of("open", "high", "low", "close")) {
                words.expect(name);
                prices.add(words.number("the " + name + " price"));
            }
            Decimal top = prices.get(0).max(prices.get(3));
            Decimal bottom = prices.get(0).min(prices.get(3));
            if (prices.get(1).compareTo(top) < 0 || prices.get(2).compareTo(bottom) > 0) {
                throw words.expected("high and low that enclose open and close before this");
            }
        }
        Decimal volume = words.takes("volume") ? words.number("a volume") : PLENTY;
        if (volume.signum() < 0) {
            throw words.expected("a volume that is not negative before this");
        }
        return new Statement.OneBar(prices, volume);
    }

    private static Statement gap(Words words) {
        int bars = words.wholeNumber("how many bars are missing");
        if (!words.takes("bars")) {
            words.expect("bar");
        }
        return new Statement.Gap(bars);
    }

    private static Statement rule(Decision decision, Words words) {
        words.expect("above");
        Decimal above = words.number("a quantity");
        words.expect("as");
        return new Statement.Rule(decision, above, words.name("a code").toUpperCase(Locale.ROOT));
    }

    private Statement amend(Words words) {
        String order = order(words);
        words.expect("to");
        Decimal quantity = words.number("the new quantity");
        Price limit = null;
        Price stop = null;
        Decimal trailing = null;
        while (!words.isEmpty()) {
            switch (words.oneOf("limit", "stop", "trailing")) {
                case "limit" -> limit = new Price(words.number("a limit price"));
                case "stop" -> stop = new Price(words.number("a stop price"));
                default -> trailing = words.number("a trailing offset");
            }
        }
        return new Statement.Amend(order, quantity, new OrderPrices(limit, stop, trailing));
    }

    /** The name of an order that a line above has placed, or of an exit of its bracket. */
    private String order(Words words) {
        String seen = words.peek();
        for (String order : orders) {
            String lower = order.toLowerCase(Locale.ROOT);
            boolean exit = seen.startsWith(lower + ".stop-loss") || seen.startsWith(lower + ".take-profit");
            if (exit || seen.equals(lower)) {
                String name = words.name("an order");
                return order + name.substring(order.length());
            }
        }
        throw words.expected(orders.isEmpty()
                ? "the name of an order, but no line above gives one ('as NAME')"
                : "the name of an order (" + String.join(", ", orders) + ")");
    }

    private Statement expect(Words words) {
        List<Expectation> all = new ArrayList<>();
        all.add(expectation(words));
        while (words.takes(",")) {
            all.add(expectation(words));
        }
        return new Statement.Expect(all);
    }

    private static boolean isFigure(String word) {
        for (Figure figure : Figure.values()) {
            if (figure.name().equalsIgnoreCase(word)) {
                return true;
            }
        }
        return false;
    }

    private Expectation expectation(Words words) {
        if (isFigure(words.peek())) {
            Figure figure = Figure.valueOf(words.name("a figure").toUpperCase(Locale.ROOT));
            Decimal value = words.number("what " + figure.name().toLowerCase(Locale.ROOT) + " must be");
            boolean average = figure == Figure.POSITION && words.takes("at");
            return new Expectation.Amount(figure, value, average ? words.number("an average price") : null);
        }
        String order = order(words);
        return switch (words.oneOf(
                "submitted", "accepted", "partly-filled", "filled", "cancelled", "expired", "rejected", "denied",
                "held", "pending-cancel", "pending-amend", "triggered", "stands", "refused")) {
            case "submitted" -> plain(order, OrderStatus.SUBMITTED);
            case "accepted" -> plain(order, OrderStatus.ACCEPTED);
            case "partly-filled" -> filled(order, OrderStatus.PARTIALLY_FILLED, words);
            case "filled" -> filled(order, OrderStatus.FILLED, words);
            case "cancelled" -> because(order, OrderStatus.CANCELLED, words);
            case "expired" -> because(order, OrderStatus.EXPIRED, words);
            case "rejected" -> because(order, OrderStatus.REJECTED, words);
            case "denied" -> because(order, OrderStatus.DENIED, words);
            case "held" -> because(order, OrderStatus.HELD, words);
            case "pending-cancel" -> plain(order, OrderStatus.PENDING_CANCEL);
            case "pending-amend" -> plain(order, OrderStatus.PENDING_AMEND);
            case "triggered" -> new Expectation.Triggered(order);
            case "stands" -> stands(order, words);
            default -> new Expectation.Refused(order, words.quotedText("a part of the reason, in quotes"));
        };
    }

    private static Expectation plain(String order, OrderStatus status) {
        return new Expectation.OrderIs(order, status, null, null, null, null);
    }

    private static Expectation filled(String order, OrderStatus status, Words words) {
        Decimal quantity = words.seesNumber() ? words.number("a quantity") : null;
        Decimal price = words.takes("at") ? words.number("a price") : null;
        Liquidity liquidity = words.takes("maker") ? Liquidity.MAKER : words.takes("taker") ? Liquidity.TAKER : null;
        return new Expectation.OrderIs(order, status, quantity, price, liquidity, null);
    }

    /** A status with what was filled before, and a code or a part of the reason. */
    private static Expectation because(String order, OrderStatus status, Words words) {
        Decimal quantity = words.seesNumber() ? words.number("a filled quantity") : null;
        String reason = null;
        if (words.seesQuoted()) {
            reason = words.quotedText("a part of the reason");
        } else if (status == OrderStatus.DENIED && !words.isEmpty() && !words.sees(",")) {
            reason = words.name("a denial code").toUpperCase(Locale.ROOT) + ":";
        }
        return new Expectation.OrderIs(order, status, quantity, null, null, reason);
    }

    private static Expectation stands(String order, Words words) {
        Decimal quantity = words.number("its quantity");
        Decimal price = words.takes("at") ? words.number("its limit or stop price") : null;
        return new Expectation.Stands(order, quantity, price);
    }
}
