package dev.tradewind.runtime.node;

import dev.tradewind.runtime.home.FileTrouble;
import dev.tradewind.store.backup.Restore;
import dev.tradewind.store.journal.Bytes;
import dev.tradewind.store.journal.JournalHead;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Heads of journals that were kept: in a backup, or as lines of name, sequence and hash. */
final class HeadFile {
    private static final byte[] ZIP = {'P', 'K', 3, 4};

    private HeadFile() {}

    /** @throws NodeException if the file cannot be read or is neither */
    static List<JournalHead> read(Path file) {
        try {
            return isZip(file) ? Restore.check(file).heads() : lines(file);
        } catch (IOException e) {
            throw new NodeException(file + " cannot be read: " + FileTrouble.of(e), e);
        }
    }

    private static boolean isZip(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            return Arrays.equals(in.readNBytes(ZIP.length), ZIP);
        }
    }

    private static List<JournalHead> lines(Path file) throws IOException {
        List<JournalHead> heads = new ArrayList<>();
        int number = 0;
        for (String line : Files.readAllLines(file, StandardCharsets.ISO_8859_1)) {
            number++;
            if (line.isBlank()) {
                continue;
            }
            String[] words = line.strip().split(" +");
            try {
                if (words.length != 3) {
                    throw new IllegalArgumentException("three words are wanted");
                }
                heads.add(new JournalHead(words[0], Long.parseLong(words[1]), Bytes.ofHex(words[2])));
            } catch (IllegalArgumentException e) {
                throw new NodeException(
                        file + ":" + number + ": this is no head: name, sequence and hash are, as 'tradewind db heads'"
                                + " prints them; nor is the file a backup",
                        e);
            }
        }
        return heads;
    }
}
