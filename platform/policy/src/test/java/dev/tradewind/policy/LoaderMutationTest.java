package dev.tradewind.policy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tradewind.engine.policy.Check;
import dev.tradewind.engine.policy.Reason;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Rules that are written by the language's own grammar, and the same and all other rules spoiled in some places: what
 * random bytes rarely reach. Runs for a few seconds on a new seed, which it prints; {@code -Dtradewind.fuzz.seed} and
 * {@code -Dtradewind.fuzz.seconds} repeat and prolong it.
 */
final class LoaderMutationTest {
    private static final long SEED = Long.getLong("tradewind.fuzz.seed", ThreadLocalRandom.current().nextLong());
    private static final Duration LENGTH = Duration.ofSeconds(Long.getLong("tradewind.fuzz.seconds", 6));
    private static final Duration LONGEST_CASE = Duration.ofSeconds(20);

    @Test
    void everyFileIsRefusedAtAPlaceOrCompiledToHarmlessCode() throws IOException {
        List<String> sources = new ArrayList<>();
        for (byte[] seed : LoaderFuzzTest.sources()) {
            sources.add(new String(seed, StandardCharsets.UTF_8));
        }
        Canary canary = new Canary();
        canary.begin();
        LoaderProperty property = new LoaderProperty(Integer.MAX_VALUE);
        long end = System.nanoTime() + LENGTH.toNanos();
        int cases = 0;
        while (System.nanoTime() < end || property.compiled() < 3) {
            long seed = SEED + cases++;
            String text = text(new SplittableRandom(seed), sources);
            try {
                Assertions.assertTimeoutPreemptively(
                        LONGEST_CASE, () -> property.check(text.getBytes(StandardCharsets.UTF_8)));
            } catch (Throwable e) {
                throw new AssertionError("-Dtradewind.fuzz.seed=" + seed + " fails with this file:\n" + text, e);
            }
        }
        System.out.printf(
                "LoaderMutationTest: seed %d, %d files, %d accepted, %d compiled%n",
                SEED, cases, property.accepted(), property.compiled());
        canary.assertSilent();
        assertThat(property.accepted()).isBetween(3, cases - 3);
    }

    /** Every eighth file as it is written, the others spoiled. */
    private static String text(SplittableRandom random, List<String> sources) {
        RuleWriter writer = new RuleWriter(random);
        int kind = random.nextInt(64);
        if (kind == 0) {
            return writer.file(4);
        }
        String source = kind < 16 ? writer.file(2) : sources.get(random.nextInt(sources.size()));
        return writer.spoiled(source, sources);
    }

    /** A text is data: nothing in it is read by the rule compiler, whatever it looks like. */
    @Test
    void everyTextIsShownAsItWasWritten(@TempDir Path folder) throws IOException {
        SplittableRandom random = new SplittableRandom(SEED);
        RuleWriter writer = new RuleWriter(random);
        List<String> texts = new ArrayList<>();
        String[] rules = new String[120];
        for (int i = 0; i < rules.length; i++) {
            String text = "<" + writer.text().replaceAll("[{}]", "") + ">";
            texts.add(text);
            rules[i] = Folders.rule("T" + i, "T" + i, "notional > 5", "verdict.hold(\"" + text + "\");");
        }
        try (DroolsPolicy policy = Folders.load(folder, rules).newPolicy()) {
            Check check = Orders.ordinary();
            assertThat(policy.judge(check).reasons())
                    .as("seed %d", SEED)
                    .extracting(Reason::text)
                    .containsExactlyInAnyOrderElementsOf(texts);
        }
    }
}
