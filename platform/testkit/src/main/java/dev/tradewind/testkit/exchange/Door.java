package dev.tradewind.testkit.exchange;

import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** Takes connections on the loopback address alone: HTTP/1.1, and WebSockets. A virtual thread each. */
final class Door implements Closeable {
    private static final int MAX_CONNECTIONS = 1000;
    private static final int IDLE_MILLIS = 60_000;
    private static final int BACKLOG = 256;
    private static final int DRAIN_MILLIS = 500;
    private static final int MAX_DRAINED = 1 << 20;

    /** What is behind the door. */
    interface Host {
        HttpReply answer(HttpRequest request);

        /**
         * Talks with a client until it is gone.
         *
         * @return whether there is anything at that path
         */
        boolean stream(HttpRequest request, StreamLink link, BufferedInputStream in, Runnable greet);
    }

    private final Host host;
    private final Faults faults;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private final AtomicLong numbers = new AtomicLong();
    private final int port;
    private volatile @Nullable ServerSocket entrance;
    private volatile long lastRequest = System.nanoTime();

    Door(int port, Host host, Faults faults) {
        this.host = host;
        this.faults = faults;
        ServerSocket first = bind(port);
        this.port = first.getLocalPort();
        entrance = first;
    }

    /** Begins to take connections. */
    void open() {
        ServerSocket first = entrance;
        if (first != null) {
            listen(first);
        }
    }

    private static ServerSocket bind(int port) {
        try {
            ServerSocket socket = new ServerSocket();
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), BACKLOG);
            return socket;
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "the exchange cannot listen on 127.0.0.1:" + port + ": " + e.getMessage(), e);
        }
    }

    int port() {
        return port;
    }

    /** When a request last came, by {@link System#nanoTime}. */
    long lastRequest() {
        return lastRequest;
    }

    private void listen(ServerSocket socket) {
        Thread.ofPlatform().daemon().name("exchange-door").start(() -> {
            while (!socket.isClosed()) {
                try {
                    Socket client = socket.accept();
                    if (open.size() >= MAX_CONNECTIONS) {
                        reset(client);
                        continue;
                    }
                    open.add(client);
                    Thread.ofVirtual().name("client").start(() -> serve(client));
                } catch (IOException e) {
                    // Closed, for a restart or for good; the loop ends.
                }
            }
        });
    }

    private void serve(Socket client) {
        try (Socket socket = client) {
            socket.setTcpNoDelay(true);
            socket.setSoTimeout(IDLE_MILLIS);
            BufferedInputStream in = new BufferedInputStream(socket.getInputStream());
            OutputStream out = socket.getOutputStream();
            try {
                converse(socket, in, out);
            } catch (HttpRequest.Malformed e) {
                out.write(refusal(e).bytes(false));
                drain(socket, in);
            }
        } catch (IOException e) {
            // The client is gone, or its connection was cut.
        } finally {
            open.remove(client);
        }
    }

    private void converse(Socket socket, BufferedInputStream in, OutputStream out) throws IOException {
        boolean more = true;
        while (more) {
            HttpRequest request = HttpRequest.read(in);
            if (request == null) {
                return;
            }
            lastRequest = System.nanoTime();
            more = request.isWebSocket() ? upgrade(request, socket, in, out) : answer(request, socket, out);
        }
    }

    private boolean answer(HttpRequest request, Socket socket, OutputStream out) throws IOException {
        HttpReply reply = host.answer(request);
        sleep(reply.holdMillis());
        if (reply.status() == 0) {
            reset(socket);
            return false;
        }
        out.write(reply.bytes(request.keepsAlive()));
        out.flush();
        return request.keepsAlive();
    }

    private boolean upgrade(HttpRequest request, Socket socket, BufferedInputStream in, OutputStream out)
            throws IOException {
        String key = request.headers().get("sec-websocket-key");
        if (key == null) {
            throw new HttpRequest.Malformed(400, "a WebSocket begins with Sec-WebSocket-Key");
        }
        StreamLink link = new StreamLink(numbers.incrementAndGet(), socket, out, faults);
        boolean known = host.stream(request, link, in, () -> {
            try {
                out.write(WebSocketFrames.handshake(key));
                out.flush();
            } catch (IOException e) {
                link.cut();
            }
        });
        if (!known) {
            out.write(HttpReply.json(404, "{}").bytes(false));
        }
        return false;
    }

    /** Closing over what was not read would reset the connection, and the refusal with it. */
    private static void drain(Socket socket, BufferedInputStream in) throws IOException {
        socket.shutdownOutput();
        socket.setSoTimeout(DRAIN_MILLIS);
        for (int left = MAX_DRAINED; left > 0; left--) {
            if (in.read() < 0) {
                return;
            }
        }
    }

    private static HttpReply refusal(HttpRequest.Malformed problem) {
        String body = new JsonObject().put("code", -1000).put("msg", problem.getMessage()).toString();
        return HttpReply.json(problem.status, body);
    }

    /** Ends a connection without a goodbye. */
    static void reset(Socket socket) {
        try {
            socket.setSoLinger(true, 0);
            socket.close();
        } catch (IOException e) {
            // Then it is closed already.
        }
    }

    /** Cuts all connections and takes none for a while; waits until it takes some again. */
    void restart(int downMillis) {
        close();
        sleep(downMillis);
        ServerSocket again = bind(port);
        entrance = again;
        listen(again);
    }

    static void sleep(int millis) {
        if (millis > 0) {
            try {
                Thread.sleep(millis);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** Cuts all connections and takes none any more. */
    @Override
    public void close() {
        ServerSocket socket = entrance;
        entrance = null;
        try {
            if (socket != null) {
                socket.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException("the exchange cannot close its door", e);
        }
        open.forEach(Door::reset);
    }

    /** The address that clients are given. */
    String address() {
        return "http://127.0.0.1:" + port;
    }
}
