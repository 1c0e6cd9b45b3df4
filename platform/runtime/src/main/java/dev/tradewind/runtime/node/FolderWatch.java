package dev.tradewind.runtime.node;

import java.io.IOException;
import java.nio.file.ClosedWatchServiceException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Wakes up whoever waits for changes in a rules folder. It may miss some, as where the system's watches are used up or
 * the folder lies on a network: whoever uses it looks at the content from time to time all the same.
 */
final class FolderWatch implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(FolderWatch.class);
    private static final List<String> FOLDERS = List.of("", "risk", "compliance", "limits", "scenarios");

    private final Path root;
    private final Map<Path, WatchKey> keys = new LinkedHashMap<>();
    private final @Nullable WatchService service;

    FolderWatch(Path root) {
        this.root = root;
        this.service = open(root);
    }

    private static @Nullable WatchService open(Path root) {
        try {
            return FileSystems.getDefault().newWatchService();
        } catch (IOException e) {
            LOG.warn("the rules folder {} is looked at from time to time only: {}", root, e.getMessage());
            return null;
        }
    }

    /** Waits for a change, at most so long. @return whether there was one */
    boolean await(long millis) throws InterruptedException {
        WatchService open = service;
        if (open == null) {
            Thread.sleep(millis);
            return false;
        }
        register(open);
        try {
            WatchKey key = open.poll(millis, TimeUnit.MILLISECONDS);
            boolean changed = key != null;
            while (key != null) {
                key.pollEvents();
                key.reset();
                key = open.poll();
            }
            return changed;
        } catch (ClosedWatchServiceException e) {
            return false;
        }
    }

    /** Folders come and go: one that was replaced is another one. */
    private void register(WatchService open) {
        keys.values().removeIf(key -> !key.isValid());
        for (String name : FOLDERS) {
            Path folder = root.resolve(name);
            if (keys.containsKey(folder) || !Files.isDirectory(folder)) {
                continue;
            }
            try {
                keys.put(
                        folder,
                        folder.register(
                                open,
                                StandardWatchEventKinds.ENTRY_CREATE,
                                StandardWatchEventKinds.ENTRY_MODIFY,
                                StandardWatchEventKinds.ENTRY_DELETE));
            } catch (IOException e) {
                LOG.debug("{} is not watched: {}", folder, e.getMessage());
            }
        }
    }

    @Override
    public void close() {
        WatchService open = service;
        if (open != null) {
            try {
                open.close();
            } catch (IOException e) {
                LOG.debug("the watch of {} did not close: {}", root, e.getMessage());
            }
        }
    }
}
