package dev.tradewind.testkit.exchange;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Tells the streams' listeners what they have subscribed to. Its own lock is taken within the hall's, never around. */
final class StreamHub implements Publisher {
    private static final Pattern STREAM = Pattern.compile("[A-Za-z0-9@_!]{1,80}");
    private static final int BAD_REQUEST = 2;

    private final Map<StreamLink, StreamClient> clients = new LinkedHashMap<>();
    private final Set<Account> lost = new LinkedHashSet<>();
    private final ListenKeys keys;

    StreamHub(ListenKeys keys) {
        this.keys = keys;
    }

    void addTo(Map<String, Endpoint> routes) {
        String path = " /api/v3/userDataStream";
        routes.put("POST" + path, new Endpoint(Endpoint.Security.KEY, any -> 2, Set.of(), call -> openKey(call)));
        routes.put("PUT" + path, new Endpoint(
                Endpoint.Security.KEY, any -> 2, Set.of("listenKey"), call -> prolongKey(call)));
        routes.put("DELETE" + path, new Endpoint(
                Endpoint.Security.KEY, any -> 2, Set.of("listenKey"), call -> closeKey(call)));
    }

    private synchronized String openKey(Endpoint.Call call) {
        return new JsonObject().put("listenKey", keys.open(call.who())).toString();
    }

    private synchronized String prolongKey(Endpoint.Call call) {
        keys.require(call.who(), call.params().required("listenKey"));
        keys.open(call.who());
        return "{}";
    }

    private synchronized String closeKey(Endpoint.Call call) {
        keys.require(call.who(), call.params().required("listenKey"));
        keys.close(call.who());
        return "{}";
    }

    /**
     * A new connection.
     *
     * @param first streams that its address names
     */
    synchronized void join(StreamLink link, boolean combined, List<String> first) {
        StreamClient client = new StreamClient(link, combined);
        first.forEach(client::subscribe);
        clients.put(link, client);
    }

    synchronized void leave(StreamLink link, List<Account> accounts) {
        StreamClient client = clients.remove(link);
        if (client == null) {
            return;
        }
        for (Account account : accounts) {
            if (client.hears(account, keys.of(account)) && !isHeard(account)) {
                lost.add(account);
            }
        }
    }

    /** Whether a user stream of this account is open. */
    synchronized boolean isHeard(Account account) {
        String key = keys.of(account);
        return clients.values().stream().anyMatch(client -> client.hears(account, key));
    }

    /** Accounts that had a user stream and have none now. */
    synchronized List<Account> lost() {
        lost.removeIf(this::isHeard);
        return List.copyOf(lost);
    }

    synchronized List<StreamLink> links() {
        return List.copyOf(clients.keySet());
    }

    /** Connections with a user stream of this account. */
    synchronized List<StreamLink> links(Account account) {
        String key = keys.of(account);
        List<StreamLink> links = new ArrayList<>();
        clients.forEach((link, client) -> {
            if (client.hears(account, key)) {
                links.add(link);
            }
        });
        return links;
    }

    @Override
    public synchronized boolean isWanted(String stream) {
        return clients.values().stream().anyMatch(client -> client.streams().contains(stream));
    }

    @Override
    public synchronized void market(String stream, String json) {
        clients.values().forEach(client -> client.tell(stream, json, false));
    }

    @Override
    public synchronized void user(Account account, String json) {
        String key = keys.of(account);
        for (StreamClient client : clients.values()) {
            if (key != null) {
                client.tell(key, json, true);
            }
            client.tellSubscriptions(account, json);
        }
    }

    /**
     * Subscribes a connection of the WebSocket API.
     *
     * @return the subscription's number
     */
    synchronized int subscribe(StreamLink link, Account account) {
        return client(link).subscribe(account);
    }

    synchronized boolean unsubscribe(StreamLink link, @Nullable Integer number) {
        return client(link).endSubscription(number);
    }

    private StreamClient client(StreamLink link) {
        StreamClient client = clients.get(link);
        if (client == null) {
            throw new IllegalStateException("a connection that has not joined");
        }
        return client;
    }

    /** What a client of the market streams says: SUBSCRIBE, UNSUBSCRIBE, LIST_SUBSCRIPTIONS. */
    void hear(StreamLink link, String text) {
        String answer;
        try {
            Map<String, @Nullable Object> request = JsonText.object(text);
            answer = answer(link, request);
        } catch (IllegalArgumentException e) {
            answer = error(null, 3, "Invalid JSON: " + e.getMessage());
        }
        link.answer(answer);
    }

    private synchronized String answer(StreamLink link, Map<String, @Nullable Object> request) {
        Object id = request.get("id");
        StreamClient client = client(link);
        String method = String.valueOf(request.get("method"));
        if (method.equals("LIST_SUBSCRIPTIONS")) {
            return "{\"result\":" + JsonObject.array(client.streams()) + ",\"id\":" + number(id) + "}";
        }
        if (!method.equals("SUBSCRIBE") && !method.equals("UNSUBSCRIBE")) {
            return error(id, BAD_REQUEST, "Invalid request: unknown variant `" + method + "`");
        }
        if (!(request.get("params") instanceof List<?> streams)) {
            return error(id, BAD_REQUEST, "Invalid request: missing field `params`");
        }
        for (Object stream : streams) {
            String name = String.valueOf(stream);
            if (!STREAM.matcher(name).matches()) {
                return error(id, BAD_REQUEST, "Invalid request: invalid stream");
            }
            if (method.equals("UNSUBSCRIBE")) {
                client.unsubscribe(name);
            } else if (!client.subscribe(name)) {
                return error(id, BAD_REQUEST, "Invalid request: more than " + StreamClient.MAX_STREAMS + " streams");
            }
        }
        return "{\"result\":null,\"id\":" + number(id) + "}";
    }

    private static String number(@Nullable Object id) {
        String text = String.valueOf(id);
        return text.equals("null") || text.matches("-?[0-9]{1,18}") ? text : JsonObject.array(List.of(text))
                .substring(1)
                .replaceAll("]$", "");
    }

    private static String error(@Nullable Object id, int code, String message) {
        JsonObject error = new JsonObject().put("code", code).put("msg", message);
        return "{\"error\":" + error + ",\"id\":" + number(id) + "}";
    }
}
