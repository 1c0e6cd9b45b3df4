package dev.tradewind.runtime.backtest;

import dev.tradewind.sdk.instrument.InstrumentId;
import dev.tradewind.sdk.market.Bar;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;

/**
 * The market held in equal parts from the first closes on: the mean of what each part is worth relative to its start,
 * in its own settlement currency. A linear instrument is worth close / first. An inverse contract, bought for as much
 * as the part is worth, earns part × first × (1 / first − 1 / close) and so is worth 2 − first / close; once that is
 * nothing, below half the first close, the part is lost and stays so.
 */
final class MarketIndex {
    private final List<InstrumentId> instruments = new ArrayList<>();
    private double[] firsts = new double[4];
    private double[] relative = new double[4];
    private boolean[] inverse = new boolean[4];
    private final Predicate<InstrumentId> isInverse;

    /** @param isInverse asked once for each instrument */
    MarketIndex(Predicate<InstrumentId> isInverse) {
        this.isInverse = isInverse;
    }

    /** Takes a close into account and returns the index, which begins at 1. */
    double add(Bar bar) {
        double close = bar.closeAsDouble();
        int index = indexOf(bar.instrument());
        if (index < 0) {
            index = instruments.size();
            instruments.add(bar.instrument());
            if (index == firsts.length) {
                firsts = Arrays.copyOf(firsts, index * 2);
                relative = Arrays.copyOf(relative, index * 2);
                inverse = Arrays.copyOf(inverse, index * 2);
            }
            firsts[index] = close;
            relative[index] = 1;
            inverse[index] = isInverse.test(bar.instrument());
        }
        relative[index] = worth(index, close);
        double sum = 0;
        for (int i = 0; i < instruments.size(); i++) {
            sum += relative[i];
        }
        return sum / instruments.size();
    }

    private double worth(int index, double close) {
        if (!inverse[index]) {
            return close / firsts[index];
        }
        return relative[index] <= 0 ? 0 : Math.max(0, 2 - firsts[index] / close);
    }

    private int indexOf(InstrumentId id) {
        for (int i = 0; i < instruments.size(); i++) {
            if (instruments.get(i).equals(id)) {
                return i;
            }
        }
        return -1;
    }
}
