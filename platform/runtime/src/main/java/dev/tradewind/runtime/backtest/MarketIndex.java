package dev.tradewind.runtime.backtest;

import dev.tradewind.sdk.instrument.InstrumentId;
import dev.tradewind.sdk.market.Bar;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The market held in equal parts from the first closes on: the mean of closes relative to their first. */
final class MarketIndex {
    private final List<InstrumentId> instruments = new ArrayList<>();
    private double[] firsts = new double[4];
    private double[] relative = new double[4];

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
            }
            firsts[index] = close;
        }
        relative[index] = close / firsts[index];
        double sum = 0;
        for (int i = 0; i < instruments.size(); i++) {
            sum += relative[i];
        }
        return sum / instruments.size();
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
