package dev.tradewind.runtime.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tradewind.simulation.data.Instruments;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataSynthTest {
    @TempDir
    private Path folder;

    private CommandRun synth(String name, String... more) {
        List<String> args = new ArrayList<>(List.of(
                "data", "synth", "--days", "1", "--out", folder.resolve(name).toString()));
        args.addAll(List.of(more));
        return CommandRun.of(args);
    }

    @Test
    void aFileThatIsThereIsReplacedOnlyWhenAsked() throws IOException {
        Path mine = Files.writeString(folder.resolve("demo.csv"), "mine");

        synth("demo.csv").stopped(folder, ExitCode.BAD_INPUT, "demo.csv is there already", "--force");
        assertThat(mine).hasContent("mine");

        synth("demo.csv", "--force").done();
        assertThat(Files.readAllLines(mine)).hasSize(1_440);
        synth("demo.csv").done();
        assertThat(folder).isDirectoryContaining("glob:**/demo.csv");
        assertThat(folder.toFile().list()).hasSize(1);
    }

    @Test
    void onlyNamesThatCanBeReadAgainAreTaken() {
        synth("demo.xlsx").stopped(folder, ExitCode.BAD_INPUT, "demo.xlsx: name a .csv or .csv.gz file");
        synth("demo.gz").stopped(folder, ExitCode.BAD_INPUT, "demo.gz: name a .csv or .csv.gz file");
        assertThat(folder).isEmptyDirectory();
        synth("demo.csv.gz").done();
    }

    @Test
    void anInstrumentOfOnesOwnIsDescribedByTheOptionThatTheMessageNames() throws IOException {
        synth("mine.csv", "--instrument", "MINE").stopped(folder, ExitCode.BAD_INPUT, "unknown instrument 'MINE'",
                "--instruments");
        Path described = Files.writeString(folder.resolve("instruments.csv"), Instruments.HEADER
                + "\nMINE,LAB,SPOT,0.01,0.001,0.001,1,MINE,USDT,USDT,1,no,mine\n");

        synth("mine.csv", "--instrument", "MINE", "--instruments", described.toString()).done();
    }
}
