package dev.tradewind.runtime.node;

import dev.tradewind.runtime.config.NodeConfig.AccountConfig;
import dev.tradewind.store.journal.Recovery;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** An account of a cluster while this node owns it, with a connection to its venue of its own. */
final class OwnedAccount {
    private static final Logger LOG = LoggerFactory.getLogger(OwnedAccount.class);
    private static final long CHECK_NANOS = 100_000_000L;

    private final ClusterNode.Host host;
    private final AccountRunner runner;
    private final AtomicBoolean mine = new AtomicBoolean(true);
    private final AtomicBoolean linkClosed = new AtomicBoolean();

    private OwnedAccount(ClusterNode.Host host, AccountRunner runner) {
        this.host = host;
        this.runner = runner;
    }

    /**
     * Takes an account over: lock, epoch, journal, venue, shard.
     *
     * @param seize whether the owner of before was given up
     * @param mayAct whether the node may send anything
     * @throws dev.tradewind.store.StoreException if somebody else has the account, or its journal cannot be used
     * @throws NodeException if its venue cannot be reached
     */
    static OwnedAccount open(
            ClusterNode.Host host, AccountConfig account, Books books, boolean seize, BooleanSupplier mayAct) {
        Node node = host.node();
        AccountRunner runner = node.newRunner(account, books);
        OwnedAccount owned = new OwnedAccount(host, runner);
        BooleanSupplier guard = () -> owned.mine.get() && mayAct.getAsBoolean();
        runner.guard(guard);
        try {
            Recovery.Recovered recovered = runner.takeOver(seize);
            node.clock().startFrom(recovered.ledger().lastNanos());
            host.parts().holds(account.name(), recovered.ledger());
            if (recovered.head().sequence() == 0) {
                putWideSwitchesOn(node, account, recovered, runner, books);
            }
            VenueLink link = host.parts()
                    .venueOf(
                            account,
                            node.clock(),
                            host.ticks(),
                            new PriceFile(node.home().state()).read());
            link.guard(guard);
            node.runners().put(account.name(), runner);
            node.venues().put(account.name(), link);
            node.startAccount(
                    account, recovered, node.setup(host.parts(), account, host.rules()), host.notes());
            link.start();
        } catch (RuntimeException | Error e) {
            owned.mine.set(false);
            runner.abandon();
            runner.release();
            owned.forget();
            throw e;
        }
        Thread.ofPlatform().daemon().name("checks-" + account.name()).start(owned::check);
        return owned;
    }

    /** A new account gets the switches that are on over the others, whose journals say so. */
    private static void putWideSwitchesOn(
            Node node, AccountConfig account, Recovery.Recovered own, AccountRunner runner, Books books) {
        List<WideSwitches.Known> others = new ArrayList<>();
        for (AccountConfig other : node.config().accounts().values()) {
            if (!other.name().equals(account.name())) {
                others.add(new WideSwitches.Known(
                        other.venue(), books.recovery().recover(other.name()).ledger()));
            }
        }
        WideSwitches.putOn(
                WideSwitches.missing(new WideSwitches.Known(account.venue(), own.ledger()), others),
                runner.inbox(),
                node.clock().getAsLong());
    }

    private void check() {
        while (mine.get()) {
            try {
                runner.check();
                VenueLink link = host.node().venues().get(runner.account());
                if (link != null) {
                    link.check(host.node().clock().getAsLong());
                }
            } catch (RuntimeException e) {
                LOG.error("a check of account {} failed", runner.account(), e);
            }
            LockSupport.parkNanos(CHECK_NANOS);
        }
    }

    /** Why it is not this node's any more; empty if it is. */
    String lost() {
        return runner.lost();
    }

    /** Ends it in order, so that another node can go on at once. */
    void handOver() {
        // Commands that wait for the venue leave first, while nobody else can own the account.
        runner.stop(this::closeLink);
        mine.set(false);
        forget();
    }

    /** Ends it at once: it is somebody else's, and nothing more leaves. */
    void giveUp() {
        mine.set(false);
        runner.abandon();
        runner.release();
        forget();
    }

    private void forget() {
        closeLink();
        String account = runner.account();
        host.node().runners().remove(account, runner);
        host.node().venues().remove(account);
        host.node().metrics().unwatch(account);
    }

    private void closeLink() {
        VenueLink link = host.node().venues().get(runner.account());
        if (link != null && linkClosed.compareAndSet(false, true)) {
            link.close();
        }
    }
}
