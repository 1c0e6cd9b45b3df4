package dev.tradewind.testkit.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** All faults together, by the wall clock, against a client that takes no precautions. */
class StormTest {
    private static final int MOST_SECONDS = 60;
    private static final int MOST_ORDERS = 2000;

    @TempDir
    Path folder;

    private final List<String> answered = new ArrayList<>();
    private int heard;

    @Test
    void everyKindOfFaultHappensAndTheBooksAgree() throws InterruptedException {
        FaultPlan plan = FaultPlan.parse("delay=0.1,drop-request=0.1,timeout-after-accept=0.1,"
                + "error-before-accept=0.05,error-after-accept=0.1,double-message=0.2,reorder-messages=0.2,"
                + "drop-stream=0.4,slow-stream=0.4,restart=0.2,fill-while-down=1");
        ExchangeOptions options = ExchangeOptions.standard(folder)
                .withSeed(4)
                .withFaults(plan)
                .withLimits(new ExchangeOptions.Limits(1_000_000, 100_000, 0));
        long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(MOST_SECONDS);
        try (Opened at = new Opened(options)) {
            int number = 0;
            List<FaultType> missing = new ArrayList<>(List.of(FaultType.values()));
            while (!missing.isEmpty() && System.nanoTime() < until && number < MOST_ORDERS) {
                number = session(at, number);
                missing.removeIf(type -> patient(() -> at.faults(type)) > 0);
            }

            assertThat(missing).isEmpty();
            assertThat(heard).isPositive();
            Books books = patient(at::books);
            books.assertConsistent();
            assertThat(books.clientOrderIds()).containsAll(answered).doesNotHaveDuplicates();
            assertThat(at.exchange.broken()).isNull();
            assertThat(Arrays.asList(FaultType.values())).allMatch(type -> patient(() -> at.faults(type)) > 0);
        }
    }

    /** Listens to its user stream and trades until it is cut off, then stays away for a moment. */
    private int session(Opened at, int first) throws InterruptedException {
        int number = first;
        try {
            String key = at.client.keyed("POST", "/api/v3/userDataStream").field("listenKey");
            try (StreamEar ear = new StreamEar(at.exchange.streamUrl() + "/ws/" + key)) {
                for (int i = 0; i < 8; i++) {
                    String id = "storm-" + number++;
                    if (at.limit("BUY", "0.001", at.price("bid", -200), "newClientOrderId", id).status() == 200) {
                        answered.add(id);
                    }
                }
                heard += ear.all().size();
            }
        } catch (UncheckedIOException | CompletionException e) {
            // Cut off, as everybody in a storm.
        }
        Thread.sleep(1100);
        return number;
    }

    private interface Question<T> {
        T ask();
    }

    private static <T> T patient(Question<T> question) {
        for (int i = 0; i < 200; i++) {
            try {
                return question.ask();
            } catch (UncheckedIOException e) {
                assertThat(e.getCause()).isInstanceOf(IOException.class);
                Door.sleep(50);
            }
        }
        throw new AssertionError("the exchange does not come back");
    }
}
