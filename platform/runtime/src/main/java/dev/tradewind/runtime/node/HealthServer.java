package dev.tradewind.runtime.node;

import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

/**
 * {@code /livez}: the process works. {@code /readyz}: every component is ready, or for each that is not a line with the
 * reason. {@code /metrics}: for Prometheus. On loopback alone.
 */
final class HealthServer implements AutoCloseable {
    private static final String LOOPBACK = "127.0.0.1";
    private static final int START_SECONDS = 10;
    private static final String PLAIN = "text/plain; charset=utf-8";

    private final Vertx vertx;
    private final HttpServer server;

    private HealthServer(Vertx vertx, HttpServer server) {
        this.vertx = vertx;
        this.server = server;
    }

    /** @throws NodeException if the port is taken */
    static HealthServer start(int port, Supplier<List<Component>> components, NodeMetrics metrics) {
        Vertx vertx = Vertx.vertx(new VertxOptions()
                .setEventLoopPoolSize(1)
                .setWorkerPoolSize(2)
                .setInternalBlockingPoolSize(2));
        HttpServer server = vertx.createHttpServer(
                        new HttpServerOptions().setHost(LOOPBACK).setPort(port))
                .requestHandler(request -> answer(request, vertx, components, metrics));
        try {
            server.listen().toCompletionStage().toCompletableFuture().get(START_SECONDS, TimeUnit.SECONDS);
            return new HealthServer(vertx, server);
        } catch (ExecutionException | TimeoutException e) {
            Throwable cause = e.getCause() == null ? e : e.getCause();
            vertx.close();
            throw new NodeException(
                    "port " + port + " on " + LOOPBACK + " cannot be used (" + cause.getMessage()
                            + "); choose another with --http-port, or 0 for none",
                    e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            vertx.close();
            throw new NodeException("interrupted while the node started", e);
        }
    }

    private static void answer(
            HttpServerRequest request, Vertx vertx, Supplier<List<Component>> components, NodeMetrics metrics) {
        if (!request.method().equals(HttpMethod.GET) && !request.method().equals(HttpMethod.HEAD)) {
            request.response()
                    .setStatusCode(405)
                    .putHeader("allow", "GET, HEAD")
                    .putHeader("content-type", PLAIN)
                    .end("this can only be read: GET or HEAD\n");
            return;
        }
        switch (request.path()) {
            case "/livez" -> request.response().putHeader("content-type", PLAIN).end("ok\n");
            case "/readyz" -> ready(request, components.get());
            case "/metrics" ->
                vertx.executeBlocking(metrics::scrape)
                        .onSuccess(text -> request.response()
                                .putHeader("content-type", "text/plain; version=0.0.4; charset=utf-8")
                                .end(text))
                        .onFailure(e -> request.response().setStatusCode(500).end());
            default -> request.response().setStatusCode(404).end("there are /livez, /readyz and /metrics\n");
        }
    }

    private static void ready(HttpServerRequest request, List<Component> components) {
        StringBuilder text = new StringBuilder();
        boolean all = true;
        for (Component component : components) {
            all &= component.isReady();
            text.append(component.name())
                    .append(": ")
                    .append(component.isReady() ? "ready" : component.reason())
                    .append('\n');
        }
        request.response()
                .setStatusCode(all ? 200 : 503)
                .putHeader("content-type", PLAIN)
                .end(text.toString());
    }

    int port() {
        return server.actualPort();
    }

    @Override
    public void close() {
        try {
            vertx.close().toCompletionStage().toCompletableFuture().get(START_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            // The process is about to end: nobody asks any more.
            System.getLogger(HealthServer.class.getName()).log(System.Logger.Level.DEBUG, "closing", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
