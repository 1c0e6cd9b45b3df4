package dev.tradewind.runtime.plugin;

/** A plugin that cannot be used. The message is for people: what, where, and what to do about it. */
public final class PluginException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public PluginException(String message) {
        super(message);
    }

    public PluginException(String message, Throwable cause) {
        super(message, cause);
    }
}
