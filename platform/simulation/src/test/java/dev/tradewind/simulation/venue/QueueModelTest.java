package dev.tradewind.simulation.venue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import org.junit.jupiter.api.Test;

class QueueModelTest {
    @Test
    void cancelsAreSpreadByTheWeightsOfBothParts() {
        // 30 ahead, 10 behind, 8 cancelled: behind with 10 / 40, so that 6 were ahead.
        assertThat(QueueModel.power(1).ahead(30, 40, 0, 32)).isCloseTo(24, within(1e-12));
        // Squares: behind with 100 / 1000, so that 7.2 were ahead.
        assertThat(QueueModel.power(2).ahead(30, 40, 0, 32)).isCloseTo(22.8, within(1e-12));
        double behind = StrictMath.log(11) / (StrictMath.log(11) + StrictMath.log(31));
        assertThat(QueueModel.LOGARITHMIC.ahead(30, 40, 0, 32)).isCloseTo(30 - (1 - behind) * 8, within(1e-12));
    }

    @Test
    void whatWasTradedIsNoCancel() {
        // 40 were shown with 30 ahead; 5 traded, so 25 are ahead; the level lost just those 5.
        assertThat(QueueModel.power(1).ahead(25, 40, 5, 35)).isEqualTo(25);
    }

    @Test
    void whatTheRestCannotGiveCameFromAhead() {
        // 2 behind, 20 cancelled: at least 18 were ahead.
        assertThat(QueueModel.power(0.01).ahead(38, 40, 0, 20)).isLessThanOrEqualTo(20);
    }

    @Property
    void whatIsAheadStaysBetweenNothingAndWhatIsShownAndCancelsNeverLengthenTheQueue(
            @ForAll @DoubleRange(min = 0, max = 1e9) double before,
            @ForAll @DoubleRange(min = 0, max = 1) double share,
            @ForAll @DoubleRange(min = 0, max = 1e9) double now,
            @ForAll @DoubleRange(min = 0, max = 1) double tradedShare) {
        double ahead = before * share;
        double traded = Math.min(before - ahead, before * tradedShare);
        double conservative = QueueModel.CONSERVATIVE.ahead(ahead, before, traded, now);
        for (QueueModel model : new QueueModel[] {QueueModel.LOGARITHMIC, QueueModel.power(1), QueueModel.power(3)}) {
            double after = model.ahead(ahead, before, traded, now);
            assertThat(after).isBetween(0.0, now).isLessThanOrEqualTo(ahead).isLessThanOrEqualTo(conservative);
        }
    }

    @Test
    void anExponentThatIsNotPositiveIsRefused() {
        assertThatThrownBy(() -> QueueModel.power(0)).hasMessageContaining("must be positive");
        assertThatThrownBy(() -> QueueModel.power(Double.NaN)).hasMessageContaining("must be positive");
    }
}
