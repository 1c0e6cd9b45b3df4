package dev.tradewind.engine.ledger;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** The numbers that rules saw, in the order of the vocabulary's version. */
public final class CheckFacts {
    private final int vocabulary;
    private final double[] numbers;

    /** Takes the array over: the caller made it for this. */
    public CheckFacts(int vocabulary, double[] numbers) {
        this.vocabulary = vocabulary;
        this.numbers = numbers;
    }

    /** Version of the list of numbers. */
    public int vocabulary() {
        return vocabulary;
    }

    public int size() {
        return numbers.length;
    }

    public double number(int index) {
        return numbers[index];
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof CheckFacts that
                && vocabulary == that.vocabulary
                && Arrays.equals(numbers, that.numbers);
    }

    @Override
    public int hashCode() {
        return 31 * vocabulary + Arrays.hashCode(numbers);
    }

    @Override
    public String toString() {
        return "CheckFacts[v" + vocabulary + " " + Arrays.toString(numbers) + "]";
    }
}
