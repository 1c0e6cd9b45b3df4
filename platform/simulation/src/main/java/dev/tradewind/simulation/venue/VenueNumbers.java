package dev.tradewind.simulation.venue;

/** Running numbers of a simulated venue's ids. */
final class VenueNumbers {
    private final String session;
    private long orders;
    private long trades;

    /** @param session comes before each number, so that a venue that is opened again repeats none */
    VenueNumbers(String session) {
        this.session = session;
    }

    VenueNumbers() {
        this("");
    }

    String nextOrderId() {
        return "S" + session + ++orders;
    }

    String nextTradeId() {
        return "T" + session + ++trades;
    }
}
