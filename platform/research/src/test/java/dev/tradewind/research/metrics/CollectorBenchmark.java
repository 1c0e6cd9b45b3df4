package dev.tradewind.research.metrics;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.Random;

/** Measures what a bar costs in the collectors: {@code java … CollectorBenchmark}. */
final class CollectorBenchmark {
    private static final int BARS = 525_520;
    private static final int ROUNDS = 40;

    private CollectorBenchmark() {}

    public static void main(String[] args) {
        double[] prices = new double[BARS];
        Random random = new Random(1);
        double price = 40_000;
        for (int i = 0; i < BARS; i++) {
            price *= Math.exp(0.0007 * random.nextGaussian());
            prices[i] = price;
        }
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long id = Thread.currentThread().threadId();
        for (int round = 0; round < ROUNDS; round++) {
            long bytes = threads.getThreadAllocatedBytes(id);
            long start = System.nanoTime();
            EquityCurve curve = new EquityCurve(10_000);
            for (int i = 0; i < BARS; i++) {
                curve.add(i * 60_000_000_000L + 1, prices[i] * 0.25, prices[i]);
            }
            long middle = System.nanoTime();
            PriceChart chart = new PriceChart("X.SIM");
            for (int i = 1; i < BARS; i++) {
                double low = Math.min(prices[i - 1], prices[i]);
                chart.add(i * 60_000_000_000L, prices[i - 1], prices[i] + prices[i - 1] - low, low, prices[i]);
            }
            long end = System.nanoTime();
            bytes = threads.getThreadAllocatedBytes(id) - bytes;
            if (round < 3 || round >= ROUNDS - 3) {
                System.out.printf(
                        "round %2d: EquityCurve.add %.2f ns, PriceChart.add %.2f ns, %.2f B a bar (%.3f %d)%n",
                        round, (middle - start) / (double) BARS, (end - middle) / (double) BARS, bytes / (double) BARS,
                        curve.maxDrawdown().depth(), chart.size());
            }
        }
    }
}
