package dev.tradewind.runtime.plugin;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SdkVersionTest {
    @ParameterizedTest
    @CsvSource({
        "0.1.0, 0.1.5, true",
        "0.1.0-SNAPSHOT, 0.1.0, true",
        "0.2.0, 0.1.0, false",
        "0.1.0, 0.2.0, false",
        "1.3.0, 1.2.9, true",
        "1.2.0, 1.3.0, false",
        "2.0.0, 1.9.0, false",
        "1.0.0, 0.9.0, false",
    })
    void aPluginRunsWithTheSameSeriesAndNoOlderSdk(String host, String plugin, boolean runs) {
        assertThat(version(host).runs(version(plugin))).isEqualTo(runs);
    }

    private static SdkVersion version(String text) {
        return SdkVersion.parse(text).orElseThrow();
    }

    @Test
    void theBuildFillsInTheVersion() {
        assertThat(SdkVersion.current().text()).matches("\\d+\\.\\d+\\.\\d+.*");
    }

    @Test
    void nonsenseIsNoVersion() {
        for (String text : new String[] {"", "1", "one.two", "${project.version}", "999999.1", "1.2;3"}) {
            assertThat(SdkVersion.parse(text)).as(text).isEmpty();
        }
    }
}
