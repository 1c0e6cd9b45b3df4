package dev.tradewind.testkit;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class GoldenRunTest {
    private static GoldenRun run() {
        return GoldenRun.of(
                Trial.of(new MomentumFactory()).on(TestMarket.trending(7).series()));
    }

    @Test
    void theSameResultIsGolden() {
        GoldenRun run = run();
        run.is(run().line());
    }

    @Test
    void anotherResultPrintsTheNewLineAndWhenToTakeItOver() {
        GoldenRun run = run();
        assertThatThrownBy(() -> run.is("orders=1"))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("golden: orders=1\n")
                .hasMessageContaining("now:    " + run.line())
                .hasMessageContaining("replace the golden line by the new one");
    }
}
