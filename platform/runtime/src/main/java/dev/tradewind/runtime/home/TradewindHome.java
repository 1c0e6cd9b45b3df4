package dev.tradewind.runtime.home;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** The user's folder for caches and own plugins: {@code TRADEWIND_HOME}, or {@code .tradewind} in the home folder. */
public final class TradewindHome {
    private TradewindHome() {}

    public static Path folder() {
        return folder(System.getenv("TRADEWIND_HOME"), System.getProperty("user.home", "."));
    }

    static Path folder(@Nullable String configured, String userHome) {
        return configured == null || configured.isBlank()
                ? Path.of(userHome, ".tradewind").toAbsolutePath()
                : Path.of(configured).toAbsolutePath();
    }

    /** A folder below {@code cache}; what is in it may be deleted at any time while no program runs. */
    public static Path cache(String name) {
        return folder().resolve("cache").resolve(name);
    }

    /** Plugins that the user added. It may not exist. */
    public static Path plugins() {
        return folder().resolve("plugins");
    }
}
