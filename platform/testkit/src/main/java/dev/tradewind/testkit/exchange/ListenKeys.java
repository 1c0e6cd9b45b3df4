package dev.tradewind.testkit.exchange;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The keys by which user streams are listened to; an hour long each, unless it is prolonged. Within the hub's lock. */
final class ListenKeys {
    private static final long HOUR_NANOS = 3600 * ExchangeClock.SECOND;
    private static final int LENGTH = 64;
    private static final String LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";

    private record Key(String text, long untilNanos) {}

    private final Map<Account, Key> keys = new LinkedHashMap<>();
    private final ExchangeClock clock;
    private long state;

    ListenKeys(ExchangeClock clock, long seed) {
        this.clock = clock;
        this.state = seed;
    }

    /** The account's key, prolonged; a new one if there is none. */
    String open(Account account) {
        String text = of(account);
        if (text == null) {
            text = generate();
        }
        keys.put(account, new Key(text, clock.nanos() + HOUR_NANOS));
        return text;
    }

    private String generate() {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < LENGTH; i++) {
            state = state * 6364136223846793005L + 1442695040888963407L;
            text.append(LETTERS.charAt((int) Long.remainderUnsigned(state >>> 33, LETTERS.length())));
        }
        return text.toString();
    }

    /** The account's key; null if there is none, or its time is over. */
    @Nullable String of(Account account) {
        Key key = keys.get(account);
        return key == null || key.untilNanos() < clock.nanos() ? null : key.text();
    }

    /** @throws ApiError if it is not this account's key */
    void require(Account account, String key) {
        if (!key.equals(of(account))) {
            throw ApiError.of(-1125, "This listenKey does not exist.");
        }
    }

    void close(Account account) {
        keys.remove(account);
    }
}
