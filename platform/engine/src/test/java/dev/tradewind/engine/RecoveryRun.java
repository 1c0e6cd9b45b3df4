package dev.tradewind.engine;

import dev.tradewind.engine.Engine.NamedStrategy;
import dev.tradewind.engine.codec.ByteReader;
import dev.tradewind.engine.codec.ByteWriter;
import dev.tradewind.engine.guard.Distance;
import dev.tradewind.engine.guard.GuardSpec;
import dev.tradewind.engine.ledger.Ledger;
import dev.tradewind.engine.ledger.LedgerCodec;
import dev.tradewind.engine.ledger.LedgerEvent;
import dev.tradewind.engine.ledger.LedgerSnapshot;
import dev.tradewind.engine.ledger.OrderState;
import dev.tradewind.engine.policy.NoRules;
import dev.tradewind.sdk.instrument.Instrument;
import dev.tradewind.sdk.instrument.InstrumentId;
import dev.tradewind.sdk.market.Bar;
import dev.tradewind.sdk.market.Timeframe;
import dev.tradewind.sdk.order.ClientOrderId;
import dev.tradewind.sdk.order.Order;
import dev.tradewind.sdk.order.OrderCommand;
import dev.tradewind.sdk.order.OrderConditions;
import dev.tradewind.sdk.order.OrderPrices;
import dev.tradewind.sdk.order.OrderRequest;
import dev.tradewind.sdk.order.Side;
import dev.tradewind.sdk.order.VenueEvent;
import dev.tradewind.sdk.plugin.VenueFill;
import dev.tradewind.sdk.strategy.Strategy;
import dev.tradewind.sdk.strategy.StrategyContext;
import dev.tradewind.sdk.value.Decimal;
import dev.tradewind.sdk.value.Money;
import dev.tradewind.sdk.value.Price;
import dev.tradewind.sdk.value.Quantity;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Random;
import java.util.Set;
import java.util.random.RandomGenerator;

/**
 * A running account between a fake exchange and a network that loses, delays, doubles and reorders, and a machine that
 * dies at any instant. What survives is the journal of durable batches; what happens depends on the seed alone.
 */
final class RecoveryRun {
    private static final long MILLI = 1_000_000L;
    private static final long LAG = 1_000 * MILLI;
    private static final RunSettings SETTINGS = new RunSettings(
            5_000 * MILLI,
            0,
            new RunSettings.Asking(3_000 * MILLI, LAG, 50, 10_000 * MILLI, 400 * MILLI),
            new RunSettings.VenueKeeps(true, false));
    static final List<Instrument> INSTRUMENTS = List.of(Rig.BTC, Rig.ETH);

    /** How the platform is broken on purpose. */
    enum Sabotage {
        NONE,
        /** After a restart, orders in doubt are sent once more. */
        BLIND_RESEND,
        /** Commands leave before the events that they come with are durable. */
        RELEASE_BEFORE_DURABLE
    }

    final FakeExchange exchange;
    final List<LedgerEvent> journal = new ArrayList<>();
    final Map<String, Integer> counts = new LinkedHashMap<>();
    Decimal deposited = Decimal.ZERO;
    Engine engine;

    private final Random random;
    private final Sabotage sabotage;
    private final boolean exitsOnly;
    private final PriorityQueue<Parcel> network = new PriorityQueue<>();
    private final Map<Long, Long> lastArrival = new LinkedHashMap<>();
    private final Map<ClientOrderId, Long> lastReport = new LinkedHashMap<>();
    private final Set<ClientOrderId> untold = new LinkedHashSet<>();
    private final ByteWriter bytes = new ByteWriter();
    private byte[] durable = new byte[0];
    private byte[] snapshot = LedgerSnapshot.write(new Ledger());
    private int snapshotAt;
    private long nowNanos = 100 * 1440 * Rig.MINUTE;
    private long sequence;
    private boolean calm;

    /** Something on its way. Either a command, or an input for this life of the engine. */
    private record Parcel(long at, long sequence, Object content, int life) implements Comparable<Parcel> {
        @Override
        public int compareTo(Parcel other) {
            int byTime = Long.compare(at, other.at);
            return byTime != 0 ? byTime : Long.compare(sequence, other.sequence);
        }
    }

    private int life;

    private final class Busy implements Strategy {
        @Override
        public void onBar(Bar bar, StrategyContext context) {
            if (calm) {
                return;
            }
            if (exitsOnly) {
                exitOrEnter(bar, context);
                return;
            }
            RandomGenerator dice = random;
            List<Order> open = context.openOrders(bar.instrument());
            Quantity quantity = Quantity.ofUnscaled(dice.nextInt(1, 3000), 3);
            Side side = dice.nextBoolean() ? Side.BUY : Side.SELL;
            Price price = Price.ofUnscaled(dice.nextInt(9000, 11000), 2);
            switch (dice.nextInt(6)) {
                case 0, 1 -> context.submit(OrderRequest.limit(bar.instrument(), side, quantity, price));
                case 2 -> context.submit(OrderRequest.market(bar.instrument(), side, quantity));
                case 3 -> open.stream().findAny().ifPresent(order -> context.cancel(order.id()));
                case 4 -> context.cancelAll(bar.instrument());
                default -> open.stream()
                        .filter(order -> order.request().prices().limit() != null)
                        .findFirst()
                        .ifPresent(order -> context.amend(
                                order.id(), order.filledQuantity().plus(quantity), OrderPrices.limit(price)));
            }
        }
    }

    private void exitOrEnter(Bar bar, StrategyContext context) {
        InstrumentId id = bar.instrument();
        List<Order> open = context.openOrders(id);
        Quantity quantity = Quantity.ofUnscaled(random.nextInt(1, 3000), 3);
        Price price = Price.ofUnscaled(random.nextInt(9000, 11000), 2);
        OrderRequest exit = random.nextBoolean()
                ? OrderRequest.limit(id, Side.SELL, quantity, price)
                : OrderRequest.market(id, Side.SELL, quantity);
        exit = exit.with(OrderConditions.GTC.withReduceOnly());
        switch (random.nextInt(8)) {
            case 0, 1 -> context.submit(OrderRequest.limit(id, Side.BUY, quantity, price));
            case 2, 3 -> context.submit(exit);
            case 4 -> context.submitOneCancelsOther(
                    exit,
                    OrderRequest.stop(id, Side.SELL, quantity, price).with(OrderConditions.GTC.withReduceOnly()));
            case 5 -> open.stream().findAny().ifPresent(order -> context.cancel(order.id()));
            case 6 -> context.exit(id, "enough");
            default -> open.stream()
                    .filter(order -> order.request().prices().limit() != null)
                    .findFirst()
                    .ifPresent(order -> context.amend(
                            order.id(), order.filledQuantity().plus(quantity), OrderPrices.limit(price)));
        }
    }

    /** What the exchange has sold more than it has bought; what was deposited in coins does not count. */
    Decimal oversold(Instrument instrument) {
        Decimal held = Decimal.ZERO;
        Decimal least = Decimal.ZERO;
        for (VenueFill fill : exchange.fills) {
            if (fill.instrument().equals(instrument.id())) {
                Decimal quantity = fill.fill().quantity().value();
                held = fill.side() == Side.BUY ? held.plus(quantity) : held.minus(quantity);
                least = least.min(held);
            }
        }
        return least.negate();
    }

    RecoveryRun(long seed, Sabotage sabotage) {
        this(seed, sabotage, false);
    }

    /** @param exitsOnly all that is sold are exits, which may only reduce */
    RecoveryRun(long seed, Sabotage sabotage, boolean exitsOnly) {
        this.exitsOnly = exitsOnly;
        this.random = new Random(seed);
        this.sabotage = sabotage;
        this.exchange = new FakeExchange(random, Money.of("100000", "USDT"), nowNanos);
        this.engine = newEngine(new Ledger());
        calm = true;
        for (Instrument instrument : INSTRUMENTS) {
            decide(new Input.AddInstrument(nowNanos, instrument));
        }
        decide(new Input.MoveCash(nowNanos, Money.of("100000", "USDT"), "start"));
        decide(new Input.StartStrategies(nowNanos));
        if (seed % 2 == 0) {
            guard();
        }
        calm = false;
    }

    /** Half of the runs have guards, which place, move and cancel orders on their own through all of this. */
    private void guard() {
        Distance near = new Distance.Percent(Decimal.parse("0.4"));
        Distance ranges = new Distance.Atr(Decimal.of(3), 5, Timeframe.MINUTE_1, Decimal.ONE);
        GuardSpec spec = GuardSpec.stop(near).withTarget(near).withTrailing(ranges);
        decide(new Input.SetGuard(nowNanos, "busy", Rig.BTC.id(), spec));
        decide(new Input.SetGuard(
                nowNanos, "", Rig.ETH.id(), GuardSpec.stop(ranges).withLongest(8_000 * MILLI)));
    }

    private Engine newEngine(Ledger ledger) {
        EngineConfig.HardLimits limits =
                new EngineConfig.HardLimits(Decimal.of(1_000_000), 200, FakeExchange.RECEIVE_WINDOW, false);
        return new Engine(
                Rig.config(limits).with(SETTINGS),
                new NoRules(),
                List.of(new NamedStrategy("busy", "", new Busy())),
                ledger);
    }

    private void count(String what) {
        counts.merge(what, 1, Integer::sum);
    }

    private boolean chance(int percent) {
        return !calm && random.nextInt(100) < percent;
    }

    /** One input: decided, made durable, sent; or the machine dies between two of these. */
    private void decide(Input input) {
        List<LedgerEvent> events = new ArrayList<>();
        List<OrderCommand> commands = new ArrayList<>();
        engine.decide(input, new Output() {
            @Override
            public void event(LedgerEvent event) {
                events.add(event);
            }

            @Override
            public void command(OrderCommand command) {
                commands.add(command);
            }
        });
        boolean crash = !commands.isEmpty() ? chance(6) : chance(1);
        int point = crash ? random.nextInt(3) : 3;
        if (sabotage == Sabotage.RELEASE_BEFORE_DURABLE) {
            commands.forEach(this::send);
        }
        if (point == 0) {
            count("killed before durable");
            recover();
            return;
        }
        events.forEach(event -> LedgerCodec.write(event, bytes));
        journal.addAll(events);
        if (point == 1) {
            count("killed between durable and sent");
            recover();
            return;
        }
        if (sabotage != Sabotage.RELEASE_BEFORE_DURABLE) {
            commands.forEach(this::send);
        }
        if (point == 2) {
            count("killed after sending");
            recover();
        } else if (random.nextInt(40) == 0) {
            durable = bytes.toByteArray();
            snapshot = LedgerSnapshot.write(engine.ledger());
            snapshotAt = durable.length;
        }
    }

    private void send(OrderCommand command) {
        exchange.learn(command);
        if (chance(8)) {
            count("command lost");
            maybeDoubt(command);
            return;
        }
        long delay = chance(5) ? random.nextLong(3_000) : calm ? 1 : random.nextLong(300);
        long at = Math.max(nowNanos + delay * MILLI, lastArrival.getOrDefault(command.orderId().value(), 0L));
        lastArrival.put(command.orderId().value(), at);
        network.add(new Parcel(at, sequence++, command, life));
    }

    private void maybeDoubt(OrderCommand command) {
        if (random.nextBoolean()) {
            report(new VenueEvent.FateUnknown(command.instrument(), command.clientOrderId(), "time out", nowNanos));
        }
    }

    private void report(VenueEvent event) {
        if (exitsOnly && event instanceof VenueEvent.Cancelled && untold.contains(event.clientOrderId())) {
            // A connection that knows of fills that it was not told asks for them first; here, the engine asks.
            return;
        }
        if (chance(8)) {
            untold.add(event.clientOrderId());
            count("report lost");
            if (chance(40)) {
                deliver(new VenueEvent.FateUnknown(event.instrument(), event.clientOrderId(), "time out", nowNanos));
            }
            return;
        }
        deliver(event);
        if (chance(8)) {
            count("report doubled");
            deliver(event);
        }
    }

    private void deliver(VenueEvent event) {
        long delay = chance(20) ? random.nextLong(2_500) : calm ? 1 : random.nextLong(100);
        long at = nowNanos + delay * MILLI;
        if (exitsOnly) {
            // An end does not overtake the fills before it.
            at = Math.max(at, lastReport.getOrDefault(event.clientOrderId(), 0L));
            lastReport.put(event.clientOrderId(), at);
        }
        network.add(new Parcel(at, sequence++, event, life));
    }

    /** The only start path: snapshot, fold, in doubt, asked, started. */
    private void recover() {
        life++;
        durable = bytes.toByteArray();
        boolean fromSnapshot = random.nextBoolean();
        Ledger ledger = fromSnapshot ? LedgerSnapshot.read(snapshot) : new Ledger();
        engine = newEngine(ledger);
        ByteReader in = new ByteReader(durable);
        while (in.hasMore()) {
            int at = in.position();
            LedgerEvent event = LedgerCodec.read(in);
            if (!fromSnapshot || at >= snapshotAt) {
                engine.evolve(event);
            }
        }
        nowNanos += random.nextLong(chance(30) ? 20_000 : 500) * MILLI;
        int before = life;
        decide(new Input.Restarted(nowNanos, "killed"));
        if (life == before && sabotage == Sabotage.BLIND_RESEND) {
            for (OrderState order : List.copyOf(engine.ledger().orders().open())) {
                ClientOrderId attempt = order.clientOrderId();
                if (order.isInDoubt() && attempt != null) {
                    send(new OrderCommand.SubmitOrder(
                            order.id(), attempt, order.request(), nowNanos, nowNanos + FakeExchange.RECEIVE_WINDOW));
                }
            }
        }
    }

    /** Lets time pass, and with it whatever happens. */
    private void step() {
        nowNanos += calm ? 500 * MILLI : random.nextLong(600) * MILLI;
        carry();
        trade();
        int before = life;
        decide(new Input.ClockTick(nowNanos));
        if (life != before) {
            return;
        }
        ask();
        if (life == before && !engine.ledger().operations().halted()) {
            startOrAct(before);
        }
    }

    private void startOrAct(int before) {
        boolean started = startedIn == life;
        if (!started && !engine.isRecovering()) {
            startedIn = life;
            decide(new Input.StartStrategies(nowNanos));
        } else if (started) {
            Instrument instrument = INSTRUMENTS.get(random.nextInt(INSTRUMENTS.size()));
            String price = Price.ofUnscaled(random.nextInt(9900, 10100), 2).toString();
            decide(new Input.MarketData(nowNanos, Bar.of(
                    instrument.id(), Timeframe.MINUTE_1, nowNanos, price, price, price, price, "10")));
        }
        if (life != before) {
            count("killed while running");
        }
    }

    private int startedIn;

    private void carry() {
        while (!network.isEmpty() && network.peek().at() <= nowNanos) {
            Parcel parcel = network.remove();
            if (parcel.content() instanceof OrderCommand command) {
                exchange.execute(command, parcel.at()).forEach(this::report);
            } else if (parcel.life() == life) {
                if (parcel.content() instanceof VenueStatement statement) {
                    decide(new Input.Reconcile(nowNanos, statement));
                } else {
                    decide(new Input.VenueReport(nowNanos, (VenueEvent) parcel.content()));
                }
            } else if (parcel.content() instanceof VenueEvent lost) {
                untold.add(lost.clientOrderId());
            }
        }
    }

    private void trade() {
        if (calm) {
            return;
        }
        if (random.nextInt(200) == 0) {
            Money money = new Money(Decimal.of(random.nextInt(1, 500)), Rig.USDT);
            deposited = deposited.plus(money.amount());
            exchange.move(money, nowNanos);
            count("deposit");
        }
        if (random.nextInt(150) == 0) {
            count("order by hand");
            exchange.place("web_1", OrderRequest.market(Rig.BTC.id(), Side.BUY, Quantity.of("0.5")), nowNanos);
        }
        for (FakeExchange.Held held : List.copyOf(exchange.orders)) {
            if (held.works() && random.nextInt(100) < 15) {
                Instrument instrument =
                        held.request.instrument().equals(Rig.BTC.id()) ? Rig.BTC : Rig.ETH;
                VenueFill fill = exchange.fill(held, instrument, nowNanos);
                if (ClientOrderId.isOne(held.client)) {
                    report(new VenueEvent.Filled(
                            fill.instrument(), ClientOrderId.parse(held.client), fill.side(), fill.fill(), nowNanos));
                }
            }
        }
    }

    private void ask() {
        for (ReconciliationNeed need : engine.reconciliationNeeded(nowNanos)) {
            if (chance(10)) {
                count("question unanswered");
                decide(new Input.Reconcile(nowNanos, VenueStatement.unanswered(need.venue(), nowNanos)));
            } else {
                VenueStatement statement =
                        exchange.answer(need.venue(), nowNanos, need.sinceNanos(), LAG, false);
                long delay = chance(30) ? random.nextLong(700) : 0;
                if (delay == 0) {
                    decide(new Input.Reconcile(nowNanos, statement));
                } else {
                    network.add(new Parcel(nowNanos + delay * MILLI, sequence++, statement, life));
                }
            }
            return;
        }
    }

    /** Runs through faults, and then until everything is quiet. */
    RecoveryRun run(int steps) {
        for (int i = 0; i < steps; i++) {
            step();
        }
        calm = true;
        for (int i = 0; i < 70; i++) {
            step();
        }
        return this;
    }
}
