package dev.tradewind.bench;

/**
 * A measured figure.
 *
 * @param name what was done
 * @param contender by whom
 * @param value the figure
 * @param unit such as {@code bars/s}
 */
record Row(String name, String contender, double value, String unit) {}
