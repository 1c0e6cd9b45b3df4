package dev.tradewind.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.tradewind.policy.language.Bounds;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Rules folders that hold something else than rule files, and folders at their bounds. */
final class FolderFilesTest {
    @TempDir
    Path folder;

    @TempDir
    Path elsewhere;

    @BeforeEach
    void aFolderThatHasNoProblem() throws IOException {
        Folders.copyTables(folder);
        Folders.write(folder.resolve("risk/good.drl"), Folders.risk(Folders.rule("Good", "GOOD", "notional > 5")));
    }

    private List<String> problems() {
        return assertTimeoutPreemptively(Duration.ofSeconds(20), () -> RuleChecker.check(folder)).stream()
                .map(RuleProblem::toString)
                .toList();
    }

    @Test
    void aLinkToAFileElsewhereIsNotReadAndNothingOfItIsShown() throws IOException {
        Path secret = Files.writeString(elsewhere.resolve("secret.txt"), "password=hunter2\n");
        Files.createSymbolicLink(folder.resolve("risk/link.drl"), secret);

        assertThat(problems())
                .containsExactly("risk/link.drl: a symbolic link is not followed (put the file itself here)")
                .noneMatch(problem -> problem.contains("hunter2"));
    }

    @Test
    void aLinkThatLeadsNowhereAndOneThatLeadsToItselfAreNamed() throws IOException {
        Files.createSymbolicLink(folder.resolve("risk/a.drl"), elsewhere.resolve("none"));
        Files.createSymbolicLink(folder.resolve("risk/b.drl"), folder.resolve("risk/b.drl"));

        assertThat(problems())
                .hasSize(2)
                .allMatch(problem -> problem.contains("a symbolic link is not followed"));
    }

    @Test
    void aLinkToAFolderIsNamedInsteadOfPassedOver() throws IOException {
        Files.createSymbolicLink(folder.resolve("compliance"), elsewhere);

        assertThat(problems())
                .containsExactly(
                        "compliance: a symbolic link to a folder is not followed (put the folder itself here)");
    }

    @Test
    void aTableBehindALinkIsOneProblem() throws IOException {
        Path table = folder.resolve(RulesFolder.RESTRICTED);
        Files.move(table, elsewhere.resolve("restricted.csv"));
        Files.createSymbolicLink(table, elsewhere.resolve("restricted.csv"));

        assertThat(problems())
                .containsExactly(
                        RulesFolder.RESTRICTED + ": a symbolic link is not followed (put the file itself here)");
    }

    @Test
    void theFolderItselfMayBeReachedByALink() throws IOException {
        Path link = Files.createSymbolicLink(elsewhere.resolve("rules"), folder);

        assertThat(RuleChecker.check(link)).isEmpty();
    }

    @Test
    void aPipeIsNotWaitedFor() throws IOException, InterruptedException {
        Process made;
        try {
            made = new ProcessBuilder("mkfifo", folder.resolve("risk/pipe.drl").toString()).start();
        } catch (IOException e) {
            assumeTrue(false, "mkfifo is not installed");
            return;
        }
        assumeTrue(made.waitFor() == 0, "pipes cannot be made here");

        assertThat(problems()).containsExactly("risk/pipe.drl: not a regular file (remove it)");
    }

    @Test
    void aFolderThatIsCalledLikeARuleFileIsNamed() throws IOException {
        Files.createDirectories(folder.resolve("risk/more.drl"));

        assertThat(problems()).containsExactly("risk/more.drl: a folder, not a file (remove it)");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a\nb.drl", "a\u001b[2Jb.drl", ".hidden.drl", "-rf.drl", "a\\b.drl", "\u202elrd.drl", "a;b.drl"
            })
    void aFileWithAnUnusualNameIsNamedOnOneLine(String name) throws IOException {
        Files.writeString(folder.resolve("risk").resolve(name), "package tradewind.risk");

        assertThat(problems()).singleElement().satisfies(problem -> assertThat(problem)
                .contains("a file's name is up to 100 letters")
                .doesNotContainPattern("[\\p{Cc}\\p{Cf}]"));
    }

    @Test
    void aLongNameAndCapitalLettersAreNamed() throws IOException {
        Files.writeString(folder.resolve("risk/" + "n".repeat(120) + ".drl"), "");
        Files.writeString(folder.resolve("risk/more.DRL"), "");

        assertThat(problems())
                .containsExactly(
                        "risk/more.DRL: a file's name ends in .drl, .policy, .csv or .xlsx, in small letters"
                                + " (rename it)",
                        "risk/" + "n".repeat(120)
                                + ".drl: a file's name is up to 100 letters, digits, spaces and . _ + - (rename it)");
    }

    @Test
    void anEmptyFileIsOneProblem() throws IOException {
        Files.writeString(folder.resolve("risk/empty.drl"), "");

        assertThat(problems())
                .containsExactly("risk/empty.drl:1:1: the line `package tradewind.risk` is missing (put it here)");
    }

    @Test
    void aFileAtItsBoundIsReadAndOneByteMoreIsRefused() throws IOException {
        String rules = Folders.risk(Folders.rule("Padded", "PADDED", "notional > 5"));
        Path file = folder.resolve("risk/padded.drl");
        Folders.write(file, rules + " ".repeat(Bounds.RULE_FILE_BYTES - rules.length()));
        assertThat(problems()).isEmpty();

        Folders.write(file, rules + " ".repeat(Bounds.RULE_FILE_BYTES - rules.length() + 1));
        assertThat(problems()).containsExactly("risk/padded.drl: larger than 1048576 bytes (split it)");
    }

    @Test
    void aFolderHasABoundOfBytes() throws IOException {
        String padding = " ".repeat(Bounds.RULE_FILE_BYTES);
        for (int i = 0; i < 9; i++) {
            Folders.write(folder.resolve("risk/big" + i + ".drl"), padding);
        }

        assertThat(RuleChecker.check(folder))
                .extracting(RuleProblem::message)
                .contains("with it the folder has more than 500 files or 8388608 bytes");
    }

    @Test
    void aFolderHasABoundOfFiles() throws IOException {
        for (int i = 0; i < Bounds.FILES; i++) {
            Folders.write(folder.resolve("risk/r" + i + ".drl"), Folders.risk());
        }

        assertThat(problems()).anyMatch(problem -> problem.contains("more than 500 files"));
    }

    @Test
    void aFolderHasABoundOfEntriesOfAnyKind() throws IOException {
        for (int i = 0; i < Bounds.ENTRIES; i++) {
            Files.createFile(folder.resolve("note" + i + ".txt"));
        }

        assertThat(problems())
                .containsExactly(folder + ": more than 5000 files and folders (keep rules in a folder of their own)");
    }

    @Test
    void foldersInsideEachOtherHaveABound() throws IOException {
        Files.createDirectories(folder.resolve("a/b/c/d/e/f/g"));

        assertThat(problems())
                .containsExactly("a/b/c/d/e: more than 5 folders inside each other"
                        + " (rules stand in risk/ and compliance/)");
    }

    @Test
    void aHiddenFolderIsNotLookedInto() throws IOException {
        Folders.write(folder.resolve(".git/objects/a.drl"), "anything");

        assertThat(problems()).isEmpty();
    }

    @Test
    void tenThousandRulesAreRefusedByTheirNumber() throws IOException {
        for (int file = 0; file < 10; file++) {
            String[] rules = new String[1_000];
            for (int i = 0; i < rules.length; i++) {
                rules[i] = Folders.rule("R" + file + " " + i, "R" + file + "_" + i, "notional > " + i);
            }
            Folders.write(folder.resolve("risk/rules" + file + ".drl"), Folders.risk(rules));
        }

        assertThat(problems())
                .containsExactly("risk/rules1.drl: with it the folder has more than 2000 rules (use a table)");
    }

    @Test
    void aTableThatIsNotTextIsNamedAtItsByte() throws IOException {
        byte[] table = Files.readAllBytes(folder.resolve(RulesFolder.LIMITS));
        byte[] broken = Arrays.copyOf(table, table.length + 1);
        broken[table.length] = (byte) 0xFF;
        Files.write(folder.resolve(RulesFolder.LIMITS), broken);

        assertThat(problems()).singleElement().asString().contains("limits/limits.csv:").contains("the byte 0xFF");
    }
}
