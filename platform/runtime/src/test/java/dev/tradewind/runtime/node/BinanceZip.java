package dev.tradewind.runtime.node;

import com.fasterxml.jackson.core.JsonFactory;
import dev.tradewind.runtime.plugin.PluginZip;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;

/** The plugin of Binance's spot market, compiled from its sources as they are, for it is built after the runtime. */
final class BinanceZip {
    private static final Path MODULE = Path.of("../../plugins/venue-binance").toAbsolutePath().normalize();
    private static final String SERVICE = "META-INF/services/dev.tradewind.sdk.plugin.TradewindPlugin";

    private BinanceZip() {}

    static Path write(Path folder) throws IOException, URISyntaxException {
        Path sources = MODULE.resolve("src/main/java");
        Map<String, String> classes = new LinkedHashMap<>();
        try (Stream<Path> files = Files.walk(sources)) {
            for (Path file : files.filter(one -> one.toString().endsWith(".java")).sorted().toList()) {
                String name = sources.relativize(file).toString().replace(".java", "").replace('/', '.');
                classes.put(name, Files.readString(file));
            }
        }
        Path json = Path.of(JsonFactory.class.getProtectionDomain().getCodeSource().getLocation().toURI());
        return PluginZip.in(folder, "venue-binance")
                .sources(classes)
                .file("classes/" + SERVICE, Files.readString(MODULE.resolve("src/main/resources").resolve(SERVICE)))
                .file("lib/jackson-core.jar", Files.readAllBytes(json))
                .write();
    }
}
