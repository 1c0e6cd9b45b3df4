package dev.tradewind.simulation.venue;

/**
 * How far an order moves up in the queue of its price when the level shrinks by more than was traded there, which only
 * cancels explain. Trades at the price always move it up by their quantity; that is no model's business.
 *
 * <p>Quantities are in any one unit.
 */
public sealed interface QueueModel {
    /** Cancels are assumed to be behind the order. */
    QueueModel CONSERVATIVE = new Conservative();

    /** Cancels are spread by {@code f(x) = ln(1 + x)}. */
    QueueModel LOGARITHMIC = new Probabilistic(new Weight.Logarithm());

    /** Cancels are spread by {@code f(x) = x^exponent}. @throws IllegalArgumentException if it is not positive */
    static QueueModel power(double exponent) {
        return new Probabilistic(new Weight.Power(exponent));
    }

    /**
     * What is ahead of the order once the level shows {@code now} instead of {@code before}.
     *
     * @param ahead what was ahead, 0..before
     * @param before what the level showed, without the order itself
     * @param traded how much of the change was traded, and has moved the order up already
     * @param now what the level shows
     * @return 0..now
     */
    double ahead(double ahead, double before, double traded, double now);

    /** The queue never gets shorter by cancels, but it is never longer than what the level shows. */
    record Conservative() implements QueueModel {
        @Override
        public double ahead(double ahead, double before, double traded, double now) {
            return Math.min(ahead, now);
        }
    }

    /**
     * A cancel of quantity c was behind the order with probability {@code p = f(back) / (f(back) + f(front))}, where
     * front is what is ahead and back the rest of the level; what is ahead falls by {@code (1 - p) c}, and by what
     * the rest could not give. It is the estimate of E. Rigtorp, <i>Estimating order queue position</i> (2013), as
     * hftbacktest documents it under <i>Probability queue position model</i>.
     */
    record Probabilistic(Weight weight) implements QueueModel {
        @Override
        public double ahead(double ahead, double before, double traded, double now) {
            double cancelled = before - now - traded;
            if (cancelled <= 0) {
                return Math.min(ahead, now);
            }
            double back = Math.max(0, before - traded - ahead);
            double weightOfBack = weight.of(back);
            double sum = weightOfBack + weight.of(ahead);
            double behind = sum > 0 ? weightOfBack / sum : 1;
            double missing = Math.max(0, behind * cancelled - back);
            double estimate = ahead - (1 - behind) * cancelled - missing;
            return Math.clamp(estimate, 0, now);
        }
    }

    /** The f of {@link Probabilistic}: zero at zero, rising. */
    sealed interface Weight {
        double of(double quantity);

        record Logarithm() implements Weight {
            @Override
            public double of(double quantity) {
                return StrictMath.log1p(quantity);
            }
        }

        record Power(double exponent) implements Weight {
            /** @throws IllegalArgumentException if the exponent is not positive */
            public Power {
                if (!(exponent > 0)) {
                    throw new IllegalArgumentException("the exponent must be positive, was " + exponent);
                }
            }

            @Override
            public double of(double quantity) {
                return StrictMath.pow(quantity, exponent);
            }
        }
    }
}
