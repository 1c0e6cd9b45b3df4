package dev.tradewind.store.database;

import java.util.Objects;

/** A role and its password. */
public record Login(String user, String password) {
    public Login {
        Objects.requireNonNull(user, "user");
        Objects.requireNonNull(password, "password");
    }

    @Override
    public String toString() {
        return user;
    }
}
