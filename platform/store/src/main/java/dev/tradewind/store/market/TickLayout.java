package dev.tradewind.store.market;

import java.util.List;

/** How ticks are kept: as a hypertable where TimescaleDB is there, and in a table for each day otherwise. */
public enum TickLayout {
    HYPERTABLE("hypertable"),
    PARTITIONS("partitions");

    private static final String TIMESCALE = "timescaledb";

    private final String placeholder;

    TickLayout(String placeholder) {
        this.placeholder = placeholder;
    }

    /** Name in the migrations. */
    public String placeholder() {
        return placeholder;
    }

    /**
     * An extension that the server offers.
     *
     * @param installed whether the database has it
     * @param installable whether the owner of the tables may install it, which for most takes a superuser
     */
    public record Extension(String name, boolean installed, boolean installable) {}

    /** What a database with these extensions gets. */
    public static TickLayout choose(List<Extension> extensions) {
        for (Extension extension : extensions) {
            if (extension.name().equals(TIMESCALE) && (extension.installed() || extension.installable())) {
                return HYPERTABLE;
            }
        }
        return PARTITIONS;
    }
}
