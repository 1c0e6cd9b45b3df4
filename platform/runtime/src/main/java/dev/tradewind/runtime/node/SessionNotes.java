package dev.tradewind.runtime.node;

import dev.tradewind.runtime.plugin.SdkVersion;
import dev.tradewind.store.journal.Lease;
import dev.tradewind.store.session.Sessions;

/** Notes what a session starts with before it does anything, so that it can be decided again. */
final class SessionNotes {
    private final Sessions sessions;

    SessionNotes(Books books) {
        this.sessions = new Sessions(books.database());
    }

    /** @param lastSequence of the journal before it */
    void begin(Lease lease, long lastSequence, ShardSetup setup) {
        String program = SdkVersion.current().text();
        sessions.begin(
                lease,
                lastSequence + 1,
                setup.rules().noted(),
                SessionSetup.of(setup, program).encode());
    }
}
