package dev.tradewind.simulation.matching;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tradewind.sdk.order.Side;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;

/** The fast book and the naive one, after every command of random streams: same answers, events, levels, state. */
class TwinTest {
    private static final int MAX_ORDERS = 3000;

    private static final class Twins {
        private final EventLog fastEvents = new EventLog();
        private final EventLog naiveEvents = new EventLog();
        private final MatchingBook fast = new MatchingBook(fastEvents, 1 << 12, MAX_ORDERS);
        private final NaiveBook naive = new NaiveBook(naiveEvents, MAX_ORDERS);
        private final OrderTicket ticket = new OrderTicket();

        void both(Command command) {
            boolean accepted = command.run(fast, ticket);
            assertThat(command.run(naive)).as("%s accepted", command).isEqualTo(accepted);
            assertThat(fastEvents.drain()).as("events of %s", command).isEqualTo(naiveEvents.drain());
            assertThat(fast.depth().stateHash()).as("state after %s", command).isEqualTo(naive.stateHash());
        }

        void sameLevels() {
            for (Side side : Side.values()) {
                List<String> levels = new ArrayList<>();
                fast.depth().levels(side, (price, quantity, orders) -> {
                    levels.add(price + ":" + quantity + ":" + orders);
                    assertThat(fast.depth().quantityAt(side, price)).isEqualTo(quantity);
                    assertThat(fast.depth().ordersAt(side, price)).isEqualTo(orders);
                    assertThat(fast.depth().quantityAt(side.opposite(), price)).isZero();
                    return true;
                });
                assertThat(levels).isEqualTo(naive.levels(side));
            }
            assertThat(fast.depth().openOrders()).isEqualTo(naive.openOrders());
        }
    }

    @Property(tries = 1500)
    void bothAgreeOnShortStreamsOfEverything(@ForAll("streams") List<Command> commands) {
        Twins twins = new Twins();
        for (Command command : commands) {
            twins.both(command);
            twins.sameLevels();
        }
    }

    /** Few prices and owners, so that orders meet; edges of the integers, so that sums would overflow. */
    @Provide
    Arbitrary<List<Command>> streams() {
        Arbitrary<Long> near = Arbitraries.longs().between(97, 103);
        Arbitrary<Long> prices = Arbitraries.frequencyOf(
                Tuple.of(30, near),
                Tuple.of(2, Arbitraries.of(-5L, 0L, 5_000L, 1L << 40)),
                Tuple.of(1, Arbitraries.of(Long.MIN_VALUE, Long.MIN_VALUE + 1, Long.MAX_VALUE)),
                Tuple.of(3, Arbitraries.longs().between(0, 2500)));
        Arbitrary<Long> quantities = Arbitraries.frequencyOf(
                Tuple.of(30, Arbitraries.longs().between(1, 12)),
                Tuple.of(1, Arbitraries.of(0L, -1L, Long.MAX_VALUE, Long.MIN_VALUE, 1L << 62)));
        Arbitrary<Long> displays = Arbitraries.frequencyOf(
                Tuple.of(10, Arbitraries.just(0L)),
                Tuple.of(5, Arbitraries.longs().between(1, 4)),
                Tuple.of(1, Arbitraries.just(-1L)));
        Arbitrary<Command.Terms> terms = Combinators.combine(
                        Arbitraries.of(OrderKind.class),
                        Arbitraries.longs().between(1, 3),
                        Arbitraries.of(Side.class),
                        displays,
                        Arbitraries.of(false, false, false, true),
                        near,
                        Arbitraries.of(SelfTrade.class))
                .as(Command.Terms::new);
        Arbitrary<Command.Type> types = Arbitraries.frequency(
                Tuple.of(10, Command.Type.SUBMIT),
                Tuple.of(2, Command.Type.AMEND),
                Tuple.of(1, Command.Type.MOVE),
                Tuple.of(1, Command.Type.REDUCE),
                Tuple.of(1, Command.Type.CANCEL));
        return Combinators.combine(types, Arbitraries.longs().between(1, 25), prices, quantities, terms)
                .as(Command::new)
                .list()
                .ofMaxSize(60);
    }

    /**
     * A market that wanders far out of the window, with thousands of levels, so that the window moves again and again.
     */
    @Property(tries = 25)
    void bothAgreeWhereverTheMarketGoes(@ForAll long seed) {
        Twins twins = new Twins();
        Random random = new Random(seed);
        long middle = random.nextLong();
        int spread = 1 << (3 + random.nextInt(12));
        List<Long> ids = new ArrayList<>();
        for (int i = 1; i <= 2500; i++) {
            middle += random.nextInt(2 * spread + 1) - spread / 2;
            Command command = next(random, i, middle, spread, ids);
            twins.both(command);
            if (i % 100 == 0) {
                twins.sameLevels();
            }
        }
    }

    private static Command next(Random random, long id, long middle, int spread, List<Long> ids) {
        long price = middle + random.nextInt(4 * spread) - 2L * spread;
        OrderKind kind = random.nextInt(4) > 0 ? OrderKind.LIMIT : OrderKind.at(random.nextInt(6));
        boolean stop = random.nextInt(8) == 0;
        Command.Terms terms = new Command.Terms(
                kind,
                random.nextInt(5),
                price < middle ^ random.nextInt(10) == 0 ? Side.BUY : Side.SELL,
                kind.rests() && random.nextInt(4) == 0 ? 1 + random.nextInt(3) : 0,
                stop,
                middle + random.nextInt(4 * spread) - 2L * spread,
                SelfTrade.at(random.nextInt(5)));
        if (ids.isEmpty() || random.nextInt(10) < 6) {
            ids.add(id);
            return new Command(Command.Type.SUBMIT, id, price, 1 + random.nextInt(20), terms);
        }
        Command.Type type = Command.Type.values()[1 + random.nextInt(4)];
        return new Command(type, ids.get(random.nextInt(ids.size())), price, 1 + random.nextInt(20), terms);
    }
}
