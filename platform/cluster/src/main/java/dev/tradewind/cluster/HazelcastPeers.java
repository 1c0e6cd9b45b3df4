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
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Nodes that are connected by Hazelcast. No lock, no map and no partition of it is used: a topic and an executor. */
public final class HazelcastPeers implements Peers {
    private static final Logger LOG = LoggerFactory.getLogger(HazelcastPeers.class);
    private static final long FORGET_NANOS = 60_000_000_000L;

    private final HazelcastInstance instance;
    private final IExecutorService executor;
    private final ITopic<String> topic;
    private final String address;
    private final Map<String, Shown> shown = new ConcurrentHashMap<>();
    private final Object waiting = new Object();
    private String next = "";
    private final Thread shower;
    private volatile boolean closed;

    private record Shown(String text, long nanoTime) {}

    private HazelcastPeers(HazelcastInstance instance, HostPort listen) {
        this.instance = instance;
        this.address = listen.toString();
        executor = instance.getExecutorService(HazelcastConfig.EXECUTOR);
        topic = instance.getTopic(HazelcastConfig.VIEWS);
        topic.addMessageListener(this::hear);
        // On a thread of its own: a node that does not read holds up whoever writes to it.
        shower = Thread.ofPlatform().daemon().name("cluster-views").start(this::publish);
    }

    /**
     * Listens, and looks for the others; returns when it knows whether they are there.
     *
     * @throws PeerException if none of the addresses can be listened on
     */
    public static HazelcastPeers start(PeerSettings settings, Handler handler) {
        List<HostPort> candidates = settings.listen().map(List::of).orElse(settings.join());
        String reason = "";
        for (HostPort listen : candidates) {
            if (!listen.isFreeHere()) {
                continue;
            }
            try {
                return new HazelcastPeers(
                        Hazelcast.newHazelcastInstance(HazelcastConfig.of(settings, listen, handler)), listen);
            } catch (HazelcastException | IllegalStateException e) {
                // Another node took it at the same moment.
                reason = ": " + e.getMessage();
                LOG.warn("{} cannot be listened on{}", listen, reason);
            }
        }
        throw new PeerException("no node can listen on " + candidates
                + ": each is in use or of another machine" + reason
                + "; name a free one of this machine with --listen HOST:PORT");
    }

    @Override
    public String address() {
        return address;
    }

    private static String of(Member member) {
        Address at = member.getAddress();
        return at.getHost() + ":" + at.getPort();
    }

    private Set<Member> members() {
        try {
            return instance.getCluster().getMembers();
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

    private void publish() {
        try {
            while (!closed) {
                topic.publish(takeNext());
            }
        } catch (HazelcastInstanceNotActiveException e) {
            LOG.debug("the cluster ended: {}", e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
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
        Member member = members().stream()
                .filter(one -> of(one).equals(to))
                .findFirst()
                .orElseThrow(() -> new PeerException("the node at " + to + " is not connected with this one"));
        Future<String> answer;
        try {
            answer = executor.submitToMember(new Question(request), member);
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

    @Override
    public void close() {
        closed = true;
        shower.interrupt();
        // No data to be handed on: others need not be waited for.
        instance.getLifecycleService().terminate();
    }
}
