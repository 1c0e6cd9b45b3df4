package dev.tradewind.sdk.plugin;

import dev.tradewind.sdk.order.OrderRequest;
import dev.tradewind.sdk.order.OrderType;
import dev.tradewind.sdk.order.TimeInForce;
import java.util.Collection;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/**
 * What a venue can do; what it is asked beyond is refused.
 *
 * @param orderTypes that it takes, in the order of {@link OrderType}
 * @param timesInForce that it takes, in the order of {@link TimeInForce}
 * @param features what else it can do, in the order of {@link VenueFeature}
 */
public record VenueCapabilities(
        Set<OrderType> orderTypes, Set<TimeInForce> timesInForce, Set<VenueFeature> features) {
    /** @throws IllegalArgumentException if it takes no orders at all */
    public VenueCapabilities {
        if (orderTypes.isEmpty() || timesInForce.isEmpty()) {
            throw new IllegalArgumentException("a venue takes at least one type of order and one time in force");
        }
        orderTypes = Collections.unmodifiableSet(EnumSet.copyOf(orderTypes));
        timesInForce = Collections.unmodifiableSet(EnumSet.copyOf(timesInForce));
        features = Collections.unmodifiableSet(of(VenueFeature.class, features));
    }

    private static <E extends Enum<E>> EnumSet<E> of(Class<E> type, Collection<E> values) {
        EnumSet<E> set = EnumSet.noneOf(type);
        set.addAll(values);
        return set;
    }

    public boolean can(VenueFeature feature) {
        return features.contains(feature);
    }

    /** Why the venue cannot take such an order, in a few words; empty if it can. */
    public Optional<String> objection(OrderRequest request) {
        if (!orderTypes.contains(request.type())) {
            return Optional.of("orders of type " + request.type() + " are not taken here");
        }
        if (!timesInForce.contains(request.conditions().timeInForce())) {
            return Optional.of("time in force " + request.conditions().timeInForce() + " is not taken here");
        }
        if (request.conditions().postOnly() && !can(VenueFeature.POST_ONLY)) {
            return Optional.of("post-only orders are not taken here");
        }
        if (request.conditions().reduceOnly() && !can(VenueFeature.REDUCE_ONLY)) {
            return Optional.of("reduce-only orders are not taken here");
        }
        return Optional.empty();
    }
}
