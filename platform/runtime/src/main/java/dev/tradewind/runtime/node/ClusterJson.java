package dev.tradewind.runtime.node;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.tradewind.cluster.ClusterState;
import dev.tradewind.cluster.Peers;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.Formatter;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The state of a cluster as one of its nodes sees it: its own, what the others showed last, and who owns what. */
final class ClusterJson {
    private static final JsonFactory JSON = new JsonFactory();

    private ClusterJson() {}

    /** The answer to {@code status}. */
    static String status(StatusJson.Status own, ClusterNode cluster) {
        ClusterState state = cluster.state();
        Map<String, Peers.View> views = cluster.peers().views();
        Map<String, AccountOwner> owners = AccountOwner.of(state, cluster.accounts());
        return ControlJson.status(text(own, state, views, owners), json(own, state, views, owners));
    }

    /** @param node empty where nobody alive owns it */
    private record AccountOwner(String node, String last) {
        static Map<String, AccountOwner> of(ClusterState state, Iterable<String> accounts) {
            Map<String, AccountOwner> owners = new TreeMap<>();
            accounts.forEach(account -> owners.put(
                    account,
                    new AccountOwner(
                            state.liveOwner(account), state.owners().getOrDefault(account, ""))));
            return owners;
        }
    }

    private static String text(
            StatusJson.Status own,
            ClusterState state,
            Map<String, Peers.View> views,
            Map<String, AccountOwner> owners) {
        Formatter text = new Formatter(Locale.ROOT);
        text.format("%s: ", state.self());
        text.format("%s", StatusJson.text(own));
        state.live().forEach((name, address) -> {
            if (name.equals(state.self())) {
                return;
            }
            Peers.View view = views.get(address);
            if (view == null) {
                text.format("%s at %s: nothing was heard of it yet%n", name, address);
            } else {
                text.format("%s, %.1f s ago: %s", name, view.ageMillis() / 1e3, read(view).text());
            }
        });
        owners.forEach((account, owner) -> {
            if (owner.node().isEmpty()) {
                text.format(
                        "NOT READY  account %s is traded by nobody; %s%n",
                        account, owner.last().isEmpty() ? "it never was" : "its last owner was " + owner.last());
            }
        });
        return text.toString();
    }

    private static ControlClient.Answer read(Peers.View view) {
        try {
            return ControlClient.parse(view.text());
        } catch (IOException e) {
            return new ControlClient.Answer(false, "what it shows cannot be read" + System.lineSeparator(), "null");
        }
    }

    private static String json(
            StatusJson.Status own,
            ClusterState state,
            Map<String, Peers.View> views,
            Map<String, AccountOwner> owners) {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = JSON.createGenerator(text)) {
            json.writeStartObject();
            json.writeStringField("node", state.self());
            json.writeObjectFieldStart("owners");
            for (Map.Entry<String, AccountOwner> owner : owners.entrySet()) {
                json.writeStringField(owner.getKey(), owner.getValue().node());
            }
            json.writeEndObject();
            json.writeArrayFieldStart("nodes");
            for (Map.Entry<String, String> node : state.live().entrySet()) {
                if (!node.getKey().equals(state.self())) {
                    write(node.getKey(), node.getValue(), views.get(node.getValue()), json);
                }
            }
            json.writeEndArray();
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        String node = StatusJson.of(own);
        return node.substring(0, node.lastIndexOf('}')) + ",\"cluster\":" + text + "}";
    }

    private static void write(String name, String address, Peers.@Nullable View view, JsonGenerator json)
            throws IOException {
        json.writeStartObject();
        json.writeStringField("name", name);
        json.writeStringField("address", address);
        if (view != null) {
            json.writeNumberField("ageMillis", view.ageMillis());
            json.writeFieldName("status");
            json.writeRawValue(read(view).status());
        }
        json.writeEndObject();
    }
}
