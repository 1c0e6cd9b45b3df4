package dev.tradewind.simulation.matching;

import dev.tradewind.sdk.order.Side;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;

/** A recorded stream of commands, and what it must end in. */
final class RecordedFlow {
    private final List<String[]> commands = new ArrayList<>();
    private final String expected;

    RecordedFlow(Path csv) throws IOException {
        try (BufferedReader lines = new BufferedReader(
                new InputStreamReader(new GZIPInputStream(Files.newInputStream(csv)), StandardCharsets.UTF_8))) {
            String header = lines.readLine();
            if (!"command,orderId,uid,action,orderType,price,reserveBidPrice,size".equals(header)) {
                throw new IOException(csv + " has an unknown header: " + header);
            }
            lines.lines().forEach(line -> commands.add(line.split(",", -1)));
        }
        expected = Files.readString(
                csv.resolveSibling(csv.getFileName().toString().replace(".csv.gz", "_expected.json")));
    }

    int size() {
        return commands.size();
    }

    /** A whole number of the expected results. */
    long expected(String name) {
        Matcher matcher = Pattern.compile('"' + name + "\":(\\d+)").matcher(expected);
        if (!matcher.find()) {
            throw new IllegalArgumentException("no " + name + " in the expected results");
        }
        return Long.parseLong(matcher.group(1));
    }

    /** The expected levels of a side of the final book, as "[price,size,orders]". */
    String expectedLevels(String name) {
        Matcher matcher = Pattern.compile('"' + name + "\":\\[((\\[[^]]*],?)*)]").matcher(expected);
        if (!matcher.find()) {
            throw new IllegalArgumentException("no " + name + " in the expected results");
        }
        return matcher.group(1);
    }

    /** @return whether the command was accepted */
    boolean run(MatchingBook book, OrderTicket ticket, int index) {
        String[] row = commands.get(index);
        long id = Long.parseLong(row[1]);
        long price = Long.parseLong(row[5]);
        long size = Long.parseLong(row[7]);
        return switch (row[0]) {
            case "PLACE_ORDER" -> book.submit(ticket.of(
                    kind(row[4]),
                    id,
                    Long.parseLong(row[2]),
                    row[3].equals("BID") ? Side.BUY : Side.SELL,
                    price,
                    size));
            case "MOVE_ORDER" -> book.move(id, price);
            case "REDUCE_ORDER" -> book.reduce(id, size);
            case "CANCEL_ORDER" -> book.cancel(id);
            default -> throw new IllegalArgumentException("unknown command " + row[0]);
        };
    }

    private static OrderKind kind(String type) {
        return switch (type) {
            case "GTC" -> OrderKind.LIMIT;
            case "IOC" -> OrderKind.IMMEDIATE_OR_CANCEL;
            case "FOK_BUDGET" -> OrderKind.FILL_OR_KILL_BUDGET;
            default -> throw new IllegalArgumentException("unknown order type " + type);
        };
    }
}
