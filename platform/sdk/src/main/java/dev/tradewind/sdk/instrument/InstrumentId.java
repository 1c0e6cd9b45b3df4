package dev.tradewind.sdk.instrument;

import org.jspecify.annotations.Nullable;

/**
 * One instrument at one venue, written {@code BTCUSDT.BINANCE}.
 *
 * @param symbol the venue's own symbol; may hold dots
 * @param venue the venue's name, without dots
 */
public record InstrumentId(String symbol, String venue) implements Comparable<InstrumentId> {
    /** @throws IllegalArgumentException if a part is blank, or the venue holds a dot */
    public InstrumentId {
        if (symbol.isBlank() || venue.isBlank() || venue.indexOf('.') >= 0) {
            throw new IllegalArgumentException("an instrument is SYMBOL.VENUE, was '" + symbol + "." + venue + "'");
        }
    }

    /** Reads {@code SYMBOL.VENUE}. @throws IllegalArgumentException if there is no venue after a dot */
    public static InstrumentId parse(String text) {
        int dot = text.lastIndexOf('.');
        if (dot <= 0 || dot == text.length() - 1) {
            throw new IllegalArgumentException("an instrument is SYMBOL.VENUE, was '" + text + "'");
        }
        return new InstrumentId(text.substring(0, dot), text.substring(dot + 1));
    }

    // Written out: the generated ones cost more where every bar and order is looked up by its instrument.
    @Override
    public boolean equals(@Nullable Object other) {
        return this == other
                || (other instanceof InstrumentId that && symbol.equals(that.symbol) && venue.equals(that.venue));
    }

    @Override
    public int hashCode() {
        return 31 * symbol.hashCode() + venue.hashCode();
    }

    @Override
    public int compareTo(InstrumentId other) {
        int bySymbol = symbol.compareTo(other.symbol);
        return bySymbol != 0 ? bySymbol : venue.compareTo(other.venue);
    }

    @Override
    public String toString() {
        return symbol + "." + venue;
    }
}
