package dev.tradewind.store.backup;

import dev.tradewind.store.journal.Bytes;
import dev.tradewind.store.journal.JournalHead;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/**
 * What a backup holds: text, a fact a line, the last line with the SHA-256 of the lines before.
 *
 * @param schema version of the migrations that the tables are of
 * @param created when, as ISO 8601 in UTC
 * @param server version of the PostgreSQL that it was made from
 * @param tables in the order in which they are restored
 * @param days of ticks
 * @param heads the end of each shard's journal
 */
public record Manifest(
        String schema,
        String created,
        String server,
        List<TableData> tables,
        List<LocalDate> days,
        List<JournalHead> heads) {
    static final String ENTRY = "manifest.txt";
    private static final String FIRST_LINE = "tradewind-backup 1";

    public Manifest {
        tables = List.copyOf(tables);
        days = List.copyOf(days);
        heads = List.copyOf(heads);
    }

    /**
     * One table's content.
     *
     * @param columns comma-separated, in their order in the data
     * @param sha256 of the data, in hexadecimal digits
     */
    public record TableData(String name, String columns, long rows, long bytes, String sha256) {
        /** @throws IllegalArgumentException if a name is none: names go into statements */
        public TableData {
            if (!name.matches("[a-z_]{1,63}") || !columns.matches("[a-z_]+(,[a-z_]+)*")) {
                throw new IllegalArgumentException("no table or columns: " + name + " " + columns);
            }
        }

        String entry() {
            return name + ".copy";
        }
    }

    String text() {
        StringBuilder lines = new StringBuilder(FIRST_LINE).append('\n');
        lines.append("schema ").append(schema).append('\n');
        lines.append("created ").append(created).append('\n');
        lines.append("server ").append(server).append('\n');
        for (TableData table : tables) {
            lines.append("table " + table.name() + " " + table.columns() + " " + table.rows() + " " + table.bytes()
                    + " " + table.sha256() + "\n");
        }
        days.forEach(day -> lines.append("day ").append(day).append('\n'));
        // The name comes last, for it may have spaces.
        heads.forEach(head ->
                lines.append("head " + head.sequence() + " " + head.hash() + " " + head.shard() + "\n"));
        return lines + "sha256 " + sha256(lines.toString()) + "\n";
    }

    /** Reads what {@link #text} wrote. @throws IllegalArgumentException if it is something else, or damaged */
    static Manifest parse(String text) {
        int last = text.lastIndexOf("sha256 ");
        if (last < 0 || !text.substring(last).equals("sha256 " + sha256(text.substring(0, last)) + "\n")) {
            throw new IllegalArgumentException("the manifest is damaged");
        }
        List<String> lines = text.substring(0, last).lines().toList();
        if (!lines.getFirst().equals(FIRST_LINE)) {
            throw new IllegalArgumentException("'" + lines.getFirst() + "' is not the backup format of this program");
        }
        String[] single = {"", "", ""};
        List<TableData> tables = new ArrayList<>();
        List<LocalDate> days = new ArrayList<>();
        List<JournalHead> heads = new ArrayList<>();
        for (String line : lines.subList(1, lines.size())) {
            String[] words = line.split(" ", 2);
            String rest = words[1];
            switch (words[0]) {
                case "schema" -> single[0] = rest;
                case "created" -> single[1] = rest;
                case "server" -> single[2] = rest;
                case "table" -> {
                    String[] w = rest.split(" ");
                    tables.add(new TableData(w[0], w[1], Long.parseLong(w[2]), Long.parseLong(w[3]), w[4]));
                }
                case "day" -> days.add(LocalDate.parse(rest));
                case "head" -> {
                    String[] w = rest.split(" ", 3);
                    heads.add(new JournalHead(w[2], Long.parseLong(w[0]), Bytes.ofHex(w[1])));
                }
                default -> throw new IllegalArgumentException("unknown line in the manifest: " + line);
            }
        }
        return new Manifest(single[0], single[1], single[2], tables, days, heads);
    }

    private static String sha256(String text) {
        try {
            byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
