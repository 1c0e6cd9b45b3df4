package dev.tradewind.policy.language;

/** What an expression of a rule yields. */
public enum Type {
    NUMBER("a number"),
    TEXT("a text"),
    BOOLEAN("true or false");

    private final String shown;

    Type(String shown) {
        this.shown = shown;
    }

    String shown() {
        return shown;
    }
}
