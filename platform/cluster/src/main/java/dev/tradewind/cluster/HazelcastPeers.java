package dev.tradewind.cluster;

import com.hazelcast.cluster.Address;
import com.hazelcast.cluster.Member;
import com.hazelcast.core.Hazelcast;
import com.hazelcast.core.HazelcastException;
import com.hazelcast.core.HazelcastInstance;
import com.hazelcast.core.HazelcastInstanceNotActiveException;
import com.hazelcast.core.IExecutorService;
import com.hazelcast.topic.ITopic;
import com.hazelcast.topic.Message;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Nodes that are connected by Hazelcast. No lock, no map and no partition of it is used: a topic and an executor.
 *
 * <p>Joining goes on in the background where it takes long, as it does beside a member that hangs: what a node trades
 * does not depend on it.
 */
public final class HazelcastPeers implements Peers {
    private static final Logger LOG = LoggerFactory.getLogger(HazelcastPeers.class);
    private static final long FORGET_NANOS = 60_000_000_000L;
    private static final long RETRY_MILLIS = 1_000;
    private static final long CLOSE_MILLIS = 5_000;

    private final PeerSettings settings;
    private final Handler handler;
    private final Map<String, Shown> shown = new ConcurrentHashMap<>();
    private final Object waiting = new Object();
    private final CompletableFuture<Boolean> first = new CompletableFuture<>();
    private final Thread network;
    private String next = "";
    private volatile @Nullable Joined joined;
    private volatile boolean closed;

    private record Shown(String text, long nanoTime) {}

    private record Joined(HazelcastInstance instance, IExecutorService executor, String address) {}

    private HazelcastPeers(PeerSettings settings, Handler handler) {
        this.settings = settings;
        this.handler = handler;
        // On a thread of its own: a node that does not read holds up whoever joins it or writes to it.
        network = Thread.ofPlatform().daemon().name("cluster-network").unstarted(this::run);
    }

    /**
     * Listens, and looks for the others; returns when it knows whether they are there, or after the patience, and looks
     * on.
     *
     * @throws PeerException if none of the addresses can be listened on
     */
    public static HazelcastPeers start(PeerSettings settings, Handler handler, Duration patience) {
        HazelcastPeers made = new HazelcastPeers(settings, handler);
        made.first.completeOnTimeout(false, patience.toMillis(), TimeUnit.MILLISECONDS);
        made.network.start();
        try {
            if (!made.first.get()) {
                LOG.warn("the other nodes are not joined after {} ms: one of them may hang", patience.toMillis());
            }
            return made;
        } catch (ExecutionException e) {
            throw e.getCause() instanceof PeerException refused
                    ? refused
                    : new PeerException("the other nodes cannot be joined: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            made.close();
            throw new PeerException("the other nodes were not waited for", e);
        }
    }

    private void run() {
        try {
            while (!closed) {
                try {
                    publish(join());
                } catch (PeerException e) {
                    if (first.completeExceptionally(e)) {
                        return;
                    }
                    LOG.warn("the other nodes are not joined: {}", e.getMessage());
                    Thread.sleep(RETRY_MILLIS);
                }
            }
        } catch (HazelcastInstanceNotActiveException e) {
            LOG.debug("the cluster ended: {}", e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private Joined join() {
        List<HostPort> candidates = settings.listen().map(List::of).orElse(settings.join());
        String reason = "";
        for (HostPort listen : candidates) {
            if (!listen.isFreeHere()) {
                continue;
            }
            try {
                HazelcastInstance made =
                        Hazelcast.newHazelcastInstance(HazelcastConfig.of(settings, listen, handler));
                return new Joined(made, made.getExecutorService(HazelcastConfig.EXECUTOR), listen.toString());
            } catch (HazelcastException | IllegalStateException e) {
                // Another node took it at the same moment, or one of the others hangs.
                reason = ": " + e.getMessage();
                LOG.warn("{} cannot be listened on{}", listen, reason);
            }
        }
        throw new PeerException("no node can listen on " + candidates
                + ": each is in use or of another machine" + reason
                + "; name a free one of this machine with --listen HOST:PORT");
    }

    private void publish(Joined here) throws InterruptedException {
        ITopic<String> topic = here.instance().getTopic(HazelcastConfig.VIEWS);
        topic.addMessageListener(this::hear);
        joined = here;
        first.complete(true);
        try {
            while (!closed) {
                topic.publish(takeNext());
            }
        } finally {
            joined = null;
            // No data to be handed on: others need not be waited for.
            here.instance().getLifecycleService().terminate();
        }
    }

    @Override
    public String address() {
        Joined here = joined;
        return here == null ? "" : here.address();
    }

    private static String of(Member member) {
        Address at = member.getAddress();
        return at.getHost() + ":" + at.getPort();
    }

    private Set<Member> members() {
        Joined here = joined;
        try {
            return here == null ? Set.of() : here.instance().getCluster().getMembers();
        } catch (HazelcastInstanceNotActiveException e) {
            return Set.of();
        }
    }

    @Override
    public Set<String> connected() {
        Set<String> addresses = new LinkedHashSet<>();
        members().forEach(member -> addresses.add(of(member)));
        return addresses;
    }

    private void hear(Message<String> message) {
        Member from = message.getPublishingMember();
        if (from != null && !from.localMember()) {
            shown.put(of(from), new Shown(message.getMessageObject(), System.nanoTime()));
        }
    }

    @Override
    public void show(String view) {
        synchronized (waiting) {
            next = view;
            waiting.notifyAll();
        }
    }

    private String takeNext() throws InterruptedException {
        synchronized (waiting) {
            while (next.isEmpty()) {
                waiting.wait();
            }
            String view = next;
            next = "";
            return view;
        }
    }

    @Override
    public Map<String, View> views() {
        long now = System.nanoTime();
        shown.values().removeIf(one -> now - one.nanoTime() > FORGET_NANOS);
        Map<String, View> views = new TreeMap<>();
        shown.forEach((from, one) ->
                views.put(from, new View(one.text(), TimeUnit.NANOSECONDS.toMillis(now - one.nanoTime()))));
        return views;
    }

    @Override
    public String ask(String to, String request, Duration patience) {
        Joined here = joined;
        if (here == null) {
            throw new PeerException("this node has not joined the others yet");
        }
        Member member = members().stream()
                .filter(one -> of(one).equals(to))
                .findFirst()
                .orElseThrow(() -> new PeerException("the node at " + to + " is not connected with this one"));
        Future<String> answer;
        try {
            answer = here.executor().submitToMember(new Question(request), member);
        } catch (RejectedExecutionException | HazelcastException | HazelcastInstanceNotActiveException e) {
            throw new PeerException("the node at " + to + " cannot be asked: " + e.getMessage(), e);
        }
        try {
            return answer.get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            throw new PeerException("the node at " + to + " did not answer within " + patience.toMillis() + " ms", e);
        } catch (ExecutionException e) {
            throw new PeerException("the node at " + to + " cannot be asked: " + e.getCause(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new PeerException("the node at " + to + " was not waited for", e);
        }
    }

    /** Nobody reads or asks any more when it returns, unless the network hangs. */
    @Override
    public void close() {
        closed = true;
        network.interrupt();
        try {
            network.join(CLOSE_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
