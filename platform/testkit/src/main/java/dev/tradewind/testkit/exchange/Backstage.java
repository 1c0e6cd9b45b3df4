package dev.tradewind.testkit.exchange;

import java.util.List;
import java.util.Set;
import java.util.function.IntConsumer;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/** What is offered beside the dialect: the truth, the faults, and a hand on the controls. */
final class Backstage {
    private static final long MAX_ADVANCE_MILLIS = 86_400_000;
    private static final int MAX_COUNT = 100;

    private final Hall hall;
    private final Faults faults;
    private final StreamHub hub;
    private final LongConsumer advance;
    private final IntConsumer restart;

    /**
     * @param advance moves the test clock by so many milliseconds
     * @param restart cuts all connections, and takes new ones after so many milliseconds
     */
    Backstage(Hall hall, Faults faults, StreamHub hub, LongConsumer advance, IntConsumer restart) {
        this.hall = hall;
        this.faults = faults;
        this.hub = hub;
        this.advance = advance;
        this.restart = restart;
    }

    /** Answers a request to one of its paths; null if it is none. */
    @Nullable HttpReply answer(HttpRequest request) {
        try {
            return switch (request.path()) {
                case "/truth" -> HttpReply.json(200, hall.inside(() -> TruthReport.of(hall).toString()));
                case "/faults" -> HttpReply.json(200, faults.json().toString());
                case "/control" -> HttpReply.json(200, control(Params.of(request.query(), request.body())));
                default -> null;
            };
        } catch (ApiError e) {
            return HttpReply.json(e.status, e.json());
        } catch (IllegalArgumentException e) {
            return HttpReply.json(400, new JsonObject().put("code", 0).put("msg", e.getMessage()).toString());
        }
    }

    private String control(Params params) {
        params.allow(Set.of("advance", "inject", "count", "millis", "apiKey", "share"));
        int done;
        if (params.has("advance")) {
            long millis = params.number("advance");
            if (millis > MAX_ADVANCE_MILLIS) {
                throw new IllegalArgumentException("at most " + MAX_ADVANCE_MILLIS + " ms at once, was " + millis);
            }
            advance.accept(millis);
            done = 1;
        } else if (params.has("inject")) {
            done = inject(FaultType.parse(params.required("inject")), params);
        } else {
            throw new IllegalArgumentException("/control wants advance=MILLIS or inject=FAULT[&count=N][&millis=N]"
                    + "[&apiKey=KEY][&share=0.5]");
        }
        return new JsonObject().put("done", done).put("nowMillis", hall.millis()).toString();
    }

    /** @return how often it happened, or will happen with the next requests or messages */
    private int inject(FaultType type, Params params) {
        return switch (type) {
            case DELAY, DROP_REQUEST, TIMEOUT_AFTER_ACCEPT, ERROR_BEFORE_ACCEPT, ERROR_AFTER_ACCEPT,
                    DOUBLE_MESSAGE, REORDER_MESSAGES -> {
                int count = (int) params.number("count", 1);
                if (count < 1 || count > MAX_COUNT) {
                    throw new IllegalArgumentException("count must be 1 to " + MAX_COUNT + ", was " + count);
                }
                for (int i = 0; i < count; i++) {
                    faults.order(type);
                }
                yield count;
            }
            case DROP_STREAM -> cut(hub.links());
            case SLOW_STREAM -> silence(hub.links(), bounded(params, FaultPlan.MAX_SLOW_MILLIS));
            case RESTART -> {
                restart.accept(bounded(params, FaultPlan.MAX_DOWN_MILLIS));
                yield 1;
            }
            case FILL_WHILE_DOWN -> hall.inside(() -> fillAll(params));
        };
    }

    private static int bounded(Params params, int most) {
        long millis = params.number("millis", most / 2);
        if (millis < 1 || millis > most) {
            throw new IllegalArgumentException("millis must be 1 to " + most + ", was " + millis);
        }
        return (int) millis;
    }

    int cut(List<StreamLink> links) {
        for (StreamLink link : links) {
            link.cut();
            faults.happened(FaultType.DROP_STREAM, "stream " + link.number);
        }
        return links.size();
    }

    int silence(List<StreamLink> links, int millis) {
        for (StreamLink link : links) {
            link.silence(millis);
            faults.happened(FaultType.SLOW_STREAM, "stream " + link.number + " " + millis + " ms");
        }
        return links.size();
    }

    /** Cuts the user streams, then fills before anybody can be back. */
    private int fillAll(Params params) {
        String share = params.text("share", "0.5");
        int filled = 0;
        for (Account account : hall.accounts()) {
            if (params.text("apiKey", account.apiKey).equals(account.apiKey)) {
                hub.links(account).forEach(StreamLink::cut);
                filled += fill(account, Double.parseDouble(share)) ? 1 : 0;
            }
        }
        return filled;
    }

    /** Within the hall. */
    boolean fill(Account account, double share) {
        String what = hall.fillByHouse(account, share);
        if (what == null) {
            return false;
        }
        faults.happened(FaultType.FILL_WHILE_DOWN, account.apiKey + " " + what);
        return true;
    }
}
