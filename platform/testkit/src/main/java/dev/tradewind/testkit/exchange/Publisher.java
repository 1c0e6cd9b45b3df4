package dev.tradewind.testkit.exchange;

/** Where news go. Called within the hall's lock, so it must not wait. */
interface Publisher {
    /** Whether anybody listens to a market stream, such as {@code btcusdt@trade}. */
    boolean isWanted(String stream);

    void market(String stream, String json);

    void user(Account account, String json);
}
