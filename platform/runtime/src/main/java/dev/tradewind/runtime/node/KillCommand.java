package dev.tradewind.runtime.node;

import dev.tradewind.engine.ledger.KillSwitches;
import dev.tradewind.runtime.config.NodeConfig.AccountConfig;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The kill switch of every account in a scope: all are asked at once, and the answer says what came of each. */
final class KillCommand {
    private final Node node;
    private final NodeCommands commands;

    KillCommand(Node node, NodeCommands commands) {
        this.node = node;
        this.commands = commands;
    }

    String handle(Map<String, String> fields) {
        boolean on = fields.getOrDefault("state", "").equals("on");
        String scope = fields.getOrDefault("scope", KillSwitches.FIRM);
        boolean flatten = on && Boolean.parseBoolean(fields.getOrDefault("flatten", "false"));
        if (flatten && scope.startsWith(KillSwitches.STRATEGY)) {
            throw withoutClosing(fields, accounts(scope).getFirst());
        }
        // A node of a cluster is asked for its own account alone.
        String only = fields.getOrDefault("account", "");
        List<String> accounts = only.isEmpty() ? accounts(scope) : List.of(only);
        String by = fields.getOrDefault(ControlServer.BY, NodeCommands.SOMEBODY);
        Map<String, Pending> asked = new LinkedHashMap<>();
        for (String account : accounts) {
            Request.SwitchKill kill = new Request.SwitchKill(on, scope, by, flatten);
            asked.put(account, new Pending(kill, commands.offer(account, kill)));
        }
        long deadline = commands.deadline(fields);
        List<String> done = new ArrayList<>();
        List<String> failed = new ArrayList<>();
        asked.forEach((account, pending) -> {
            String problem = pending.refusal();
            if (problem.isEmpty()) {
                problem = commands.await(account, pending.kill(), deadline, decided(pending.kill()));
            }
            if (problem.isEmpty()) {
                done.add(account);
            } else {
                failed.add("account " + account + ": " + problem);
            }
        });
        return answer(on, scope, flatten, done, failed);
    }

    /** Whoever wants a strategy's positions closed wants it stopped all the more: that much is done. */
    private MisuseException withoutClosing(Map<String, String> fields, String account) {
        Map<String, String> without = new LinkedHashMap<>(fields);
        without.put("flatten", "false");
        String outcome;
        try {
            handle(without);
            outcome = "done without it: the kill switch of " + fields.get("scope") + " is ON";
        } catch (NodeException e) {
            outcome = "the switch without it: " + e.getMessage();
        }
        return new MisuseException("--flatten is refused: positions are the account's, not one strategy's; to close"
                + " them all: kill-switch on --scope account:" + account + " --flatten; " + outcome);
    }

    private record Pending(Request.SwitchKill kill, String refusal) {}

    private static String answer(boolean on, String scope, boolean flatten, List<String> done, List<String> failed) {
        String text = done.isEmpty()
                ? ""
                : "kill switch " + scope + " " + (on ? "ON" : "off") + " for " + String.join(", ", done)
                        + (flatten ? "; positions are being closed" : "");
        if (failed.isEmpty()) {
            return ControlJson.done(text);
        }
        throw new NodeException(String.join("; ", failed) + (text.isEmpty() ? "" : "; but done: " + text));
    }

    /** What holds already, though it is not durable. */
    private String decided(Request.SwitchKill kill) {
        if (!kill.on()) {
            return "the switch is off and new orders wait for the journal";
        }
        boolean alone = node.config().cluster().isEmpty();
        return "the switch " + kill.scope() + " is ON: new orders are denied from now on"
                + (alone ? " and cancels have left" : "")
                + (kill.flatten() ? "; the orders that close positions leave when it is durable, by themselves" : "");
    }

    /** Accounts within a scope. @throws MisuseException if it holds none */
    List<String> accounts(String scope) {
        if (scope.startsWith(KillSwitches.STRATEGY)) {
            return List.of(
                    commands.strategy(scope.substring(KillSwitches.STRATEGY.length())).account());
        }
        List<String> accounts = new ArrayList<>();
        for (AccountConfig account : node.config().accounts().values()) {
            boolean isIn = scope.equals(KillSwitches.FIRM)
                    || scope.equals("venue:" + account.venue())
                    || scope.equals("account:" + account.name());
            if (isIn) {
                accounts.add(account.name());
            }
        }
        if (accounts.isEmpty()) {
            throw new MisuseException("the scope '" + scope
                    + "' holds no account; it is firm, venue:NAME, account:NAME or strategy:NAME");
        }
        return accounts;
    }
}
