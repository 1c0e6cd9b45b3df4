package dev.tradewind.simulation.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class DataSpecTest {
    @TempDir
    private Path folder;

    @Test
    void filesWithoutAnInstrumentBelongToTheDefaultOne() {
        assertThat(DataSpec.parseAll(List.of("a.csv", "b.csv"), "BTCUSDT"))
                .containsExactly(new DataSpec("BTCUSDT", new DataSpec.InFiles(List.of("a.csv", "b.csv"))));
    }

    @Test
    void severalInstrumentsKeepTheirOrder() {
        assertThat(DataSpec.parseAll(List.of("ETHUSDT=e1.csv", "BTCUSDT.BINANCE=b", "ETHUSDT=e2*.csv"), ""))
                .containsExactly(
                        new DataSpec("ETHUSDT", new DataSpec.InFiles(List.of("e1.csv", "e2*.csv"))),
                        new DataSpec("BTCUSDT.BINANCE", new DataSpec.InFiles(List.of("b"))));
    }

    @Test
    void aDefaultThatNothingUsesIsRefused() {
        for (String value : List.of("ETHUSDT=e.csv", "catalogue:ETHUSDT@1m", "ETHUSDT=catalogue:X@1m")) {
            assertThatThrownBy(() -> DataSpec.parseAll(List.of(value), "DEMO"))
                    .as(value)
                    .isInstanceOf(DataException.class)
                    .hasMessageContaining("--instrument DEMO is for data without a name");
            assertThat(DataSpec.parseAll(List.of(value), "ethusdt")).as("the same name").hasSize(1);
        }
        assertThat(DataSpec.parseAll(List.of("ETHUSDT=e.csv", "b.csv"), "DEMO")).hasSize(2);
    }

    @Test
    void aFileWithoutANameBesideOneWithANameIsAskedFor() {
        assertThatThrownBy(() -> DataSpec.parseAll(List.of("ETHUSDT=a.csv", "b.csv"), ""))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("write ETHUSDT=b.csv if it is of ETHUSDT too");
    }

    @Test
    void theCatalogueIsNamedWithATimeframe() {
        assertThat(DataSpec.parseAll(List.of("catalogue:BTCUSDT@1m", "X=catalogue:ETHUSDT@1h"), ""))
                .containsExactly(
                        new DataSpec("BTCUSDT", new DataSpec.InCatalogue("1m")),
                        new DataSpec("X", new DataSpec.InCatalogue("1h")));
        assertThatThrownBy(() -> DataSpec.parseAll(List.of("catalogue:BTCUSDT"), ""))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("write catalogue:NAME@TIMEFRAME");
    }

    @Test
    void aFileWithAnEqualsSignInItsNameIsAFile() throws IOException {
        Path file = Files.createFile(folder.resolve("a=b.csv"));

        assertThat(DataSpec.parseAll(List.of(file.toString()), "")).singleElement().satisfies(spec -> assertThat(spec)
                .isEqualTo(new DataSpec("", new DataSpec.InFiles(List.of(file.toString())))));
    }

    @Test
    void nothingIsAnError() {
        assertThatThrownBy(() -> DataSpec.parseAll(List.of(), "")).hasMessageContaining("no data: give --data");
        assertThatThrownBy(() -> DataSpec.parseAll(List.of("BTCUSDT="), "")).hasMessageContaining("no file named");
    }
}
