package dev.tradewind.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

class HazelcastPeersTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private static List<HostPort> freePorts(int count) throws IOException {
        List<HostPort> ports = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
                ports.add(new HostPort("127.0.0.1", free.getLocalPort()));
            }
        }
        return ports;
    }

    private static void await(String what, BooleanSupplier condition) throws InterruptedException {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime() < deadline).as(what).isTrue();
            Thread.sleep(10);
        }
    }

    @Test
    void nodesShowAndAskOneAnotherAndAStrangerSeesNothing() throws Exception {
        List<HostPort> ports = freePorts(3);
        PeerSettings settings = new PeerSettings("test", "key", Optional.empty(), ports);
        CountDownLatch never = new CountDownLatch(1);
        Peers.Handler south = request -> {
            if (request.equals("hang")) {
                await(never);
            }
            return "south was asked " + request;
        };
        try (Peers one = HazelcastPeers.start(settings, request -> "north was asked " + request, PATIENCE);
                Peers two = HazelcastPeers.start(settings, south, PATIENCE);
                Peers stranger = HazelcastPeers.start(
                        new PeerSettings("test", "guessed", Optional.empty(), ports),
                        request -> "strange",
                        PATIENCE)) {
            assertThat(one.address()).isEqualTo(ports.get(0).toString());
            assertThat(two.address()).isEqualTo(ports.get(1).toString());
            await("they are connected", () -> one.connected().contains(two.address())
                    && two.connected().contains(one.address()));

            assertThat(one.ask(two.address(), "something", Duration.ofSeconds(10)))
                    .isEqualTo("south was asked something");
            assertThat(two.ask(two.address(), "itself", Duration.ofSeconds(10))).isEqualTo("south was asked itself");
            assertThatThrownBy(() -> one.ask(two.address(), "hang", Duration.ofMillis(300)))
                    .isInstanceOf(PeerException.class)
                    .hasMessageContaining("did not answer within 300 ms");
            never.countDown();

            two.show("a view");
            await("it is seen", () -> one.views().containsKey(two.address()));
            assertThat(one.views())
                    .hasEntrySatisfying(two.address(), view -> assertThat(view.text()).isEqualTo("a view"));
            assertThat(two.views()).isEmpty();

            assertThat(stranger.connected()).containsExactly(stranger.address());
            assertThat(one.connected()).doesNotContain(stranger.address());
            assertThatThrownBy(() -> stranger.ask(one.address(), "let me in", Duration.ofSeconds(1)))
                    .hasMessage("the node at " + one.address() + " is not connected with this one");

            assertThatThrownBy(() -> HazelcastPeers.start(settings, request -> "", PATIENCE))
                    .isInstanceOf(PeerException.class)
                    .hasMessageContaining("is in use or of another machine")
                    .hasMessageContaining("--listen");
        }
    }

    /** A node in a process of its own, so that it can hang. */
    static final class OtherNode {
        private OtherNode() {}

        public static void main(String[] ports) throws IOException {
            Peers other = HazelcastPeers.start(settings(ports), request -> "", PATIENCE);
            System.out.println(other.address());
            while (System.in.read() != -1) {
                // Until whoever started it ends.
            }
            other.close();
        }

        static PeerSettings settings(String... ports) {
            List<HostPort> join = Arrays.stream(ports).map(HostPort::parse).toList();
            return new PeerSettings("test", "key", Optional.empty(), join);
        }
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void aMemberThatHangsHoldsNobodyUp() throws Exception {
        String[] ports = freePorts(2).stream().map(HostPort::toString).toArray(String[]::new);
        Process other = new ProcessBuilder(
                        ProcessHandle.current().info().command().orElseThrow(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        OtherNode.class.getName(),
                        ports[0],
                        ports[1])
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        try {
            // Hazelcast and its logs may say something first.
            assertThat(other.inputReader().lines().anyMatch(line -> line.equals(ports[0])))
                    .isTrue();
            new ProcessBuilder("kill", "-STOP", Long.toString(other.pid())).start().waitFor();

            long begun = System.nanoTime();
            try (Peers late = HazelcastPeers.start(OtherNode.settings(ports), request -> "", Duration.ofSeconds(1))) {
                assertThat(TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - begun)).isLessThan(5);
                assertThat(late.address()).isEmpty();
                assertThat(late.connected()).isEmpty();
                late.show("a view");
                assertThatThrownBy(() -> late.ask(ports[0], "something", Duration.ofSeconds(1)))
                        .hasMessage("this node has not joined the others yet");
                other.destroyForcibly().waitFor();
                await("it goes on alone", () -> !late.connected().isEmpty());
                assertThat(late.address()).isIn((Object[]) ports);
            }
        } finally {
            other.destroyForcibly();
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await(20, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void anAddressIsHostAndPort() {
        assertThat(HostPort.parse("db.example:5701")).isEqualTo(new HostPort("db.example", 5701));
        for (String wrong : List.of("", "5701", ":5701", "host:", "host:0", "host:65536", "host:x")) {
            assertThatThrownBy(() -> HostPort.parse(wrong)).hasMessageContaining("HOST:PORT");
        }
        assertThat(new HostPort("192.0.2.1", 5701).isFreeHere()).isFalse();
    }
}
