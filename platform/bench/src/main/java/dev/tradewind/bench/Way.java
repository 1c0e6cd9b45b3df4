package dev.tradewind.bench;

/** A way to disk. */
interface Way extends AutoCloseable {
    /**
     * Sends something on its way.
     *
     * @param whenDone is run once it is on disk, on another thread, in the order in which things were sent
     */
    void send(Runnable whenDone) throws InterruptedException;

    /** Events that got to disk up to now. */
    long events();

    /** Rows that they are in. */
    long rows();

    @Override
    void close();
}
