package dev.tradewind.runtime.node;

import dev.tradewind.cluster.ClusterState;
import dev.tradewind.cluster.PeerException;
import dev.tradewind.runtime.config.NodeConfig.AccountConfig;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Commands to a cluster, from whichever node they come: each goes to the node that owns the account, and to the next
 * owner where that one is just being replaced. Status shows every node.
 */
final class ClusterCommands {
    /** What a node says that does not own the account: not an end, for the account moves. */
    static final String NOT_HERE = "this node does not own the account";

    private static final Logger LOG = LoggerFactory.getLogger(ClusterCommands.class);
    private static final long PATIENCE_NANOS = 15_000_000_000L;
    private static final long PAUSE_MILLIS = 100;
    private static final Duration ANSWER = Duration.ofSeconds(4);
    private static final String ACCOUNT = "account";
    private static final String RULES_CHANGED = "rules-changed";

    private final NodeCommands local;
    private final Node node;
    private final ClusterNode cluster;

    ClusterCommands(Node node, ClusterNode cluster) {
        this.local = new NodeCommands(node);
        this.node = node;
        this.cluster = cluster;
    }

    /** What this node shows to the others. */
    String view() {
        StatusJson.Status status = node.status();
        return ControlJson.status(StatusJson.text(status), StatusJson.of(status));
    }

    /** A command of a person. */
    String handle(Map<String, String> fields) {
        String command = fields.getOrDefault("command", "");
        return switch (command) {
            case "status" -> ClusterJson.status(node.status(), cluster);
            case "strategy-start", "strategy-stop" ->
                toAll(List.of(local.strategy(fields.getOrDefault("name", "")).account()), fields);
            case "resume" -> toAll(List.of(local.account(fields.getOrDefault("name", ""))), fields);
            case "cancel" -> toAll(local.accountsToCancel(fields), fields);
            case "held", "override" -> toAll(List.of(local.oneAccount(fields)), fields);
            case "close" -> toAll(List.of(local.accountToClose(fields)), fields);
            case "orders" -> orders(fields);
            case "kill-switch" -> killSwitch(fields);
            default -> local.handle(fields);
        };
    }

    /** What each owner shows of its accounts, one below the other. */
    private String orders(Map<String, String> fields) {
        String named = fields.getOrDefault(ACCOUNT, "");
        List<String> texts = new ArrayList<>();
        List<String> rows = new ArrayList<>();
        Iterable<String> accounts = named.isEmpty() ? cluster.accounts() : List.of(local.account(named));
        for (String account : accounts) {
            Map<String, String> one = new LinkedHashMap<>(fields);
            one.put(ACCOUNT, account);
            ControlClient.Answer answer = answerOf(account, one);
            texts.add(answer.text());
            String array = answer.status().strip();
            if (array.length() > 2) {
                rows.add(array.substring(1, array.length() - 1));
            }
        }
        return ControlJson.status(String.join("", texts), "[" + String.join(",", rows) + "]");
    }

    private String killSwitch(Map<String, String> fields) {
        return toAll(local.kills().accounts(fields.getOrDefault("scope", "firm")), fields);
    }

    /** To all at once: one that does not answer must not hold up the others. */
    private String toAll(List<String> accounts, Map<String, String> fields) {
        Map<String, CompletableFuture<String>> answers = new LinkedHashMap<>();
        for (String account : accounts) {
            Map<String, String> one = new LinkedHashMap<>(fields);
            one.put(ACCOUNT, account);
            answers.put(
                    account,
                    CompletableFuture.supplyAsync(
                            () -> to(account, one), task -> Thread.ofVirtual().start(task)));
        }
        List<String> done = new ArrayList<>();
        List<String> failed = new ArrayList<>();
        List<String> misused = new ArrayList<>();
        answers.forEach((account, answer) -> answer.handle((text, failure) -> {
                    if (failure == null) {
                        done.add(text);
                    } else {
                        Throwable cause = failure.getCause() == null ? failure : failure.getCause();
                        failed.add("account " + account + ": " + cause.getMessage());
                        if (cause instanceof MisuseException) {
                            misused.add(account);
                        }
                    }
                    return "";
                })
                .join());
        if (!failed.isEmpty()) {
            String text = String.join("; ", failed) + (done.isEmpty() ? "" : "; but done: " + String.join("; ", done));
            throw misused.isEmpty() ? new NodeException(text) : new MisuseException(text);
        }
        return ControlJson.done(String.join(System.lineSeparator(), done));
    }

    /** To whoever owns the account, now or within some seconds. @return what that node answers */
    private String to(String account, Map<String, String> fields) {
        ControlClient.Answer answer = answerOf(account, fields);
        return answer.text();
    }

    private ControlClient.Answer answerOf(String account, Map<String, String> fields) {
        long deadline = System.nanoTime() + PATIENCE_NANOS;
        String reason = "nobody owns it";
        while (System.nanoTime() < deadline) {
            ClusterState state = cluster.state();
            String owner = state.liveOwner(account);
            if (!owner.isEmpty()) {
                try {
                    ControlClient.Answer answer = owner.equals(state.self())
                            ? here(fields)
                            : there(state.live().getOrDefault(owner, ""), fields);
                    if (answer.ok()) {
                        String text = answer.status().isEmpty() ? answer.text() + " (" + owner + ")" : answer.text();
                        return new ControlClient.Answer(true, text, answer.status());
                    }
                    if (!answer.text().equals(NOT_HERE)) {
                        String text = answer.text() + " (" + owner + ")";
                        throw answer.misuse() ? new MisuseException(text) : new NodeException(text);
                    }
                    reason = NOT_HERE + " (" + owner + ")";
                } catch (PeerException e) {
                    reason = String.valueOf(e.getMessage());
                    LOG.info("a command for account {} does not reach {}: {}", account, owner, reason);
                }
            }
            try {
                TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new NodeException("the node ends", e);
            }
        }
        throw new NodeException("not reached: " + reason);
    }

    private ControlClient.Answer here(Map<String, String> fields) {
        return read(relayed(ControlJson.command(fields)));
    }

    private ControlClient.Answer there(String address, Map<String, String> fields) {
        // It says itself what is not durable, before this node takes it for one that was not reached.
        Map<String, String> patient = new LinkedHashMap<>(fields);
        patient.put(NodeCommands.PATIENCE, Long.toString(ANSWER.toMillis() * 3 / 4));
        return read(cluster.peers().ask(address, ControlJson.command(patient), ANSWER));
    }

    private static ControlClient.Answer read(String line) {
        try {
            return ControlClient.parse(line);
        } catch (IOException e) {
            throw new PeerException("the node's answer cannot be read: " + e.getMessage(), e);
        }
    }

    /** A command that another node, or this one, sends to the owner of an account. */
    String relayed(String line) {
        return ControlServer.answer(this::relayed, line);
    }

    /** Tells the other nodes that rules were put in force; one that does not hear of it looks by itself. */
    void rulesChanged() {
        Map<String, String> fields = Map.of("command", RULES_CHANGED);
        ClusterState state = cluster.state();
        state.live().forEach((name, address) -> {
            if (!name.equals(state.self()) && !address.isEmpty()) {
                Thread.ofVirtual().name("rules-changed").start(() -> {
                    try {
                        there(address, fields);
                    } catch (PeerException e) {
                        LOG.debug("{} is not told of the rules: {}", name, e.getMessage());
                    }
                });
            }
        });
    }

    private String relayed(Map<String, String> fields) {
        if (RULES_CHANGED.equals(fields.get("command"))) {
            return node.liveRules().follow()
                    ? ControlJson.done("seen")
                    : ControlJson.failure("the rules in force cannot be taken over");
        }
        String account = fields.getOrDefault(ACCOUNT, "");
        AccountConfig known = node.config().accounts().get(account);
        if (known == null) {
            throw new NodeException("the account " + account + " is not configured at this node");
        }
        return node.runners().containsKey(account) ? local.handle(fields) : ControlJson.failure(NOT_HERE);
    }
}
