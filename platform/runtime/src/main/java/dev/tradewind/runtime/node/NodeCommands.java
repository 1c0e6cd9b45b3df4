package dev.tradewind.runtime.node;

import dev.tradewind.policy.RuleException;
import dev.tradewind.policy.RuleSet;
import dev.tradewind.policy.RuleTrial;
import dev.tradewind.runtime.config.NodeConfig.StrategyConfig;
import dev.tradewind.runtime.plugin.NearestName;
import dev.tradewind.sdk.instrument.InstrumentId;
import dev.tradewind.sdk.order.OrderId;
import dev.tradewind.store.rules.RuleEvent;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** What can be asked of a running node. An answer comes when what was asked for is durable. */
final class NodeCommands {
    static final String NAME = "name";
    static final String ACCOUNT = "account";
    private static final long MOST_OVERRIDE_MINUTES = 1_440;
    private static final int MOST_WHY = 500;
    static final String PATIENCE = "patience-millis";

    private static final long ANSWER_MILLIS = 10_000;
    /** In texts alone; nobody of this name answers for anything. */
    static final String SOMEBODY = "the operator";

    private final Node node;
    private final KillCommand kills;

    NodeCommands(Node node) {
        this.node = node;
        this.kills = new KillCommand(node, this);
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
            case "kill-switch" -> kills.handle(fields);
            case "resume" -> resume(fields);
            case "orders" -> OrdersJson.of(node.status().accounts(), fields.getOrDefault(ACCOUNT, ""));
            case "cancel" -> cancel(fields);
            case "close" -> close(fields);
            case "held" -> held(fields);
            case "override" -> override(fields);
            case "rules-propose", "rules-approve", "rules-activate", "rules-rollback" -> rules(command, fields);
            case "rules-shadow" -> shadow(fields);
            default -> throw new NodeException("the node does not know the command '" + command + "'");
        };
    }

    KillCommand kills() {
        return kills;
    }

    StrategyConfig strategy(String name) {
        Map<String, StrategyConfig> known = node.config().strategies();
        StrategyConfig found = known.get(name);
        if (found == null) {
            throw unknown("strategy", name, known.keySet());
        }
        return found;
    }

    /** The name itself. @throws MisuseException if no account is called so */
    String account(String name) {
        Collection<String> known = node.config().accounts().keySet();
        if (!known.contains(name)) {
            throw unknown(ACCOUNT, name, known);
        }
        return name;
    }

    private static MisuseException unknown(String what, String name, Collection<String> known) {
        return new MisuseException("there is no " + what + " '" + name + "'"
                + NearestName.of(name, known)
                        .map(nearest -> "; did you mean '" + nearest + "'?")
                        .orElse("; there are " + String.join(", ", known)));
    }

    private String stopStrategy(Map<String, String> fields) {
        StrategyConfig strategy = strategy(fields.getOrDefault(NAME, ""));
        ask(
                strategy.account(),
                new Request.StopStrategy(strategy.name(), "stopped by hand", new CompletableFuture<>()),
                fields);
        return ControlJson.done("strategy " + strategy.name() + " is stopped; its entry orders are being cancelled");
    }

    private String startStrategy(Map<String, String> fields) {
        StrategyConfig strategy = strategy(fields.getOrDefault(NAME, ""));
        ask(strategy.account(), new Request.StartStrategy(strategy.name(), new CompletableFuture<>()), fields);
        return ControlJson.done("strategy " + strategy.name() + " runs; the strategies of its account began anew");
    }

    private String resume(Map<String, String> fields) {
        String account = account(fields.getOrDefault(NAME, ""));
        String by = fields.getOrDefault(ControlServer.BY, SOMEBODY);
        ask(account, new Request.ResumeAccount(by, new CompletableFuture<>()), fields);
        return ControlJson.done("account " + account + " trades again");
    }

    private String rules(String command, Map<String, String> fields) {
        RuleGovernance governance = new RuleGovernance(node.liveRules());
        String person = person(fields);
        String why = fields.getOrDefault("why", "");
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

    /** Who answers for a decision. @throws NodeException if the system does not tell */
    private static String person(Map<String, String> fields) {
        String person = fields.getOrDefault(ControlServer.BY, "");
        if (person.isEmpty()) {
            throw new NodeException("this system does not tell which user gives a command, so that nobody can answer"
                    + " for it");
        }
        return person;
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

    /** Accounts whose orders are to be cancelled. @throws MisuseException if an order's account is not known */
    List<String> accountsToCancel(Map<String, String> fields) {
        String named = fields.getOrDefault(ACCOUNT, "");
        if (!named.isEmpty()) {
            return List.of(account(named));
        }
        List<String> all = List.copyOf(node.config().accounts().keySet());
        if (!fields.getOrDefault("order", "").isEmpty() && all.size() > 1) {
            throw new MisuseException("each account counts its own orders: name one with --account, of "
                    + String.join(", ", all));
        }
        return all;
    }

    private String cancel(Map<String, String> fields) {
        String text = fields.getOrDefault("order", "");
        OrderId order = text.isEmpty() ? null : orderId(text);
        String by = fields.getOrDefault(ControlServer.BY, SOMEBODY);
        List<String> accounts = accountsToCancel(fields);
        for (String account : accounts) {
            ask(
                    account,
                    new Request.Cancel(order, by, new CompletableFuture<>(), new CompletableFuture<>()),
                    fields);
        }
        return ControlJson.done((order == null ? "all open orders" : "order " + order) + " of "
                + String.join(", ", accounts) + (order == null ? " are" : " is") + " being cancelled");
    }

    private String held(Map<String, String> fields) {
        boolean approved = fields.getOrDefault("answer", "").equals("approve");
        OrderId order = orderId(fields.getOrDefault("order", ""));
        String account = oneAccount(fields);
        ask(
                account,
                new Request.AnswerHold(order, approved, person(fields), new CompletableFuture<>()),
                fields);
        return ControlJson.done("order " + order + " of " + account
                + (approved ? " is approved; it was judged again, without the holds" : " is refused"));
    }

    private String override(Map<String, String> fields) {
        OrderId order = orderId(fields.getOrDefault("order", ""));
        long minutes = Long.parseLong(fields.getOrDefault("minutes", "0"));
        String why = fields.getOrDefault("why", "").strip();
        if (minutes < 1 || minutes > MOST_OVERRIDE_MINUTES || why.isEmpty() || why.length() > MOST_WHY) {
            throw new MisuseException("an override counts for 1 to " + MOST_OVERRIDE_MINUTES
                    + " minutes, and has a reason of 1 to " + MOST_WHY + " characters");
        }
        String account = oneAccount(fields);
        long nanos = TimeUnit.MINUTES.toNanos(minutes);
        ask(
                account,
                new Request.GrantOverride(order, nanos, person(fields), why, new CompletableFuture<>()),
                fields);
        return ControlJson.done("the next order of " + account + " like " + order + ", or for less, goes out within "
                + minutes + " minutes; once, and only against the rules that denied " + order);
    }

    /** The account that an order is of. @throws MisuseException if it has to be named */
    String oneAccount(Map<String, String> fields) {
        return accountsToCancel(fields).getFirst();
    }

    private static OrderId orderId(String text) {
        try {
            return new OrderId(Long.parseLong(text.startsWith("O-") ? text.substring(2) : text));
        } catch (NumberFormatException e) {
            throw new MisuseException("'" + text + "' is no order's id; 'tradewind orders' shows them, such as O-12");
        }
    }

    /** The account that trades an instrument. @throws MisuseException if none does, or several */
    String accountToClose(Map<String, String> fields) {
        String named = fields.getOrDefault(ACCOUNT, "");
        if (!named.isEmpty()) {
            return account(named);
        }
        InstrumentId instrument = instrument(fields);
        List<String> accounts = node.config().strategies().values().stream()
                .filter(one -> one.instruments().contains(instrument))
                .map(StrategyConfig::account)
                .distinct()
                .toList();
        if (accounts.size() == 1) {
            return accounts.getFirst();
        }
        throw new MisuseException(
                accounts.isEmpty()
                        ? "no strategy of any account trades " + instrument + "; name the account with --account"
                        : instrument + " is traded by " + String.join(", ", accounts)
                                + "; name one with --account");
    }

    private static InstrumentId instrument(Map<String, String> fields) {
        String text = fields.getOrDefault("instrument", "");
        try {
            return InstrumentId.parse(text);
        } catch (IllegalArgumentException e) {
            throw new MisuseException("'" + text + "' is no instrument, such as BTCUSDT.BINANCE: " + e.getMessage());
        }
    }

    private String close(Map<String, String> fields) {
        InstrumentId instrument = instrument(fields);
        String account = accountToClose(fields);
        boolean holds = node.runner(account).view().positions().stream()
                .anyMatch(one -> one.instrument().equals(instrument.toString()) && !one.isFlat());
        if (!holds) {
            throw new MisuseException("account " + account + " holds nothing of " + instrument);
        }
        ask(
                account,
                new Request.Flatten(
                        instrument,
                        fields.getOrDefault(ControlServer.BY, SOMEBODY),
                        new CompletableFuture<>(),
                        new CompletableFuture<>()),
                fields);
        return ControlJson.done("the position in " + instrument + " of " + account
                + " is being closed at the market; orders in it are cancelled");
    }

    /** Puts a request into an account's queue. @return why not; empty if it is there */
    String offer(String account, Request request) {
        AccountRunner runner = node.runner(account);
        String refusal = runner.refusal(request);
        if (refusal.isEmpty() && !runner.inbox().offerRequest(node.clock().getAsLong(), request)) {
            refusal = "too many requests wait for account " + account + "; try again";
        }
        return refusal.isEmpty() ? "" : "refused: " + refusal;
    }

    /** By when an answer is given, as {@link System#nanoTime} counts. */
    long deadline(Map<String, String> fields) {
        long patience = Long.parseLong(fields.getOrDefault(PATIENCE, Long.toString(ANSWER_MILLIS)));
        return System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(patience);
    }

    /**
     * Waits until a request is durable.
     *
     * @param decided what holds once it is decided, for people
     * @return what came of it instead; empty if it is durable
     */
    String await(String account, Request request, long deadline, String decided) {
        long begun = System.nanoTime();
        try {
            String problem = request.answer().get(Math.max(1, deadline - begun), TimeUnit.NANOSECONDS);
            return problem.isEmpty() ? "" : "not done: " + problem;
        } catch (TimeoutException e) {
            return notDurable(account, request, decided);
        } catch (ExecutionException e) {
            return "not done: " + e.getMessage();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new NodeException("the node ends", e);
        }
    }

    private String notDurable(String account, Request request, String decided) {
        String journal = node.runner(account).journalTrouble();
        String why = journal.isEmpty() ? "the journal has not answered" : journal;
        if (!(request instanceof Request.Urgent urgent)) {
            return "asked for, and not durable yet (" + why + "); see 'tradewind status'";
        }
        return urgent.decided().isDone()
                ? decided + ". Decided, not durable yet (" + why + "): if this process dies before, ask once more"
                : "asked for and not decided yet: the account is busy, and does it whole when it comes to it ("
                        + why + ")";
    }

    private void ask(String account, Request request, Map<String, String> fields) {
        String problem = offer(account, request);
        if (problem.isEmpty()) {
            problem = await(account, request, deadline(fields), "decided");
        }
        if (!problem.isEmpty()) {
            throw new NodeException(problem);
        }
    }
}
