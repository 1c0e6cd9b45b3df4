package dev.tradewind.runtime.node;

import com.fasterxml.jackson.core.JsonFactory;
import dev.tradewind.runtime.plugin.PluginZip;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The plugin of Binance's spot market, compiled from its sources as they are, for it is built after the runtime. */
final class BinanceZip {
    private static final Path MODULE = Path.of("../../plugins/venue-binance").toAbsolutePath().normalize();

    private BinanceZip() {}

    static Path write(Path folder) throws IOException, URISyntaxException {
        Path json = Path.of(JsonFactory.class.getProtectionDomain().getCodeSource().getLocation().toURI());
        return PluginZip.in(folder, "venue-binance")
                .module(MODULE.resolve("src/main/java"), "dev.tradewind.plugin.binance.BinancePlugin")
                .file("lib/jackson-core.jar", Files.readAllBytes(json))
                .write();
    }
}
