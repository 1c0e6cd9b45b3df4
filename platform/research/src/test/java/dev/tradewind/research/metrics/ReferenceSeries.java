package dev.tradewind.research.metrics;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.temporal.TemporalAdjusters;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The named series of the reference cases, read from the description in the file. Literal arrays and straight lines
 * are exact; the noise is our own (seeded), since its cases state properties that hold for any noise. A NaN is a
 * missing return.
 */
final class ReferenceSeries {
    private static final Pattern ARRAY =
            Pattern.compile("'?(\\w+)'?(?:: | = )pd\\.Series\\(np\\.array\\(\\[([^]]*)]\\) / 100");
    private static final Pattern LINE =
            Pattern.compile("'?(\\w+)'?(?:: | = )pd\\.Series\\(np\\.linspace\\(([-\\d.]+), ([-\\d.]+), num=(\\d+)\\)");
    private static final Pattern EXPRESSION = Pattern.compile("(-|2 \\* )?(\\w+)(\\[1:])?");

    private final Map<String, double[]> series = new LinkedHashMap<>();

    ReferenceSeries(String description) {
        Matcher arrays = ARRAY.matcher(description);
        while (arrays.find()) {
            String body = arrays.group(2).replace("np.nan", "NaN").strip();
            double[] values = body.isEmpty()
                    ? new double[0]
                    : Arrays.stream(body.split(",")).mapToDouble(v -> Double.parseDouble(v.strip()) / 100).toArray();
            series.put(arrays.group(1), values);
        }
        Matcher lines = LINE.matcher(description);
        while (lines.find()) {
            double from = Double.parseDouble(lines.group(2));
            double to = Double.parseDouble(lines.group(3));
            int n = Integer.parseInt(lines.group(4));
            double[] values = new double[n];
            for (int i = 0; i < n; i++) {
                values[i] = from + (to - from) * i / (n - 1);
            }
            series.put(lines.group(1), values);
        }
        Random random = new Random(1337);
        double[] noise = random.doubles(1000).map(u -> 0.001 * random.nextGaussian()).toArray();
        series.put("noise", noise);
        series.put("inv_noise", Arrays.stream(noise).map(v -> -v).toArray());
        series.put("noise_uniform", random.doubles(1000, -0.01, 0.01).toArray());
        series.put("random_100k", random.doubles(100_000).map(u -> random.nextGaussian()).toArray());
        double[] sparse = noise.clone();
        for (int i = 0; i < 8; i++) {
            sparse[random.nextInt(sparse.length)] = Double.NaN;
        }
        series.put("sparse_noise", sparse);
        double[] simple = get("simple_benchmark").clone();
        for (int i = 0; i < simple.length; i++) {
            simple[i] += 0.001 * random.nextGaussian();
        }
        series.put("simple_benchmark_w_noise", simple);
        series.put("simple_benchmark_df", get("simple_benchmark"));
    }

    /**
     * A series by name or by one of the expressions that the cases use: {@code -name}, {@code 2 * name},
     * {@code name[1:]} (which keeps its dates: the first value is then missing). A number is that number every day.
     */
    double[] evaluate(String expression, int length) {
        if (expression.matches("-?[\\d.]+")) {
            double[] constant = new double[length];
            Arrays.fill(constant, Double.parseDouble(expression));
            return constant;
        }
        Matcher matcher = EXPRESSION.matcher(expression);
        if (!matcher.matches()) {
            throw new IllegalArgumentException("cannot read the series '" + expression + "'");
        }
        double factor = matcher.group(1) == null ? 1 : matcher.group(1).equals("-") ? -1 : 2;
        double[] values = Arrays.stream(get(matcher.group(2))).map(v -> factor * v).toArray();
        if (matcher.group(3) != null) {
            values[0] = Double.NaN;
        }
        return values;
    }

    double[] get(String name) {
        double[] values = series.get(name);
        if (values == null) {
            throw new IllegalArgumentException("no series '" + name + "' in the reference file");
        }
        return values;
    }

    /** The dates of a series: days from 2000-01-30, or Sundays, or month ends. */
    static LocalDate[] dates(String name, int length) {
        LocalDate start = LocalDate.of(2000, 1, 30);
        LocalDate[] dates = new LocalDate[length];
        for (int i = 0; i < length; i++) {
            if (name.startsWith("weekly")) {
                dates[i] = start.with(TemporalAdjusters.nextOrSame(DayOfWeek.SUNDAY)).plusWeeks(i);
            } else if (name.startsWith("monthly")) {
                dates[i] = YearMonth.from(start).plusMonths(i).atEndOfMonth();
            } else {
                dates[i] = start.plusDays(i);
            }
        }
        return dates;
    }
}
