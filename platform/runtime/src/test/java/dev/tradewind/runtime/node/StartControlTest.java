package dev.tradewind.runtime.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

/** Commands to a node that is only starting. */
class StartControlTest {
    private final AtomicBoolean stopped = new AtomicBoolean();
    private final StartControl control = new StartControl(Path.of("/home/x"), () -> stopped.set(true), stopped::get);

    @Test
    void statusSaysTheStage() {
        control.stage("recovering account one");

        assertThat(control.handle(Map.of("command", "status")))
                .contains("Tradewind is starting on /home/x", "recovering account one")
                .contains("\"starting\":\"recovering account one\"");
        assertThatThrownBy(() -> control.handle(Map.of("command", "resume")))
                .isInstanceOf(NodeException.class)
                .hasMessage("the node is starting: recovering account one; ask again when it trades");
    }

    @Test
    void aStopEndsTheStartAtTheNextStage() {
        control.stage("opening the database");
        assertThat(control.handle(Map.of("command", "stop"))).contains("\"ok\":true", "opening the database");

        assertThatThrownBy(() -> control.stage("recovering account one")).isInstanceOf(StoppedException.class);
    }

    @Test
    void theNodeAnswersOnceItRunsAndNobodyOnceItEnds() {
        control.ready(fields -> "the node");
        assertThat(control.handle(Map.of("command", "status"))).isEqualTo("the node");
        control.end();
        assertThatThrownBy(() -> control.handle(Map.of("command", "status"))).hasMessageContaining("is ending");
    }
}
