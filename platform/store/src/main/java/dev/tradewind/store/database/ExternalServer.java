package dev.tradewind.store.database;

import dev.tradewind.store.StoreException;

/**
 * A PostgreSQL 15 or later that somebody else runs. An administrator made both roles and the database before:
 *
 * <pre>{@code
 * create role tradewind_owner login password '...';
 * create role tradewind_app login password '...';
 * create database tradewind owner tradewind_owner;
 * }</pre>
 *
 * @param url such as {@code jdbc:postgresql://db.example:5432/tradewind}
 * @param owner owns the tables; migrations and restores run as this role
 * @param application what the platform works as: it can add to the journal and change nothing in it
 */
public record ExternalServer(String url, Login owner, Login application) {
    public ExternalServer {
        if (!url.startsWith("jdbc:postgresql:")) {
            throw new StoreException(
                    StoreException.Code.DATABASE,
                    "a database is named as jdbc:postgresql://HOST:PORT/NAME, was '" + url + "'");
        }
        if (owner.user().equals(application.user())) {
            throw new StoreException(
                    StoreException.Code.SCHEMA,
                    "owner and application are the same role, '" + owner.user()
                            + "', which could then change the journal: make a second role for the application");
        }
    }
}
