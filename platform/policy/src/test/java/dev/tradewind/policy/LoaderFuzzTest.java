package dev.tradewind.policy;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Any bytes as a rule file, steered by which branches of the loader they reach. It begins with the shipped and the
 * hostile rules, runs in {@code verify} for a few seconds and prints its seed; an input that fails is named and written
 * into {@code target/fuzz}. For longer: raise {@code maxDuration} and name this test on the command line.
 */
final class LoaderFuzzTest {
    private static final Path ROOT = Path.of(System.getProperty("tradewind.root", "../.."));
    private static final List<Path> SEEDS =
            List.of(ROOT.resolve("rules"), ROOT.resolve("platform/policy/src/test/resources/hostile"));
    private static final int LONGEST_SEED = 2_000;

    /** Fewer seeds leave more of the time to what is new. */
    private static final int EVERY = 5;

    /** Compiling takes a hundred times as long as reading; LoaderMutationTest compiles more. */
    private static final int MOST_COMPILATIONS = 3;
    private static final LoaderProperty PROPERTY = new LoaderProperty(MOST_COMPILATIONS);
    private static final Canary CANARY = new Canary();

    static List<byte[]> seeds() throws IOException {
        List<byte[]> all = sources();
        return IntStream.range(0, all.size()).filter(i -> i % EVERY == 0).mapToObj(all::get).toList();
    }

    /** The shipped rules and those of the hostile that are not long. */
    static List<byte[]> sources() throws IOException {
        List<byte[]> seeds = new ArrayList<>();
        for (Path folder : SEEDS) {
            try (Stream<Path> walk = Files.walk(folder)) {
                for (Path file : walk.filter(path -> path.toString().endsWith(".drl")).sorted().toList()) {
                    byte[] content = Files.readAllBytes(file);
                    if (content.length <= LONGEST_SEED) {
                        seeds.add(content);
                    }
                }
            }
        }
        return seeds;
    }

    @BeforeAll
    static void nothingSingsYet() {
        CANARY.begin();
    }

    @AfterAll
    static void nothingWasExecuted() {
        CANARY.assertSilent();
    }

    @MethodSource("seeds")
    @FuzzTest(maxDuration = "6s")
    void anyBytesAreRefusedAtAPlaceOrCompiledToHarmlessCode(byte[] content) {
        PROPERTY.check(content);
    }
}
