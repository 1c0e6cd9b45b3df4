package dev.tradewind.engine;

import dev.tradewind.engine.ledger.KillSwitches;
import dev.tradewind.engine.ledger.LedgerEvent.KillSwitchSet;
import dev.tradewind.engine.ledger.OrderState;
import dev.tradewind.sdk.order.OrderStatus;
import java.util.List;

/** The kill switch: what is in its way is cancelled at once, and positions are closed if that is asked for, too. */
final class KillDesk {
    private final Core core;
    private final OrderGate gate;
    private final ExitDesk exits;

    KillDesk(Core core, OrderGate gate, ExitDesk exits) {
        this.core = core;
        this.gate = gate;
        this.exits = exits;
    }

    void set(Input.SwitchKill kill) {
        core.emit(new KillSwitchSet(core.nowNanos(), kill.on(), kill.scope(), kill.by(), kill.reason()));
        if (!kill.on()) {
            return;
        }
        for (OrderState order : List.copyOf(core.ledger.orders().open())) {
            boolean protects = order.request().conditions().reduceOnly();
            if (!protects && isIn(kill.scope(), order) && order.status() != OrderStatus.PENDING_CANCEL) {
                gate.cancel(order, "kill switch: " + kill.reason());
            }
        }
        if (kill.flatten()) {
            exits.flatten(null, "kill switch: " + kill.reason());
        }
    }

    private static boolean isIn(String scope, OrderState order) {
        return !scope.startsWith(KillSwitches.STRATEGY)
                || scope.equals(KillSwitches.STRATEGY + order.strategy());
    }
}
