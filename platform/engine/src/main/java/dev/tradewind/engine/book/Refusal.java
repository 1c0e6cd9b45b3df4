package dev.tradewind.engine.book;

/** Why levels were refused. */
public enum Refusal {
    PRICE_OFF_TICK("a price is not a whole number of ticks"),
    PRICE_TOO_LARGE("a price does not fit 64 bits at the instrument's places"),
    QUANTITY_NEGATIVE("a quantity is negative"),
    QUANTITY_OFF_SCALE("a quantity has more places than the instrument's lot"),
    QUANTITY_TOO_LARGE("the quantities of a side together do not fit 64 bits"),
    LEVEL_TWICE("a snapshot has two levels at one price"),
    TOO_MANY_LEVELS("a side has more than " + BookSide.MAX_LEVELS + " levels");

    private final String text;

    Refusal(String text) {
        this.text = text;
    }

    /** A sentence without its full stop. */
    public String text() {
        return text;
    }
}
