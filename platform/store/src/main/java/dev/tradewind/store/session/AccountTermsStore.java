package dev.tradewind.store.session;

import dev.tradewind.store.database.Database;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;

/** Keeps what the ledger of each account began with. */
public final class AccountTermsStore {
    private final Database database;

    public AccountTermsStore(Database database) {
        this.database = database;
    }

    /** What is kept of an account; empty for one that never started, or not since such terms are kept. */
    public Optional<AccountTerms> find(String account) {
        String query = "select mode, venue, plugin, currency from tradewind.account_terms where account = ?";
        try (Connection connection = database.pool().getConnection();
                PreparedStatement statement = connection.prepareStatement(query)) {
            statement.setString(1, account);
            try (ResultSet row = statement.executeQuery()) {
                return row.next()
                        ? Optional.of(new AccountTerms(
                                account, row.getString(1), row.getString(2), row.getString(3), row.getString(4)))
                        : Optional.empty();
            }
        } catch (SQLException e) {
            throw Sessions.failure("the terms of " + account + " cannot be read", e);
        }
    }

    /**
     * Keeps the terms of an account.
     *
     * @param begun whether its ledger holds something: then what is kept already stays
     */
    public void keep(AccountTerms terms, boolean begun) {
        String insert =
                """
                insert into tradewind.account_terms (account, mode, venue, plugin, currency) values (?, ?, ?, ?, ?)
                on conflict (account) do\s"""
                        + (begun
                                ? "nothing"
                                : "update set mode = excluded.mode, venue = excluded.venue,"
                                        + " plugin = excluded.plugin, currency = excluded.currency, noted = now()");
        try (Connection connection = database.pool().getConnection();
                PreparedStatement statement = connection.prepareStatement(insert)) {
            statement.setString(1, terms.account());
            statement.setString(2, terms.mode());
            statement.setString(3, terms.venue());
            statement.setString(4, terms.plugin());
            statement.setString(5, terms.currency());
            statement.executeUpdate();
        } catch (SQLException e) {
            throw Sessions.failure("the terms of " + terms.account() + " cannot be kept", e);
        }
    }
}
