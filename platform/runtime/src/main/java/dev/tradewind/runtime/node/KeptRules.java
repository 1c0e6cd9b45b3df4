package dev.tradewind.runtime.node;

import dev.tradewind.policy.RuleException;
import dev.tradewind.policy.RuleSet;
import dev.tradewind.store.database.Database;
import dev.tradewind.store.journal.Bytes;
import dev.tradewind.store.session.Sessions;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;

/** The files of every rule set that ever judged orders, kept in the database under the hash of their content. */
final class KeptRules {
    private final Sessions sessions;
    private final Path cache;

    /** @param cache of compiled rules */
    KeptRules(Database database, Path cache) {
        this.sessions = new Sessions(database);
        this.cache = cache;
    }

    /** Keeps the files of a rule set; durable when this returns. */
    void keep(RuleSet rules) {
        if (!sessions.hasRules(rules.hash())) {
            sessions.keepRules(rules.hash(), zip(rules.files()));
        }
    }

    /** The files of a rule set, by path. @throws NodeException if they were not kept */
    Map<String, byte[]> files(String hash) {
        Bytes kept = sessions.rules(hash).orElseThrow(() -> new NodeException("the rules " + hash + " were not kept"));
        try {
            return unzip(kept);
        } catch (IOException e) {
            throw new NodeException("the kept rules " + hash + " cannot be read: " + e.getMessage(), e);
        }
    }

    /** A rule set. @throws NodeException if it was not kept, was changed since, or cannot be loaded */
    RuleSet load(String hash) {
        try {
            RuleSet rules = RuleSet.of(files(hash), cache);
            if (!rules.hash().equals(hash)) {
                throw new NodeException("the kept rules " + hash + " have the hash " + rules.hash()
                        + " now: they were changed in the database");
            }
            return rules;
        } catch (RuleException e) {
            throw new NodeException("the kept rules " + hash + " cannot be loaded: " + e.getMessage(), e);
        }
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

    private static Map<String, byte[]> unzip(Bytes content) throws IOException {
        Map<String, byte[]> files = new TreeMap<>();
        try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(content.toByteArray()))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                files.put(entry.getName(), zip.readAllBytes());
            }
        }
        return files;
    }
}
