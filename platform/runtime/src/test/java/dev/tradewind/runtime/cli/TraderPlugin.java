package dev.tradewind.runtime.cli;

import dev.tradewind.runtime.plugin.PluginZip;
import java.nio.file.Path;

/** Plugins with a strategy {@code trader} whose {@code onBar} the test writes; {@code bars} counts from 1. */
final class TraderPlugin {
    /** Goes in and out every ten bars. */
    static final String TRADES = """
            if (bars % 20 == 1) { context.enter(bar.instrument(), Side.BUY, "in"); }
            if (bars % 20 == 11) { context.exit(bar.instrument(), "out"); }
            """;

    private TraderPlugin() {}

    static Path trading(Path folder) {
        return onBar(folder, TRADES).write();
    }

    static PluginZip onBar(Path folder, String body) {
        return whole(folder, body, "return new Trader();");
    }

    /** One whose strategy is made by this code. */
    static PluginZip made(Path folder, String body) {
        return whole(folder, TRADES, body);
    }

    private static PluginZip whole(Path folder, String onBar, String create) {
        return PluginZip.in(folder, "trader").entry("demo.Demo", """
                package demo;
                import dev.tradewind.sdk.market.Bar;
                import dev.tradewind.sdk.order.Side;
                import dev.tradewind.sdk.plugin.TradewindPlugin;
                import dev.tradewind.sdk.strategy.*;
                import java.util.*;
                public class Demo implements TradewindPlugin {
                    static final List<Object> KEPT = new ArrayList<>();
                    static final class Trader implements Strategy {
                        int bars;
                        public void onBar(Bar bar, StrategyContext context) {
                            bars++;
                            %s
                        }
                    }
                    public List<StrategyFactory> strategies() {
                        return List.of(new StrategyFactory() {
                            public String name() { return "trader"; }
                            public String description() { return "Trades."; }
                            public List<ParameterSpec> parameters() {
                                return List.of(ParameterSpec.wholeNumber("period", "Unused", 20, 1, 100),
                                        ParameterSpec.wholeNumber("smooth", "Unused", 3, 1, 100));
                            }
                            public Strategy create(Parameters parameters) { %s }
                        });
                    }
                }
                """.formatted(onBar, create));
    }
}
