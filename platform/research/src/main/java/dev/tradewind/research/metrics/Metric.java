package dev.tradewind.research.metrics;

/** Every figure that a report shows, with what it means: the one place of these definitions. */
public enum Metric {
    FINAL_EQUITY("finalEquity", "Final equity", Group.RETURN, Unit.MONEY,
            "cash + open positions at the last close", ""),
    TOTAL_RETURN("totalReturn", "Total return", Group.RETURN, Unit.PERCENT,
            "final equity / starting cash \u2212 1", ""),
    BENCHMARK_RETURN("benchmarkReturn", "Buy and hold", Group.RETURN, Unit.PERCENT,
            "last close / first close \u2212 1; of an inverse contract 1 \u2212 first close / last close",
            "there are no bars or no single benchmark"),
    CAGR("cagr", "CAGR", Group.RETURN, Unit.PERCENT,
            "(1 + total return)^(days in a year / daily returns) \u2212 1", "there are under two daily returns"),
    VOLATILITY("volatility", "Volatility, annualised", Group.RISK, Unit.PERCENT,
            "standard deviation of daily returns (ddof 1) \u00d7 \u221adays in a year",
            "there are under two daily returns"),
    SHARPE("sharpe", "Sharpe ratio", Group.RISK, Unit.RATIO,
            "mean of daily returns / their standard deviation (ddof 1) \u00d7 \u221adays in a year; risk-free 0",
            "there are under two daily returns, or all are equal"),
    SORTINO("sortino", "Sortino ratio", Group.RISK, Unit.RATIO,
            "mean of daily returns / \u221a(mean of squared losses, gains as 0) \u00d7 \u221adays in a year; target 0",
            "there are under two daily returns, or no losing day"),
    CALMAR("calmar", "Calmar ratio", Group.RISK, Unit.RATIO,
            "CAGR / maximum drawdown", "there is no CAGR or no drawdown"),
    MAX_DRAWDOWN("maxDrawdown", "Maximum drawdown", Group.RISK, Unit.PERCENT,
            "largest of (peak \u2212 equity) / peak over all bar closes; the starting cash is the first peak", ""),
    DRAWDOWN_DAYS("maxDrawdownDays", "Length of that drawdown", Group.RISK, Unit.DAYS,
            "from its peak to the recovery, or to the end of the run", "there is no drawdown"),
    VALUE_AT_RISK("valueAtRisk95", "Value at risk, 95 %, one day", Group.RISK, Unit.PERCENT,
            "5 % quantile of daily returns, interpolated", "there are under two daily returns"),
    CONDITIONAL_VALUE_AT_RISK("conditionalValueAtRisk95", "Expected shortfall, 95 %", Group.RISK, Unit.PERCENT,
            "mean of the worst 5 % of daily returns", "there are under two daily returns"),
    OMEGA("omega", "Omega ratio", Group.RISK, Unit.RATIO,
            "sum of daily gains / sum of daily losses; threshold 0", "there are under two daily returns, or no loss"),
    TAIL_RATIO("tailRatio", "Tail ratio", Group.RISK, Unit.RATIO,
            "|95 % quantile| / |5 % quantile| of daily returns",
            "there are under two daily returns, or the 5 % quantile is 0"),
    STABILITY("stability", "Stability", Group.RISK, Unit.RATIO,
            "R\u00b2 of a straight line through cumulative daily log returns",
            "there are under two daily returns, or equity never moved"),
    ALPHA("alpha", "Alpha", Group.MARKET, Unit.PERCENT,
            "(1 + mean of (r \u2212 beta \u00d7 market))^days in a year \u2212 1", "there is no beta"),
    BETA("beta", "Beta", Group.MARKET, Unit.RATIO,
            "covariance with the market's daily returns / their variance",
            "there are under two daily returns, or the market never moved"),
    EXPOSURE("exposure", "Time in the market", Group.MARKET, Unit.PERCENT,
            "bars closed with an open position / all bars", "there are no bars"),
    TURNOVER("turnover", "Turnover", Group.MARKET, Unit.MULTIPLE,
            "notional of all fills / mean equity", "there are no bars"),
    TRADES("trades", "Trades", Group.TRADES, Unit.COUNT,
            "closed round trips, flat to flat", ""),
    WIN_RATE("winRate", "Win rate", Group.TRADES, Unit.PERCENT,
            "trades with a net profit / all trades", "there are no trades"),
    PROFIT_FACTOR("profitFactor", "Profit factor", Group.TRADES, Unit.RATIO,
            "sum of net profits / sum of net losses", "nothing was lost"),
    EXPECTANCY("expectancy", "Expectancy", Group.TRADES, Unit.MONEY,
            "mean net result of a trade", "there are no trades"),
    AVERAGE_WIN("averageWin", "Average win", Group.TRADES, Unit.MONEY,
            "mean net result of won trades", "nothing was won"),
    AVERAGE_LOSS("averageLoss", "Average loss", Group.TRADES, Unit.MONEY,
            "mean net result of lost trades", "nothing was lost"),
    BEST_TRADE("bestTrade", "Best trade", Group.TRADES, Unit.MONEY,
            "largest net result", "there are no trades"),
    WORST_TRADE("worstTrade", "Worst trade", Group.TRADES, Unit.MONEY,
            "smallest net result", "there are no trades"),
    LONGEST_WIN_STREAK("longestWinStreak", "Longest winning streak", Group.TRADES, Unit.COUNT,
            "most won trades in a row", ""),
    LONGEST_LOSS_STREAK("longestLossStreak", "Longest losing streak", Group.TRADES, Unit.COUNT,
            "most lost trades in a row", ""),
    AVERAGE_BARS_HELD("averageBarsHeld", "Average bars held", Group.TRADES, Unit.NUMBER,
            "mean of bars from entry to exit", "there are no trades"),
    FEES("fees", "Fees", Group.TRADES, Unit.MONEY,
            "sum of all fees", "");

    /** What a figure is about. */
    public enum Group {
        RETURN("Return"),
        RISK("Risk"),
        MARKET("Against the market"),
        TRADES("Trades");

        private final String label;

        Group(String label) {
            this.label = label;
        }

        public String label() {
            return label;
        }
    }

    /** How a figure is written. A PERCENT is held as a share: 0.05 is 5 %. */
    public enum Unit {
        PERCENT,
        RATIO,
        MULTIPLE,
        NUMBER,
        COUNT,
        DAYS,
        MONEY
    }

    private final String key;
    private final String label;
    private final Group group;
    private final Unit unit;
    private final String formula;
    private final String undefinedWhen;

    Metric(String key, String label, Group group, Unit unit, String formula, String undefinedWhen) {
        this.key = key;
        this.label = label;
        this.group = group;
        this.unit = unit;
        this.formula = formula;
        this.undefinedWhen = undefinedWhen;
    }

    /** The name in JSON. */
    public String key() {
        return key;
    }

    /** The name for people. */
    public String label() {
        return label;
    }

    public Group group() {
        return group;
    }

    public Unit unit() {
        return unit;
    }

    public String formula() {
        return formula;
    }

    /** Completes "undefined when ..."; empty where the figure always exists. */
    public String undefinedWhen() {
        return undefinedWhen;
    }
}
