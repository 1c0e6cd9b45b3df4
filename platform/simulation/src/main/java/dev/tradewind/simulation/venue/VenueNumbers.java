package dev.tradewind.simulation.venue;

/** Running numbers of a simulated venue's ids. */
final class VenueNumbers {
    private long orders;
    private long trades;

    String nextOrderId() {
        return "S" + ++orders;
    }

    String nextTradeId() {
        return "T" + ++trades;
    }
}
