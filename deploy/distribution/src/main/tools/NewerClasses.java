import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.classfile.ClassBuilder;
import java.lang.classfile.ClassElement;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassFile.ClassHierarchyResolverOption;
import java.lang.classfile.ClassFile.ConstantPoolSharingOption;
import java.lang.classfile.ClassFile.StackMapsOption;
import java.lang.classfile.ClassFileVersion;
import java.lang.classfile.ClassHierarchyResolver;
import java.lang.classfile.ClassModel;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Enumeration;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;

/**
 * Writes a jar again with its classes in a newer form of class file: the same code, with the tables that let Java
 * verify it in one pass. Java keeps no class of an older form in a start-up cache, so that a library built for Java 5
 * would be read and verified anew at each start.
 *
 * <p>Run by the build: {@code java NewerClasses.java FROM.jar TO.jar}.
 */
final class NewerClasses {
    /** Java 17: what the other libraries were built for. */
    private static final int MAJOR = ClassFile.JAVA_17_VERSION;

    /** The first form of class file that Java verifies with tables alone. */
    private static final int FIRST_WITH_TABLES = ClassFile.JAVA_7_VERSION;

    /** One time for all entries, so that the same jar comes out each time. */
    private static final FileTime TIME = FileTime.from(Instant.parse("2026-01-01T00:00:00Z"));

    private NewerClasses() {}

    public static void main(String[] args) throws IOException {
        Path from = Path.of(args[0]);
        Path to = Path.of(args[1]);
        Files.createDirectories(to.toAbsolutePath().getParent());
        int changed = 0;
        try (URLClassLoader classes = new URLClassLoader(new URL[] {from.toUri().toURL()});
                ZipFile in = new ZipFile(from.toFile());
                ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(to))) {
            ClassFile newer = classFile(classes);
            Enumeration<? extends ZipEntry> entries = in.entries();
            while (entries.hasMoreElements()) {
                ZipEntry entry = entries.nextElement();
                byte[] content = in.getInputStream(entry).readAllBytes();
                if (entry.getName().endsWith(".class")) {
                    byte[] written = rewritten(newer, content);
                    changed += written == content ? 0 : 1;
                    content = written;
                } else if (entry.getName().equals(JarFile.MANIFEST_NAME)) {
                    content = noted(content, from);
                }
                put(out, entry.getName(), content);
            }
        }
        if (changed == 0) {
            throw new IOException(from + " holds no class of an old form: use it as it is");
        }
    }

    private static ClassFile classFile(ClassLoader classes) {
        ClassHierarchyResolver known = ClassHierarchyResolver.ofResourceParsing(classes)
                .orElse(ClassHierarchyResolver.defaultResolver());
        return ClassFile.of(
                StackMapsOption.GENERATE_STACK_MAPS,
                // A pool of its own, since with the old one code would be copied as it is, without tables.
                ConstantPoolSharingOption.NEW_POOL,
                ClassHierarchyResolverOption.of(known));
    }

    private static byte[] rewritten(ClassFile newer, byte[] content) {
        ClassModel model = newer.parse(content);
        if (model.majorVersion() >= FIRST_WITH_TABLES) {
            return content;
        }
        return newer.transformClass(model, NewerClasses::withVersion);
    }

    private static void withVersion(ClassBuilder builder, ClassElement element) {
        if (element instanceof ClassFileVersion) {
            builder.withVersion(MAJOR, 0);
        } else {
            builder.with(element);
        }
    }

    /** Says in the manifest that the jar was changed, as its licence asks for. */
    private static byte[] noted(byte[] manifest, Path from) throws IOException {
        Manifest read = new Manifest(new ByteArrayInputStream(manifest));
        read.getMainAttributes()
                .putValue("Changed-By", "Tradewind: classes of " + from.getFileName() + " in a newer class file form");
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        read.write(bytes);
        return bytes.toByteArray();
    }

    private static void put(ZipOutputStream out, String name, byte[] content) throws IOException {
        ZipEntry entry = new ZipEntry(name);
        entry.setLastModifiedTime(TIME);
        out.putNextEntry(entry);
        out.write(content);
        out.closeEntry();
    }
}
