package dev.tradewind.bench;

import dev.tradewind.runtime.cli.InputException;
import dev.tradewind.simulation.matching.OrderKind;
import java.io.BufferedInputStream;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;

/** Reads a recorded stream of commands: CSV, plain or gzip, with the columns of {@link #HEADER}. */
final class OrderFlowFile {
    static final String HEADER = "command,orderId,uid,action,orderType,price,reserveBidPrice,size";

    private final Path path;
    private int line;

    private OrderFlowFile(Path path) {
        this.path = path;
    }

    static OrderFlow read(Path path) {
        OrderFlowFile file = new OrderFlowFile(path);
        if (!Files.isRegularFile(path)) {
            throw new InputException(path + ": no such file; --data of bench matching names a CSV of order commands");
        }
        try (InputStream in = new BufferedInputStream(Files.newInputStream(path))) {
            InputStream bytes = path.toString().endsWith(".gz") ? new GZIPInputStream(in) : in;
            return file.read(new BufferedReader(new InputStreamReader(bytes, StandardCharsets.UTF_8)));
        } catch (IOException e) {
            throw new InputException(path + ": cannot be read after line " + file.line + ": " + e.getMessage(), e);
        }
    }

    private OrderFlow read(BufferedReader lines) throws IOException {
        line = 1;
        if (!HEADER.equals(lines.readLine())) {
            throw new InputException(path + ":1: the first line must be " + HEADER);
        }
        OrderFlow flow = new OrderFlow("recorded");
        for (String row = lines.readLine(); row != null; row = lines.readLine()) {
            line++;
            add(flow, row.split(",", -1));
        }
        if (flow.commands() == 0) {
            throw new InputException(path + ": there is no command after the header");
        }
        return flow;
    }

    private void add(OrderFlow flow, String[] row) {
        if (row.length != 8) {
            throw new InputException(path + ":" + line + ": 8 columns are needed, found " + row.length);
        }
        int at = flow.add();
        flow.type[at] = switch (row[0]) {
            case "PLACE_ORDER" -> OrderFlow.PLACE;
            case "MOVE_ORDER" -> OrderFlow.MOVE;
            case "REDUCE_ORDER" -> OrderFlow.REDUCE;
            case "CANCEL_ORDER" -> OrderFlow.CANCEL;
            default -> throw unknown("command", row[0]);
        };
        flow.id[at] = number(row, 1);
        flow.owner[at] = number(row, 2);
        flow.sell[at] = switch (row[3]) {
            case "BID" -> false;
            case "ASK" -> true;
            default -> throw unknown("action", row[3]);
        };
        if (flow.type[at] == OrderFlow.PLACE) {
            flow.kind[at] = switch (row[4]) {
                case "GTC" -> OrderKind.LIMIT;
                case "IOC" -> OrderKind.IMMEDIATE_OR_CANCEL;
                case "FOK_BUDGET" -> OrderKind.FILL_OR_KILL_BUDGET;
                default -> throw unknown("orderType", row[4]);
            };
        }
        flow.price[at] = number(row, 5);
        flow.reserve[at] = number(row, 6);
        flow.size[at] = number(row, 7);
    }

    private InputException unknown(String column, String value) {
        return new InputException(path + ":" + line + ": unknown " + column + " '" + value + "'");
    }

    private long number(String[] row, int column) {
        try {
            return Long.parseLong(row[column]);
        } catch (NumberFormatException e) {
            throw new InputException(
                    path + ":" + line + ": column " + (column + 1) + " is not a whole number: '" + row[column] + "'",
                    e);
        }
    }
}
