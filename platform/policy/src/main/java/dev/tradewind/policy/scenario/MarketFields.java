package dev.tradewind.policy.scenario;

import dev.tradewind.policy.language.Problems;
import dev.tradewind.policy.scenario.Given.MarketPrice;
import dev.tradewind.policy.scenario.Given.Past;
import dev.tradewind.sdk.market.BookLevels;
import dev.tradewind.sdk.market.PriceLevel;
import dev.tradewind.sdk.value.Decimal;
import dev.tradewind.sdk.value.Price;
import dev.tradewind.sdk.value.Quantity;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.nodes.Node;

/** Reads what a scenario says about the market of one symbol. */
final class MarketFields {
    private static final List<String> KEYS = List.of("price", "age-seconds", "history", "bids", "asks");

    private MarketFields() {}

    /** Null where the market has no price. */
    static @Nullable MarketPrice read(Problems problems, Node node) {
        Fields one = Fields.of(problems, node, "a market", KEYS);
        boolean none = one.required("price", "45000, or none").equals("none");
        Decimal price = none || !one.has("price") ? null : one.amount("price");
        if (price == null) {
            return null;
        }
        List<Past> before = new ArrayList<>();
        for (Node past : one.list("history")) {
            Fields fields = Fields.of(
                    problems, past, "a price of the past", List.of("price", "quantity", "seconds-ago"));
            fields.required("price", "45000");
            fields.required("seconds-ago", "60");
            before.add(new Past(fields.amount("price", Decimal.ONE), fields.amount("quantity", Decimal.ONE),
                    fields.nanos("seconds-ago", "0")));
        }
        Comparator<PriceLevel> upwards = Comparator.comparing(PriceLevel::price);
        BookLevels book = BookLevels.of(
                side(problems, one.list("bids"), upwards.reversed()), side(problems, one.list("asks"), upwards));
        return new MarketPrice(price, one.nanos("age-seconds", "0"), before, book);
    }

    private static List<PriceLevel> side(Problems problems, List<Node> nodes, Comparator<PriceLevel> order) {
        List<PriceLevel> levels = new ArrayList<>();
        for (Node node : nodes) {
            Fields level = Fields.of(problems, node, "a level of a book", List.of("price", "quantity"));
            level.required("price", "45000");
            level.required("quantity", "0.5");
            Price price = new Price(level.amount("price", Decimal.ONE));
            if (levels.stream().anyMatch(other -> other.price().equals(price))) {
                level.problem("price", "a second level at " + price, "put the two together");
            } else {
                levels.add(new PriceLevel(price, new Quantity(level.amount("quantity", Decimal.ONE))));
            }
        }
        levels.sort(order);
        return levels;
    }
}
