package dev.tradewind.runtime.node;

import dev.tradewind.engine.ledger.Ledger;
import dev.tradewind.engine.ledger.LedgerEvent.CashMoved;
import dev.tradewind.engine.ledger.OrderState;
import dev.tradewind.engine.ledger.PositionState;
import dev.tradewind.runtime.config.NodeConfig;
import dev.tradewind.runtime.config.NodeConfig.AccountConfig;
import dev.tradewind.runtime.config.NodeConfig.StrategyConfig;
import dev.tradewind.runtime.config.NodeConfig.VenueConfig;
import dev.tradewind.runtime.config.Settings;
import dev.tradewind.sdk.instrument.InstrumentId;
import dev.tradewind.sdk.plugin.TradingMode;
import dev.tradewind.sdk.value.Money;
import dev.tradewind.store.journal.JournalHead;
import dev.tradewind.store.session.AccountTerms;
import dev.tradewind.store.session.AccountTermsStore;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Compares the ledgers of a database with the configuration before anything trades on them. A ledger that nobody
 * would look after is refused, and so is one that was begun in another mode, at another venue or in another currency.
 */
final class AccountsCheck {
    private static final Logger LOG = LoggerFactory.getLogger(AccountsCheck.class);

    /** The first cash of an account is among its first batches, after its instruments. */
    private static final int FIRST_BATCHES = 1_000;

    private final NodeConfig config;
    private final Settings settings;
    private final Books books;
    private final AccountTermsStore terms;
    private final List<String> unattended = new ArrayList<>();

    AccountsCheck(NodeConfig config, Settings settings, Books books) {
        this.config = config;
        this.settings = settings;
        this.books = books;
        this.terms = new AccountTermsStore(books.database());
    }

    /**
     * Looks at all accounts of the database.
     *
     * @return lines that whoever starts the node should read
     * @throws NodeException if one that is not configured holds something and was not given up
     * @throws dev.tradewind.runtime.config.ConfigException if one is not configured as it began
     */
    List<String> check() {
        List<String> lines = new ArrayList<>();
        for (JournalHead head : books.journal().heads()) {
            AccountConfig account = config.accounts().get(head.shard());
            if (head.sequence() == 0) {
                continue;
            }
            if (account == null) {
                lookAtUnattended(head.shard());
            } else {
                refuseOthers(account);
                cashIgnored(account).ifPresent(lines::add);
            }
        }
        lines.addAll(0, unattended);
        lines.forEach(line -> LOG.warn("{}", line));
        return lines;
    }

    /** A line for each account of the database that nobody trades here. */
    List<String> unattended() {
        return List.copyOf(unattended);
    }

    private void lookAtUnattended(String name) {
        Ledger ledger = books.recovery().recover(name).ledger();
        int positions = (int) ledger.positions().stream()
                .filter(held -> !held.quantity().isZero())
                .count();
        int orders = ledger.orders().open().size();
        boolean flat = positions == 0 && orders == 0;
        String holds = "account '" + name + "' "
                + (flat ? "is" : "has " + holdings(positions, orders) + " in this database and is")
                + " not in the configuration";
        if (!flat && !config.abandoned().contains(name)) {
            throw new NodeException(holds + ": add it again under 'accounts:', or give it up with --abandon " + name
                    + " or 'abandoned: [" + name + "]'; its orders then stay at the venue, and nobody watches them");
        }
        unattended.add(holds + (flat ? "; its ledger in this database is flat and is kept" : ": it was given up"));
    }

    private static String holdings(int positions, int orders) {
        List<String> parts = new ArrayList<>();
        if (positions > 0) {
            parts.add(positions + (positions == 1 ? " position" : " positions"));
        }
        if (orders > 0) {
            parts.add(orders + (orders == 1 ? " open order" : " open orders"));
        }
        return String.join(" and ", parts);
    }

    /** Before the ledger of an account goes on: that it began as it is configured; what it begins with is kept. */
    void take(AccountConfig account, boolean begun) {
        if (begun) {
            refuseOthers(account);
        }
        terms.keep(termsOf(account), begun);
    }

    private AccountTerms termsOf(AccountConfig account) {
        VenueConfig venue = config.venues().get(account.venue());
        return new AccountTerms(
                account.name(),
                account.mode().name(),
                account.venue(),
                venue == null ? "" : venue.plugin(),
                account.baseCurrency().code());
    }

    private void refuseOthers(AccountConfig account) {
        Optional<AccountTerms> kept = terms.find(account.name());
        AccountTerms wanted = termsOf(account);
        if (kept.isEmpty()) {
            // Begun before such terms were kept: what the journal itself says.
            Money cash = firstCash(account.name()).orElse(null);
            if (cash != null && !cash.currency().equals(account.baseCurrency())) {
                refuse(account, "base-currency", cash.currency().code(), wanted.currency());
            }
            return;
        }
        AccountTerms began = kept.get();
        if (!began.mode().equals(wanted.mode())) {
            refuse(account, "mode", began.mode(), wanted.mode());
        }
        if (!began.plugin().equals(wanted.plugin())) {
            refuse(account, "venue", began.venue() + " (" + began.plugin() + ")", account.venue() + " ("
                    + wanted.plugin() + ")");
        }
        if (!began.currency().equals(wanted.currency())) {
            refuse(account, "base-currency", began.currency(), wanted.currency());
        }
    }

    private void refuse(AccountConfig account, String key, String began, String wanted) {
        throw settings.wrong(
                "accounts." + account.name() + "." + key,
                "is " + wanted + ", but the ledger of '" + account.name() + "' in this database began with " + began
                        + ": set it back, or use another account name, which begins a ledger of its own",
                null);
    }

    private Optional<String> cashIgnored(AccountConfig account) {
        if (account.mode() != TradingMode.DEMO && account.mode() != TradingMode.PAPER) {
            return Optional.empty();
        }
        return firstCash(account.name())
                .filter(cash -> !cash.amount().equals(account.cash()))
                .map(cash -> "cash " + account.cash() + " of account '" + account.name()
                        + "' is ignored: it began with " + cash.amount() + " " + cash.currency().code()
                        + "; another account name begins anew");
    }

    private Optional<Money> firstCash(String account) {
        List<Money> found = new ArrayList<>(1);
        books.journal().read(account, 1, batch -> {
            batch.content().events().forEach(event -> {
                if (event instanceof CashMoved moved && moved.reason().equals(Shard.INITIAL_CASH)) {
                    found.add(moved.amount());
                }
            });
            return found.isEmpty() && batch.sequence() < FIRST_BATCHES;
        });
        return found.stream().findFirst();
    }

    /** What strategies left behind that are not configured any more, and positions that no strategy trades. */
    List<String> leftBehind(AccountConfig account, Ledger ledger) {
        Set<String> names = new LinkedHashSet<>();
        Set<InstrumentId> traded = new LinkedHashSet<>();
        for (StrategyConfig strategy : config.strategies().values()) {
            if (strategy.account().equals(account.name())) {
                names.add(strategy.name());
                traded.addAll(strategy.instruments());
            }
        }
        Map<String, Integer> orders = new LinkedHashMap<>();
        for (OrderState order : ledger.orders().open()) {
            boolean entry = !order.request().conditions().reduceOnly();
            if (entry && !order.strategy().isEmpty() && !names.contains(order.strategy())) {
                orders.merge(order.strategy(), 1, Integer::sum);
            }
        }
        List<String> lines = new ArrayList<>();
        orders.forEach((strategy, count) -> lines.add("strategy '" + strategy + "' of account '" + account.name()
                + "' is not configured any more: its " + (count == 1 ? "entry order is" : count + " entry orders are")
                + " cancelled"));
        for (PositionState held : ledger.positions()) {
            InstrumentId id = held.instrument().id();
            if (!held.quantity().isZero() && !traded.contains(id)) {
                lines.add("account '" + account.name() + "' holds " + held.quantity() + " " + id
                        + ", which no strategy trades: it is kept, and priced; 'kill-switch on --scope account:"
                        + account.name() + " --flatten' closes all");
            }
        }
        lines.forEach(line -> LOG.warn("{}", line));
        return lines;
    }
}
