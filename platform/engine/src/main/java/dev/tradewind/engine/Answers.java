package dev.tradewind.engine;

import dev.tradewind.engine.ledger.OrderState;
import dev.tradewind.sdk.order.ClientOrderId;
import dev.tradewind.sdk.plugin.VenueFill;
import dev.tradewind.sdk.plugin.VenueOrder;
import dev.tradewind.sdk.value.Decimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A venue's statement, by the names of our orders. */
final class Answers {
    final VenueStatement statement;

    private final String account;
    private final long silenceNanos;
    private final Map<ClientOrderId, VenueOrder> own = new LinkedHashMap<>();
    private final Map<String, ClientOrderId> ownByVenueId = new LinkedHashMap<>();

    /** @param silenceNanos after this time nothing about a command can still be on its way */
    Answers(VenueStatement statement, String account, long silenceNanos) {
        this.statement = statement;
        this.account = account;
        this.silenceNanos = silenceNanos;
        for (VenueOrder order : statement.orders()) {
            ClientOrderId id = ownId(order.ids());
            if (id != null) {
                own.put(id, order);
                ownByVenueId.put(order.request().instrument() + " " + order.ids().venue(), id);
            }
        }
    }

    /** Our own id of an order of this account, or null. */
    @Nullable ClientOrderId ownId(VenueOrder.Ids ids) {
        ClientOrderId id = ids.own().orElse(null);
        return id != null && id.account().equals(account) ? id : null;
    }

    /** The attempt that a fill belongs to; null if it is not ours. */
    @Nullable ClientOrderId attemptOf(VenueFill fill) {
        ClientOrderId named = ownId(fill.ids());
        return named != null || !fill.ids().client().isEmpty()
                ? named
                : ownByVenueId.get(fill.instrument() + " " + fill.ids().venue());
    }

    /** Whether the order of this fill is in the answer, and is not ours. */
    boolean hasForeign(VenueFill fill) {
        for (VenueOrder order : statement.orders()) {
            if (order.ids().venue().equals(fill.ids().venue())
                    && order.request().instrument().equals(fill.instrument())) {
                return ownId(order.ids()) == null;
            }
        }
        return false;
    }

    /** What the venue knows of an order, by our attempts, oldest first. */
    List<VenueOrder> of(OrderState order) {
        List<VenueOrder> known = new ArrayList<>(1);
        for (ClientOrderId attempt : order.attempts()) {
            VenueOrder one = own.get(attempt);
            if (one != null && one.request().instrument().equals(order.request().instrument())) {
                known.add(one);
            }
        }
        return known;
    }

    boolean knows(@Nullable ClientOrderId attempt) {
        return attempt != null && own.containsKey(attempt);
    }

    /** Whether the venue was asked so late that it would have known about the last command. */
    boolean isAfterSilence(OrderState order) {
        return statement.askedNanos() - order.sentNanos() >= silenceNanos;
    }

    static Decimal filled(List<VenueOrder> known) {
        Decimal sum = Decimal.ZERO;
        for (VenueOrder order : known) {
            sum = sum.plus(order.progress().filled().value());
        }
        return sum;
    }

    static @Nullable VenueOrder working(List<VenueOrder> known) {
        VenueOrder working = null;
        for (VenueOrder order : known) {
            working = order.isWorking() ? order : working;
        }
        return working;
    }
}
