package dev.tradewind.runtime.node;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.Map;

/** Lines of the control socket: {@code ok}, {@code text}, and what else an answer has. */
public final class ControlJson {
    private static final JsonFactory JSON = new JsonFactory();

    private ControlJson() {}

    /** A command with its arguments. */
    public static String command(Map<String, String> fields) {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = JSON.createGenerator(text)) {
            json.writeStartObject();
            for (Map.Entry<String, String> field : fields.entrySet()) {
                json.writeStringField(field.getKey(), field.getValue());
            }
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString();
    }

    static String done(String text) {
        return answer(true, text, "");
    }

    static String failure(String text) {
        return answer(false, text, "");
    }

    /** A failure because of what was asked. */
    static String misuse(String text) {
        String failure = failure(text);
        return failure.substring(0, failure.length() - 1) + ",\"misuse\":true}";
    }

    /** An answer that holds another JSON value as {@code status}. */
    static String status(String text, String status) {
        return answer(true, text, status);
    }

    private static String answer(boolean ok, String text, String status) {
        StringWriter line = new StringWriter();
        try (JsonGenerator json = JSON.createGenerator(line)) {
            json.writeStartObject();
            json.writeBooleanField("ok", ok);
            json.writeStringField("text", text);
            if (!status.isEmpty()) {
                json.writeFieldName("status");
                json.writeRawValue(status);
            }
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return line.toString();
    }
}
