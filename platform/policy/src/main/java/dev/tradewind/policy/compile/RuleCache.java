package dev.tradewind.policy.compile;

import dev.tradewind.engine.policy.Check;
import dev.tradewind.policy.RuleInfo;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.drools.model.functions.Predicate1;

/**
 * Compiled rules in a folder, one file for each content of the rule files, release of the JDK, of Drools and of the
 * platform's own classes. A file that is broken, cut, altered, made for other rules, or that another user could have
 * written is as good as none. Its byte code is checked like fresh byte code when it is loaded, so that whoever writes
 * into the folder cannot run code; that they cannot put other rules in force either is what the file's owner tells.
 *
 * <p>The shipped rules come compiled, in a folder beside the platform's jars: a machine's first start need not compile
 * them. Whoever can write there can replace the platform itself, so that the owner is not asked; all else is checked.
 *
 * <p>File: 8 bytes of magic, SHA-256 of the file's name and the rest, then what the rules say about themselves, the
 * models and the classes, each text and content prefixed with its length.
 */
public final class RuleCache {
    private static final long MAGIC = 0x5457_5255_4C45_0003L;
    private static final int HASH_BYTES = 32;
    private static final int MAX_BYTES = 64 << 20;
    private static final int MAX_ENTRIES = 200_000;

    private static final String SHIPPED = "compiled-rules";

    /** Most files that are kept: those that were read or written last. */
    static final int MAX_KEPT = 64;

    /** A file that was read is marked as read again after so long. */
    private static final Duration MARK_AGAIN = Duration.ofHours(1);

    /** What is still half written after so long was left by a process that was killed. */
    private static final Duration LEFT = Duration.ofHours(1);

    private final Path folder;
    private final Path shipped;

    /** What is kept: what checked rules say about themselves, and their classes. */
    public record Kept(List<RuleInfo> rules, CompiledRules compiled) {
        public Kept {
            rules = List.copyOf(rules);
        }
    }

    public RuleCache(Path folder) {
        this(folder, PlatformCode.of(RuleCache.class).beside(SHIPPED));
    }

    RuleCache(Path folder, Path shipped) {
        this.folder = folder;
        this.shipped = shipped;
    }

    /** The rules compiled before from files of this hash; empty where they must be compiled anew. */
    public Optional<Kept> read(String ruleHash) {
        Path file = file(ruleHash);
        Optional<Kept> own = read(file, true);
        if (own.isPresent()) {
            markAsRead(file);
            return own;
        }
        return read(shipped.resolve(file.getFileName()), false);
    }

    /** What is read now and then outlives what nobody asks for. */
    private static void markAsRead(Path file) {
        try {
            Instant now = Instant.now();
            if (Files.getLastModifiedTime(file).toInstant().isBefore(now.minus(MARK_AGAIN))) {
                Files.setLastModifiedTime(file, FileTime.from(now));
            }
        } catch (IOException e) {
            // Another process deleted it meanwhile, or nothing can be written here: nothing is lost but a compilation.
        }
    }

    /**
     * Deletes what was not read for longest, where more than {@link #MAX_KEPT} are kept, and what a killed process
     * left. A file is read into memory whole, so that nobody needs one that is there no more: another process that
     * looks for it compiles again.
     */
    private void prune(Path written) {
        Map<Path, Instant> found = new TreeMap<>();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, "rules*.{bin,tmp}")) {
            Instant left = Instant.now().minus(LEFT);
            for (Path file : files) {
                Instant used = usedAt(file);
                if (!file.toString().endsWith(".tmp")) {
                    found.put(file, used);
                } else if (used.isBefore(left)) {
                    Files.deleteIfExists(file);
                }
            }
            found.remove(written);
            List<Path> oldest = new ArrayList<>(found.keySet());
            oldest.sort(Comparator.comparing((Path file) -> found.getOrDefault(file, Instant.MAX)));
            for (int i = 0; i < oldest.size() - (MAX_KEPT - 1); i++) {
                Files.deleteIfExists(oldest.get(i));
            }
        } catch (IOException | DirectoryIteratorException e) {
            // The next that is written prunes again.
        }
    }

    /** The end of time for what another process has deleted meanwhile: there is nothing to delete. */
    private static Instant usedAt(Path file) throws IOException {
        try {
            return Files.getLastModifiedTime(file, LinkOption.NOFOLLOW_LINKS).toInstant();
        } catch (NoSuchFileException e) {
            return Instant.MAX;
        }
    }

    private static Optional<Kept> read(Path file, boolean mustBeOurs) {
        try {
            if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)
                    || Files.size(file) > MAX_BYTES
                    || (mustBeOurs && !OwnFiles.isOurs(file))) {
                return Optional.empty();
            }
            byte[] content = Files.readAllBytes(file);
            if (content.length < Long.BYTES + HASH_BYTES) {
                return Optional.empty();
            }
            DataInputStream in = new DataInputStream(new ByteArrayInputStream(content));
            boolean known = in.readLong() == MAGIC;
            byte[] written = in.readNBytes(HASH_BYTES);
            byte[] payload = Arrays.copyOfRange(content, Long.BYTES + HASH_BYTES, content.length);
            if (!known || !MessageDigest.isEqual(written, mark(file, payload))) {
                return Optional.empty();
            }
            return Optional.of(decode(payload));
        } catch (IOException | IllegalArgumentException e) {
            // A cache that cannot be read costs a compilation, nothing else.
            return Optional.empty();
        }
    }

    /**
     * Keeps compiled rules, replacing the file at once, and deletes the oldest where there are too many.
     *
     * @throws IOException if the folder cannot be written
     */
    public void write(String ruleHash, Kept rules) throws IOException {
        byte[] payload = encode(rules);
        ByteArrayOutputStream content = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(content)) {
            out.writeLong(MAGIC);
            out.write(mark(file(ruleHash), payload));
            out.write(payload);
        }
        OwnFiles.createFolder(folder);
        Path temporary = Files.createTempFile(folder, "rules", ".tmp");
        try {
            Files.write(temporary, content.toByteArray());
            Files.move(
                    temporary, file(ruleHash), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(temporary);
        }
        prune(file(ruleHash));
    }

    /** The file that holds, or would hold, the rules compiled from files of this hash. */
    public Path file(String ruleHash) {
        MessageDigest digest = sha256();
        digest.update(ruleHash.getBytes(StandardCharsets.UTF_8));
        digest.update(Integer.toString(Runtime.version().feature()).getBytes(StandardCharsets.UTF_8));
        digest.update(String.valueOf(Predicate1.class.getPackage().getImplementationVersion())
                .getBytes(StandardCharsets.UTF_8));
        // The policy's classes and the engine's: parser, compiler and facts.
        for (Class<?> part : List.of(RuleCache.class, Check.class)) {
            PlatformCode.of(part).update(digest);
        }
        return folder.resolve("rules-" + HexFormat.of().formatHex(digest.digest(), 0, 16) + ".bin");
    }

    private static byte[] mark(Path file, byte[] payload) {
        MessageDigest digest = sha256();
        digest.update(String.valueOf(file.getFileName()).getBytes(StandardCharsets.UTF_8));
        return digest.digest(payload);
    }

    private static byte[] encode(Kept kept) throws IOException {
        CompiledRules rules = kept.compiled();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.writeInt(kept.rules().size());
            for (RuleInfo rule : kept.rules()) {
                encode(rule, out);
            }
            out.writeInt(rules.models().size());
            for (String model : rules.models()) {
                out.writeUTF(model);
            }
            out.writeInt(rules.classes().size());
            for (Map.Entry<String, byte[]> entry : rules.classes().entrySet()) {
                out.writeUTF(entry.getKey());
                out.writeInt(entry.getValue().length);
                out.write(entry.getValue());
            }
        }
        return bytes.toByteArray();
    }

    private static void encode(RuleInfo rule, DataOutputStream out) throws IOException {
        out.writeUTF(rule.code());
        out.writeUTF(rule.name());
        out.writeUTF(rule.severity());
        out.writeUTF(rule.regulation());
        out.writeUTF(rule.owner());
        out.writeUTF(rule.description());
        out.writeBoolean(rule.appliesToExits());
        out.writeUTF(rule.file());
        out.writeInt(rule.line());
    }

    private static RuleInfo decodeInfo(DataInputStream in) throws IOException {
        return new RuleInfo(
                in.readUTF(),
                in.readUTF(),
                in.readUTF(),
                in.readUTF(),
                in.readUTF(),
                in.readUTF(),
                in.readBoolean(),
                in.readUTF(),
                in.readInt());
    }

    private static Kept decode(byte[] payload) throws IOException {
        DataInputStream in = new DataInputStream(new ByteArrayInputStream(payload));
        List<RuleInfo> rules = new ArrayList<>();
        int ruleCount = count(in);
        for (int i = 0; i < ruleCount; i++) {
            rules.add(decodeInfo(in));
        }
        List<String> models = new ArrayList<>();
        int modelCount = count(in);
        for (int i = 0; i < modelCount; i++) {
            models.add(in.readUTF());
        }
        Map<String, byte[]> classes = new TreeMap<>();
        int classCount = count(in);
        for (int i = 0; i < classCount; i++) {
            String name = in.readUTF();
            int length = in.readInt();
            if (length < 0 || length > in.available()) {
                throw new IOException("a class is cut");
            }
            classes.put(name, in.readNBytes(length));
        }
        if (in.available() > 0 || !classes.keySet().containsAll(models)) {
            throw new IOException("classes are missing, or something follows them");
        }
        return new Kept(rules, new CompiledRules(models, classes));
    }

    private static int count(DataInputStream in) throws IOException {
        int count = in.readInt();
        if (count < 0 || count > MAX_ENTRIES) {
            throw new IOException("impossible count " + count);
        }
        return count;
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
