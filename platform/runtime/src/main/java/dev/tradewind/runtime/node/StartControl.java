package dev.tradewind.runtime.node;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Answers commands from the first moment of a start: with the stage that it is at, until the node answers itself. */
final class StartControl {
    private static final JsonFactory JSON = new JsonFactory();

    private final Path home;
    private final Runnable stop;
    private final BooleanSupplier stopAsked;
    private volatile String stage = "the first steps";
    private volatile @Nullable Function<Map<String, String>, String> node;
    private volatile boolean ending;

    StartControl(Path home, Runnable stop, BooleanSupplier stopAsked) {
        this.home = home;
        this.stop = stop;
        this.stopAsked = stopAsked;
    }

    /** The start is at this. @throws StoppedException if somebody has asked the node to end */
    void stage(String what) {
        stage = what;
        if (stopAsked.getAsBoolean()) {
            throw new StoppedException();
        }
    }

    /** From now on the node answers. */
    void ready(Function<Map<String, String>, String> handler) {
        node = handler;
    }

    /** From now on nobody does. */
    void end() {
        ending = true;
    }

    String handle(Map<String, String> fields) {
        Function<Map<String, String>, String> ready = node;
        if (ending) {
            throw new NodeException("the node on " + home + " is ending");
        }
        if (ready != null) {
            return ready.apply(fields);
        }
        return switch (fields.getOrDefault("command", "")) {
            case "status" -> {
                String text = "Tradewind is starting on " + home + " (process "
                        + ProcessHandle.current().pid() + "): " + stage;
                yield ControlJson.status(text, json());
            }
            case "stop" -> {
                String at = stage;
                stop.run();
                yield ControlJson.done("the node, which is starting (" + at + "), ends as soon as it can");
            }
            default -> throw new NodeException("the node is starting: " + stage + "; ask again when it trades");
        };
    }

    private String json() {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = JSON.createGenerator(text)) {
            json.writeStartObject();
            json.writeStringField("home", home.toString());
            json.writeNumberField("pid", ProcessHandle.current().pid());
            json.writeStringField("starting", stage);
            json.writeArrayFieldStart("components");
            json.writeEndArray();
            json.writeArrayFieldStart("accounts");
            json.writeEndArray();
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString();
    }
}
