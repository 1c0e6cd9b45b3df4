package dev.tradewind.runtime.node;

import dev.tradewind.engine.Input;
import dev.tradewind.engine.OverrideDesk;
import dev.tradewind.engine.ledger.Ledger;
import dev.tradewind.engine.ledger.OrderState;
import dev.tradewind.sdk.order.OrderStatus;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/** What persons say about orders that rules hold or denied. */
final class HandAnswers {
    private HandAnswers() {}

    static void answer(Request.AnswerHold hold, long now, Ledger ledger, BiConsumer<Input, Consumer<String>> decide) {
        OrderState order = ledger.orders().get(hold.order());
        if (order == null || order.status() != OrderStatus.HELD) {
            hold.answer().complete(hold.order() + " is not held for anybody's approval");
            return;
        }
        Input input = new Input.AnswerHold(now, hold.order(), hold.approved(), hold.by());
        decide.accept(input, problem -> {
            boolean denied = problem.isEmpty() && hold.approved() && order.status() == OrderStatus.DENIED;
            hold.answer().complete(denied ? hold.order() + " was judged again, and denied this time" : problem);
        });
    }

    static void answer(
            Request.GrantOverride grant, long now, Ledger ledger, BiConsumer<Input, Consumer<String>> decide) {
        long until = now + grant.forNanos();
        String problem = OverrideDesk.problem(ledger, grant.order(), now, until);
        if (problem == null) {
            decide.accept(
                    new Input.GrantOverride(now, grant.order(), until, grant.by(), grant.reason()),
                    grant.answer()::complete);
        } else {
            grant.answer().complete(problem);
        }
    }
}
