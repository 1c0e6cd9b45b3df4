package dev.tradewind.store;

import org.jspecify.annotations.Nullable;

/** The store cannot do what was asked. The message is one line: what, where, and what to do. */
public final class StoreException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** What kind of trouble it is. */
    public enum Code {
        /** Another program works on the same home folder. */
        HOME_IN_USE,
        /** The home folder cannot be used: permissions, no room. */
        HOME_UNUSABLE,
        /** The embedded server did not start or stop. */
        SERVER,
        /** The server could lose what it called committed. */
        UNSAFE_SETTINGS,
        /** The database was written by a newer program. */
        NEWER_SCHEMA,
        /** Migrations or roles are not as they should be. */
        SCHEMA,
        /** The database cannot be reached or refused a statement. */
        DATABASE,
        /** The shard belongs to somebody else. */
        NOT_OWNER,
        /** Bytes in the database or in a file are not what was written. */
        CORRUPT,
        /** A backup cannot be written or read. */
        BACKUP,
        /** A restore wants a database without anything in it. */
        NOT_EMPTY
    }

    private final Code code;

    public StoreException(Code code, String message) {
        this(code, message, null);
    }

    public StoreException(Code code, String message, @Nullable Throwable cause) {
        super(message, cause);
        this.code = code;
    }

    public Code code() {
        return code;
    }
}
