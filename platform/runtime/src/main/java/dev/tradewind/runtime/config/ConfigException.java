package dev.tradewind.runtime.config;

import java.util.List;

/** The configuration cannot be used. Each line of the message says where, what, and what to write instead. */
public final class ConfigException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public ConfigException(List<String> problems) {
        super(String.join(System.lineSeparator(), problems));
    }

    public ConfigException(String problem) {
        super(problem);
    }
}
