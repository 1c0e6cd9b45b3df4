package dev.tradewind.policy.limits;

import dev.tradewind.engine.policy.Check;
import dev.tradewind.engine.policy.TableFacts;
import dev.tradewind.policy.RuleProblem;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What is known of the holder of each account: whether he has been identified and until which day that holds, included,
 * in UTC; whether he is under sanctions, or under review for money laundering. A row for {@code *} is for all that have
 * none of their own; an account without either has not been identified. A folder without the table knows nothing and
 * stops nobody.
 */
public final class Accounts implements FactTable {
    static final List<String> COLUMNS = List.of("account", "kyc", "kyc-until", "sanctions", "aml-review", "note");
    private static final String VERIFIED = "verified";
    private static final String NOT_REQUIRED = "not-required";
    private static final List<String> STATUSES = List.of(VERIFIED, "pending", "rejected", NOT_REQUIRED);
    private static final String UNLISTED = "not listed";

    private final String file;
    private final Map<String, Row> rows;

    private Accounts(String file, Map<String, Row> rows) {
        this.file = file;
        this.rows = rows;
    }

    /** @param validUntil first instant at which the holder is not identified; {@link Long#MIN_VALUE} if he never is */
    private record Row(
            int line, String account, String kyc, long validUntil, boolean sanctions, boolean review, String note)
            implements TableRow, Facts {
        static final Row OPEN = new Row(0, ANY, "", Long.MAX_VALUE, false, false, "");
        static final Row CLOSED = new Row(0, ANY, UNLISTED, Long.MIN_VALUE, false, false, "");

        @Override
        public void fill(TableFacts into, long nanos) {
            boolean valid = validUntil == Long.MAX_VALUE || (nanos != Check.NO_TIME && nanos < validUntil);
            into.knowYourCustomer(valid, kyc.equals(VERIFIED) && !valid ? "expired" : kyc);
            into.gates(sanctions, review, note);
        }

        @Override
        public String key() {
            return account;
        }

        @Override
        public String text() {
            boolean ends = validUntil != Long.MAX_VALUE && validUntil != Long.MIN_VALUE;
            return account + ": " + kyc + (ends ? " before " + TableForm.shown(validUntil) : "")
                    + (sanctions ? ", under sanctions" : "") + (review ? ", under review" : "")
                    + (note.isEmpty() ? "" : ", " + note);
        }
    }

    static Accounts none() {
        return new Accounts("", Map.of());
    }

    static Accounts read(TableRows table) {
        Map<String, Row> rows = new TreeMap<>();
        for (TableForm.Line line : TableForm.lines(table, COLUMNS)) {
            String status = line.oneOf(1, STATUSES);
            if (!line.isEmpty(2) && !status.equals(VERIFIED)) {
                line.problem(2, "only what is " + VERIFIED + " holds until a day", "empty the cell");
            }
            boolean valid = status.equals(VERIFIED) || status.equals(NOT_REQUIRED);
            Row row = new Row(line.number(), line.name(0), status,
                    valid ? line.day(2, Long.MAX_VALUE, 1) : Long.MIN_VALUE,
                    line.yes(3), line.yes(4), line.text(5));
            line.unique(row.account());
            rows.put(row.account(), row);
        }
        return new Accounts(table.problems().file(), rows);
    }

    private Row row(String account) {
        Row named = rows.get(account);
        return named == null ? rows.getOrDefault(TableRow.ANY, isGiven() ? Row.CLOSED : Row.OPEN) : named;
    }

    Facts facts(Subject subject) {
        return row(subject.account());
    }

    /** For whom these are milder than those of before; whom no row names is as {@code *}. */
    void loosened(Accounts before, List<String> into) {
        Set<String> names = new TreeSet<>(rows.keySet());
        names.addAll(before.rows.keySet());
        names.add(TableRow.ANY);
        for (String name : names) {
            Row old = before.row(name);
            Row now = row(name);
            if (now.validUntil() > old.validUntil() || (old.sanctions() && !now.sanctions())
                    || (old.review() && !now.review())) {
                into.add("the table of accounts is milder for " + name);
            }
        }
    }

    @Override
    public String file() {
        return file;
    }

    @Override
    public Set<Integer> linesInForce(Subject subject, long nanos) {
        return Set.of(row(subject.account()).line());
    }

    @Override
    public Map<Integer, String> rows() {
        return FactTable.named(new ArrayList<>(rows.values()));
    }

    @Override
    public List<String> texts() {
        return FactTable.told(new ArrayList<>(rows.values()));
    }

    /** Rows are for one account each; that for all gives way to them. */
    @Override
    public List<RuleProblem> overlaps() {
        return List.of();
    }
}
