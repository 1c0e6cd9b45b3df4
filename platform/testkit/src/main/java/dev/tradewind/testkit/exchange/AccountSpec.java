package dev.tradewind.testkit.exchange;

import dev.tradewind.sdk.value.Decimal;
import java.util.Map;
import java.util.TreeMap;

/**
 * An account that exists when the exchange opens.
 *
 * @param apiKey its public key
 * @param secret what its requests are signed with
 * @param balances what it starts with, by asset
 */
public record AccountSpec(String apiKey, String secret, Map<String, Decimal> balances) {
    /** Of the account that exists if no other is named. */
    public static final String DEFAULT_KEY = "tradewind-test-key";

    /** Of the account that exists if no other is named. */
    public static final String DEFAULT_SECRET = "tradewind-test-secret";

    /** @throws IllegalArgumentException if the key or the secret is empty, or a balance negative */
    public AccountSpec {
        balances = Map.copyOf(balances);
        if (apiKey.isBlank() || secret.isBlank()) {
            throw new IllegalArgumentException("an account needs a key and a secret");
        }
        if (balances.values().stream().anyMatch(amount -> amount.signum() < 0)) {
            throw new IllegalArgumentException("a balance cannot be negative: " + new TreeMap<>(balances));
        }
    }

    /** The account that exists if no other is named: 1,000,000 USDT, 10 BTC, 200 ETH, 500 BNB. */
    public static AccountSpec standard() {
        return parse(DEFAULT_KEY + ":" + DEFAULT_SECRET + ":USDT=1000000,BTC=10,ETH=200,BNB=500");
    }

    /**
     * Reads {@code KEY:SECRET:ASSET=AMOUNT,…}.
     *
     * @throws IllegalArgumentException if it is not that
     */
    public static AccountSpec parse(String text) {
        String[] parts = text.split(":", -1);
        if (parts.length != 3) {
            throw new IllegalArgumentException("an account is KEY:SECRET:ASSET=AMOUNT,…, was '" + text + "'");
        }
        Map<String, Decimal> balances = new TreeMap<>();
        for (String balance : parts[2].split(",")) {
            String[] pair = balance.split("=", -1);
            if (pair.length != 2) {
                throw new IllegalArgumentException("a balance is ASSET=AMOUNT, was '" + balance + "'");
            }
            balances.put(pair[0], Decimal.parse(pair[1]));
        }
        return new AccountSpec(parts[0], parts[1], balances);
    }

    /** As {@link #parse} reads it. */
    String text() {
        StringBuilder text = new StringBuilder(apiKey + ":" + secret + ":");
        String separator = "";
        for (Map.Entry<String, Decimal> balance : new TreeMap<>(balances).entrySet()) {
            text.append(separator).append(balance.getKey()).append('=').append(balance.getValue());
            separator = ",";
        }
        return text.toString();
    }
}
