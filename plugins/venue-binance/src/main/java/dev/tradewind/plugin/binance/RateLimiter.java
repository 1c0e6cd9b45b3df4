package dev.tradewind.plugin.binance;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.locks.LockSupport;

/**
 * Keeps requests below what the exchange allows: weight a minute, orders in some seconds and a day. It counts itself, and
 * believes the exchange's own count where that is higher. Room is kept for what matters more: queries stop first, then
 * orders; cancels may use all there is. After a 429 or 418 everything stops until the exchange says.
 */
final class RateLimiter {
    /** A wait is looked at again after so long, for the exchange may have said something. */
    private static final long LOOK_AGAIN_MILLIS = 250;

    /** What the exchange allows before it was asked; so much, and more, has been allowed since 2023. */
    private static final List<Limit> USUAL = List.of(
            new Limit(Kind.WEIGHT, 60_000, "1M", 6_000),
            new Limit(Kind.ORDERS, 10_000, "10S", 100),
            new Limit(Kind.ORDERS, 86_400_000, "1D", 200_000));

    private final ServerClock clock;
    private List<Window> windows = windows(USUAL);
    private long closedUntilMillis;

    /** What a request is for; each may use that share of a limit, in percent. */
    enum Use {
        QUERY(80),
        ORDER(90),
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
            if (now != number) {
                number = now;
                used = 0;
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

    RateLimiter(ServerClock clock) {
        this.clock = clock;
    }

    private static List<Window> windows(List<Limit> limits) {
        return limits.stream().map(Window::new).toList();
    }

    /** What the exchange says that it allows; a list without limits changes nothing. */
    synchronized void limits(List<Limit> limits) {
        if (limits.isEmpty()) {
            return;
        }
        List<Window> next = new ArrayList<>();
        for (Limit limit : limits) {
            Window window = new Window(limit);
            for (Window old : windows) {
                if (old.limit.kind == limit.kind && old.limit.millis == limit.millis) {
                    window.number = old.number;
                    window.used = old.used;
                }
            }
            next.add(window);
        }
        windows = next;
    }

    /**
     * Takes what a request uses, if there is room.
     *
     * @return 0 if it may be sent; else how many milliseconds to wait at least
     */
    synchronized long take(Use use, int weight, int orders) {
        long now = clock.millis();
        long wait = Math.max(0, closedUntilMillis - now);
        for (Window window : windows) {
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
    synchronized void heard(Map<String, List<String>> headers) {
        long now = clock.millis();
        for (Window window : windows) {
            String name = (window.limit.kind == Kind.WEIGHT ? "x-mbx-used-weight-" : "x-mbx-order-count-")
                    + window.limit.letter;
            OptionalLong count = number(headers, name);
            if (count.isPresent()) {
                window.used = Math.max(window.used(now), count.getAsLong());
            }
        }
    }

    /** The exchange refused a request because there were too many. */
    synchronized void refused(int orders, Map<String, List<String>> headers) {
        long now = clock.millis();
        OptionalLong seconds = number(headers, "retry-after");
        if (seconds.isPresent()) {
            closedUntilMillis = Math.max(closedUntilMillis, now + seconds.getAsLong() * 1_000);
            return;
        }
        // Orders over their limit are refused without a time: then only what counts as orders waits.
        for (Window window : windows) {
            boolean shortest = window.limit.millis <= 60_000;
            boolean own = (window.limit.kind == Kind.ORDERS) == (orders > 0);
            if (shortest && own) {
                window.used = Math.max(window.used(now), window.limit.most);
            }
        }
    }

    /** How much of a kind's first limit is used, for tests and for people. */
    synchronized long used(Kind kind) {
        long now = clock.millis();
        return windows.stream()
                .filter(window -> window.limit.kind == kind)
                .findFirst()
                .map(window -> window.used(now))
                .orElse(0L);
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
