package dev.tradewind.testkit.scenario;

import dev.tradewind.engine.Engine;
import dev.tradewind.sdk.instrument.Instrument;
import dev.tradewind.sdk.order.Fill;
import dev.tradewind.sdk.order.Order;
import dev.tradewind.sdk.order.OrderId;
import dev.tradewind.sdk.strategy.Position;
import dev.tradewind.sdk.value.Decimal;
import dev.tradewind.sdk.value.Money;
import dev.tradewind.sdk.value.Price;
import dev.tradewind.testkit.scenario.Expectation.Amount;
import dev.tradewind.testkit.scenario.Expectation.Figure;
import dev.tradewind.testkit.scenario.Expectation.OrderIs;
import dev.tradewind.testkit.scenario.Stories.Story;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Compares what a scenario expects with what is. */
final class Expectations {
    private final Engine engine;
    private final Instrument instrument;
    private final Stories stories;

    Expectations(Engine engine, Instrument instrument, Stories stories) {
        this.engine = engine;
        this.instrument = instrument;
        this.stories = stories;
    }

    /** What is not as expected, for people; null if all is. */
    @Nullable String fault(List<Expectation> all) {
        List<String> faults = new ArrayList<>();
        for (Expectation one : all) {
            String fault =
                    switch (one) {
                        case Amount amount -> amount(amount);
                        case OrderIs order -> order(order);
                        case Expectation.Triggered trigger -> triggered(trigger);
                        case Expectation.Stands stands -> stands(stands);
                        case Expectation.Refused refused -> refused(refused);
                    };
            if (fault != null) {
                faults.add(fault);
            }
        }
        return faults.isEmpty() ? null : String.join("; ", faults);
    }

    private @Nullable String amount(Amount expected) {
        Decimal actual = actual(expected.figure());
        String name = expected.figure().name().toLowerCase(Locale.ROOT);
        if (!actual.equals(expected.value())) {
            return "expected " + name + " " + expected.value() + ", but it is " + actual;
        }
        Decimal average = expected.average();
        Price price = position().averagePrice();
        if (average != null && (price == null || !price.value().equals(average))) {
            return "expected " + name + " at " + average + ", but the average price is "
                    + (price == null ? "none" : price);
        }
        return null;
    }

    private Position position() {
        return Objects.requireNonNull(engine.position(instrument.id()), "the instrument was added");
    }

    private Decimal actual(Figure figure) {
        return switch (figure) {
            case POSITION -> position().signedQuantity();
            case CASH -> engine.ledger().cash(instrument.settlement());
            case EQUITY -> engine.portfolio().equity().amount();
            case REALISED -> position().realisedPnl().amount();
            case UNREALISED -> position().unrealisedPnl().amount();
            case FEES ->
                engine.ledger().fees().stream()
                        .filter(fee -> fee.currency().equals(instrument.settlement()))
                        .map(Money::amount)
                        .reduce(Decimal.ZERO, Decimal::plus);
            case ORDERS -> Decimal.of(engine.ledger().orders().open().size());
            case FILLS -> Decimal.of(engine.ledger().fills());
        };
    }

    private @Nullable String order(OrderIs expected) {
        OrderId id = stories.find(expected.order());
        Order order = id == null ? null : engine.ledger().orders().get(id);
        if (id == null || order == null) {
            return "expected " + wanted(expected) + ", but there is no order " + expected.order();
        }
        Story story = stories.story(id);
        Fill last = story.lastFill();
        Price average = order.averagePrice();
        boolean good = order.status() == expected.status()
                && (expected.quantity() == null
                        || order.filledQuantity().value().equals(expected.quantity()))
                && (expected.price() == null || (average != null && average.value().equals(expected.price())))
                && (expected.liquidity() == null || (last != null && last.liquidity() == expected.liquidity()))
                && (expected.reason() == null || story.reason().contains(expected.reason()));
        if (good) {
            return null;
        }
        String filled = order.filledQuantity().isZero() ? "" : " filled " + order.filledQuantity() + " at " + average;
        return "expected " + wanted(expected) + ", but it is " + order.status() + filled + " (" + story + ")";
    }

    private static String wanted(OrderIs expected) {
        return expected.order() + " " + expected.status()
                + (expected.quantity() == null ? "" : " filled " + expected.quantity())
                + (expected.price() == null ? "" : " at " + expected.price())
                + (expected.liquidity() == null ? "" : " " + expected.liquidity())
                + (expected.reason() == null ? "" : " because '" + expected.reason() + "'");
    }

    private @Nullable String triggered(Expectation.Triggered expected) {
        OrderId id = stories.find(expected.order());
        if (id == null) {
            return "expected " + expected.order() + " triggered, but there is no such order";
        }
        Story story = stories.story(id);
        return story.triggered() ? null : "expected " + expected.order() + " triggered, but it is not (" + story + ")";
    }

    private @Nullable String stands(Expectation.Stands expected) {
        OrderId id = stories.find(expected.order());
        Order order = id == null ? null : engine.ledger().orders().get(id);
        if (id == null || order == null) {
            return "expected " + expected.order() + " to stand, but there is no such order";
        }
        Price limit = order.request().prices().limit();
        Price price = limit == null ? order.request().prices().stop() : limit;
        boolean good = order.request().quantity().value().equals(expected.quantity())
                && (expected.price() == null || (price != null && price.value().equals(expected.price())));
        return good
                ? null
                : "expected " + expected.order() + " to stand at " + expected.quantity() + " at " + expected.price()
                        + ", but it is " + order.request().quantity() + " at " + price + " (" + stories.story(id) + ")";
    }

    private @Nullable String refused(Expectation.Refused expected) {
        OrderId id = stories.find(expected.order());
        String refusal = id == null ? "" : stories.story(id).refusal();
        if (!refusal.isEmpty() && refusal.contains(expected.reason())) {
            return null;
        }
        return "expected a request about " + expected.order() + " to be refused because '" + expected.reason()
                + "', but " + (refusal.isEmpty() ? "none was refused" : "the reason is '" + refusal + "'");
    }
}
