package dev.tradewind.runtime.node;

/**
 * A part of the node that can be well or not.
 *
 * @param reason why it is not ready; empty if it is
 */
record Component(String name, String reason) {
    boolean isReady() {
        return reason.isEmpty();
    }
}
