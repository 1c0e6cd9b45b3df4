package dev.tradewind.plugin.binance;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.tradewind.sdk.plugin.VenueException;
import dev.tradewind.sdk.plugin.VenueNotice.BalancesChanged;
import dev.tradewind.sdk.plugin.VenueNotice.Channel;
import dev.tradewind.sdk.plugin.VenueNotice.ConnectionChanged;
import dev.tradewind.sdk.plugin.VenueNotice.State;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * What becomes of our orders, over the WebSocket API: {@code userDataStream.subscribe.signature}, which needs no
 * session and works with either kind of key. (The listen keys of before 2026 are gone.) It is up once what was missed
 * meanwhile has been asked for and told.
 */
final class UserStream implements StreamSocket.Heard {
    private static final String SUBSCRIBE = "userDataStream.subscribe.signature";
    private static final JsonFactory JSON = new JsonFactory();

    private final Rest rest;
    private final Teller teller;
    private final Attempts attempts;
    private final Recovery recovery;
    private final Executor executor;
    private final StreamSocket socket;
    private final Settings.Streams streams;
    private final long timeoutMillis;
    private volatile StreamSocket.@Nullable Link subscribed;

    UserStream(HttpClient client, Settings settings, Wire wire, Recovery recovery, Executor executor) {
        this.rest = wire.rest();
        this.teller = wire.teller();
        this.attempts = wire.attempts();
        this.recovery = recovery;
        this.executor = executor;
        this.streams = settings.streams();
        this.timeoutMillis = settings.requests().timeoutMillis();
        this.socket = new StreamSocket(client, settings.addresses().user(), streams, this);
    }

    void start() {
        socket.start(executor);
    }

    void close() {
        socket.close();
    }

    /** A request of the WebSocket API. */
    static String request(String id, String method, Map<String, String> parameters) {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = JSON.createGenerator(text)) {
            json.writeStartObject();
            json.writeStringField("id", id);
            json.writeStringField("method", method);
            json.writeObjectFieldStart("params");
            for (Map.Entry<String, String> parameter : parameters.entrySet()) {
                boolean number = parameter.getKey().equals("timestamp")
                        || parameter.getKey().equals("recvWindow");
                if (number) {
                    json.writeNumberField(parameter.getKey(), Long.parseLong(parameter.getValue()));
                } else {
                    json.writeStringField(parameter.getKey(), parameter.getValue());
                }
            }
            json.writeEndObject();
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString();
    }

    @Override
    public void opened(StreamSocket.Link link) {
        link.send(request("subscribe", SUBSCRIBE, rest.signedForSocket().values()));
        // A stream that answers pings and nothing else would look alive for ever.
        executor.execute(() -> {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(timeoutMillis));
            if (subscribed != link && !teller.isClosed() && !link.hasEnded()) {
                link.end("the subscription was not answered within " + timeoutMillis + " ms");
            }
        });
    }

    @Override
    public void lost(String why) {
        teller.notice(new ConnectionChanged(Channel.ORDERS, State.DOWN, why, rest.clock().nanos()));
    }

    @Override
    public void text(StreamSocket.Link link, String message) {
        try {
            Json json = Json.parse(message);
            if (json.has("status")) {
                answered(link, json);
            } else {
                // Bare in a single stream, wrapped in what the WebSocket API pushes, or in a combined stream.
                event(link, json.has("event") ? json.at("event") : json.has("data") ? json.at("data") : json);
            }
        } catch (VenueException e) {
            teller.trouble("user data stream: " + e.getMessage() + "; all is asked for anew");
            link.end("a message that cannot be read");
        }
    }

    private void answered(StreamSocket.Link link, Json answer) {
        subscribed = link;
        if (answer.whole("status") == 200) {
            executor.execute(() -> caughtUp(link));
            return;
        }
        Json error = answer.at("error");
        int code = (int) error.whole("code");
        String words = Refusals.words(code, error.text("msg", ""));
        if (Refusals.isAboutKeys(code)) {
            teller.notice(new ConnectionChanged(Channel.ORDERS, State.FAILED, words, rest.clock().nanos()));
            socket.close();
            return;
        }
        if (code == Refusals.OUTSIDE_WINDOW) {
            executor.execute(() -> {
                try {
                    rest.synchronise();
                } catch (VenueException e) {
                    teller.trouble("the exchange's clock cannot be read: " + e.getMessage());
                }
                link.end(words);
            });
            return;
        }
        link.end(words);
    }

    /** Asks for what was missed before the stream was there; until that has worked, the stream is not up. */
    private void caughtUp(StreamSocket.Link link) {
        Backoff backoff = new Backoff(streams.backoffMillis(), streams.backoffMaxMillis());
        while (!teller.isClosed() && !link.hasEnded()) {
            try {
                recovery.catchUp();
                teller.notice(new ConnectionChanged(Channel.ORDERS, State.UP, "", rest.clock().nanos()));
                return;
            } catch (RuntimeException e) {
                // A fault of this plugin, too: the stream must not stay down without a word.
                String why = e instanceof VenueException ? e.getMessage() : e.toString();
                teller.trouble("what happened to orders meanwhile cannot be asked: " + why);
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(backoff.millis()));
            }
        }
    }

    private void event(StreamSocket.Link link, Json event) {
        switch (event.text("e", "")) {
            case "executionReport" -> attempts.report(Messages.report(event));
            case "outboundAccountPosition" ->
                teller.notice(new BalancesChanged(
                        Messages.changedBalances(event), Messages.nanos(event.whole("E"))));
            case "eventStreamTerminated", "serverShutdown" -> link.end("the exchange ends the stream");
            default -> {
                // Deposits, order lists, locks of other products: what they change is told by the events above.
            }
        }
    }
}
