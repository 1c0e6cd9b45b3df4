package dev.tradewind.plugin.binance;

import dev.tradewind.plugin.binance.Answer.Done;
import dev.tradewind.plugin.binance.Answer.NotSent;
import dev.tradewind.plugin.binance.Answer.Refused;
import dev.tradewind.plugin.binance.Answer.Unknown;
import dev.tradewind.sdk.plugin.VenueException;
import dev.tradewind.sdk.plugin.VenueException.Reason;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * Makes requests of the REST API: signs them, keeps to the limits, and says exactly what is known afterwards. What the
 * exchange may have done is {@link Unknown}: a status of 500 and above, an answer that does not come or cannot be read,
 * a connection that breaks. A status of 400 to 499 means that it was not done.
 */
final class Rest {
    private static final int SAMPLES = 3;
    /** Queries wait for room, at most so long. */
    private static final long QUERY_PATIENCE_MILLIS = 65_000;

    /** So often a question is put that is not answered. */
    static final int QUERY_TRIES = 4;

    /** Before it is put again; doubles. */
    private static final long QUERY_PAUSE_MILLIS = 100;


    private static final int SERVER_ERROR = 500;
    private static final int TOO_MANY = 429;
    private static final int BANNED = 418;
    private static final int REQUEST_TIMEOUT = 408;

    private final HttpClient client;
    private final URI address;
    private final Settings.Requests settings;
    private final Optional<Credentials> credentials;
    private final ServerClock clock;
    private final RateLimiter limiter;

    Rest(HttpClient client, Settings settings, Optional<Credentials> credentials, ServerClock clock) {
        this.client = client;
        this.address = settings.addresses().rest();
        this.settings = settings.requests();
        this.credentials = credentials;
        this.clock = clock;
        this.limiter = RateLimiter.of(
                clock, address.getAuthority(), credentials.map(Credentials::apiKey).orElse(""));
    }

    RateLimiter limiter() {
        return limiter;
    }

    ServerClock clock() {
        return clock;
    }

    /**
     * Asks, and waits for room below the limits. What was not answered is asked again a few times: a question does no
     * harm, and what many questions are needed for would else hardly ever come about.
     *
     * @throws VenueException if there is no good answer
     */
    Json ask(Call call) {
        long until = clock.millis() + QUERY_PATIENCE_MILLIS;
        Answer answer = send(call, until);
        for (int tried = 1; tried < QUERY_TRIES && isOpen(answer) && clock.millis() < until; tried++) {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(QUERY_PAUSE_MILLIS << tried));
            if (Thread.currentThread().isInterrupted()) {
                break;
            }
            answer = send(call, until);
        }
        return switch (answer) {
            case Done done -> done.body();
            case Refused refused when refused.code() == Refusals.TOO_MANY_REQUESTS ->
                throw new VenueException(Reason.RATE_LIMITED, call.path() + ": " + refused.words());
            case Refused refused -> throw new VenueException(Reason.REFUSED, call.path() + ": " + refused.words());
            case NotSent not -> throw new VenueException(Reason.UNREACHABLE, call.path() + ": " + not.words());
            case Unknown unknown -> throw new VenueException(Reason.UNREACHABLE, call.path() + ": " + unknown.words());
        };
    }

    private static boolean isOpen(Answer answer) {
        return answer instanceof Unknown || answer instanceof NotSent;
    }

    /**
     * Sends a request, if there is room below the limits in time. A signed one that came too late or too early for the
     * exchange's clock, which says so before it does anything, is sent once more by the right time.
     *
     * @param untilMillis by the exchange's clock; the exchange does not act on a signed request later than that, nor
     *     later than the receive window after it was sent
     */
    Answer send(Call call, long untilMillis) {
        // A clock that was ahead had put the end too far away; one that stood still while the machine slept says
        // nothing.
        long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(untilMillis - clock.millis());
        Answer answer = once(call, untilMillis);
        if (answer instanceof Refused refused && refused.code() == Refusals.OUTSIDE_WINDOW) {
            synchronise();
            long left = Math.min(
                    TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime()), untilMillis - clock.millis());
            answer = left > 0 ? once(call, clock.millis() + left) : answer;
        }
        return answer;
    }

    private Answer once(Call call, long untilMillis) {
        Call.Cost cost = call.cost();
        if (!limiter.await(cost.use(), cost.weight(), cost.orders(), untilMillis)) {
            return new NotSent("the exchange's rate limit left no room in time; nothing was sent");
        }
        // One look at the clock: a process that was frozen between two would sign for a time long after the end.
        long now = clock.millis();
        long window = Math.min(settings.receiveWindowMillis(), untilMillis - now);
        if (window <= 0) {
            return new NotSent("its validity is over; nothing was sent");
        }
        HttpRequest request = request(call, now, window);
        try {
            HttpResponse<String> response = client.send(request, BodyHandlers.ofString());
            limiter.heard(response.headers().map());
            return answer(call, response);
        } catch (HttpConnectTimeoutException e) {
            return new NotSent("the exchange could not be reached in time; nothing was sent");
        } catch (HttpTimeoutException e) {
            return new Unknown("no answer within " + settings.timeoutMillis() + " ms");
        } catch (ConnectException e) {
            boolean unresolved = e.getCause() instanceof UnresolvedAddressException;
            return new NotSent("the exchange could not be reached" + (unresolved ? ", its name has no address" : "")
                    + "; nothing was sent");
        } catch (IOException e) {
            return new Unknown("the connection broke (" + e.getClass().getSimpleName() + ")");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Unknown("the connection was closed meanwhile");
        }
    }

    /** The request as it is sent. */
    HttpRequest request(Call call, long timestampMillis, long windowMillis) {
        String parameters = call.signed() ? signed(call.query(), timestampMillis, windowMillis) : call.query().text();
        boolean post = call.method().equals("POST");
        String question = post || parameters.isEmpty() ? "" : "?" + parameters;
        HttpRequest.Builder builder = HttpRequest.newBuilder(URI.create(address + call.path() + question))
                .timeout(Duration.ofMillis(settings.timeoutMillis()))
                .method(call.method(), post ? BodyPublishers.ofString(parameters) : BodyPublishers.noBody());
        if (call.signed()) {
            builder.header("X-MBX-APIKEY", keys().apiKey());
        }
        if (post) {
            builder.header("Content-Type", "application/x-www-form-urlencoded");
        }
        return builder.build();
    }

    private Credentials keys() {
        return credentials.orElseThrow(
                () -> new VenueException(Reason.REFUSED, "there are no keys, since access=market-data"));
    }

    private String signed(Query query, long timestampMillis, long windowMillis) {
        Query all = new Query().with("timestamp", timestampMillis);
        query.values().forEach(all::with);
        String payload = all.with("recvWindow", windowMillis).text();
        return payload + "&" + new Query().with("signature", keys().sign(payload)).text();
    }

    private Answer answer(Call call, HttpResponse<String> response) {
        int status = response.statusCode();
        if (status == TOO_MANY || status == BANNED) {
            limiter.refused(call.cost().orders(), response.headers().map());
            String what = status == BANNED ? "this address is banned for a while" : "too many requests";
            return new Refused(Refusals.TOO_MANY_REQUESTS, what + " (HTTP " + status + ")", Json.parse("null"));
        }
        if (status >= SERVER_ERROR) {
            return new Unknown("HTTP " + status + ", after which the exchange may have acted");
        }
        Json body;
        try {
            body = Json.parse(response.body());
        } catch (VenueException e) {
            boolean refused = status >= 400 && status != REQUEST_TIMEOUT;
            return refused
                    ? new Refused(status, "refused (HTTP " + status + ")", Json.parse("null"))
                    : new Unknown("HTTP " + status + " with an answer that cannot be read");
        }
        if (status < 300) {
            return new Done(body);
        }
        int code = Math.toIntExact(body.whole("code", status));
        String words = Refusals.words(code, body.text("msg", ""));
        return Refusals.leavesFateOpen(code) || status == REQUEST_TIMEOUT
                ? new Unknown(words)
                : new Refused(code, words, body);
    }

    /** Reads the exchange's clock; the best of a few samples counts. @throws VenueException if it does not answer */
    void synchronise() {
        ServerClock.Sample best = null;
        for (int i = 0; i < SAMPLES; i++) {
            long sent = clock.ownMillis();
            long server = ask(Call.opening("/api/v3/time", new Query(), 1)).whole("serverTime");
            ServerClock.Sample sample = new ServerClock.Sample(sent, server, clock.ownMillis());
            if (best == null || sample.roundTripMillis() < best.roundTripMillis()) {
                best = sample;
            }
        }
        if (best != null) {
            clock.set(best);
        }
    }

    /** The parameters of a signed request of the WebSocket API, where they are signed in the order of their names. */
    Query signedForSocket() {
        Query query = new Query()
                .with("apiKey", keys().apiKey())
                .with("timestamp", clock.millis())
                .with("recvWindow", settings.receiveWindowMillis());
        return query.with("signature", keys().sign(query.sortedText()));
    }
}
