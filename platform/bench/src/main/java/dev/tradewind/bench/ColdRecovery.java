package dev.tradewind.bench;

import com.sun.management.OperatingSystemMXBean;
import dev.tradewind.store.database.Database;
import dev.tradewind.store.journal.Recovery;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;

/** A process of its own that recovers one account from a database that runs, and prints how long that took. */
final class ColdRecovery {
    private ColdRecovery() {}

    /**
     * Prints the seconds by the clock and of the processor.
     *
     * @param args home folder of the database, and account
     */
    public static void main(String[] args) {
        System.setProperty("slf4j.internal.verbosity", "WARN");
        System.setProperty("slf4j.provider", "org.slf4j.helpers.NOP_FallbackServiceProvider");
        OperatingSystemMXBean system = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        try (Database database = Database.running(Path.of(args[0]))
                .orElseThrow(() -> new IllegalStateException("no database runs in " + args[0]))) {
            long cpu = system.getProcessCpuTime();
            long began = System.nanoTime();
            Recovery.Recovered recovered = new Recovery(database).recover(args[1]);
            double seconds = (System.nanoTime() - began) / 1e9;
            if (recovered.head().sequence() == 0) {
                throw new IllegalStateException("the account " + args[1] + " has no journal");
            }
            System.out.println(seconds + " " + (system.getProcessCpuTime() - cpu) / 1e9);
        }
    }
}
