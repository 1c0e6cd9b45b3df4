package dev.tradewind.policy.limits;

import dev.tradewind.policy.RuleProblem;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Who owns which account: lines of {@code account,owner}. An account without a line is its own owner. */
public final class OwnersTable {
    private static final List<String> HEADER = List.of("account", "owner");

    private final Map<String, String> owners;

    private OwnersTable(Map<String, String> owners) {
        this.owners = owners;
    }

    /** Each account on its own. */
    public static OwnersTable none() {
        return new OwnersTable(Map.of());
    }

    /** Given by hand, for trials. */
    public static OwnersTable of(Map<String, String> owners) {
        return new OwnersTable(new TreeMap<>(owners));
    }

    /**
     * Reads a table.
     *
     * @param file for messages, relative to the rules folder
     * @param into takes what is wrong, with line and column
     */
    public static OwnersTable parse(String file, String source, List<RuleProblem> into) {
        TableRows table = TableRows.csv(file, source, into);
        List<List<Cell>> rows = table.rows();
        if (rows.isEmpty() || !rows.getFirst().stream().map(Cell::text).toList().equals(HEADER)) {
            table.problems().add(rows.isEmpty() ? 0 : rows.getFirst().getFirst().line(), 0,
                    "the first line is not the header", "the header is " + String.join(",", HEADER));
            return none();
        }
        Map<String, String> owners = new TreeMap<>();
        for (List<Cell> row : rows.subList(1, rows.size())) {
            int line = row.getFirst().line();
            if (row.size() != HEADER.size() || row.get(0).text().isEmpty() || row.get(1).text().isEmpty()) {
                table.problems().add(line, 0, "a line is an account and its owner", "write account,owner");
                continue;
            }
            table.checkName("account", row.get(0));
            table.checkName("owner", row.get(1));
            if (owners.putIfAbsent(row.get(0).text(), row.get(1).text()) != null) {
                table.problems().add(line, 1, "a second owner of " + row.get(0).text(), "remove one");
            }
        }
        return new OwnersTable(owners);
    }

    /** The owner of an account. */
    public String owner(String account) {
        return owners.getOrDefault(account, account);
    }
}
