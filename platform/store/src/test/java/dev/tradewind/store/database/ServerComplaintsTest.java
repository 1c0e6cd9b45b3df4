package dev.tradewind.store.database;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** After which of a server's last words it is started again. */
class ServerComplaintsTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "FATAL:  lock file \"postmaster.pid\" already exists",
                "FATAL:  lock file \"postmaster.pid\" is empty",
                "FATAL:  pre-existing shared memory block (key 1, ID 2) is still in use",
                "FATAL:  could not create any TCP/IP sockets"
            })
    void whatPassesIsTriedAgain(String complaint) {
        assertThat(PostgresServer.isTransient(complaint)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "FATAL:  could not write lock file \"postmaster.pid\": No space left on device",
                "FATAL:  could not create lock file \"postmaster.pid\": Read-only file system",
                "FATAL:  could not open lock file \"postmaster.pid\": Permission denied",
                "FATAL:  could not resize shared memory segment \"/x\" to 1 bytes: No space left on device",
                "FATAL:  configuration file \"postgresql.conf\" contains errors"
            })
    void whatLastsIsSaidAtOnce(String complaint) {
        assertThat(PostgresServer.isTransient(complaint)).isFalse();
    }
}
