package dev.tradewind.runtime.node;

import dev.tradewind.engine.Engine.NamedStrategy;
import dev.tradewind.engine.EngineConfig;
import dev.tradewind.engine.ledger.Ledger;
import dev.tradewind.engine.policy.Policy;
import dev.tradewind.runtime.plugin.InstalledStrategy;
import dev.tradewind.sdk.instrument.Instrument;
import dev.tradewind.sdk.instrument.InstrumentId;
import dev.tradewind.sdk.market.Timeframe;
import dev.tradewind.sdk.plugin.MarketHistory;
import dev.tradewind.sdk.plugin.TradingMode;
import dev.tradewind.sdk.strategy.Parameters;
import dev.tradewind.sdk.value.Decimal;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/**
 * What a shard is made of, and made of again.
 *
 * @param config of its engine
 * @param market what it trades
 * @param strategies what trades
 * @param rules gives it rules of its own
 * @param parts what it shares with the node
 */
record ShardSetup(
        EngineConfig config, Market market, List<HostedConfig> strategies, Rules rules, Parts parts) {
    ShardSetup {
        strategies = List.copyOf(strategies);
    }

    /**
     * What it trades.
     *
     * @param cash what a new account begins with
     * @param stored what the tick store remembers of the market, for venues that remember nothing
     */
    record Market(VenueLink venue, List<Instrument> instruments, Decimal cash, MarketHistory stored) {
        Market {
            instruments = List.copyOf(instruments);
        }
    }

    /** Where its rules come from. */
    interface Rules {
        /** Those that its session is noted to begin with. */
        String noted();

        /**
         * A policy that begins with these.
         *
         * @param ruleSet a hash; {@code none} for those that are noted
         */
        Policy open(String ruleSet);

        /** Rules that nobody exchanges. */
        static Rules fixed(String ruleSet, Supplier<Policy> policies) {
            return new Rules() {
                @Override
                public String noted() {
                    return ruleSet;
                }

                @Override
                public Policy open(String wanted) {
                    return policies.get();
                }
            };
        }
    }

    /** What it shares with the node. */
    record Parts(
            Inbox inbox,
            NodeClock clock,
            Latencies latencies,
            SnapshotKeeper snapshots,
            OwnershipKeeper ownership,
            Tally tally,
            long callbackMillis,
            TradingMode mode) {}

    /** A strategy with its name in the account. */
    record HostedConfig(
            String name, InstalledStrategy installed, Parameters parameters, HostedStrategy.Scope scope) {}

    /** Sees the ledger after each batch. */
    interface SnapshotKeeper {
        void afterBatch(long sequence, Ledger ledger);
    }

    /** Makes sure that the account is still locked for this node. */
    interface OwnershipKeeper {
        void keep(ShardJournal journal);
    }

    String account() {
        return config.account();
    }

    VenueLink venue() {
        return market.venue();
    }

    List<Instrument> instruments() {
        return market.instruments();
    }

    Decimal cash() {
        return market.cash();
    }

    Inbox inbox() {
        return parts.inbox();
    }

    NodeClock clock() {
        return parts.clock();
    }

    Latencies latencies() {
        return parts.latencies();
    }

    SnapshotKeeper snapshots() {
        return parts.snapshots();
    }

    Tally tally() {
        return parts.tally();
    }

    OwnershipKeeper ownership() {
        return parts.ownership();
    }

    /** Where bars of the past come from. */
    MarketHistory history() {
        return venue().history().orElse(market.stored());
    }

    String stuckReason() {
        return "a callback did not come back within " + parts.callbackMillis() + " ms";
    }

    String parameters(String strategy) {
        return strategies.stream()
                .filter(one -> one.name().equals(strategy))
                .map(one -> one.parameters().toString())
                .findFirst()
                .orElse("");
    }

    /** Bars of the past that strategies want before they trade. */
    List<WarmUp.Wish> wishes() {
        List<WarmUp.Wish> wishes = new ArrayList<>();
        for (HostedConfig one : strategies) {
            Timeframe bars = one.scope().bars().orElse(null);
            if (bars == null) {
                continue;
            }
            int count = one.scope().warmUp().orElseGet(
                    () -> one.installed().factory().create(one.parameters()).warmUpBars());
            for (InstrumentId id : one.scope().instruments()) {
                if (count > 0) {
                    wishes.add(new WarmUp.Wish(one.name(), id, bars, count));
                }
            }
        }
        return wishes;
    }

    /** New instances. */
    List<NamedStrategy> strategies(CallbackWatch watch) {
        List<NamedStrategy> named = new ArrayList<>();
        for (HostedConfig one : strategies) {
            named.add(new NamedStrategy(
                    one.name(),
                    one.parameters().toString(),
                    new HostedStrategy(
                            one.name(),
                            one.installed().factory().create(one.parameters()),
                            one.scope(),
                            watch)));
        }
        return named;
    }
}
