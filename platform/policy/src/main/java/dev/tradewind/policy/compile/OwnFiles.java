package dev.tradewind.policy.compile;

import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.Set;

/** Which files only this process's user can have written, where the file system can tell. */
final class OwnFiles {
    private static final int WRITABLE_BY_OTHERS = 022;
    private static final Path THIS_PROCESS = Path.of("/proc/self");
    private static final Set<PosixFilePermission> OWNER_ONLY = PosixFilePermissions.fromString("rwx------");

    private OwnFiles() {}

    /**
     * Whether a file belongs to this process's user and can be written by nobody else. Asked by number, since looking
     * up the names of users costs a start milliseconds.
     */
    static boolean isOurs(Path file) throws IOException {
        if (!knowsUsers()) {
            return true;
        }
        Map<String, Object> found = Files.readAttributes(file, "unix:uid,mode", LinkOption.NOFOLLOW_LINKS);
        boolean closed = found.get("mode") instanceof Integer mode && (mode & WRITABLE_BY_OTHERS) == 0;
        return closed && user().equals(found.get("uid"));
    }

    /** Makes a folder that only this process's user can use, and leaves one that exists as it is. */
    static void createFolder(Path folder) throws IOException {
        if (Files.isDirectory(folder)) {
            return;
        }
        Path parent = folder.toAbsolutePath().getParent();
        if (parent != null) {
            Files.createDirectories(parent);
        }
        if (knowsUsers()) {
            Files.createDirectory(folder, PosixFilePermissions.asFileAttribute(OWNER_ONLY));
        } else {
            Files.createDirectory(folder);
        }
    }

    private static boolean knowsUsers() {
        return FileSystems.getDefault().supportedFileAttributeViews().contains("unix");
    }

    /** The number of this process's user: the owner of its entry in /proc, else of the user's home. */
    private static Object user() throws IOException {
        Path ours = Files.exists(THIS_PROCESS) ? THIS_PROCESS : Path.of(System.getProperty("user.home", "."));
        return Files.getAttribute(ours, "unix:uid");
    }
}
