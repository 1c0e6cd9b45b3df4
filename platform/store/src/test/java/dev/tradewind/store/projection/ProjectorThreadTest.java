package dev.tradewind.store.projection;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tradewind.store.StoreException;
import java.sql.SQLException;
import org.jooq.exception.DataAccessException;
import org.junit.jupiter.api.Test;

class ProjectorThreadTest {
    @Test
    void troubleIsOneShortLineWithoutTheStatement() {
        SQLException full = new SQLException(
                "ERROR: could not extend file \"base/1/2\": No space left on device\n  Hint: Check free disk space.");
        DataAccessException told = new DataAccessException(
                "SQL [insert into orders (" + "a, ".repeat(500) + ")]; " + full.getMessage(), full);
        StoreException trouble = new StoreException(
                StoreException.Code.DATABASE,
                "the tables of one cannot be brought up to date: " + told.getMessage(),
                told);

        assertThat(ProjectorThread.brief(trouble))
                .isEqualTo("the tables of one cannot be brought up to date: ERROR: could not extend file \"base/1/2\":"
                        + " No space left on device");
        assertThat(ProjectorThread.brief(told))
                .isEqualTo("ERROR: could not extend file \"base/1/2\": No space left on device");
        assertThat(ProjectorThread.brief(new IllegalStateException("x".repeat(1_000))))
                .hasSizeLessThan(250);
    }
}
