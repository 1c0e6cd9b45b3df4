package dev.tradewind.runtime.node;

import dev.tradewind.policy.RuleSet;
import dev.tradewind.runtime.plugin.SdkVersion;
import dev.tradewind.store.journal.Bytes;
import dev.tradewind.store.journal.Lease;
import dev.tradewind.store.session.Sessions;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;

/** Notes what a session starts with before it does anything, so that it can be decided again. */
final class SessionNotes {
    private final Sessions sessions;
    private final RuleSet rules;

    SessionNotes(Books books, RuleSet rules) {
        this.sessions = new Sessions(books.database());
        this.rules = rules;
        if (!sessions.hasRules(rules.hash())) {
            sessions.keepRules(rules.hash(), zip(rules.files()));
        }
    }

    /** @param lastSequence of the journal before it */
    void begin(Lease lease, long lastSequence, ShardSetup setup) {
        String program = SdkVersion.current().text();
        sessions.begin(lease, lastSequence + 1, rules.hash(), SessionSetup.of(setup, program).encode());
    }

    private static Bytes zip(Map<String, byte[]> files) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            for (Map.Entry<String, byte[]> file : files.entrySet()) {
                zip.putNextEntry(new ZipEntry(file.getKey()));
                zip.write(file.getValue());
                zip.closeEntry();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return Bytes.of(bytes.toByteArray());
    }

    /** Writes kept rules into a folder of their own. @throws IOException if that cannot be written */
    static void unzip(Bytes content, Path folder) throws IOException {
        try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(content.toByteArray()))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                Path file = folder.resolve(entry.getName()).normalize();
                if (!file.startsWith(folder)) {
                    throw new IOException("a kept rule file has the name " + entry.getName());
                }
                Path parent = file.getParent();
                if (parent != null) {
                    Files.createDirectories(parent);
                }
                Files.write(file, zip.readAllBytes());
            }
        }
    }
}
