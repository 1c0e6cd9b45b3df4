package dev.tradewind.store.projection;

import dev.tradewind.engine.ledger.Ledger;
import dev.tradewind.engine.ledger.PositionState;
import dev.tradewind.sdk.value.Money;
import java.util.StringJoiner;
import org.jooq.JSONB;

/** What an account holds, as JSON; amounts are decimal strings, as in all our JSON. */
final class PortfolioJson {
    private PortfolioJson() {}

    /** {@code {"USDT":"100.5"}} */
    static JSONB balances(Ledger ledger) {
        StringJoiner json = new StringJoiner(",", "{", "}");
        for (Money money : ledger.balances()) {
            json.add(quoted(money.currency().code()) + ":" + quoted(money.amount().toString()));
        }
        return JSONB.valueOf(json.toString());
    }

    /** {@code {"BTCUSDT.SIM":{"quantity":"1","cost":"27000","realised":"0"}}}, without what never moved. */
    static JSONB positions(Ledger ledger) {
        StringJoiner json = new StringJoiner(",", "{", "}");
        for (PositionState position : ledger.positions()) {
            if (!position.quantity().isZero() || !position.realised().isZero()) {
                json.add(quoted(position.instrument().id().toString())
                        + ":{\"quantity\":" + quoted(position.quantity().toString())
                        + ",\"cost\":" + quoted(position.cost().toString())
                        + ",\"realised\":" + quoted(position.realised().toString()) + "}");
            }
        }
        return JSONB.valueOf(json.toString());
    }

    private static String quoted(String text) {
        StringBuilder out = new StringBuilder("\"");
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"' || c == '\\') {
                out.append('\\').append(c);
            } else if (c < ' ') {
                out.append("\\u").append(String.format("%04x", (int) c));
            } else {
                out.append(c);
            }
        }
        return out.append('"').toString();
    }
}
