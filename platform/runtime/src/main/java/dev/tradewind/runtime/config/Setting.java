package dev.tradewind.runtime.config;

/**
 * A value and where it comes from.
 *
 * @param text the value; a list with commas
 * @param origin such as {@code tradewind.yaml:3:8}, {@code --http-port}, {@code TRADEWIND_HTTP_PORT}, {@code default}
 */
record Setting(String text, String origin) {}
