package dev.tradewind.testkit.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What clients may send on the wire, well or badly. */
class WireTest {
    @TempDir
    Path folder;

    private TestExchange exchange;

    @BeforeEach
    void open() {
        exchange = TestExchange.start(ExchangeOptions.standard(folder).withManualClock());
    }

    @AfterEach
    void close() {
        exchange.close();
    }

    private Socket connect() throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), exchange.port());
        socket.setSoTimeout(5000);
        return socket;
    }

    private String answer(String request) throws IOException {
        try (Socket socket = connect()) {
            socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
            socket.shutdownOutput();
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @Test
    void requestsFollowEachOtherOnAConnection() throws IOException {
        String one = "GET /api/v3/ping HTTP/1.1\r\nHost: x\r\n\r\n";

        assertThat(answer(one + one).split("HTTP/1.1 200 OK", -1)).hasSize(3);
    }

    @Test
    void whatIsNotHttpIsRefused() throws IOException {
        assertThat(answer("nonsense\r\n\r\n")).startsWith("HTTP/1.1 400");
        assertThat(answer("GET / HTTP/1.1\r\nno colon\r\n\r\n")).startsWith("HTTP/1.1 400");
        assertThat(answer("GET /api/v3/ping")).startsWith("HTTP/1.1 400");
        assertThat(answer("POST / HTTP/1.1\r\nContent-Length: x\r\n\r\n")).startsWith("HTTP/1.1 400");
        assertThat(answer("POST / HTTP/1.1\r\nContent-Length: 99999999\r\n\r\n")).startsWith("HTTP/1.1 413");
        assertThat(answer("POST / HTTP/1.1\r\nContent-Length: 5\r\n\r\nabc")).startsWith("HTTP/1.1 400");
        assertThat(answer("POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n")).startsWith("HTTP/1.1 411");
        assertThat(answer("GET / HTTP/1.1\r\nX: " + "y".repeat(20_000) + "\r\n\r\n")).startsWith("HTTP/1.1 431");
        assertThat(answer("GET /ws HTTP/1.1\r\nUpgrade: websocket\r\n\r\n")).startsWith("HTTP/1.1 400");
        assertThat(answer("GET /nowhere HTTP/1.1\r\nUpgrade: websocket\r\nSec-WebSocket-Key: a\r\n\r\n"))
                .startsWith("HTTP/1.1 404");
    }

    private Socket upgrade() throws IOException {
        Socket socket = connect();
        socket.getOutputStream()
                .write(String.join(
                                "\r\n",
                                "GET /ws HTTP/1.1",
                                "Upgrade: websocket",
                                "Connection: Upgrade",
                                "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==",
                                "Sec-WebSocket-Version: 13",
                                "",
                                "")
                        .getBytes(StandardCharsets.ISO_8859_1));
        StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            head.append((char) socket.getInputStream().read());
        }
        // The example of RFC 6455, section 1.3.
        assertThat(head).contains("Sec-WebSocket-Accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo=");
        return socket;
    }

    private static void send(OutputStream out, int first, String text) throws IOException {
        ByteArrayOutputStream frame = new ByteArrayOutputStream();
        byte[] content = text.getBytes(StandardCharsets.UTF_8);
        frame.write(first);
        frame.write(0x80 | content.length);
        byte[] mask = {1, 2, 3, 4};
        frame.writeBytes(mask);
        for (int i = 0; i < content.length; i++) {
            frame.write(content[i] ^ mask[i & 3]);
        }
        out.write(frame.toByteArray());
    }

    private static String receive(InputStream in) throws IOException {
        int first = in.read();
        int length = in.read();
        return (first & 0x0f) + " " + new String(in.readNBytes(length), StandardCharsets.UTF_8);
    }

    @Test
    void messagesMayComeInPartsWithAPingBetween() throws IOException {
        try (Socket socket = upgrade()) {
            OutputStream out = socket.getOutputStream();
            send(out, 0x01, "{\"method\":\"LIST_");
            send(out, 0x89, "hello");
            send(out, 0x80, "SUBSCRIPTIONS\",\"id\":5}");

            InputStream in = socket.getInputStream();
            assertThat(receive(in)).isEqualTo("10 hello");
            assertThat(receive(in)).isEqualTo("1 {\"result\":[],\"id\":5}");
            send(out, 0x88, "");
            assertThat(receive(in)).startsWith("8 ");
        }
    }

    @Test
    void whoBreaksTheProtocolIsClosed() throws IOException {
        try (Socket socket = upgrade()) {
            socket.getOutputStream().write(new byte[] {(byte) 0x81, 0x02, 'h', 'i'});
            assertThat(receive(socket.getInputStream())).startsWith("8 ");
            assertThat(socket.getInputStream().read()).isNegative();
        }
        try (Socket socket = upgrade()) {
            send(socket.getOutputStream(), 0x80, "continues nothing");
            assertThat(receive(socket.getInputStream())).startsWith("8 ");
        }
        try (Socket socket = upgrade()) {
            send(socket.getOutputStream(), 0x82, "binary");
            assertThat(receive(socket.getInputStream())).startsWith("8 ");
        }
    }
}
