package dev.tradewind.runtime.node;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.StringWriter;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;

/** Sends a command to the node of a home folder. */
public final class ControlClient {
    private static final JsonFactory JSON = new JsonFactory();

    private ControlClient() {}

    /**
     * An answer.
     *
     * @param text for people
     * @param status JSON, where the command asks for it
     * @param misuse whether what was asked for cannot be, such as of a name that is not known; nothing was done
     */
    public record Answer(boolean ok, String text, String status, boolean misuse) {
        Answer(boolean ok, String text, String status) {
            this(ok, text, status, false);
        }
    }

    /** The node's answer; empty if no node runs there. @throws NodeException if it does not answer as it should */
    public static Optional<Answer> send(NodeHome home, Map<String, String> command) {
        try (SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX)) {
            try {
                channel.connect(UnixDomainSocketAddress.of(home.socket()));
            } catch (IOException | IllegalArgumentException e) {
                return Optional.empty();
            }
            channel.write(ByteBuffer.wrap((ControlJson.command(command) + "\n").getBytes(StandardCharsets.UTF_8)));
            BufferedReader in = new BufferedReader(
                    new InputStreamReader(Channels.newInputStream(channel), StandardCharsets.UTF_8));
            String line = in.readLine();
            if (line == null) {
                throw new NodeException("the node on " + home.folder() + " ended before it answered");
            }
            return Optional.of(parse(line));
        } catch (IOException e) {
            throw new NodeException("the node on " + home.folder() + " does not answer: " + e.getMessage(), e);
        }
    }

    /** Reads an answer. */
    static Answer parse(String line) throws IOException {
        boolean ok = false;
        String text = "";
        String status = "";
        boolean misuse = false;
        try (JsonParser parser = JSON.createParser(line)) {
            parser.nextToken();
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                String name = parser.currentName();
                parser.nextToken();
                switch (name) {
                    case "ok" -> ok = parser.getBooleanValue();
                    case "text" -> text = parser.getText();
                    case "misuse" -> misuse = parser.getBooleanValue();
                    default -> status = copy(parser);
                }
            }
        }
        return new Answer(ok, text, status, misuse);
    }

    private static String copy(JsonParser parser) throws IOException {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = JSON.createGenerator(text)) {
            json.copyCurrentStructure(parser);
        }
        return text.toString();
    }
}
