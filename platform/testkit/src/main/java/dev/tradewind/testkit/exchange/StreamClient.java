package dev.tradewind.testkit.exchange;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Who listens on a connection, and to what. Within the hub's lock. */
final class StreamClient {
    /** Streams of one connection, as Binance has it. */
    static final int MAX_STREAMS = 1024;

    final StreamLink link;
    private final boolean combined;
    private final Set<String> streams = new LinkedHashSet<>();
    private final List<@Nullable Account> subscriptions = new ArrayList<>();

    /** @param combined whether messages say which stream they are of */
    StreamClient(StreamLink link, boolean combined) {
        this.link = link;
        this.combined = combined;
    }

    /** @return whether it is within the bound */
    boolean subscribe(String stream) {
        if (streams.size() >= MAX_STREAMS) {
            return false;
        }
        streams.add(stream);
        return true;
    }

    void unsubscribe(String stream) {
        streams.remove(stream);
    }

    Set<String> streams() {
        return streams;
    }

    /**
     * Subscribes by the WebSocket API.
     *
     * @return the subscription's number
     */
    int subscribe(Account account) {
        subscriptions.add(account);
        return subscriptions.size() - 1;
    }

    /**
     * @param number null: all.
     *
     * @return whether there was one
     */
    boolean endSubscription(@Nullable Integer number) {
        if (number == null) {
            subscriptions.replaceAll(any -> null);
            return true;
        }
        if (number < 0 || number >= subscriptions.size() || subscriptions.get(number) == null) {
            return false;
        }
        subscriptions.set(number, null);
        return true;
    }

    boolean hears(Account account, @Nullable String listenKey) {
        return subscriptions.contains(account) || (listenKey != null && streams.contains(listenKey));
    }

    void tell(String stream, String json, boolean user) {
        if (streams.contains(stream)) {
            link.tell(combined ? "{\"stream\":\"" + stream + "\",\"data\":" + json + "}" : json, user);
        }
    }

    void tellSubscriptions(Account account, String json) {
        for (int i = 0; i < subscriptions.size(); i++) {
            if (subscriptions.get(i) == account) {
                link.tell("{\"subscriptionId\":" + i + ",\"event\":" + json + "}", true);
            }
        }
    }
}
