package dev.tradewind.runtime.plugin;

import dev.tradewind.sdk.plugin.TradewindPlugin;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A version of the SDK. Before 1.0 a new minor version may break plugins; from 1.0 on only a new major one may.
 *
 * @param major first number
 * @param minor second number
 * @param text the whole version, with patch and qualifier
 */
public record SdkVersion(int major, int minor, String text) {
    private static final String RESOURCE = "/dev/tradewind/sdk/version.properties";
    private static final Pattern FORM = Pattern.compile("(\\d{1,5})\\.(\\d{1,5})(?:[.\\-+].{1,40})?");

    /** Reads {@code 0.1.0-SNAPSHOT} or {@code 1.2}; empty if it is no version. */
    public static Optional<SdkVersion> parse(String text) {
        Matcher matcher = FORM.matcher(text.strip());
        return matcher.matches()
                ? Optional.of(new SdkVersion(
                        Integer.parseInt(matcher.group(1)), Integer.parseInt(matcher.group(2)), text.strip()))
                : Optional.empty();
    }

    /** The version of the SDK that this program runs with. */
    public static SdkVersion current() {
        Properties properties = new Properties();
        try (InputStream in = TradewindPlugin.class.getResourceAsStream(RESOURCE)) {
            if (in == null) {
                throw new IllegalStateException("the SDK's jar holds no " + RESOURCE);
            }
            properties.load(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        String text = properties.getProperty("version", "");
        return parse(text).orElseThrow(() -> new IllegalStateException("the SDK states no version: '" + text + "'"));
    }

    /** Whether a plugin that was built for {@code built} runs with this version. */
    public boolean runs(SdkVersion built) {
        return major == built.major && (major == 0 ? minor == built.minor : minor >= built.minor);
    }

    @Override
    public String toString() {
        return text;
    }
}
