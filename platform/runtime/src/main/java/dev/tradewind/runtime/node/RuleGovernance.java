package dev.tradewind.runtime.node;

import dev.tradewind.policy.RuleDiff;
import dev.tradewind.policy.RuleException;
import dev.tradewind.policy.RuleSet;
import dev.tradewind.policy.RuleTrial;
import dev.tradewind.policy.Tightening;
import dev.tradewind.policy.rehearsal.RehearsalReport;
import dev.tradewind.runtime.config.RulesMode;
import dev.tradewind.store.rules.RuleEvent;
import dev.tradewind.store.rules.RuleEvent.Deed;
import dev.tradewind.store.rules.RuleEvent.Kind;
import dev.tradewind.store.rules.RuleLog;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Versions of the rules: somebody proposes one, somebody else approves it, it is activated; each is a row of the rule
 * log under the name of whoever did it. What is decided here is decided while nobody else writes into the log.
 */
final class RuleGovernance {
    private static final String FROM = "from ";
    private static final int MOST_REASON = 500;

    private final LiveRules live;

    RuleGovernance(LiveRules live) {
        this.live = live;
    }

    /** The one place at which somebody's approval of a version is refused: nobody approves what is theirs. */
    static void checkApprover(RuleEvent proposal, String person) {
        if (proposal.what().person().equals(person)) {
            throw new NodeException("version " + proposal.id() + " is " + person
                    + "'s own: somebody else has to approve it");
        }
    }

    private void checkMode() {
        if (live.terms().mode() != RulesMode.APPROVED) {
            throw new NodeException("this node takes whatever stands in its rules folder: set 'rules-mode: approved' to"
                    + " work with versions");
        }
    }

    private static String given(String what, String text) {
        String given = text.strip();
        if (given.isEmpty() || given.length() > MOST_REASON || given.chars().anyMatch(c -> c < ' ')) {
            throw new NodeException("the " + what + " is one line of 1 to " + MOST_REASON + " characters");
        }
        return given;
    }

    /** Proposes the rules of a folder. They pass every check first, and are rehearsed. */
    RuleEvent propose(String person, Path folder, String why) {
        checkMode();
        String reason = given("reason", why);
        try {
            RuleTrial.Tried tried = RuleTrial.load(folder, live.terms().cache());
            return propose(person, tried.rules(), reason, FROM + folder.toAbsolutePath().normalize());
        } catch (RuleException e) {
            throw new NodeException("the folder " + folder + " cannot be proposed: " + e.getMessage(), e);
        }
    }

    private RuleEvent propose(String person, RuleSet rules, String reason, String source) {
        RuleSet inForce = loaded();
        if (rules.hash().equals(inForce.hash())) {
            throw new NodeException("these rules are in force already");
        }
        RehearsalReport report = live.rehearse(rules);
        String details = source + "\n" + RuleDiff.of(inForce.files(), rules.files()).text() + "\n" + report.summary();
        live.kept().keep(rules);
        return live.append(log -> new Deed(
                Kind.PROPOSED, 0, rules.hash(), inForce.hash(), given("person", person), reason, details));
    }

    /** What is in force, which a node that could not load it cannot compare anything with. */
    private RuleSet loaded() {
        if (!live.unloaded().isEmpty()) {
            throw new NodeException("the rules in force, " + live.unloaded() + ", cannot be loaded at this node: ask"
                    + " another one");
        }
        return live.active().rules();
    }

    /** Proposes what was in force before. */
    RuleEvent rollback(String person, String why) {
        checkMode();
        String now = loaded().hash();
        String before = live.log().all().reversed().stream()
                .filter(event -> event.what().kind() == Kind.ACTIVATED)
                .map(event -> event.what().ruleSet())
                .filter(hash -> !hash.equals(now))
                .findFirst()
                .orElseThrow(() -> new NodeException("no other rules were ever in force here"));
        return propose(person, live.kept().load(before), given("reason", why), "what was in force before");
    }

    RuleEvent approve(String person, long id, String why) {
        checkMode();
        checkFolder(proposal(live.log().all(), id));
        return live.append(log -> {
            RuleEvent proposal = proposal(log, id);
            checkApprover(proposal, given("person", person));
            if (find(log, id, Kind.APPROVED).isPresent()) {
                throw new NodeException("version " + id + " is approved already");
            }
            checkBase(log, proposal);
            return of(proposal, Kind.APPROVED, log, person, why.isBlank() ? "approved" : given("reason", why), "");
        });
    }

    /**
     * Puts an approved version in force.
     *
     * @param emergency without an approval: only for what can by its form do nothing but judge more strictly, and did
     *     so in the rehearsal
     */
    RuleEvent activate(String person, long id, boolean emergency) {
        checkMode();
        RuleEvent proposal = proposal(live.log().all(), id);
        RuleSet rules = live.kept().load(proposal.what().ruleSet());
        checkFolder(proposal);
        String note = emergency ? tightening(rules) : "";
        return live.activate(rules, log -> {
            RuleEvent again = proposal(log, id);
            if (find(log, id, Kind.ACTIVATED).isPresent()) {
                throw new NodeException("version " + id + " was activated already; propose its folder again");
            }
            checkBase(log, again);
            String reason = "emergency tightening";
            if (!emergency) {
                RuleEvent approval = find(log, id, Kind.APPROVED).orElseThrow(() -> new NodeException("version " + id
                        + " is not approved; what only tightens can be activated with --emergency"));
                checkApprover(again, approval.what().person());
                reason = "approved by " + approval.what().person();
            }
            return of(again, Kind.ACTIVATED, log, given("person", person), reason, note);
        });
    }

    private static Deed of(RuleEvent proposal, Kind kind, List<RuleEvent> log, String person, String why, String note) {
        return new Deed(kind, proposal.id(), proposal.what().ruleSet(), inForce(log), person, why, note);
    }

    private static String inForce(List<RuleEvent> log) {
        return RuleLog.active(log).map(event -> event.what().ruleSet()).orElse("");
    }

    private static RuleEvent proposal(List<RuleEvent> log, long id) {
        RuleLog.broken(log).ifPresent(text -> {
            throw new NodeException(text);
        });
        return log.stream()
                .filter(event -> event.id() == id && event.what().kind() == Kind.PROPOSED)
                .findFirst()
                .orElseThrow(() -> new NodeException("there is no version " + id + "; 'tradewind rules history'"
                        + " shows all"));
    }

    private static Optional<RuleEvent> find(List<RuleEvent> log, long version, Kind kind) {
        return log.stream()
                .filter(event -> event.version() == version && event.what().kind() == kind)
                .findFirst();
    }

    /** What was proposed as a change of other rules is not a change of these. */
    private void checkBase(List<RuleEvent> log, RuleEvent proposal) {
        String now = inForce(log);
        if (!proposal.what().base().equals(now)) {
            Map<String, byte[]> base = live.kept().files(proposal.what().base());
            throw new NodeException("version " + proposal.id() + " was proposed when other rules were in force.\n"
                    + "What changed since:\n" + RuleDiff.of(base, live.kept().files(now)).text()
                    + "\nWhat it proposes:\n"
                    + RuleDiff.of(base, live.kept().files(proposal.what().ruleSet())).text()
                    + "\nPropose it again on what is in force now.");
        }
    }

    /** A folder that was edited after it was proposed: what its author sees there is not what would be in force. */
    private void checkFolder(RuleEvent proposal) {
        String source = proposal.what().details().lines().findFirst().orElse("");
        if (!source.startsWith(FROM)) {
            return;
        }
        Path folder = Path.of(source.substring(FROM.length()));
        String hash = proposal.what().ruleSet();
        if (!Files.isDirectory(folder) || RuleTrial.state(folder).hash().equals(hash)) {
            return;
        }
        Map<String, byte[]> now;
        try {
            now = RuleTrial.files(folder);
        } catch (RuleException e) {
            throw new NodeException("the folder " + folder + " was edited since version " + proposal.id()
                    + " was proposed, and cannot be read: " + e.getMessage(), e);
        }
        throw new NodeException("the folder " + folder + " was edited since version " + proposal.id()
                + " was proposed.\nThe version holds " + hash + ", the folder " + RuleTrial.state(folder).hash()
                + ". From the version to the folder:\n" + RuleDiff.of(live.kept().files(hash), now).text()
                + "\nPropose the folder again, or put back what was proposed.");
    }

    /** @throws NodeException if it may allow more than what is in force */
    private String tightening(RuleSet rules) {
        List<String> objections = Tightening.objections(loaded().files(), rules.files());
        RehearsalReport report = live.rehearse(rules);
        if (!objections.isEmpty() || report.loosened() > 0) {
            throw new NodeException("this is no tightening, so that it takes a second person: "
                    + (report.loosened() > 0 ? report.summary() + "; " : "") + String.join("; ", objections));
        }
        return "only tightens, by its form and in the rehearsal: " + report.summary();
    }
}
