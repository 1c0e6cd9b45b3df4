package dev.tradewind.simulation.data.capture;

/** Understands what one venue sends about one instrument. */
interface Dialect {
    /** Reads one message of a stream; what is not about the instrument is left out. */
    void message(JsonBytes json, Heard heard);

    /** Reads the answer to a request. */
    default void answer(String url, JsonBytes json, Heard heard) {
        heard.other();
    }
}
