package dev.tradewind.runtime.plugin;

/** A plugin that cannot be used. The message is for people: what, where, and what to do about it. */
public final class PluginException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** Whether the folder that plugins are unpacked into is at fault, and no plugin: said once, not for each. */
    private final boolean ofCache;

    public PluginException(String message) {
        super(message);
        ofCache = false;
    }

    public PluginException(String message, Throwable cause) {
        this(message, cause, false);
    }

    private PluginException(String message, Throwable cause, boolean ofCache) {
        super(message, cause);
        this.ofCache = ofCache;
    }

    /** The folder that plugins are unpacked into cannot be used. */
    static PluginException ofCache(String message, Throwable cause) {
        return new PluginException(message, cause, true);
    }

    boolean isOfCache() {
        return ofCache;
    }
}
