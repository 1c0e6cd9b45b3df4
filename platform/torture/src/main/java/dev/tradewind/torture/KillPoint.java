package dev.tradewind.torture;

/** When something is killed, and what. */
enum KillPoint {
    /** The platform, at any instant of its start and recovery. */
    STARTING("whileStarting"),
    /** The platform, at any instant while it trades. */
    RUNNING("whileTrading"),
    /** The platform, when a batch with commands is decided and the journal does not have it. */
    DECIDED("betweenDecidedAndDurable"),
    /** The platform, when a batch is durable and its commands have not left. */
    DURABLE("betweenDurableAndSent"),
    /** The platform, when the exchange has answered a command and the engine has not heard of it. */
    ANSWERED("betweenSentAndAcknowledged"),
    /** The server of the database alone, while the platform trades. */
    DATABASE("database"),
    /** Both at once. */
    BOTH("platformAndDatabase");

    private final String text;

    KillPoint(String text) {
        this.text = text;
    }

    /** Its name in JSON. */
    String text() {
        return text;
    }

    /** Whether the platform is made to stand still at an instant of its own. */
    boolean isChosen() {
        return this == DECIDED || this == DURABLE || this == ANSWERED;
    }
}
