package dev.tradewind.torture;

/**
 * Something that is not as the exchange has it.
 *
 * @param evidence what both sides say
 */
record Finding(Kind kind, String what, String evidence) {
    /** What kind of wrong. */
    enum Kind {
        /** It happened at the exchange, and the platform does not know. */
        LOST,
        /** It was done twice, or booked twice. */
        DOUBLED,
        /** The platform says what the exchange does not, or nobody can say why. */
        UNEXPLAINED
    }

    static Finding lost(String what, String evidence) {
        return new Finding(Kind.LOST, what, evidence);
    }

    static Finding doubled(String what, String evidence) {
        return new Finding(Kind.DOUBLED, what, evidence);
    }

    static Finding unexplained(String what, String evidence) {
        return new Finding(Kind.UNEXPLAINED, what, evidence);
    }
}
