package dev.tradewind.plugin.binance;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.util.EnumSet;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** An API key and what signs with its secret. Neither is ever shown: not as text, not in a log, not in an error. */
final class Credentials {
    private static final int MAX_BYTES = 16_384;
    private static final Set<PosixFilePermission> OWNER = EnumSet.of(
            PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE, PosixFilePermission.OWNER_EXECUTE);

    private final String apiKey;
    private final Signer signer;

    Credentials(String apiKey, Signer signer) {
        this.apiKey = apiKey;
        this.signer = signer;
    }

    /**
     * Reads key and secret from where the parameters say.
     *
     * @param key {@code env:NAME} or {@code file:PATH}; likewise the secret
     * @param environment gives a variable of the environment, or null
     * @throws IllegalArgumentException if there is nothing, or a file that others may read; the message says what to do
     */
    static Credentials read(String key, String secret, UnaryOperator<@Nullable String> environment) {
        return new Credentials(
                secret("api-key", key, environment), Signer.of(secret("api-secret", secret, environment)));
    }

    private static String secret(String parameter, String source, UnaryOperator<@Nullable String> environment) {
        if (source.startsWith("env:")) {
            String name = source.substring(4);
            String value = environment.apply(name);
            if (value == null || value.isBlank()) {
                throw new IllegalArgumentException("parameter " + parameter + ": the environment has no " + name
                        + "; set it, name a file with " + parameter + "=file:PATH, or use access=market-data");
            }
            return value.strip();
        }
        if (source.startsWith("file:")) {
            return file(parameter, Path.of(source.substring(5)));
        }
        // Not repeated here: it may be the secret itself.
        throw new IllegalArgumentException(
                "parameter " + parameter + " must be env:NAME or file:PATH, never the secret itself");
    }

    private static String file(String parameter, Path path) {
        try {
            PosixFileAttributeView view = Files.getFileAttributeView(path, PosixFileAttributeView.class);
            if (view != null && !OWNER.containsAll(view.readAttributes().permissions())) {
                throw new IllegalArgumentException("parameter " + parameter + ": others than its owner may use " + path
                        + "; run chmod 600 " + path);
            }
            if (Files.size(path) > MAX_BYTES) {
                throw new IllegalArgumentException("parameter " + parameter + ": " + path + " is no key, it has "
                        + Files.size(path) + " bytes");
            }
            String text = Files.readString(path).strip();
            if (text.isEmpty()) {
                throw new IllegalArgumentException("parameter " + parameter + ": " + path + " is empty");
            }
            return text;
        } catch (IOException e) {
            throw new IllegalArgumentException(
                    "parameter " + parameter + ": cannot read " + path + " (" + e.getClass().getSimpleName() + ")", e);
        }
    }

    String apiKey() {
        return apiKey;
    }

    String sign(String payload) {
        return signer.sign(payload);
    }

    @Override
    public String toString() {
        return "Credentials[not shown]";
    }
}
