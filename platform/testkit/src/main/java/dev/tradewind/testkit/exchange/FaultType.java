package dev.tradewind.testkit.exchange;

import java.util.Arrays;
import java.util.Locale;

/** What can go wrong at the exchange. */
public enum FaultType {
    /**
     * A signed request takes its time: most on the way in, so that its receive window may be over; some on the way out,
     * so that streams tell of it first.
     */
    DELAY(Where.REQUEST),
    /** A signed request is lost: the connection closes without an answer, and nothing was done. */
    DROP_REQUEST(Where.REQUEST),
    /** A signed request is carried out; its answer never comes, and after a while the connection closes. */
    TIMEOUT_AFTER_ACCEPT(Where.REQUEST),
    /** A signed request is answered with a 5xx and was not carried out. */
    ERROR_BEFORE_ACCEPT(Where.REQUEST),
    /** A signed request is carried out and answered with a 5xx. */
    ERROR_AFTER_ACCEPT(Where.REQUEST),
    /** A stream message comes twice. */
    DOUBLE_MESSAGE(Where.MESSAGE),
    /** A stream message comes after the one that follows it. */
    REORDER_MESSAGES(Where.MESSAGE),
    /** A stream's connection is cut, without a goodbye. */
    DROP_STREAM(Where.SECOND),
    /** A stream tells nothing for a while, then all that happened. */
    SLOW_STREAM(Where.SECOND),
    /** All connections are cut, and no new one is taken for a while. Orders stay; trading goes on. */
    RESTART(Where.SECOND),
    /** An open order is filled, in part or wholly, while its account hears no user stream. */
    FILL_WHILE_DOWN(Where.SECOND);

    /** When it is decided whether it happens. */
    enum Where {
        REQUEST,
        MESSAGE,
        SECOND
    }

    final Where where;

    FaultType(Where where) {
        this.where = where;
    }

    /** Its name on the command line and in JSON, such as {@code drop-request}. */
    public String text() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** @throws IllegalArgumentException if there is no such fault */
    public static FaultType parse(String text) {
        return Arrays.stream(values())
                .filter(type -> type.text().equals(text))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no fault '" + text + "', there are "
                        + String.join(", ", Arrays.stream(values()).map(FaultType::text).toList())));
    }
}
