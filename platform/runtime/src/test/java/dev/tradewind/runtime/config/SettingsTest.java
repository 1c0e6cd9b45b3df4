package dev.tradewind.runtime.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tradewind.sdk.plugin.TradingMode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SettingsTest {
    @TempDir
    private Path folder;

    private Path file;

    @BeforeEach
    void name() {
        file = folder.resolve("tradewind.yaml");
    }

    private Settings load(String text) {
        return load(text, Map.of(), Map.of());
    }

    private Settings load(String text, Map<String, String> environment, Map<String, String> commandLine) {
        try {
            Files.writeString(file, text);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
        return Settings.load(file, true, environment, commandLine);
    }

    @Test
    void withoutAFileTheDemoTrades() {
        NodeConfig config = NodeConfig.of(Settings.load(file, false, Map.of(), Map.of()));

        assertThat(config.accounts().keySet()).containsExactly("paper");
        assertThat(config.accounts().values())
                .extracting(NodeConfig.AccountConfig::mode)
                .containsExactly(TradingMode.DEMO);
        assertThat(config.strategies().keySet()).containsExactly("quotes", "trend");
        assertThat(config.httpPort()).isEqualTo(7070);
        assertThat(config.database()).isEmpty();
        assertThat(config.limits().callback()).hasSeconds(5);
        assertThat(config.limits().marketQueue()).isEqualTo(4096);
        assertThat(config.limits().commandQueue()).isEqualTo(256);
        assertThat(config.limits().reportQueue()).isEqualTo(65_536);
        assertThat(config.limits().snapshotEvery()).isEqualTo(5_000);
    }

    @Test
    void aMistypedKeyIsOneLineWithItsPlaceAndTheNearestName() {
        assertThatThrownBy(() -> load("http-port: 1\naccounts:\n  paper:\n    leverag: 2\n"))
                .isInstanceOf(ConfigException.class)
                .hasMessage("tradewind.yaml:4:5: unknown key 'accounts.paper.leverag'; did you mean 'leverage'?");
    }

    @Test
    void everyProblemOfAFileIsNamed() {
        assertThatThrownBy(() -> load("htp-port: 1\nlimits:\n  snapshot: 3\n"))
                .hasMessageContaining("tradewind.yaml:1:1: unknown key 'htp-port'; did you mean 'http-port'?")
                .hasMessageContaining("tradewind.yaml:3:3: unknown key 'limits.snapshot'");
    }

    @Test
    void whatIsNoYamlIsNamedWithItsPlace() {
        assertThatThrownBy(() -> load("http-port: [1\n")).hasMessageStartingWith("tradewind.yaml:2:1: this is no YAML");
    }

    @Test
    void theCommandLineIsStrongerThanTheEnvironmentAndThatThanTheFile() {
        Map<String, String> environment =
                Map.of("TRADEWIND_HTTP_PORT", "2", "TRADEWIND_ACCOUNTS_PAPER_CASH", "7", "PATH", "/bin");

        assertThat(load("http-port: 1").whole("http-port", 0, 9)).isEqualTo(1);
        assertThat(load("http-port: 1", environment, Map.of()).whole("http-port", 0, 9)).isEqualTo(2);
        Settings all = load("http-port: 1", environment, Map.of("http-port", "3"));
        assertThat(all.whole("http-port", 0, 9)).isEqualTo(3);
        assertThat(all.origin("http-port")).isEqualTo("--http-port");
        assertThat(all.text("accounts.paper.cash")).isEqualTo("7");
        assertThat(all.origin("accounts.paper.cash")).isEqualTo("TRADEWIND_ACCOUNTS_PAPER_CASH");
        assertThat(all.origin("rules")).isEqualTo("default");
    }

    @Test
    void aSlipInTheEnvironmentIsNamed() {
        assertThatThrownBy(() -> load("", Map.of("TRADEWIND_HTTP_PROT", "2"), Map.of()))
                .hasMessageContaining("TRADEWIND_HTTP_PROT")
                .hasMessageContaining("did you mean TRADEWIND_HTTP_PORT?");
    }

    @Test
    void aBadValueNamesItsPlace() {
        assertThatThrownBy(() -> NodeConfig.of(load("http-port: many")))
                .hasMessage("tradewind.yaml:1:12: http-port must be a number, was 'many'");
        assertThatThrownBy(() -> NodeConfig.of(load("http-port: 70000")))
                .hasMessage("tradewind.yaml:1:12: http-port must be 0 to 65535, was 70000");
        assertThatThrownBy(() -> NodeConfig.of(load("accounts:\n  a:\n    venue: x\n")))
                .hasMessageStartingWith("tradewind.yaml:3:12: accounts.a.venue names an unknown venue, 'x'");
    }

    @Test
    void aClusterNeedsADatabaseOfAllItsNodes() {
        assertThat(NodeConfig.of(load("")).cluster()).isEmpty();
        Map<String, String> join = Map.of("cluster.join", "127.0.0.1:5701,127.0.0.1:5702");
        assertThatThrownBy(() -> NodeConfig.of(load("", Map.of(), join)))
                .hasMessage("--join: cluster.join needs one PostgreSQL for all nodes of the cluster: name it with"
                        + " --db-url");
        String database = "database: {url: 'jdbc:postgresql://h/d', owner-password: a, application-password: b}\n";

        NodeConfig.ClusterConfig cluster =
                NodeConfig.of(load(database, Map.of(), join)).cluster().orElseThrow();
        assertThat(cluster.name()).isEqualTo("tradewind");
        assertThat(cluster.listen()).isEmpty();
        assertThat(cluster.join()).hasToString("[127.0.0.1:5701, 127.0.0.1:5702]");
        assertThat(cluster.lease()).hasMillis(2_000);

        assertThatThrownBy(() -> NodeConfig.of(load(database + "cluster: {listen: 'localhost:5701'}")))
                .hasMessageContaining("name its nodes with --join");
        assertThatThrownBy(() -> NodeConfig.of(load(database + "cluster: {join: [localhost]}")))
                .hasMessageContaining("tradewind.yaml:2:")
                .hasMessageContaining("an address is HOST:PORT, such as 127.0.0.1:5701, was 'localhost'");
        assertThatThrownBy(() -> NodeConfig.of(load(database + "cluster: {join: ['a:1'], name: 'a b'}")))
                .hasMessageContaining("cluster.name has 1 to 40 letters, digits and dashes, was 'a b'");
        assertThatThrownBy(() -> NodeConfig.of(load(database + "cluster: {join: ['a:1'], lease-millis: 9}")))
                .hasMessageContaining("cluster.lease-millis must be 500 to 60000, was 9");
    }

    @Test
    void aMapOfTheFileStandsForTheWholeDefaultMap() {
        NodeConfig config = NodeConfig.of(load("strategies:\n  mine: {plugin: p, account: paper,"
                + " instruments: [DEMO.SYNTHETIC]}\n"));

        assertThat(config.strategies().keySet()).containsExactly("mine");
        assertThat(config.accounts().keySet()).containsExactly("paper");
        assertThat(config.venues().keySet()).containsExactly("synthetic");
    }

    @Test
    void numbersWithCommasAndSizesThatCannotBePaidSaySo() {
        String account = "venues: {v: {plugin: p}}\naccounts:\n  a:\n    venue: v\n";
        assertThatThrownBy(() -> NodeConfig.of(load(account + "    cash: 50,000\n")))
                .hasMessage("tradewind.yaml:5:11: accounts.a.cash must be a number without commas, such as 50000, was"
                        + " '50,000'");
        assertThatThrownBy(() -> NodeConfig.of(load(account + "    size: percent:500\n")))
                .hasMessageContaining("accounts.a.size is percent:500, and with a leverage of 1 no entry can be more")
                .hasMessageContaining("percent:100");
        assertThat(NodeConfig.of(load(account + "    size: percent:500\n    leverage: 5\n"))
                        .accounts())
                .hasSize(1);
    }

    @Test
    void anExternalDatabaseSaysHowItsPasswordsAreGiven() {
        assertThatThrownBy(() -> NodeConfig.of(load("", Map.of(), Map.of("database.url", "jdbc:postgresql://h/d"))))
                .hasMessageContaining("database.owner-password must be set for an external database")
                .hasMessageContaining("TRADEWIND_DATABASE_APPLICATION_PASSWORD");
    }

    @Test
    void anAddressWithAPasswordIsRefusedAndNotRepeated() {
        for (String url : List.of(
                "jdbc:postgresql://h/d?password=hush",
                "jdbc:postgresql://h/d?ssl=true&sslpassword=hush",
                "jdbc:postgresql://h/d?user=hush",
                "jdbc:postgresql://me:hush@h/d")) {
            Settings settings = load("", Map.of(), Map.of("database.url", url));
            assertThatThrownBy(() -> NodeConfig.of(settings))
                    .hasMessageContaining("--db-url: database.url holds a password or a role")
                    .hasMessageNotContaining("hush");
            assertThat(String.join("\n", settings.describe())).doesNotContain("hush");
        }
    }

    @Test
    void aFileWithPasswordsThatOthersCanReadIsWarnedOf() throws IOException {
        Files.writeString(file, "database: {owner-password: hush}\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
        assertThat(Settings.load(file, true, Map.of(), Map.of()).warnings())
                .singleElement()
                .satisfies(line -> assertThat(line).contains("chmod 600 " + file).doesNotContain("hush"));
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
        assertThat(Settings.load(file, true, Map.of(), Map.of()).warnings()).isEmpty();
    }

    @Test
    void secretsAreNotShown() {
        Settings settings = load(
                """
                database:
                  owner-password: hush
                venues:
                  b:
                    plugin: b
                    parameters:
                      api-secret: hush
                """);

        assertThat(String.join("\n", settings.describe())).doesNotContain("hush").contains("(hidden)");
    }

    @Test
    void aFileThatWasNamedMustBeThere() {
        assertThatThrownBy(() -> Settings.load(folder.resolve("no.yaml"), true, Map.of(), Map.of()))
                .hasMessageContaining("there is no configuration file");
    }
}
