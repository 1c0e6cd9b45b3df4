package dev.tradewind.runtime.node;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.Channels;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import jdk.net.ExtendedSocketOptions;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Commands to the node over a Unix socket that only its owner can open: a JSON object of texts a line, such as
 * {@code {"command":"status"}}, answered by one line.
 */
final class ControlServer implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ControlServer.class);
    /** Under this name a command says which user of the system gave it; absent if the system does not tell. */
    static final String BY = "by";

    private static final int MOST_CHARACTERS = 16_384;
    private static final JsonFactory JSON = new JsonFactory();

    private final ServerSocketChannel server;
    private final Path socket;
    private final Function<Map<String, String>, String> handler;

    private ControlServer(ServerSocketChannel server, Path socket, Function<Map<String, String>, String> handler) {
        this.server = server;
        this.socket = socket;
        this.handler = handler;
    }

    /** @param handler answers a command with a JSON object on one line */
    static ControlServer start(Path socket, Function<Map<String, String>, String> handler) {
        try {
            // Whoever made it is gone: the home folder's lock is ours.
            Files.deleteIfExists(socket);
            ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
            server.bind(UnixDomainSocketAddress.of(socket));
            Files.setPosixFilePermissions(socket, PosixFilePermissions.fromString("rw-------"));
            ControlServer made = new ControlServer(server, socket, handler);
            Thread.ofPlatform().daemon().name("control").start(made::accept);
            return made;
        } catch (IOException | IllegalArgumentException e) {
            throw new NodeException(
                    "the control socket " + socket + " cannot be made: " + e.getMessage()
                            + "; a home folder with a shorter path may help",
                    e);
        }
    }

    private void accept() {
        while (server.isOpen()) {
            try {
                SocketChannel client = server.accept();
                Thread.ofVirtual().name("control-client").start(() -> serve(client));
            } catch (ClosedChannelException e) {
                return;
            } catch (IOException e) {
                LOG.warn("a command could not be taken: {}", e.getMessage());
            }
        }
    }

    private void serve(SocketChannel client) {
        try (client;
                BufferedReader in = new BufferedReader(
                        new InputStreamReader(Channels.newInputStream(client), StandardCharsets.UTF_8));
                OutputStream out = Channels.newOutputStream(client)) {
            String user = user(client);
            String line = readLine(in);
            while (!line.isEmpty()) {
                String answer = answer(fields -> handler.apply(with(fields, user)), line);
                out.write((answer + "\n").getBytes(StandardCharsets.UTF_8));
                out.flush();
                line = readLine(in);
            }
        } catch (IOException e) {
            LOG.debug("a client of the control socket went away: {}", e.getMessage());
        }
    }

    /** A line of at most so many characters; empty at the end. */
    private static String readLine(BufferedReader in) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int c = in.read(); c != -1 && c != '\n'; c = in.read()) {
            if (line.length() == MOST_CHARACTERS) {
                throw new IOException("a command has at most " + MOST_CHARACTERS + " characters");
            }
            line.append((char) c);
        }
        return line.toString();
    }

    /** The user of the process at the other end, as the kernel knows it; empty if it does not tell. */
    private static String user(SocketChannel client) {
        try {
            return client.getOption(ExtendedSocketOptions.SO_PEERCRED).user().getName();
        } catch (IOException | UnsupportedOperationException e) {
            LOG.warn("the system does not tell who gives a command: {}", e.getMessage());
            return "";
        }
    }

    /** Nobody says himself who he is: neither where the system tells it, nor where it does not. */
    static Map<String, String> with(Map<String, String> fields, String user) {
        Map<String, String> known = new LinkedHashMap<>(fields);
        known.remove(BY);
        if (!user.isEmpty()) {
            known.put(BY, user);
        }
        return known;
    }

    /** The answer to a line, also where the command failed. */
    static String answer(Function<Map<String, String>, String> handler, String line) {
        try {
            return handler.apply(parse(line));
        } catch (IOException e) {
            return ControlJson.failure("the command is no JSON object of texts");
        } catch (MisuseException e) {
            return ControlJson.misuse(String.valueOf(e.getMessage()));
        } catch (NodeException e) {
            return ControlJson.failure(String.valueOf(e.getMessage()));
        } catch (RuntimeException e) {
            LOG.error("a command failed: {}", line, e);
            return ControlJson.failure("the command failed: " + e);
        }
    }

    private static Map<String, String> parse(String line) throws IOException {
        Map<String, String> fields = new LinkedHashMap<>();
        try (JsonParser parser = JSON.createParser(line)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw new IOException("no object");
            }
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                String name = parser.currentName();
                parser.nextToken();
                fields.put(name, String.valueOf(parser.getValueAsString()));
            }
        }
        return fields;
    }

    @Override
    public void close() {
        try {
            server.close();
            Files.deleteIfExists(socket);
        } catch (IOException e) {
            LOG.debug("the control socket did not close: {}", e.getMessage());
        }
    }
}
