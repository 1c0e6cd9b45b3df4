package dev.tradewind.policy.language;

import dev.tradewind.engine.policy.Check;
import dev.tradewind.engine.policy.Limits;
import dev.tradewind.sdk.instrument.InstrumentKind;
import dev.tradewind.sdk.order.OrderType;
import dev.tradewind.sdk.order.Side;
import dev.tradewind.sdk.order.TimeInForce;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The properties that rules may read: those of {@link Check}, those that it has from tables among them, and those of
 * {@link Limits} under {@code limits.}. Taken from the classes themselves, so that the two cannot drift apart.
 */
public final class Vocabulary {
    private static final Map<String, Method> ACCESSORS = accessors();
    private static final Map<String, List<String>> CHOICES = Map.of(
            "side", names(Side.values()),
            "type", names(OrderType.values()),
            "timeInForce", names(TimeInForce.values()),
            "kind", names(InstrumentKind.values()));

    private Vocabulary() {}

    /** Every property, sorted. */
    public static Set<String> properties() {
        return Collections.unmodifiableSet(ACCESSORS.keySet());
    }

    /** The type of a property, null where there is none of that name. */
    public static @Nullable Type typeOf(String property) {
        Method accessor = ACCESSORS.get(property);
        return accessor == null ? null : typeOf(accessor);
    }

    /** The texts that a property can have; empty where any text is possible. */
    static List<String> choices(String property) {
        return CHOICES.getOrDefault(property, List.of());
    }

    /** The value of a property: a Double, String or Boolean. */
    public static Object value(Check check, String property) {
        Method accessor = ACCESSORS.get(property);
        if (accessor == null) {
            throw new IllegalArgumentException("no property " + property);
        }
        try {
            Object target = property.startsWith("limits.") ? check.getLimits() : check;
            return accessor.invoke(target);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("property " + property + " cannot be read", e);
        }
    }

    private static Map<String, Method> accessors() {
        return accessors(Check.class, Limits.class);
    }

    /** How the properties of a fact and of its limits are read, by name. */
    static Map<String, Method> accessors(Class<?> fact, Class<?> limits) {
        Map<String, Method> accessors = new TreeMap<>();
        collect(fact, "", accessors);
        collect(limits, "limits.", accessors);
        return accessors;
    }

    private static void collect(Class<?> owner, String prefix, Map<String, Method> into) {
        for (Method method : owner.getMethods()) {
            String name = propertyName(method);
            if (method.getDeclaringClass() != Object.class && !name.isEmpty() && typeOf(method) != null) {
                into.put(prefix + name, method);
            }
        }
    }

    private static String propertyName(Method method) {
        String name = method.getName();
        if (method.getParameterCount() > 0) {
            return "";
        }
        int prefix = name.startsWith("get") ? 3 : name.startsWith("is") ? 2 : 0;
        if (prefix == 0 || name.length() == prefix) {
            return "";
        }
        return name.substring(prefix, prefix + 1).toLowerCase(Locale.ROOT) + name.substring(prefix + 1);
    }

    static @Nullable Type typeOf(Method accessor) {
        Class<?> type = accessor.getReturnType();
        if (type == double.class) {
            return Type.NUMBER;
        }
        if (type == String.class) {
            return Type.TEXT;
        }
        return type == boolean.class ? Type.BOOLEAN : null;
    }

    private static List<String> names(Enum<?>[] values) {
        List<String> names = new ArrayList<>();
        for (Enum<?> value : values) {
            names.add(value.name());
        }
        return names;
    }
}
