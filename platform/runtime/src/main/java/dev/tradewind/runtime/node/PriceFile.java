package dev.tradewind.runtime.node;

import dev.tradewind.runtime.home.FileTrouble;
import dev.tradewind.sdk.instrument.InstrumentId;
import dev.tradewind.sdk.value.Decimal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.LinkedHashMap;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where the prices of the generated market were last, so that it goes on from there and not from its beginning. Lost,
 * it costs a jump of the prices and nothing else.
 */
final class PriceFile {
    private static final Logger LOG = LoggerFactory.getLogger(PriceFile.class);

    private final Path file;
    private boolean fails;

    PriceFile(Path folder) {
        this.file = folder.resolve("prices");
    }

    Map<InstrumentId, Decimal> read() {
        Map<InstrumentId, Decimal> prices = new LinkedHashMap<>();
        try {
            if (Files.exists(file)) {
                for (String line : Files.readAllLines(file)) {
                    String[] parts = line.split(" ");
                    if (parts.length == 2) {
                        prices.put(InstrumentId.parse(parts[0]), Decimal.parse(parts[1]));
                    }
                }
            }
        } catch (IOException | IllegalArgumentException e) {
            LOG.warn("{} is not used: {}", file, e.getMessage());
            prices.clear();
        }
        return prices;
    }

    /** Of failures in a row the first is told. */
    void write(Map<InstrumentId, Decimal> prices) {
        StringBuilder text = new StringBuilder();
        prices.forEach((id, price) -> text.append(id).append(' ').append(price).append('\n'));
        Path fresh = file.resolveSibling("prices.new");
        try {
            Files.writeString(fresh, text);
            Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            fails = false;
        } catch (IOException e) {
            if (!fails) {
                LOG.warn("{} is not written, the one before stays: {}", file, FileTrouble.of(e));
            }
            fails = true;
        }
    }
}
