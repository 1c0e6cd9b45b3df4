package dev.tradewind.testkit.exchange;

import java.util.Set;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;

/**
 * One thing that clients may ask for.
 *
 * @param security what it takes to be let in
 * @param weight of a request
 * @param names the parameters that are read, without those of the signature
 * @param action what is done, within the hall; its result is the answer's body
 */
record Endpoint(Security security, ToIntFunction<Params> weight, Set<String> names, Action action) {
    enum Security {
        /** Open to all. */
        NONE,
        /** Needs a key. */
        KEY,
        /** Needs a signature. */
        SIGNED,
        /** Needs a signature, and changes orders. */
        TRADE;

        boolean isSigned() {
            return this == SIGNED || this == TRADE;
        }
    }

    /**
     * A request that was let in.
     *
     * @param account null where nobody is asked for a key
     */
    record Call(Params params, @Nullable Account account) {
        Account who() {
            if (account == null) {
                throw new IllegalStateException("this request has no account");
            }
            return account;
        }
    }

    /** What is done. */
    @FunctionalInterface
    interface Action {
        /** @throws ApiError if it is refused */
        String apply(Call call);
    }

    static Endpoint open(ToIntFunction<Params> weight, Set<String> names, Action action) {
        return new Endpoint(Security.NONE, weight, names, action);
    }

    static Endpoint signed(int weight, Set<String> names, Action action) {
        return new Endpoint(Security.SIGNED, any -> weight, names, action);
    }

    static Endpoint trade(Set<String> names, Action action) {
        return new Endpoint(Security.TRADE, any -> 1, names, action);
    }
}
