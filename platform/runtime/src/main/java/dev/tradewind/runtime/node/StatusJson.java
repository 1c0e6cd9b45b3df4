package dev.tradewind.runtime.node;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.tradewind.sdk.value.Money;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Formatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The state of a node, as JSON for programs and as lines for people. */
final class StatusJson {
    private static final JsonFactory JSON = new JsonFactory();
    private static final int PLACES = 8;

    private StatusJson() {}

    /** An account as it is shown. */
    record Account(String name, String mode, String venue, ShardView view, long lag) {}

    /**
     * The rules that judge.
     *
     * @param ruleSet hash of their content
     * @param row of the rule log that put them in force
     * @param notices what people may want to know although nothing is wrong
     */
    record RulesInForce(String ruleSet, long row, int rules, List<String> notices) {
        RulesInForce {
            notices = List.copyOf(notices);
        }
    }

    /** A node as it is shown. */
    record Status(
            String home,
            long pid,
            long upSeconds,
            int httpPort,
            List<Component> components,
            List<Account> accounts,
            List<String> warnings,
            RulesInForce rules) {
        Status {
            components = List.copyOf(components);
            accounts = List.copyOf(accounts);
            warnings = List.copyOf(warnings);
        }
    }

    static String of(Status status) {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = JSON.createGenerator(text)) {
            json.writeStartObject();
            json.writeStringField("home", status.home());
            json.writeNumberField("pid", status.pid());
            json.writeNumberField("upSeconds", status.upSeconds());
            json.writeNumberField("httpPort", status.httpPort());
            json.writeArrayFieldStart("components");
            for (Component component : status.components()) {
                json.writeStartObject();
                json.writeStringField("name", component.name());
                json.writeBooleanField("ready", component.isReady());
                json.writeStringField("reason", component.reason());
                json.writeEndObject();
            }
            json.writeEndArray();
            json.writeArrayFieldStart("warnings");
            for (String warning : status.warnings()) {
                json.writeString(warning);
            }
            json.writeEndArray();
            json.writeArrayFieldStart("accounts");
            for (Account account : status.accounts()) {
                write(account, json);
            }
            json.writeEndArray();
            json.writeObjectFieldStart("rules");
            json.writeStringField("ruleSet", status.rules().ruleSet());
            json.writeNumberField("row", status.rules().row());
            json.writeNumberField("rules", status.rules().rules());
            json.writeArrayFieldStart("notices");
            for (String notice : status.rules().notices()) {
                json.writeString(notice);
            }
            json.writeEndArray();
            json.writeEndObject();
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString();
    }

    private static void write(Account account, JsonGenerator json) throws IOException {
        ShardView view = account.view();
        json.writeStartObject();
        json.writeStringField("name", account.name());
        json.writeStringField("mode", account.mode());
        json.writeStringField("venue", account.venue());
        json.writeStringField("phase", view.state().phase());
        json.writeBooleanField("killSwitch", view.state().isKillSwitchOn());
        json.writeArrayFieldStart("killSwitches");
        for (ShardView.SwitchView one : view.state().switches()) {
            json.writeStartObject();
            json.writeStringField("scope", one.scope());
            json.writeStringField("since", time(one.sinceNanos()));
            json.writeStringField("by", one.by());
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeStringField("halted", view.state().halted());
        json.writeBooleanField("journalUp", view.state().journalUp());
        json.writeNumberField("lag", account.lag());
        amount("equity", view.equity(), json);
        amount("dayProfit", view.equity() - view.dayEquity(), json);
        json.writeStringField("incomplete", incomplete(view));
        json.writeNumberField("orders", view.counts().orders());
        json.writeNumberField("fills", view.counts().fills());
        json.writeNumberField("anomalies", view.counts().anomalies());
        json.writeNumberField("sequence", view.counts().sequence());
        json.writeObjectFieldStart("sinceStart");
        json.writeNumberField("placed", view.counts().here().placed());
        json.writeNumberField("denied", view.counts().here().denied());
        json.writeNumberField("fills", view.counts().here().fills());
        json.writeEndObject();
        json.writeObjectFieldStart("fees");
        for (Money money : view.fees().paid()) {
            json.writeStringField(money.currency().code(), money.amount().toString());
        }
        json.writeEndObject();
        json.writeObjectFieldStart("balances");
        for (Money money : view.balances()) {
            json.writeStringField(money.currency().code(), money.amount().toString());
        }
        json.writeEndObject();
        json.writeArrayFieldStart("positions");
        for (ShardView.PositionView held : view.positions()) {
            Money unrealised = held.unrealised();
            json.writeStartObject();
            json.writeStringField("instrument", held.instrument());
            json.writeStringField("quantity", held.quantity());
            json.writeStringField("entryPrice", held.entry());
            json.writeStringField("lastPrice", held.last());
            json.writeStringField("currency", held.realised().currency().code());
            json.writeStringField("realised", held.realised().amount().toString());
            json.writeStringField("unrealised", unrealised == null ? null : unrealised.amount().toString());
            json.writeEndObject();
        }
        json.writeEndArray();
        rows("strategies", json, view.strategies().stream()
                .map(one -> Map.of("name", one.name(), "plugin", one.plugin(), "state", one.state()))
                .toList(), List.of("name", "plugin", "state"));
        json.writeArrayFieldStart("openOrders");
        for (ShardView.OrderView order : view.openOrders()) {
            json.writeStartObject();
            OrdersJson.write(order, json);
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    /** Why the equity is not known; empty if it is. */
    private static String incomplete(ShardView view) {
        if (Double.isFinite(view.equity())) {
            return "";
        }
        return view.gap().isEmpty() ? "prices are not there yet" : view.gap();
    }

    /** Money as a text; an estimate in the base currency has no more than {@value #PLACES} places. */
    private static void amount(String name, double value, JsonGenerator json) throws IOException {
        if (Double.isFinite(value)) {
            BigDecimal rounded = BigDecimal.valueOf(value).setScale(PLACES, RoundingMode.HALF_EVEN);
            json.writeStringField(name, rounded.stripTrailingZeros().toPlainString());
        } else {
            json.writeNullField(name);
        }
    }

    private static String time(long nanos) {
        return Instant.ofEpochSecond(0, nanos).truncatedTo(ChronoUnit.MILLIS).toString();
    }

    private static String fees(ShardView view) {
        return view.fees().paid().isEmpty()
                ? "none"
                : String.join(" + ", view.fees().paid().stream().map(StatusJson::cents).toList());
    }

    /** An amount with its currency, in hundredths. */
    private static String cents(@Nullable Money money) {
        return money == null
                ? "unknown"
                : money.amount().rounded(2, RoundingMode.HALF_EVEN) + " " + money.currency().code();
    }

    private static void rows(String name, JsonGenerator json, List<Map<String, String>> rows, List<String> order)
            throws IOException {
        json.writeArrayFieldStart(name);
        for (Map<String, String> row : rows) {
            json.writeStartObject();
            for (String key : order) {
                json.writeStringField(key, row.getOrDefault(key, ""));
            }
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    /** A few lines for people. */
    static String text(Status status) {
        Formatter text = new Formatter(Locale.ROOT);
        text.format("Tradewind runs on %s (process %d, up %d s)%n", status.home(), status.pid(), status.upSeconds());
        for (Component component : status.components()) {
            if (!component.isReady()) {
                text.format("NOT READY  %s: %s%n", component.name(), component.reason());
            }
        }
        RulesInForce rules = status.rules();
        if (rules.row() > 0) {
            text.format("rules %.12s: %d rules, row %d of the rule log%n", rules.ruleSet(), rules.rules(), rules.row());
        }
        String kind = rules.row() > 0 ? "NOTE " : "WARNING";
        rules.notices().forEach(notice -> text.format("%s  rules: %s%n", kind, notice));
        for (Account account : status.accounts()) {
            write(account, text);
        }
        status.warnings().forEach(warning -> text.format("WARNING  %s%n", warning));
        return text.toString();
    }

    private static void write(Account account, Formatter text) {
        ShardView view = account.view();
        text.format(
                "%-6s account %s at %s: %s%s%s%n",
                account.mode(),
                account.name(),
                account.venue(),
                view.state().phase(),
                view.state().isKillSwitchOn() ? ", KILL SWITCH ON" : "",
                view.state().halted().isEmpty() ? "" : ", HALTED: " + view.state().halted());
        text.format(
                "       equity %s, today %s (UTC day); fees since it began %s%n",
                Double.isFinite(view.equity())
                        ? String.format(Locale.ROOT, "%.2f", view.equity())
                        : "incomplete (" + incomplete(view) + ")",
                Double.isFinite(view.equity() - view.dayEquity())
                        ? String.format(Locale.ROOT, "%+.2f", view.equity() - view.dayEquity())
                        : "incomplete",
                fees(view));
        Tally.Count here = view.counts().here();
        text.format(
                "       since this start: %d orders placed, %d denied, %d fills; since it began: %d orders, %d fills,"
                        + " %d anomalies%n",
                here.placed(),
                here.denied(),
                here.fills(),
                view.counts().orders(),
                view.counts().fills(),
                view.counts().anomalies());
        text.format(
                "       %d orders are open; %d batches wait for the journal%n", view.counts().open(), account.lag());
        for (ShardView.SwitchView one : view.state().switches()) {
            text.format(
                    "       KILL SWITCH %s is on since %s%s%n",
                    one.scope(), time(one.sinceNanos()), one.by().isEmpty() ? "" : ", by " + one.by());
        }
        for (ShardView.PositionView held : view.positions()) {
            text.format(
                    "       %-18s %12s%s, last %s; realised since it began %s, unrealised %s%n",
                    held.instrument(),
                    held.quantity(),
                    held.isFlat() ? "" : " at " + held.entry(),
                    held.last().isEmpty() ? "unknown" : held.last(),
                    cents(held.realised()),
                    cents(held.unrealised()));
        }
        for (ShardView.StrategyView strategy : view.strategies()) {
            text.format("       strategy %s (%s): %s%n", strategy.name(), strategy.plugin(), strategy.state());
        }
    }
}
