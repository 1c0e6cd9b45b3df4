package dev.tradewind.runtime.node;

import dev.tradewind.runtime.config.NodeConfig;
import dev.tradewind.runtime.config.NodeConfig.ExternalDatabase;
import dev.tradewind.store.database.Database;
import dev.tradewind.store.database.ExternalServer;
import dev.tradewind.store.database.Login;

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

    private static ExternalServer server(ExternalDatabase external) {
        return new ExternalServer(
                external.url(),
                new Login(external.owner().user(), external.owner().password()),
                new Login(external.application().user(), external.application().password()));
    }
}
