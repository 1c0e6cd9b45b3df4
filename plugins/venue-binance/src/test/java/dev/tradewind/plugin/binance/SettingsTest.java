package dev.tradewind.plugin.binance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tradewind.sdk.plugin.TradingMode;
import dev.tradewind.sdk.plugin.VenueHost;
import dev.tradewind.sdk.strategy.Parameters;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Parameters, and where keys come from. */
final class SettingsTest {
    @TempDir
    private Path folder;

    private static Settings settings(Map<String, String> given) {
        return Settings.of(Parameters.of(Settings.specs(), given));
    }

    @Test
    void byDefaultItIsTheTestnetsBitcoin() {
        Settings settings = settings(Map.of());

        assertThat(settings.mode()).isEqualTo(TradingMode.TESTNET);
        assertThat(settings.addresses()).isEqualTo(Settings.Addresses.TESTNET);
        assertThat(settings.symbols()).containsExactly("BTCUSDT");
        assertThat(settings.requests()).isEqualTo(new Settings.Requests(2_000, 5_000, 1_000));
        assertThat(settings.streams()).isEqualTo(Settings.Streams.DEFAULT);
    }

    @Test
    void realMoneyIsRefusedBeforeAnyKeyIsRead() {
        Parameters live = Parameters.of(Settings.specs(), Map.of("mode", "live", "api-key", "file:/does/not/exist"));

        assertThatThrownBy(() -> new BinanceSpotFactory().connect(live))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("mode LIVE, which is not permitted here; use mode=testnet");
        VenueHost all = mode -> true;
        assertThatThrownBy(() -> new BinanceSpotFactory().connect(live, all))
                .hasMessageContaining("api-key: cannot read /does/not/exist");
    }

    @Test
    void theTestnetAtTheAddressOfTheLiveExchangeIsRefused() {
        assertThatThrownBy(() -> settings(Map.of("rest-url", "https://api1.binance.com")))
                .hasMessageContaining("mode=testnet with an address of the live exchange");
        assertThatThrownBy(() -> settings(Map.of("rest-url", "https://api.binance.com.")))
                .hasMessageContaining("mode=testnet with an address of the live exchange");
        assertThat(settings(Map.of("rest-url", "https://demo-api.binance.com/")).addresses().rest())
                .isEqualTo(URI.create("https://demo-api.binance.com"));
        // Without keys nothing can be ordered, wherever the prices come from.
        assertThat(settings(Map.of("mode", "live", "access", "market-data")).mode()).isEqualTo(TradingMode.PAPER);
    }

    @Test
    void badSymbolsAndAddressesAreNamed() {
        assertThat(settings(Map.of("symbols", "btcusdt, ETHUSDT,btcusdt")).symbols())
                .containsExactly("BTCUSDT", "ETHUSDT");
        assertThatThrownBy(() -> settings(Map.of("symbols", "BTC/USDT")))
                .hasMessageContaining("symbols separated by commas, such as BTCUSDT,ETHUSDT; was 'BTC/USDT'");
        assertThatThrownBy(() -> settings(Map.of("market-url", "https://here")))
                .hasMessageContaining("market-url must begin with ws:// or wss://, was 'https://here'");
        StringBuilder many = new StringBuilder("A");
        for (int i = 0; i <= Settings.MAX_SYMBOLS; i++) {
            many.append(",A").append(i);
        }
        assertThatThrownBy(() -> settings(Map.of("symbols", many.toString()))).hasMessageContaining("takes 100");
    }

    @Test
    void keysComeFromTheEnvironmentOrAFileOfTheOwners() throws IOException {
        Path file = folder.resolve("secret");
        Files.writeString(file, "s3cret\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));

        Credentials keys = Credentials.read(
                "env:KEY", "file:" + file, name -> name.equals("KEY") ? "k3y" : null);

        assertThat(keys.apiKey()).isEqualTo("k3y");
        assertThat(keys.sign("x")).isEqualTo(Signer.of("s3cret").sign("x"));

        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r-----"));
        assertThatThrownBy(() -> Credentials.read("env:KEY", "file:" + file, name -> "k"))
                .hasMessage("parameter api-secret: others than its owner may use " + file + "; run chmod 600 " + file);
        assertThatThrownBy(() -> Credentials.read("env:NONE", "file:" + file, name -> null))
                .hasMessageContaining("the environment has no NONE");
    }

    @Test
    void aSecretWhereItsSourceShouldBeIsNotRepeated() {
        assertThatThrownBy(() -> Credentials.read("env:KEY", "hunter2hunter2", name -> "k"))
                .hasMessage("parameter api-secret must be env:NAME or file:PATH, never the secret itself");
        assertThatThrownBy(() -> Signer.of("-----BEGIN PRIVATE KEY-----\nhunter2\n-----END PRIVATE KEY-----"))
                .hasMessageContaining("no private Ed25519 key")
                .satisfies(error -> assertThat(error.toString()).doesNotContain("hunter2"))
                .hasNoCause();
    }

    /** The example of Binance's documentation of signed requests. */
    @Test
    void signsAsTheDocumentationDoes() {
        String payload = "symbol=LTCBTC&side=BUY&type=LIMIT&timeInForce=GTC&quantity=1&price=0.1&recvWindow=5000"
                + "&timestamp=1499827319559";

        assertThat(Signer.of("NhqPtmdSJYdKjVHjA7PZj4Mge3R5YNiP1e3UZjInClVN65XAbvqqM6A7H5fATj0j")
                        .sign(payload))
                .isEqualTo("c8db56825ae71d6d79447849e617115f4a920fa2acdcab2b053c4b2838bd6b71");
    }

    /** The first test vector of RFC 8032, section 7.1: the signature of nothing. */
    @Test
    void signsWithEd25519() {
        String pem = "-----BEGIN PRIVATE KEY-----\n"
                + Base64.getEncoder()
                        .encodeToString(HexFormat.of()
                                .parseHex("302e020100300506032b657004220420"
                                        + "9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60"))
                + "\n-----END PRIVATE KEY-----\n";

        byte[] signature = Base64.getDecoder().decode(Signer.of(pem).sign(""));

        assertThat(HexFormat.of().formatHex(signature))
                .isEqualTo("e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e3970"
                        + "1cf9b46bd25bf5f0595bbe24655141438e7a100b");
    }
}
