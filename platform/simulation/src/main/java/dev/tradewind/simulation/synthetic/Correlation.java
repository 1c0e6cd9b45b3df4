package dev.tradewind.simulation.synthetic;

import java.util.Arrays;

/** How the values of several listings move together: a correlation matrix, held as its Cholesky factor. */
public final class Correlation {
    private static final double TOLERANCE = 1e-12;

    private final double[][] factor;

    private Correlation(double[][] factor) {
        this.factor = factor;
    }

    /**
     * Any correlation matrix.
     *
     * @throws IllegalArgumentException if it is not square, symmetric, 1 on its diagonal and positive definite
     */
    public static Correlation of(double[][] matrix) {
        int size = matrix.length;
        for (int i = 0; i < size; i++) {
            if (matrix[i].length != size) {
                throw new IllegalArgumentException("row " + (i + 1) + " of the correlation matrix has "
                        + matrix[i].length + " numbers, not " + size);
            }
        }
        for (int i = 0; i < size; i++) {
            for (int j = 0; j <= i; j++) {
                double value = matrix[i][j];
                if (i == j ? value != 1 : !(Math.abs(value) <= 1) || value != matrix[j][i]) {
                    throw new IllegalArgumentException("correlation " + (i + 1) + "," + (j + 1) + " is " + value
                            + "; a correlation matrix is symmetric, 1 on its diagonal, -1 to 1 elsewhere");
                }
            }
        }
        return new Correlation(cholesky(matrix));
    }

    /** The same between any two of {@code size} listings. @throws IllegalArgumentException as {@link #of} */
    public static Correlation equal(int size, double correlation) {
        double[][] matrix = new double[size][size];
        for (int i = 0; i < size; i++) {
            Arrays.fill(matrix[i], correlation);
            matrix[i][i] = 1;
        }
        return of(matrix);
    }

    /** The lower triangle L with L × Lᵀ = matrix, row by row (Cholesky-Banachiewicz). */
    private static double[][] cholesky(double[][] matrix) {
        int size = matrix.length;
        double[][] lower = new double[size][size];
        for (int i = 0; i < size; i++) {
            for (int j = 0; j <= i; j++) {
                double sum = matrix[i][j];
                for (int k = 0; k < j; k++) {
                    sum -= lower[i][k] * lower[j][k];
                }
                if (i != j) {
                    lower[i][j] = sum / lower[j][j];
                } else if (sum > TOLERANCE) {
                    lower[i][i] = StrictMath.sqrt(sum);
                } else {
                    throw new IllegalArgumentException("these correlations contradict each other: the matrix is not"
                            + " positive definite in row " + (i + 1) + "; bring them nearer to 0");
                }
            }
        }
        return lower;
    }

    int size() {
        return factor.length;
    }

    /** Turns independent standard normal variables into correlated ones. */
    void apply(double[] independent, double[] correlated) {
        for (int i = 0; i < factor.length; i++) {
            double sum = 0;
            for (int j = 0; j <= i; j++) {
                sum += factor[i][j] * independent[j];
            }
            correlated[i] = sum;
        }
    }
}
