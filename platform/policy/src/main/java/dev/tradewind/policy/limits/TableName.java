package dev.tradewind.policy.limits;

import dev.tradewind.policy.language.Direction;
import java.util.List;
import java.util.Map;

/** The tables that a rules folder may have beside the limits and the restricted list, which it must have. */
public enum TableName {
    PERMISSIONS("permissions", "permission", Permissions.COLUMNS, Map.of("permitted", Direction.FALLS)),
    WATCH("watch", "watch", RestrictedList.COLUMNS,
            Map.of("watched", Direction.RISES, "watchReason", Direction.NEITHER)),
    SESSIONS("sessions", "session", Sessions.COLUMNS,
            Map.of("sessionOpen", Direction.FALLS, "minutesToClose", Direction.FALLS)),
    HOLIDAYS("holidays", "holiday", Holidays.COLUMNS,
            Map.of("sessionOpen", Direction.FALLS, "minutesToClose", Direction.FALLS)),
    HALTS("halts", "halt", Halts.COLUMNS, Map.of("halted", Direction.RISES, "haltReason", Direction.NEITHER)),
    LOCATES("locates", "locate", Locates.COLUMNS, Map.of("locateQuantity", Direction.FALLS)),
    ACCOUNTS("accounts", "account", Accounts.COLUMNS, Map.of(
            "kycValid", Direction.FALLS, "kycStatus", Direction.NEITHER, "sanctioned", Direction.RISES,
            "amlReview", Direction.RISES, "accountNote", Direction.NEITHER)),
    STRATEGIES("strategies", "strategy", Strategies.COLUMNS, Map.of(
            "strategyLive", Direction.FALLS, "onProbation", Direction.RISES, "strategyAgeDays", Direction.FALLS,
            "probationMaxOrderNotional", Direction.FALLS, "probationMaxPositionNotional", Direction.FALLS,
            "probationMaxOrdersPerMinute", Direction.FALLS)),
    GROUPS("groups", "group", Groups.COLUMNS, Map.of(
            "groupUsePercent", Direction.RISES, "groupName", Direction.NEITHER,
            // Of the group that is used most, which may be another one then.
            "groupExposurePercentAfter", Direction.NEITHER, "groupMaxExposurePercent", Direction.NEITHER));

    private final String text;
    private final String row;

    @SuppressWarnings("ImmutableEnumChecker") // copied below
    private final List<String> columns;

    @SuppressWarnings("ImmutableEnumChecker") // copied below
    private final Map<String, Direction> directions;

    TableName(String text, String row, List<String> columns, Map<String, Direction> directions) {
        this.text = text;
        this.row = row;
        this.columns = List.copyOf(columns);
        this.directions = Map.copyOf(directions);
    }

    /** What its file is called, without folder and ending. */
    public String text() {
        return text;
    }

    /** What one row is called. */
    public String row() {
        return row;
    }

    public String csv() {
        return "limits/" + text + ".csv";
    }

    /** The same table as a workbook. */
    public String workbook() {
        return "limits/" + text + WorkbookReader.SUFFIX;
    }

    /** The first line of it as a text. */
    public String header() {
        return String.join(",", columns);
    }

    /** The properties that it gives, each with what becomes of it when the table is tightened. */
    public Map<String, Direction> directions() {
        return directions;
    }
}
