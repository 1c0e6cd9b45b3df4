package dev.tradewind.sdk.order;

/**
 * One attempt to place an order at a venue; never used twice. Venues accept a repeated id once the first order is
 * filled, so that only a fresh id an attempt keeps a resend from doubling an order.
 *
 * @param account the account's tag, 1 to 12 letters and digits
 * @param incarnation raised by every restore from a backup, so that ids of the lost future are not used again
 * @param counter counts from 1 in each account and incarnation
 */
public record ClientOrderId(String account, int incarnation, long counter) {
    /** Longest text that the venues take. */
    public static final int MAX_LENGTH = 36;

    private static final int MAX_ACCOUNT_LENGTH = 12;

    /** @throws IllegalArgumentException if the account's tag is not 1 to 12 letters and digits, or a number negative */
    public ClientOrderId {
        if (!isTag(account)) {
            throw new IllegalArgumentException("an account's tag has 1 to 12 letters and digits: '" + account + "'");
        }
        if (incarnation < 0 || counter < 0) {
            throw new IllegalArgumentException("incarnation and counter are not negative");
        }
    }

    private static boolean isTag(String text) {
        int length = text.length();
        for (int i = 0; i < length; i++) {
            char c = text.charAt(i);
            if (!((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9'))) {
                return false;
            }
        }
        return length > 0 && length <= MAX_ACCOUNT_LENGTH;
    }

    /** The text sent to the venue, such as {@code paper-0-17}; at most {@value #MAX_LENGTH} characters. */
    @Override
    public String toString() {
        return account + "-" + Integer.toString(incarnation, 36) + "-" + Long.toString(counter, 36);
    }

    /** Whether {@link #parse} reads a text, and {@link #toString} writes it back as it is. */
    public static boolean isOne(String text) {
        try {
            return parse(text).toString().equals(text);
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    /** Reads what {@link #toString()} wrote. @throws IllegalArgumentException if it is something else */
    public static ClientOrderId parse(String text) {
        String[] parts = text.split("-", -1);
        if (parts.length != 3) {
            throw new IllegalArgumentException("a client order id is ACCOUNT-INCARNATION-COUNTER: '" + text + "'");
        }
        return new ClientOrderId(parts[0], Integer.parseInt(parts[1], 36), Long.parseLong(parts[2], 36));
    }
}
