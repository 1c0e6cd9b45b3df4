package dev.tradewind.research.report;

import dev.tradewind.research.metrics.CurvePoints;
import dev.tradewind.sdk.value.Decimal;
import java.io.IOException;
import java.io.Writer;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Writes the report of a run: a page, its tables and its result. */
public final class Report {
    private static final int CURVE_PLACES = 8;

    private Report() {}

    /**
     * Writes report.html, trades.csv, orders.csv, fills.csv, equity.csv and result.json, all or nothing. Listings are
     * read once, in that order.
     *
     * @param outDir made if absent; replaced if it is empty or an earlier report of ours
     * @throws ReportException if outDir holds anything else, or cannot be written
     */
    public static void write(ReportInput input, Path outDir) {
        ReportFolder.replace(outDir, folder -> {
            TradeSample trades = writeTrades(input, folder.resolve("trades.csv"));
            writeOrders(input, folder.resolve("orders.csv"));
            writeFills(input, folder.resolve("fills.csv"));
            CurvePoints curve = input.charts().equity().points();
            writeEquity(curve, folder.resolve("equity.csv"));
            try (Writer page = Files.newBufferedWriter(folder.resolve("report.html"), StandardCharsets.UTF_8)) {
                page.append(new Page(input, curve, trades).render());
            }
            try (Writer result = Files.newBufferedWriter(folder.resolve("result.json"), StandardCharsets.UTF_8)) {
                ResultJson.write(input, result);
                result.write('\n');
            }
        });
    }

    /**
     * Says early what {@link #write} would say in the end.
     *
     * @throws ReportException if outDir holds anything else than an earlier report
     */
    public static void checkFolder(Path outDir) {
        ReportFolder.check(outDir);
    }

    private static TradeSample writeTrades(ReportInput input, Path file) throws IOException {
        TradeSample sample = new TradeSample();
        String header = "instrument,side,quantity,entry_time,entry_price,exit_time,exit_price,gross,fees,net,bars_held,"
                + "max_adverse,max_favourable,reason";
        try (CsvWriter csv = new CsvWriter(file, header)) {
            for (TradeRow trade : input.listings().trades()) {
                sample.add(trade);
                TradeRow.Result result = trade.result();
                csv.text(trade.instrument().toString())
                        .word(trade.side().name())
                        .number(trade.quantity())
                        .time(trade.entry().timeNanos())
                        .number(trade.entry().price())
                        .time(trade.exit().timeNanos())
                        .number(trade.exit().price())
                        .number(result.gross())
                        .number(result.fees())
                        .number(result.net())
                        .number(result.barsHeld());
                TradeRow.@Nullable Excursion excursion = result.excursion();
                csv.number(excursion == null ? null : excursion.adverse())
                        .number(excursion == null ? null : excursion.favourable())
                        .text(trade.reason())
                        .endRow();
            }
        }
        return sample;
    }

    private static void writeOrders(ReportInput input, Path file) throws IOException {
        String header = "id,time,instrument,side,type,quantity,price,status,filled,average_price,fee,reason";
        try (CsvWriter csv = new CsvWriter(file, header)) {
            for (OrderRow order : input.listings().orders()) {
                csv.text(order.id())
                        .time(order.timeNanos())
                        .text(order.instrument().toString())
                        .word(order.terms().side().name())
                        .word(order.terms().type().name())
                        .number(order.terms().quantity())
                        .number(order.terms().price())
                        .word(order.outcome().status().name())
                        .number(order.outcome().filled())
                        .number(order.outcome().averagePrice())
                        .number(order.outcome().fee())
                        .text(order.reason())
                        .endRow();
            }
        }
    }

    private static void writeFills(ReportInput input, Path file) throws IOException {
        String header = "time,order,instrument,side,quantity,price,fee,fee_currency,liquidity";
        try (CsvWriter csv = new CsvWriter(file, header)) {
            for (FillRow fill : input.listings().fills()) {
                csv.time(fill.timeNanos())
                        .text(fill.orderId())
                        .text(fill.instrument().toString())
                        .word(fill.side().name())
                        .number(fill.quantity())
                        .number(fill.price())
                        .number(fill.fee().amount())
                        .text(fill.fee().currency().code())
                        .word(fill.liquidity().name())
                        .endRow();
            }
        }
    }

    private static void writeEquity(CurvePoints curve, Path file) throws IOException {
        try (CsvWriter csv = new CsvWriter(file, "time,equity,buy_and_hold,drawdown")) {
            for (int i = 0; i < curve.size(); i++) {
                csv.time(curve.timeNanos(i))
                        .number(rounded(curve.equity(i)))
                        .number(rounded(curve.benchmark(i)))
                        .number(rounded(curve.drawdown(i)))
                        .endRow();
            }
        }
    }

    private static @Nullable Decimal rounded(double value) {
        return Double.isFinite(value)
                ? Decimal.of(value, RoundingMode.HALF_EVEN).rounded(CURVE_PLACES, RoundingMode.HALF_EVEN)
                : null;
    }
}
