package dev.tradewind.policy;

import dev.tradewind.engine.policy.Check;
import dev.tradewind.engine.policy.Limits;
import dev.tradewind.policy.limits.LimitsTable;
import dev.tradewind.policy.limits.RestrictedList;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Fills in what tables know about an order. Remembers every key that it has met; for one thread. */
final class LimitsLookup {
    /** Bounds the memory of a caller that invents names; the table itself answers beyond it. */
    static final int MAX_REMEMBERED = 10_000;

    private final LimitsTable table;
    private final RestrictedList restricted;
    private final Map<Key, Limits> remembered = new HashMap<>();
    private String account = "";
    private String strategy = "";
    private String symbol = "";
    private Limits last;

    LimitsLookup(LimitsTable table, RestrictedList restricted) {
        this.table = table;
        this.restricted = restricted;
        this.last = table.limits("", "", "");
    }

    /** Compares by hand: what Java writes for a record is linked at the first use, which costs a start 10 ms. */
    private record Key(String account, String strategy, String symbol) {
        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Key key
                    && symbol.equals(key.symbol)
                    && account.equals(key.account)
                    && strategy.equals(key.strategy);
        }

        @Override
        public int hashCode() {
            return (account.hashCode() * 31 + strategy.hashCode()) * 31 + symbol.hashCode();
        }
    }

    void fill(Check check) {
        check.setLimits(limits(check));
        if (restricted.isEmpty()) {
            check.setRestricted(false);
            check.setRestrictedReason("");
            return;
        }
        String reason = restricted.reason(check.getSymbol(), check.getVenue(), check.getEventNanos());
        check.setRestricted(reason != null);
        check.setRestrictedReason(reason == null ? "" : reason);
    }

    private Limits limits(Check check) {
        if (!check.getSymbol().equals(symbol)
                || !check.getAccount().equals(account)
                || !check.getStrategy().equals(strategy)) {
            last = find(check);
            account = check.getAccount();
            strategy = check.getStrategy();
            symbol = check.getSymbol();
        }
        return last;
    }

    private Limits find(Check check) {
        Key key = new Key(check.getAccount(), check.getStrategy(), check.getSymbol());
        Limits found = remembered.get(key);
        if (found == null) {
            found = table.limits(key.account(), key.strategy(), key.symbol());
            if (remembered.size() < MAX_REMEMBERED) {
                remembered.put(key, found);
            }
        }
        return found;
    }
}
