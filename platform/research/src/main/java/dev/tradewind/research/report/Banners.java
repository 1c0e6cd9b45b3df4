package dev.tradewind.research.report;

import dev.tradewind.research.metrics.Metric;
import dev.tradewind.research.report.ReportInput.Counts;
import dev.tradewind.research.report.ReportInput.Effect;
import dev.tradewind.research.report.ReportInput.RuleFired;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

/** What a reader must know before the figures, the gravest first. */
final class Banners {
    private static final long FEW_TRADES = 30;
    private static final int NAMED_RULES = 3;

    private Banners() {}

    /** How grave a banner is. */
    enum Level {
        /** The figures below mean nothing, or not what they seem. */
        STOP("Stop"),
        /** Read this first. */
        CAUTION("Caution"),
        NOTE("Note");

        private final String label;

        Level(String label) {
            this.label = label;
        }

        String label() {
            return label;
        }
    }

    record Banner(Level level, String text) {}

    static List<Banner> of(ReportInput input) {
        List<Banner> banners = new ArrayList<>();
        Counts counts = input.counts();
        long trades = (long) input.performance().value(Metric.TRADES).orElse(0);
        if (counts.bars() == 0) {
            banners.add(new Banner(Level.STOP, "There were no bars, so nothing was tested. Check the data files and the"
                    + " period."));
        } else if (counts.orders() == 0) {
            banners.add(new Banner(Level.STOP, "The strategy sent no order in " + Figures.count(counts.bars())
                    + " bars. The signals below may say why."));
        } else if (counts.denied() == counts.orders()) {
            banners.add(new Banner(Level.STOP, "The rules denied every order: " + rules(input) + "."));
        } else if (counts.denied() > 0) {
            banners.add(new Banner(Level.CAUTION, "The rules denied " + Figures.count(counts.denied()) + " of "
                    + Figures.count(counts.orders()) + " orders: " + rules(input) + "."));
        }
        if (counts.orders() > counts.denied() && counts.fills() == 0) {
            banners.add(new Banner(Level.STOP, "No order was filled."));
        } else if (counts.fills() > 0 && trades == 0) {
            banners.add(new Banner(Level.CAUTION, "No trade was closed: the result is that of an open position."));
        }
        for (String warning : input.judgement().warnings()) {
            banners.add(new Banner(Level.CAUTION, warning));
        }
        if (trades > 0 && trades < FEW_TRADES) {
            banners.add(new Banner(Level.NOTE, "Only " + trades + (trades == 1 ? " trade was" : " trades were")
                    + " closed: too few to judge a strategy by."));
        }
        if (counts.bars() > 0 && input.charts().equity().dayCount() < 2) {
            banners.add(new Banner(Level.NOTE, "The run covers under two days, so that Sharpe, Sortino and all other"
                    + " daily figures are undefined."));
        }
        if (input.run().provenance().ruleSet().equals("none")) {
            banners.add(new Banner(Level.NOTE, "Rules were off: no order was checked against any limit."));
        }
        banners.sort(Comparator.comparing(Banner::level));
        return banners;
    }

    private static String rules(ReportInput input) {
        List<RuleFired> fired = input.judgement().rules().stream()
                .filter(rule -> rule.effect() != Effect.REDUCED)
                .sorted(Comparator.comparingLong(RuleFired::count).reversed().thenComparing(RuleFired::code))
                .toList();
        if (fired.isEmpty()) {
            return "no rule was named";
        }
        String named = fired.stream()
                .limit(NAMED_RULES)
                .map(rule -> rule.code() + " " + Figures.count(rule.count()) + (rule.count() == 1 ? " time" : " times"))
                .collect(Collectors.joining(", "));
        return fired.size() > NAMED_RULES ? named + ", and " + (fired.size() - NAMED_RULES) + " more rules" : named;
    }
}
