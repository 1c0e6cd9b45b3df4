package dev.tradewind.engine.policy;

/**
 * What an account would hold of each of its instruments once an order has been filled: asked by a policy while it
 * judges that order, and valid no longer. Instruments are numbered from 0; a number stays that of the same instrument.
 */
public interface Exposures {
    /** Nothing is held. */
    Exposures NONE = new Exposures() {
        @Override
        public int count() {
            return 0;
        }

        @Override
        public String symbol(int index) {
            throw new IndexOutOfBoundsException(index);
        }

        @Override
        public String venue(int index) {
            throw new IndexOutOfBoundsException(index);
        }

        @Override
        public double percentAfter(int index) {
            throw new IndexOutOfBoundsException(index);
        }
    };

    /** How many instruments the account knows. */
    int count();

    String symbol(int index);

    String venue(int index);

    /**
     * The value of the position without sign, in percent of equity, once the order and those open orders have been
     * filled that make it largest; {@link Check#VERY_LARGE} where a price, a rate or the equity is missing.
     */
    double percentAfter(int index);
}
