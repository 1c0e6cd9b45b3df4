package dev.tradewind.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.security.Security;
import java.util.Arrays;
import java.util.List;
import java.util.Properties;

/** What hostile rules would change if any of their code ran: a property, a file, threads, the platform's providers. */
final class Canary {
    private static final String PROPERTY = "tradewind.canary";
    private static final Path FILE = Path.of("target/canary");

    private Properties before = new Properties();
    private int providers;

    void begin() {
        assertThat(System.getProperty(PROPERTY)).isNull();
        assertThat(FILE).doesNotExist();
        before = (Properties) System.getProperties().clone();
        providers = Security.getProviders().length;
    }

    void assertSilent() {
        assertThat(System.getProperty(PROPERTY)).as("the property that hostile rules set").isNull();
        assertThat(Files.exists(FILE)).as("the file that hostile rules make").isFalse();
        assertThat(System.getProperties().stringPropertyNames()).containsAll(before.stringPropertyNames());
        assertThat(Security.getProviders()).hasSize(providers);
        assertThat(threads()).noneMatch(name -> name.contains("tradewind-canary") || name.startsWith("pool-"));
    }

    private static List<String> threads() {
        Thread[] threads = new Thread[Thread.activeCount() + 50];
        int count = Thread.enumerate(threads);
        return Arrays.stream(threads).limit(count).map(Thread::getName).toList();
    }
}
