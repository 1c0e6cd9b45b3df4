package dev.tradewind.plugin.binance;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;

/**
 * Keeps requests below what the exchange allows: weight a minute, orders in some seconds and a day. It counts itself,
 * and believes the exchange's own count where that is higher. Room is kept for what matters more: queries stop first,
 * then orders; cancels may use all there is. After a 429 or 418 everything stops until the exchange says.
 */
final class RateLimiter {
    /** A wait is looked at again after so long, for the exchange may have said something. */
    private static final long LOOK_AGAIN_MILLIS = 250;

    /** What the exchange allows before it was asked; so much, and more, has been allowed since 2023. */
    private static final List<Limit> USUAL = List.of(
            new Limit(Kind.WEIGHT, 60_000, "1M", 6_000),
            new Limit(Kind.ORDERS, 10_000, "10S", 100),
            new Limit(Kind.ORDERS, 86_400_000, "1D", 200_000));

    /** By host: the exchange counts weight by address, whatever the connection, and orders by account. */
    private static final Map<String, Host> HOSTS = new ConcurrentHashMap<>();

    private final ServerClock clock;
    private final Host host;
    private final String account;

    /** What a request is for; each may use that share of a limit, in percent. */
    enum Use {
        QUERY(80),
        ORDER(90),
        /** What a connection begins with, and without which not even a cancel can leave. */
        OPENING(95),
        CANCEL(100);

        final int percent;

        Use(int percent) {
            this.percent = percent;
        }
    }

    enum Kind {
        WEIGHT,
        ORDERS
    }

    /**
     * So much in so long.
     *
     * @param kind of what
     * @param millis how long
     * @param letter how the exchange names that in headers, such as {@code 10S}
     * @param most how much
     */
    record Limit(Kind kind, long millis, String letter, long most) {}

    private static final class Window {
        private final Limit limit;
        private long number = Long.MIN_VALUE;
        private long used;

        Window(Limit limit) {
            this.limit = limit;
        }

        /** What is used of the window that this time is in. */
        long used(long millis) {
            long now = Math.floorDiv(millis, limit.millis);
            // The clocks of two connections differ by a little: a window that is over does not come back. By more than
            // that our clock was wrong, and is right again: what it had counted for a later time is of now.
            if (now > number) {
                number = now;
                used = 0;
            } else if (now < number - 1) {
                number = now;
            }
            return used;
        }

        /** How long until there is room for so much; 0 if there is. */
        long waitMillis(long millis, long amount, Use use) {
            long most = Math.max(1, limit.most * use.percent / 100);
            boolean fits = used(millis) + amount <= most;
            return fits ? 0 : limit.millis - Math.floorMod(millis, limit.millis);
        }
    }

    /** What was used at one host, by all connections of this process, those before included. */
    private static final class Host {
        private List<Window> weight = fresh(USUAL, Kind.WEIGHT);
        private final Map<String, List<Window>> orders = new LinkedHashMap<>();
        private long closedUntilMillis;
        private long closedForMillis;
        private boolean told;

        /** How long nothing may be sent; never longer than the exchange said, should our clock be put back. */
        long closedMillis(long now) {
            closedUntilMillis = Math.min(closedUntilMillis, now + closedForMillis);
            return Math.max(0, closedUntilMillis - now);
        }

        void close(long now, long millis) {
            closedForMillis = Math.max(closedMillis(now), millis);
            closedUntilMillis = now + closedForMillis;
        }

        List<Window> windows(String account) {
            List<Window> all = new ArrayList<>(weight);
            all.addAll(orders.computeIfAbsent(account, name -> fresh(USUAL, Kind.ORDERS)));
            return all;
        }
    }

    /** A limiter that counts for itself alone. */
    RateLimiter(ServerClock clock) {
        this(clock, new Host(), "");
    }

    private RateLimiter(ServerClock clock, Host host, String account) {
        this.clock = clock;
        this.host = host;
        this.account = account;
    }

    /** One that goes on from what other connections of this process used at that host, and for that account. */
    static RateLimiter of(ServerClock clock, String host, String account) {
        return new RateLimiter(clock, HOSTS.computeIfAbsent(host, name -> new Host()), account);
    }

    private static List<Window> fresh(List<Limit> limits, Kind kind) {
        return limits.stream().filter(limit -> limit.kind == kind).map(Window::new).toList();
    }

    private static List<Window> renewed(List<Window> before, List<Limit> limits, Kind kind) {
        List<Window> next = fresh(limits, kind);
        for (Window window : next) {
            for (Window old : before) {
                if (old.limit.millis == window.limit.millis) {
                    window.number = old.number;
                    window.used = old.used;
                }
            }
        }
        return next.isEmpty() ? before : next;
    }

    /** What the exchange says that it allows; a list without limits changes nothing. */
    void limits(List<Limit> limits) {
        synchronized (host) {
            host.told |= !limits.isEmpty();
            host.weight = renewed(host.weight, limits, Kind.WEIGHT);
            host.windows(account);
            host.orders.computeIfPresent(account, (name, before) -> renewed(before, limits, Kind.ORDERS));
        }
    }

    /**
     * Takes what a request uses, if there is room. As long as the exchange has not told what it allows, nobody knows
     * that there is none for the request that asks: its own count may be above what is usual.
     *
     * @return 0 if it may be sent; else how many milliseconds to wait at least
     */
    long take(Use use, int weight, int orders) {
        long now = clock.millis();
        synchronized (host) {
            List<Window> windows = host.windows(account);
            long wait = host.closedMillis(now);
            boolean asksForLimits = use == Use.OPENING && !host.told;
            for (Window window : asksForLimits ? List.<Window>of() : windows) {
                long amount = window.limit.kind == Kind.WEIGHT ? weight : orders;
                wait = Math.max(wait, amount == 0 ? 0 : window.waitMillis(now, amount, use));
            }
            if (wait == 0) {
                for (Window window : windows) {
                    window.used += window.limit.kind == Kind.WEIGHT ? weight : orders;
                }
            }
            return wait;
        }
    }

    /**
     * Waits for room.
     *
     * @param untilMillis by the exchange's clock
     * @return whether there was room before that time
     */
    boolean await(Use use, int weight, int orders, long untilMillis) {
        while (true) {
            long wait = take(use, weight, orders);
            if (wait == 0) {
                return true;
            }
            long left = untilMillis - clock.millis();
            if (wait > left || Thread.currentThread().isInterrupted()) {
                return false;
            }
            LockSupport.parkNanos(Math.min(wait, LOOK_AGAIN_MILLIS) * 1_000_000L);
        }
    }

    /** Reads the exchange's own counts. */
    void heard(Map<String, List<String>> headers) {
        long now = clock.millis();
        synchronized (host) {
            for (Window window : host.windows(account)) {
                String name = (window.limit.kind == Kind.WEIGHT ? "x-mbx-used-weight-" : "x-mbx-order-count-")
                        + window.limit.letter;
                OptionalLong count = number(headers, name);
                if (count.isPresent()) {
                    window.used = Math.max(window.used(now), count.getAsLong());
                }
            }
        }
    }

    /** The exchange refused a request because there were too many. */
    void refused(int orders, Map<String, List<String>> headers) {
        long now = clock.millis();
        OptionalLong seconds = number(headers, "retry-after");
        synchronized (host) {
            if (seconds.isPresent()) {
                host.close(now, seconds.getAsLong() * 1_000);
                return;
            }
            // Orders over their limit are refused without a time: then only what counts as orders waits.
            for (Window window : host.windows(account)) {
                boolean shortest = window.limit.millis <= 60_000;
                boolean own = (window.limit.kind == Kind.ORDERS) == (orders > 0);
                if (shortest && own) {
                    window.used = Math.max(window.used(now), window.limit.most);
                }
            }
        }
    }

    /** How much of a kind's first limit is used, for tests and for people. */
    long used(Kind kind) {
        long now = clock.millis();
        synchronized (host) {
            return host.windows(account).stream()
                    .filter(window -> window.limit.kind == kind)
                    .findFirst()
                    .map(window -> window.used(now))
                    .orElse(0L);
        }
    }

    private static OptionalLong number(Map<String, List<String>> headers, String name) {
        for (Map.Entry<String, List<String>> header : headers.entrySet()) {
            if (header.getKey().toLowerCase(Locale.ROOT).equals(name.toLowerCase(Locale.ROOT))) {
                try {
                    return OptionalLong.of(Long.parseLong(header.getValue().getFirst().strip()));
                } catch (NumberFormatException e) {
                    return OptionalLong.empty();
                }
            }
        }
        return OptionalLong.empty();
    }
}
