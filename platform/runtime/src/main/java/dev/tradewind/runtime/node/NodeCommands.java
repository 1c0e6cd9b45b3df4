package dev.tradewind.runtime.node;

import dev.tradewind.policy.RuleException;
import dev.tradewind.policy.RuleSet;
import dev.tradewind.policy.RuleTrial;
import dev.tradewind.runtime.config.NodeConfig.AccountConfig;
import dev.tradewind.runtime.config.NodeConfig.StrategyConfig;
import dev.tradewind.runtime.plugin.NearestName;
import dev.tradewind.store.rules.RuleEvent;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** What can be asked of a running node. An answer comes when what was asked for is durable. */
final class NodeCommands {
    private static final int ANSWER_SECONDS = 10;

    private final Node node;

    NodeCommands(Node node) {
        this.node = node;
    }

    String handle(Map<String, String> fields) {
        String command = fields.getOrDefault("command", "");
        return switch (command) {
            case "status" -> {
                StatusJson.Status status = node.status();
                yield ControlJson.status(StatusJson.text(status), StatusJson.of(status));
            }
            case "keep-latencies" -> {
                node.keepLatencies();
                yield ControlJson.done("kept");
            }
            case "stop" -> {
                node.askToStop();
                yield ControlJson.done("the node ends");
            }
            case "strategy-stop" -> stopStrategy(fields);
            case "strategy-start" -> startStrategy(fields);
            case "kill-switch" -> killSwitch(fields);
            case "resume" -> resume(fields);
            case "rules-propose", "rules-approve", "rules-activate", "rules-rollback" -> rules(command, fields);
            case "rules-shadow" -> shadow(fields);
            default -> throw new NodeException("the node does not know the command '" + command + "'");
        };
    }

    StrategyConfig strategy(String name) {
        Map<String, StrategyConfig> known = node.config().strategies();
        StrategyConfig found = known.get(name);
        if (found == null) {
            throw new NodeException("there is no strategy '" + name + "'"
                    + NearestName.of(name, known.keySet())
                            .map(nearest -> "; did you mean '" + nearest + "'?")
                            .orElse("; there are " + String.join(", ", known.keySet())));
        }
        return found;
    }

    private String stopStrategy(Map<String, String> fields) {
        StrategyConfig strategy = strategy(fields.getOrDefault("name", ""));
        ask(
                strategy.account(),
                new Request.StopStrategy(strategy.name(), "stopped by hand", new CompletableFuture<>()));
        return ControlJson.done("strategy " + strategy.name() + " is stopped; its entry orders are being cancelled");
    }

    private String startStrategy(Map<String, String> fields) {
        StrategyConfig strategy = strategy(fields.getOrDefault("name", ""));
        ask(strategy.account(), new Request.StartStrategy(strategy.name(), new CompletableFuture<>()));
        return ControlJson.done("strategy " + strategy.name() + " runs; the strategies of its account began anew");
    }

    private String resume(Map<String, String> fields) {
        String account = fields.getOrDefault("name", "");
        ask(account, new Request.ResumeAccount("a person", new CompletableFuture<>()));
        return ControlJson.done("account " + account + " trades again");
    }

    private String rules(String command, Map<String, String> fields) {
        RuleGovernance governance = new RuleGovernance(node.liveRules());
        String person = fields.getOrDefault(ControlServer.PERSON, "");
        String why = fields.getOrDefault("why", "");
        if (person.isEmpty()) {
            throw new NodeException("this system does not tell which user gives a command, so that nobody can answer"
                    + " for it");
        }
        long id = command.equals("rules-approve") || command.equals("rules-activate")
                ? Long.parseLong(fields.getOrDefault("id", "0"))
                : 0;
        RuleEvent done =
                switch (command) {
                    case "rules-propose" -> governance.propose(person, Path.of(fields.getOrDefault("folder", "")), why);
                    case "rules-approve" -> governance.approve(person, id, why);
                    case "rules-rollback" -> governance.rollback(person, why);
                    default ->
                        governance.activate(person, id, Boolean.parseBoolean(fields.getOrDefault("emergency", "")));
                };
        String text = "version " + done.version() + " is " + done.what().kind().name().toLowerCase(Locale.ROOT) + " by "
                + person + ": rules " + done.what().ruleSet();
        return ControlJson.done(done.what().details().isEmpty() ? text : text + "\n" + done.what().details());
    }

    private String shadow(Map<String, String> fields) {
        LiveRules live = node.liveRules();
        String folder = fields.getOrDefault("folder", "");
        String text = live.shadowText();
        if (Boolean.parseBoolean(fields.getOrDefault("off", ""))) {
            live.shadow(null);
            return ControlJson.done(text.isEmpty() ? "there was no shadow" : "ended; " + text);
        }
        if (folder.isEmpty()) {
            return ControlJson.done(text.isEmpty() ? "there is no shadow" : text);
        }
        try {
            RuleSet rules = RuleTrial.load(Path.of(folder), live.terms().cache()).rules();
            live.shadow(rules);
            return ControlJson.done("the rules " + rules.hash() + " are asked beside those in force, and only counted");
        } catch (RuleException e) {
            throw new NodeException("the folder " + folder + " cannot be used: " + e.getMessage(), e);
        }
    }

    private String killSwitch(Map<String, String> fields) {
        boolean on = fields.getOrDefault("state", "").equals("on");
        String scope = fields.getOrDefault("scope", "firm");
        boolean flatten = Boolean.parseBoolean(fields.getOrDefault("flatten", "false"));
        if (scope.startsWith("strategy:")) {
            if (flatten) {
                throw new NodeException("--flatten closes positions of accounts, which strategies share; use the scope"
                        + " account:NAME");
            }
            Map<String, String> one = Map.of("name", scope.substring("strategy:".length()));
            return on ? stopStrategy(one) : startStrategy(one);
        }
        List<String> accounts = accounts(scope);
        for (String account : accounts) {
            ask(account, new Request.SwitchKill(on, "by hand, for " + scope, new CompletableFuture<>()));
            if (on && flatten) {
                ask(account, new Request.Flatten("kill switch, for " + scope, new CompletableFuture<>()));
            }
        }
        return ControlJson.done("kill switch " + (on ? "ON" : "off") + " for " + String.join(", ", accounts)
                + (on && flatten ? "; positions are being closed" : ""));
    }

    /** Accounts within a scope. @throws NodeException if it holds none */
    List<String> accounts(String scope) {
        List<String> accounts = new ArrayList<>();
        for (AccountConfig account : node.config().accounts().values()) {
            boolean isIn = scope.equals("firm")
                    || scope.equals("venue:" + account.venue())
                    || scope.equals("account:" + account.name());
            if (isIn) {
                accounts.add(account.name());
            }
        }
        if (accounts.isEmpty()) {
            throw new NodeException("the scope '" + scope
                    + "' holds no account; it is firm, venue:NAME, account:NAME or strategy:NAME");
        }
        return accounts;
    }

    private void ask(String account, Request request) {
        AccountRunner runner = node.runner(account);
        String refusal = runner.refusal(request);
        if (!refusal.isEmpty()) {
            throw new NodeException("refused: " + refusal);
        }
        if (!runner.inbox().offerRequest(node.clock().getAsLong(), request)) {
            throw new NodeException("refused: too many requests wait for account " + account + "; try again");
        }
        try {
            String problem = request.answer().get(ANSWER_SECONDS, TimeUnit.SECONDS);
            if (!problem.isEmpty()) {
                throw new NodeException("not done: " + problem);
            }
        } catch (TimeoutException e) {
            throw new NodeException(
                    "asked for, and not durable within " + ANSWER_SECONDS + " s; see 'tradewind status'", e);
        } catch (ExecutionException e) {
            throw new NodeException("not done: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new NodeException("the node ends", e);
        }
    }
}
