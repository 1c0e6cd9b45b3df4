package dev.tradewind.policy.limits;

import dev.tradewind.engine.policy.Check;
import dev.tradewind.policy.RuleProblem;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The tables of a rules folder that give facts, but for the restricted list; see {@link TableName}. */
public record FactTables(
        Permissions permissions,
        RestrictedList watch,
        Sessions sessions,
        Holidays holidays,
        Halts halts,
        Locates locates,
        Accounts accounts,
        Strategies strategies,
        Groups groups) {
    /** A folder that has none: nothing is forbidden by them, and nothing located. */
    public static final FactTables NONE = new FactTables(Permissions.none(), RestrictedList.none(), Sessions.none(),
            Holidays.none(), Halts.none(), Locates.none(), Accounts.none(), Strategies.none(),
            Groups.none());

    /**
     * A file that holds a table.
     *
     * @param file its name, relative to the rules folder, which ends in {@code .csv} or {@code .xlsx}
     * @param content of a text one UTF-8 that was checked before
     */
    @SuppressWarnings("ArrayRecordComponent") // handed over once, and compared with nothing
    public record Source(String file, byte[] content) {}

    /**
     * Reads tables.
     *
     * @param into takes what is wrong, with line and column, or cell
     */
    public static FactTables parse(Map<TableName, Source> sources, List<RuleProblem> into) {
        FactTables tables = NONE;
        for (Map.Entry<TableName, Source> source : sources.entrySet()) {
            TableRows rows = TableRows.of(source.getValue().file(), source.getValue().content(), into);
            tables = tables.with(source.getKey(), rows);
        }
        return tables;
    }

    /** The same with one table in place of what there is; for a scenario. */
    public FactTables with(TableName name, String csv, List<RuleProblem> into) {
        return with(name, TableRows.csv(name.csv(), csv, into));
    }

    private FactTables with(TableName name, TableRows rows) {
        Permissions newPermissions = name == TableName.PERMISSIONS ? Permissions.read(rows) : permissions;
        RestrictedList newWatch = name == TableName.WATCH ? RestrictedList.parse(rows) : watch;
        Sessions newSessions = name == TableName.SESSIONS ? Sessions.read(rows) : sessions;
        Holidays newHolidays = name == TableName.HOLIDAYS ? Holidays.read(rows) : holidays;
        Halts newHalts = name == TableName.HALTS ? Halts.read(rows) : halts;
        Locates newLocates = name == TableName.LOCATES ? Locates.read(rows) : locates;
        Accounts newAccounts = name == TableName.ACCOUNTS ? Accounts.read(rows) : accounts;
        Strategies newStrategies = name == TableName.STRATEGIES ? Strategies.read(rows) : strategies;
        Groups newGroups = name == TableName.GROUPS ? Groups.read(rows) : groups;
        return new FactTables(newPermissions, newWatch, newSessions, newHolidays, newHalts, newLocates, newAccounts,
                newStrategies, newGroups);
    }

    public FactTable get(TableName name) {
        return switch (name) {
            case PERMISSIONS -> permissions;
            case WATCH -> watch;
            case SESSIONS -> sessions;
            case HOLIDAYS -> holidays;
            case HALTS -> halts;
            case LOCATES -> locates;
            case ACCOUNTS -> accounts;
            case STRATEGIES -> strategies;
            case GROUPS -> groups;
        };
    }

    /**
     * When the sessions of an instrument end, nanoseconds since the epoch; empty where the table of sessions has no row
     * for it.
     *
     * @param fromNanos at or after this time
     * @param toNanos before this time
     */
    public Optional<List<Long>> closes(String symbol, String venue, long fromNanos, long toNanos) {
        return sessions.closes(new Subject("", "", symbol, venue), holidays, fromNanos, toNanos);
    }

    /** What all of them say about such orders; for one thread. */
    public Facts facts(Subject subject) {
        Facts[] all = {
            permissions.facts(subject),
            watch.watching(subject),
            sessions.facts(subject, holidays),
            halts.facts(subject),
            locates.facts(subject),
            accounts.facts(subject),
            strategies.facts(subject),
            groups.facts(subject)
        };
        return (into, nanos) -> {
            for (Facts each : all) {
                each.fill(into, nanos);
            }
        };
    }

    /**
     * Sets all that they say about an order.
     *
     * @param facts those of its names
     */
    public static void fill(Facts facts, Check check) {
        facts.fill(check.tables(), check.getEventNanos());
    }

    /** Rows that are valid and perhaps not meant. */
    public List<RuleProblem> overlaps() {
        List<RuleProblem> found = new ArrayList<>();
        for (TableName name : TableName.values()) {
            found.addAll(get(name).overlaps());
        }
        return found;
    }

    /**
     * Why the tables that differ from those of before are no tightening; a table without an objection has an empty
     * list. Tables that say the same are not there.
     */
    public Map<TableName, List<String>> loosened(FactTables before) {
        Map<TableName, List<String>> objections = new EnumMap<>(TableName.class);
        for (TableName name : TableName.values()) {
            FactTable old = before.get(name);
            FactTable now = get(name);
            if (old.isGiven() != now.isGiven() || !old.texts().equals(now.texts())) {
                objections.put(name, loosened(name, before));
            }
        }
        return objections;
    }

    private List<String> loosened(TableName name, FactTables before) {
        List<String> into = new ArrayList<>();
        switch (name) {
            case PERMISSIONS -> permissions.loosened(before.permissions, into);
            case WATCH -> FactTable.gone("watch of", before.watch, watch, into);
            case SESSIONS -> sessions.loosened(before.sessions, into);
            case HOLIDAYS -> FactTable.gone("holiday", before.holidays, holidays, into);
            case HALTS -> FactTable.gone("halt", before.halts, halts, into);
            case LOCATES -> locates.loosened(before.locates, into);
            case ACCOUNTS -> accounts.loosened(before.accounts, into);
            case STRATEGIES -> strategies.loosened(before.strategies, into);
            case GROUPS -> groups.loosened(before.groups, into);
        }
        return into;
    }
}
