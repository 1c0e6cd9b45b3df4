package dev.tradewind.testkit.exchange;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;

/** The server's side of RFC 6455 on the wire, without extensions. */
final class WebSocketFrames {
    static final int TEXT = 1;
    static final int BINARY = 2;
    static final int CLOSE = 8;
    static final int PING = 9;
    static final int PONG = 10;

    private static final int CONTINUATION = 0;
    private static final int FINAL = 0x80;
    private static final int MASKED = 0x80;
    private static final int MAX_MESSAGE = 1024 * 1024;
    private static final String GUID = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";

    private WebSocketFrames() {}

    /** A whole message, or a control frame. */
    static final class Message {
        private final int opcode;
        private final byte[] content;

        Message(int opcode, byte[] content) {
            this.opcode = opcode;
            this.content = content;
        }

        int opcode() {
            return opcode;
        }

        byte[] content() {
            return content;
        }

        String text() {
            return new String(content, StandardCharsets.UTF_8);
        }
    }

    /** What a client breaks the protocol with. */
    static final class ProtocolError extends IOException {
        private static final long serialVersionUID = 1;

        ProtocolError(String message) {
            super(message);
        }
    }

    /** The answer to an opening handshake. */
    static byte[] handshake(String key) {
        try {
            MessageDigest sha = MessageDigest.getInstance("SHA-1");
            byte[] digest = sha.digest((key + GUID).getBytes(StandardCharsets.ISO_8859_1));
            return ("HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                            + "Sec-WebSocket-Accept: " + Base64.getEncoder().encodeToString(digest) + "\r\n\r\n")
                    .getBytes(StandardCharsets.ISO_8859_1);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-1", e);
        }
    }

    /** Reads the next message; control frames may come between the parts of one and are handed out at once. */
    static final class Reader {
        private final BufferedInputStream in;
        private final ByteArrayOutputStream parts = new ByteArrayOutputStream();
        private int opcode = CONTINUATION;

        Reader(BufferedInputStream in) {
            this.in = in;
        }

        Message next() throws IOException {
            while (true) {
                int first = octet();
                int second = octet();
                if ((first & 0x70) != 0 || (second & MASKED) == 0) {
                    throw new ProtocolError("a client's frame is masked and has no reserved bits");
                }
                int code = first & 0x0f;
                byte[] content = content(second & 0x7f);
                if (code >= CLOSE) {
                    return new Message(code, content);
                }
                if ((code == CONTINUATION) == (opcode == CONTINUATION)) {
                    throw new ProtocolError("a continuation without a beginning, or a beginning within a message");
                }
                opcode = code == CONTINUATION ? opcode : code;
                parts.writeBytes(content);
                if (parts.size() > MAX_MESSAGE) {
                    throw new ProtocolError("a message of more than " + MAX_MESSAGE + " bytes");
                }
                if ((first & FINAL) != 0) {
                    Message whole = new Message(opcode, parts.toByteArray());
                    parts.reset();
                    opcode = CONTINUATION;
                    return whole;
                }
            }
        }

        private byte[] content(int announced) throws IOException {
            long length = announced;
            int more = announced == 126 ? 2 : announced == 127 ? 8 : 0;
            if (more > 0) {
                length = 0;
                for (int i = 0; i < more; i++) {
                    length = length << 8 | octet();
                }
            }
            if (length < 0 || length > MAX_MESSAGE) {
                throw new ProtocolError("a frame of more than " + MAX_MESSAGE + " bytes");
            }
            byte[] mask = exactly(4);
            byte[] content = exactly((int) length);
            for (int i = 0; i < content.length; i++) {
                content[i] ^= mask[i & 3];
            }
            return content;
        }

        private byte[] exactly(int count) throws IOException {
            byte[] bytes = in.readNBytes(count);
            if (bytes.length < count) {
                throw new EOFException("the connection ended within a frame");
            }
            return bytes;
        }

        private int octet() throws IOException {
            int next = in.read();
            if (next < 0) {
                throw new EOFException("the connection ended");
            }
            return next;
        }
    }

    /** Writes one whole frame. */
    static void write(OutputStream out, int opcode, byte[] content) throws IOException {
        ByteArrayOutputStream frame = new ByteArrayOutputStream(content.length + 10);
        frame.write(FINAL | opcode);
        if (content.length < 126) {
            frame.write(content.length);
        } else if (content.length < 1 << 16) {
            frame.write(126);
            frame.write(content.length >> 8);
            frame.write(content.length);
        } else {
            frame.write(127);
            for (int shift = 56; shift >= 0; shift -= 8) {
                frame.write((int) ((long) content.length >> shift));
            }
        }
        frame.writeBytes(content);
        out.write(frame.toByteArray());
        out.flush();
    }
}
