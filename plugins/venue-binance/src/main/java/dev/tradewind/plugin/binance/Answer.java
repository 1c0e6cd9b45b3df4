package dev.tradewind.plugin.binance;

/** What came of a request. */
sealed interface Answer {
    /** The exchange did it. */
    record Done(Json body) implements Answer {}

    /**
     * The exchange did not do it, for certain.
     *
     * @param code Binance's, or the HTTP status where there is none
     * @param words why
     * @param body what it sent; a JSON null where that was none
     */
    record Refused(int code, String words, Json body) implements Answer {}

    /** Nothing was sent: for want of room below the limits, or because nobody could be reached. */
    record NotSent(String words) implements Answer {}

    /** It was sent, and nobody knows whether the exchange did it. */
    record Unknown(String words) implements Answer {}
}
