package dev.tradewind.runtime.node;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.Formatter;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/** Open orders of accounts, as JSON for programs and as a line each for people. */
final class OrdersJson {
    private static final JsonFactory JSON = new JsonFactory();

    private OrdersJson() {}

    /** @param only the name of an account; empty for all. @throws MisuseException if it is none of these */
    static String of(List<StatusJson.Account> accounts, String only) {
        List<StatusJson.Account> wanted = accounts.stream()
                .filter(one -> only.isEmpty() || one.name().equals(only))
                .toList();
        if (wanted.isEmpty()) {
            throw new MisuseException("there is no account '" + only + "'; there are "
                    + String.join(", ", accounts.stream().map(StatusJson.Account::name).toList()));
        }
        return ControlJson.status(text(wanted), json(wanted));
    }

    private static String text(List<StatusJson.Account> accounts) {
        Formatter text = new Formatter(Locale.ROOT);
        for (StatusJson.Account account : accounts) {
            ShardView view = account.view();
            long open = view.counts().open();
            text.format("%s account %s: %d open%n", account.mode(), account.name(), open);
            for (ShardView.OrderView order : view.openOrders()) {
                text.format(
                        "  %-8s %-16s %-14s %-18s %-4s %-16s %14s at %-12s filled %s, %d s, %s%n",
                        order.id(),
                        order.clientId().isEmpty() ? "-" : order.clientId(),
                        order.strategy(),
                        order.instrument(),
                        order.side(),
                        order.terms().type(),
                        order.terms().quantity(),
                        order.terms().price().isEmpty() ? "market" : order.terms().price(),
                        order.terms().filled(),
                        ageSeconds(order, view),
                        order.status());
            }
            if (open > view.openOrders().size()) {
                text.format("  and %d more%n", open - view.openOrders().size());
            }
        }
        return text.toString();
    }

    private static long ageSeconds(ShardView.OrderView order, ShardView view) {
        return TimeUnit.NANOSECONDS.toSeconds(Math.max(0, view.nanos() - order.createdNanos()));
    }

    private static String json(List<StatusJson.Account> accounts) {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = JSON.createGenerator(text)) {
            json.writeStartArray();
            for (StatusJson.Account account : accounts) {
                for (ShardView.OrderView order : account.view().openOrders()) {
                    json.writeStartObject();
                    json.writeStringField("account", account.name());
                    json.writeStringField("mode", account.mode());
                    write(order, json);
                    json.writeNumberField("ageSeconds", ageSeconds(order, account.view()));
                    json.writeEndObject();
                }
            }
            json.writeEndArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString();
    }

    /** The fields of an order. */
    static void write(ShardView.OrderView order, JsonGenerator json) throws IOException {
        json.writeStringField("id", order.id());
        json.writeStringField("clientId", order.clientId());
        json.writeStringField("strategy", order.strategy());
        json.writeStringField("instrument", order.instrument());
        json.writeStringField("side", order.side());
        json.writeStringField("type", order.terms().type());
        json.writeStringField("price", order.terms().price());
        json.writeStringField("quantity", order.terms().quantity());
        json.writeStringField("filled", order.terms().filled());
        json.writeStringField("status", order.status());
    }
}
