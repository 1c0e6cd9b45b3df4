package dev.tradewind.policy.language;

import dev.tradewind.policy.language.Glossary.Entry;
import java.util.Map;

/** What the properties that tables give mean to people: a part of the {@link Glossary}. */
final class TableWords {
    private static final String SETTLED = "settlement currency";

    private TableWords() {}

    static void add(Map<String, Entry> all) {
        Glossary.flag(all, "permitted", "a row of `permissions` allows it, or there is no such table",
                "that is permitted", "that is not permitted");
        Glossary.flag(all, "watched", "on the watch list now", "whose instrument is watched",
                "whose instrument is not watched");
        Glossary.add(all, "watchReason", "why the instrument is watched; empty where it is not", "text",
                "\"rumour\"", "reason of watching");
        session(all);
        Glossary.flag(all, "shortSale", "sells more than is held of something owned (kinds SPOT and EQUITY), open"
                + " sales included", "that sells short", "that does not sell short");
        Glossary.add(all, "shortQuantityAfter", "what would then be sold and not held; 0 where it is no short sale",
                "units", "200", "short quantity afterwards");
        Glossary.add(all, "locateQuantity", "located to borrow for the account now, of all lenders", "units", "500",
                "located quantity");
        account(all);
        strategy(all);
        group(all);
    }

    private static void session(Map<String, Entry> all) {
        Glossary.flag(all, "sessionOpen", "the venue trades the instrument now, by its calendar",
                "whose venue is open", "whose venue is closed");
        Glossary.add(all, "minutesToClose", "until the session ends: 0 while closed, very large where it never does",
                "minutes", "15.5", "time to the close");
        Glossary.flag(all, "halted", "trading in the instrument is halted now", "whose instrument is halted",
                "whose instrument is not halted");
        Glossary.add(all, "haltReason", "why it is halted; empty where it is not", "text", "\"news\"",
                "reason of the halt");
    }

    private static void account(Map<String, Entry> all) {
        Glossary.flag(all, "kycValid", "the account's holder has been identified, and that has not run out",
                "whose account is identified", "whose account is not identified");
        Glossary.add(all, "kycStatus", "what `accounts` says about that: verified, pending, rejected, not-required,"
                + " expired, not listed; empty without the table", "text", "\"verified\"", "status of identification");
        Glossary.flag(all, "sanctioned", "the account is under sanctions", "whose account is under sanctions",
                "whose account is not under sanctions");
        Glossary.flag(all, "amlReview", "the account is under review for money laundering",
                "whose account is under review", "whose account is not under review");
        Glossary.add(all, "accountNote", "what `accounts` notes about the account", "text", "\"case-12\"",
                "note about the account");
    }

    private static void group(Map<String, Entry> all) {
        Glossary.add(all, "groupName", "of the instrument's groups in `groups` the one that is used most; empty where"
                + " it is in none", "text", "\"majors\"", "name of the group");
        Glossary.add(all, "groupUsePercent", "what that group would be worth, with open orders, in percent of what it"
                + " may be worth; 0 where there is no group", "percent", "80", "use of the group");
        Glossary.add(all, "groupExposurePercentAfter", "what it would be worth, in percent of equity",
                "percent of equity", "160", "group exposure afterwards");
        Glossary.add(all, "groupMaxExposurePercent", "what it may be worth, very large where there is no group",
                "percent of equity", "200", "largest group exposure");
    }

    private static void strategy(Map<String, Entry> all) {
        Glossary.flag(all, "strategyLive", "the strategy's go-live day has come", "whose strategy is deployed",
                "whose strategy is not deployed");
        Glossary.flag(all, "onProbation", "the strategy's days of probation are not over",
                "whose strategy is on probation", "whose strategy is not on probation");
        Glossary.add(all, "strategyAgeDays", "since the strategy's go-live day, negative before, very large where it"
                + " has long been", "days", "12.5", "age of the strategy");
        Glossary.add(all, "probationMaxOrderNotional", "largest order on probation, very large otherwise", SETTLED,
                "1000", "largest value on probation");
        Glossary.add(all, "probationMaxPositionNotional", "largest position on probation, very large otherwise",
                SETTLED, "5000", "largest position on probation");
        Glossary.add(all, "probationMaxOrdersPerMinute", "orders of the account in a minute on probation, very large"
                + " otherwise", "orders", "10", "number of orders on probation");
    }
}
