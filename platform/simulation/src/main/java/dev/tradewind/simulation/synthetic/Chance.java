package dev.tradewind.simulation.synthetic;

import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

/**
 * Random numbers that are the same on every machine and Java version: the bits come from L64X128MixRandom, whose
 * algorithm is fixed by the Java documentation, everything else is worked out here, with {@link StrictMath}.
 */
final class Chance {
    private static final double UNIT = 0x1.0p-53;

    private final RandomGenerator bits;
    private double spare;
    private boolean hasSpare;

    Chance(long seed) {
        bits = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
    }

    /** One of many independent streams of a seed, whose seeds are spread by the mixer of SplitMix64. */
    static Chance stream(long seed, long number) {
        long mixed = seed + (number + 1) * 0x9e3779b97f4a7c15L;
        mixed = (mixed ^ (mixed >>> 30)) * 0xbf58476d1ce4e5b9L;
        mixed = (mixed ^ (mixed >>> 27)) * 0x94d049bb133111ebL;
        return new Chance(mixed ^ (mixed >>> 31));
    }

    /** From 0 inclusive to 1 exclusive. */
    double uniform() {
        return (bits.nextLong() >>> 11) * UNIT;
    }

    /** Exponential with mean 1, by inversion. */
    double exponential() {
        return -StrictMath.log(1 - uniform());
    }

    /** Log-normal with mean 1; {@code sigma} is the standard deviation of its logarithm. */
    double logNormal(double sigma) {
        return StrictMath.exp(sigma * normal() - sigma * sigma / 2);
    }

    /** Standard normal, by Marsaglia's polar method. */
    double normal() {
        if (hasSpare) {
            hasSpare = false;
            return spare;
        }
        while (true) {
            double x = 2 * uniform() - 1;
            double y = 2 * uniform() - 1;
            double square = x * x + y * y;
            if (square > 0 && square < 1) {
                double factor = StrictMath.sqrt(-2 * StrictMath.log(square) / square);
                spare = y * factor;
                hasSpare = true;
                return x * factor;
            }
        }
    }

    /**
     * By what a normal variable is multiplied to follow Student's t with 5 degrees of freedom and variance 1:
     * sqrt(5 / chi-squared(5)) × sqrt(3 / 5).
     */
    double tailFactor() {
        double sum = 0;
        for (int i = 0; i < 5; i++) {
            double normal = normal();
            sum += normal * normal;
        }
        return StrictMath.sqrt(3 / sum);
    }
}
