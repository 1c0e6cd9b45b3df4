package dev.tradewind.runtime.node;

import dev.tradewind.runtime.config.NodeConfig;
import dev.tradewind.runtime.config.NodeConfig.ExternalDatabase;
import dev.tradewind.store.database.Database;
import dev.tradewind.store.database.ExternalServer;
import dev.tradewind.store.database.Login;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** Opens the database that is configured. */
public final class NodeDatabase {
    private NodeDatabase() {}

    /** The database, started and migrated. @throws dev.tradewind.store.StoreException if it cannot be used */
    public static Database open(NodeConfig config, NodeHome home) {
        return config.database()
                .map(external -> Database.external(server(external)))
                .orElseGet(() -> Database.embedded(home.folder()));
    }

    /** The same without migrations, for a restore. */
    public static Database openForRestore(NodeConfig config, NodeHome home) {
        return config.database()
                .map(external -> Database.externalForRestore(server(external)))
                .orElseGet(() -> Database.embeddedForRestore(home.folder()));
    }

    /** The same to read from: the one that a running node uses, or else started for this. */
    public static Database openForReading(NodeConfig config, NodeHome home) {
        if (config.database().isEmpty()) {
            Optional<Database> running = Database.running(home.folder());
            if (running.isPresent()) {
                return running.get();
            }
            if (!Database.exists(home.folder())) {
                throw new NodeException(
                        "there is no database in " + home.folder() + ": 'tradewind run' makes one, or name its --home");
            }
        }
        return open(config, home);
    }

    private static ExternalServer server(ExternalDatabase external) {
        return new ExternalServer(
                external.url(),
                new Login(external.owner().user(), external.owner().password()),
                new Login(external.application().user(), external.application().password()));
    }

    /** A database that was still starting when something else failed must not be left running. */
    static void closeLate(CompletableFuture<Database> database) {
        database.handle((made, failure) -> {
                    if (made != null) {
                        made.close();
                    }
                    return "";
                })
                .join();
    }
}
