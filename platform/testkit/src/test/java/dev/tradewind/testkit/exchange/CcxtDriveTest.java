package dev.tradewind.testkit.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A client that others have written, ccxt from npm, trades at the exchange and finds everything as at Binance. Needs
 * node and npm; with TRADEWIND_REQUIRE_NPM=1 in the environment it fails without them instead of being skipped.
 */
class CcxtDriveTest {
    private static final String VERSION = "4.5.84";
    private static final Path CLIENT = Path.of("target", "ccxt").toAbsolutePath();
    private static final Path SCRIPT =
            Path.of("src", "test", "resources", "exchange", "ccxt-drive.mjs").toAbsolutePath();

    @TempDir
    Path folder;

    private record Ended(int code, String out, String err) {}

    private Ended run(Path in, String... command) throws IOException, InterruptedException {
        Path out = folder.resolve("out.txt");
        Path err = folder.resolve("err.txt");
        Process process = new ProcessBuilder(command)
                .directory(in.toFile())
                .redirectOutput(out.toFile())
                .redirectError(err.toFile())
                .start();
        process.getOutputStream().close();
        if (!process.waitFor(120, TimeUnit.SECONDS)) {
            process.destroyForcibly().waitFor();
        }
        return new Ended(process.exitValue(), read(out), read(err));
    }

    private static String read(Path file) throws IOException {
        return new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
    }

    /** Why there is no client; empty when there is one. */
    private String install() throws IOException, InterruptedException {
        try {
            run(folder, "node", "--version");
            run(folder, "npm", "--version");
        } catch (IOException e) {
            return "node and npm are not installed";
        }
        Path manifest = CLIENT.resolve("node_modules/ccxt/package.json");
        if (Files.exists(manifest) && read(manifest).contains("\"" + VERSION + "\"")) {
            return "";
        }
        Files.createDirectories(CLIENT);
        Files.writeString(CLIENT.resolve("package.json"), "{\"private\":true}");
        Ended ended = run(
                CLIENT, "npm", "install", "--ignore-scripts", "--no-audit", "--no-fund", "--prefer-offline",
                "--no-package-lock", "ccxt@" + VERSION);
        return ended.code() == 0 ? "" : "npm cannot install ccxt " + VERSION + ": " + ended.err().lines().findFirst();
    }

    @Test
    void aClientThatOthersHaveWrittenFindsAnExchange() throws IOException, InterruptedException {
        String missing = install();
        if (!missing.isEmpty() && !"1".equals(System.getenv("TRADEWIND_REQUIRE_NPM"))) {
            System.out.println("skipped: ccxt does not drive the exchange, " + missing);
            assumeThat(missing).isEmpty();
        }
        assertThat(missing).isEmpty();

        Ended ended;
        Map<String, @Nullable Object> truth;
        try (ExchangeProcess exchange = ExchangeProcess.start(ExchangeOptions.standard(folder).withSeed(7))) {
            ended = run(
                    folder, "node", SCRIPT.toString(), CLIENT.toString(), exchange.restUrl(), exchange.streamUrl(),
                    AccountSpec.DEFAULT_KEY, AccountSpec.DEFAULT_SECRET);
            truth = exchange.truth();
        }

        assertThat(ended.code()).as(ended.out() + ended.err()).isZero();
        Map<String, @Nullable Object> seen = JsonText.object(ended.out());
        assertThat(seen)
                .containsEntry("markets", List.of("BTC/USDT", "ETH/USDT", "BNB/USDT", "ETH/BTC"))
                .containsEntry("tick", "0.01")
                .containsEntry("lot", "0.00001")
                .containsEntry("minCost", "5")
                .containsEntry("levels", List.of("10", "10"))
                .containsEntry("crossed", false)
                .containsEntry("balanceBefore", Map.of("free", "1000000", "used", "0", "total", "1000000"))
                .containsEntry("candles", "1")
                .containsEntry("limit", Map.of("status", "open", "clientOrderId", "ccxt-limit-1"))
                .containsEntry("openOrders", List.of(true))
                .containsEntry("edited", Map.of("status", "open", "amount", "0.02", "other", true))
                .containsEntry("cancelled", "canceled")
                .containsEntry("lockedAfter", "0")
                .containsEntry("market", Map.of("status", "closed", "filled", "0.05", "feeCurrency", "BTC"))
                .containsEntry("ioc", Map.of("status", "closed", "filled", "0.02"))
                .containsEntry("stop", Map.of("status", "open"))
                .containsEntry("cancelAll", "1")
                .containsEntry("fetched", Map.of("status", "closed", "filled", "0.05", "average", true))
                .containsEntry("orders", "5")
                .containsEntry("tradedBase", "0.03000")
                .containsEntry("baseAgrees", true)
                .containsEntry("watchedBook", true)
                .containsEntry("watchedTrades", true)
                .containsEntry("watchedOrder", true)
                .containsEntry("watchedBalance", true);
        assertThat(String.valueOf(seen.get("postOnly"))).startsWith("OrderImmediatelyFillable");
        assertThat(seen.get("refusals")).isEqualTo(Map.of(
                "badSignature", "AuthenticationError -1022 Signature for this request is not valid.",
                "lotSize", "InvalidOrder -1013 Filter failure: LOT_SIZE",
                "priceFilter", "InvalidOrder -1013 Filter failure: PRICE_FILTER",
                "notional", "BadRequest -1013 Filter failure: NOTIONAL",
                "balance", "InsufficientFunds binance Account has insufficient balance for requested action.",
                "unknownOrder", "OrderNotFound -2013 Order does not exist.",
                "unknownCancel", "OrderNotFound -2011 Unknown order sent."));
        assertThat(Books.of(truth).clientOrderIds()).contains("ccxt-limit-1", "ccxt-watched");
        Books.of(truth).assertConsistent();
    }
}
