package dev.tradewind.runtime.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tradewind.engine.EngineConfig;
import dev.tradewind.engine.EngineConfig.HardLimits;
import dev.tradewind.engine.EntrySize;
import dev.tradewind.engine.RunSettings;
import dev.tradewind.sdk.instrument.InstrumentId;
import dev.tradewind.sdk.market.Timeframe;
import dev.tradewind.sdk.value.Currency;
import dev.tradewind.sdk.value.Decimal;
import dev.tradewind.simulation.data.Instruments;
import dev.tradewind.store.journal.Bytes;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SessionSetupTest {
    @Test
    void itIsReadAsItWasWritten() {
        Map<String, String> parameters = new LinkedHashMap<>();
        parameters.put("slow", "20");
        parameters.put("fast", "5");
        InstrumentId id = InstrumentId.parse("DEMO.SYNTHETIC");
        SessionSetup setup = new SessionSetup(
                "0.1",
                new EngineConfig(
                                "paper",
                                3,
                                Currency.of("USD"),
                                EntrySize.parse("percent:5"),
                                Decimal.parse("0.002"),
                                Decimal.parse("2.5"),
                                new HardLimits(Decimal.of(1_000_000), 17, 2_000_000_000L, false),
                                -42)
                        .with(new RunSettings(
                                10,
                                20,
                                new RunSettings.Asking(1, 2, 3, 4, 5),
                                new RunSettings.VenueKeeps(true, false))),
                new SessionSetup.FeedSetup(
                        "SYNTHETIC",
                        1_795_280_319_338_790L,
                        Instruments.shipped().all().stream().limit(5).toList(),
                        List.of(id)),
                List.of(
                        new SessionSetup.StrategySetup(
                                "trend",
                                "sma-cross",
                                "strategy-sma-cross 0.1",
                                parameters,
                                new HostedStrategy.Scope(
                                        List.of(id),
                                        Optional.of(Decimal.parse("0.5")),
                                        Optional.of(Timeframe.parse("5s")),
                                        Optional.empty())),
                        new SessionSetup.StrategySetup(
                                "quotes",
                                "market-maker",
                                "x 1",
                                Map.of(),
                                new HostedStrategy.Scope(
                                        List.of(id), Optional.empty(), Optional.empty(), Optional.empty()))));

        assertThat(SessionSetup.decode(setup.encode())).isEqualTo(setup);
        assertThat(SessionSetup.decode(setup.encode()).strategies().getFirst().parameters())
                .containsExactlyEntriesOf(parameters);
    }

    @Test
    void oneOfANewerProgramIsRefused() {
        assertThatThrownBy(() -> SessionSetup.decode(Bytes.of(new byte[] {99})))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("newer than this program");
    }
}
