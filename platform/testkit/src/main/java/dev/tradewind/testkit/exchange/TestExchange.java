package dev.tradewind.testkit.exchange;

import dev.tradewind.testkit.exchange.Faults.Fault;
import java.io.BufferedInputStream;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * An exchange in operation, in this process; {@link ExchangeProcess} starts one as a process of its own. It speaks
 * Binance's spot dialect on the loopback address: REST below {@code /api/v3}, market and user streams at {@code /ws}
 * and {@code /stream}, the WebSocket API at {@code /ws-api/v3}; and beside it {@code /truth}, {@code /faults} and
 * {@code /control}. See the README of the test kit.
 */
public final class TestExchange implements AutoCloseable {
    /** 2026-01-01T00:00:00Z, where the test clock begins. */
    public static final long TEST_CLOCK_START_MILLIS = 1_767_225_600_000L;

    private static final int BEAT_MILLIS = 10;
    private static final int PING_SECONDS = 20;
    private static final int MOST_STREAMS_OF_AN_ADDRESS = 200;

    private final ExchangeOptions options;
    private final ExchangeClock clock;
    private final TruthFile truth;
    private final Faults faults;
    private final StreamHub hub;
    private final Hall hall;
    private final Dialect dialect;
    private final WsApi wsApi;
    private final Backstage backstage;
    private final Door door;
    private final long openedNanos;
    private final CountDownLatch ended = new CountDownLatch(1);
    private final AtomicBoolean restarting = new AtomicBoolean();
    private volatile @Nullable String broken;
    private long seconds;

    private TestExchange(ExchangeOptions options) {
        this.options = options;
        clock = options.manualClock()
                ? ExchangeClock.manual(TEST_CLOCK_START_MILLIS * ExchangeClock.MILLI)
                : ExchangeClock.wall();
        openedNanos = clock.nanos();
        truth = new TruthFile(options.folder());
        faults = new Faults(options.faults(), options.seed(), clock);
        hub = new StreamHub(new ListenKeys(clock, options.seed()));
        hall = new Hall(options, clock, hub, truth);
        dialect = new Dialect(hall, faults, hub, options.limits(), clock);
        wsApi = new WsApi(dialect, hub);
        backstage = new Backstage(hall, faults, hub, this::advance, this::restart);
        door = new Door(options.port(), new Host(), faults);
    }

    /**
     * Opens an exchange.
     *
     * @throws java.io.UncheckedIOException if the port is taken, or the folder cannot be written
     */
    public static TestExchange start(ExchangeOptions options) {
        TestExchange exchange = new TestExchange(options);
        exchange.door.open();
        Thread.ofPlatform().daemon().name("exchange-beat").start(exchange::beat);
        return exchange;
    }

    public int port() {
        return door.port();
    }

    /** Base URL of REST, such as {@code http://127.0.0.1:41234}. */
    public String restUrl() {
        return door.address();
    }

    /** Base URL of streams, such as {@code ws://127.0.0.1:41234}. */
    public String streamUrl() {
        return "ws" + restUrl().substring("http".length());
    }

    /** Waits until it ends: by {@link #close}, or after its idle time. */
    public void awaitEnd() throws InterruptedException {
        ended.await();
    }

    /** Why it ended by itself on a broken invariant of its own; null if it did not. */
    public @Nullable String broken() {
        return broken;
    }

    private final class Host implements Door.Host {
        @Override
        public HttpReply answer(HttpRequest request) {
            try {
                HttpReply reply = backstage.answer(request);
                return reply == null ? dialect.answer(request) : reply;
            } catch (RuntimeException e) {
                breakDown(e);
                return HttpReply.json(500, new JsonObject().put("code", 0).put("msg", e.getMessage()).toString());
            }
        }

        @Override
        public boolean stream(HttpRequest request, StreamLink link, BufferedInputStream in, Runnable greet) {
            boolean api = request.path().equals("/ws-api/v3");
            List<String> streams = api ? List.of() : streams(request);
            if (streams == null) {
                return false;
            }
            hub.join(link, request.path().equals("/stream"), streams);
            greet.run();
            try {
                link.run(in, text -> {
                    if (api) {
                        wsApi.hear(link, text);
                    } else {
                        hub.hear(link, text);
                    }
                });
            } catch (RuntimeException e) {
                breakDown(e);
            } finally {
                hub.leave(link, hall.accounts());
            }
            return true;
        }

        /** The streams that an address names; null if it is none of streams. */
        private static @Nullable List<String> streams(HttpRequest request) {
            String named;
            if (request.path().equals("/stream") || request.path().equals("/ws")) {
                named = Params.of(request.query(), "").text("streams", "");
            } else if (request.path().startsWith("/ws/")) {
                named = request.path().substring("/ws/".length());
            } else {
                return null;
            }
            List<String> streams =
                    Arrays.stream(named.split("/")).filter(name -> !name.isEmpty()).toList();
            return streams.size() > MOST_STREAMS_OF_AN_ADDRESS ? null : streams;
        }
    }

    private void beat() {
        long lastPing = System.nanoTime();
        while (ended.getCount() > 0) {
            try {
                if (!clock.isManual()) {
                    step();
                }
            } catch (RuntimeException e) {
                breakDown(e);
                return;
            }
            if (System.nanoTime() - lastPing > TimeUnit.SECONDS.toNanos(PING_SECONDS)) {
                lastPing = System.nanoTime();
                hub.links().forEach(StreamLink::ping);
            }
            boolean quiet = System.nanoTime() - door.lastRequest() > TimeUnit.SECONDS.toNanos(options.idleSeconds());
            if (quiet && hub.links().isEmpty()) {
                close();
            }
            Door.sleep(BEAT_MILLIS);
        }
    }

    /** A broken exchange must not go on: what it says would be believed. */
    private void breakDown(RuntimeException e) {
        if (ended.getCount() == 0) {
            return;
        }
        broken = e.toString();
        System.err.println("exchange: broken, it ends: " + e);
        e.printStackTrace();
        close();
    }

    /** Everybody acts up to now; each second faults may happen. */
    private void step() {
        hall.inside(() -> true);
        long now = (clock.nanos() - openedNanos) / ExchangeClock.SECOND;
        while (seconds < now) {
            seconds++;
            second(seconds);
        }
    }

    private void second(long second) {
        for (Account account : hub.lost()) {
            Fault fault = faults.onSecond(FaultType.FILL_WHILE_DOWN, second, account.owner);
            if (fault != null) {
                hall.inside(() -> backstage.fill(account, fault.size()));
            }
        }
        for (StreamLink link : hub.links()) {
            Fault slow = faults.onSecond(FaultType.SLOW_STREAM, second, link.number);
            if (slow != null) {
                backstage.silence(List.of(link), slow.millis(FaultPlan.MAX_SLOW_MILLIS));
            }
            if (faults.onSecond(FaultType.DROP_STREAM, second, link.number) != null) {
                backstage.cut(List.of(link));
            }
        }
        Fault down = faults.onSecond(FaultType.RESTART, second, 0);
        if (down != null) {
            restart(down.millis(FaultPlan.MAX_DOWN_MILLIS));
        }
    }

    /** In steps, so that streams and faults come as they would by the wall clock. */
    private synchronized void advance(long millis) {
        for (long left = millis; left > 0; left -= BEAT_MILLIS) {
            clock.advance(Math.min(left, BEAT_MILLIS) * ExchangeClock.MILLI);
            step();
        }
        if (millis == 0) {
            clock.advance(0);
        }
    }

    private void restart(int downMillis) {
        if (!restarting.compareAndSet(false, true)) {
            return;
        }
        faults.happened(FaultType.RESTART, downMillis + " ms");
        Thread.ofPlatform().daemon().name("exchange-restart").start(() -> {
            try {
                // So that who asked for it gets an answer first.
                Door.sleep(BEAT_MILLIS);
                door.restart(downMillis);
                if (ended.getCount() == 0) {
                    door.close();
                }
            } catch (RuntimeException e) {
                breakDown(e);
            } finally {
                restarting.set(false);
            }
        });
    }

    @Override
    public void close() {
        ended.countDown();
        door.close();
        truth.close();
    }
}
