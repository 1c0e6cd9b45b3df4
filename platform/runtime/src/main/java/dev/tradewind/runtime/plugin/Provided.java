package dev.tradewind.runtime.plugin;

import dev.tradewind.sdk.plugin.SimulationModels;
import dev.tradewind.sdk.plugin.TradewindPlugin;
import dev.tradewind.sdk.plugin.VenueFactory;
import dev.tradewind.sdk.strategy.Parameters;
import dev.tradewind.sdk.strategy.StrategyFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.regex.Pattern;

/** Finds what a plugin supplies, and says so where it supplies nothing or fails. */
final class Provided {
    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9]*(-[a-z0-9]+)*");

    private final Path origin;
    private final PluginDescriptor descriptor;

    Provided(Path origin, PluginDescriptor descriptor) {
        this.origin = origin;
        this.descriptor = descriptor;
    }

    /**
     * What one plugin supplies.
     *
     * @param strategies its strategies
     * @param models its models of costs and fills
     * @param venues its venues
     */
    record Parts(List<InstalledStrategy> strategies, List<InstalledModels> models, List<InstalledVenue> venues) {}

    Parts find(ClassLoader loader) {
        try {
            List<TradewindPlugin> entries = new ArrayList<>();
            ServiceLoader.load(TradewindPlugin.class, loader).forEach(entries::add);
            Parts parts = new Parts(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
            for (TradewindPlugin entry : entries) {
                entry.strategies().forEach(factory -> parts.strategies.add(checked(factory)));
                entry.simulationModels().forEach(models -> parts.models.add(checked(models)));
                entry.venues().forEach(venue -> parts.venues.add(checked(venue)));
            }
            if (parts.strategies.isEmpty() && parts.models.isEmpty() && parts.venues.isEmpty()) {
                throw new PluginException("plugin " + origin + " supplies nothing: "
                        + (entries.isEmpty()
                                ? "name its class in META-INF/services/" + TradewindPlugin.class.getName()
                                : "its class has neither strategies() nor simulationModels() nor venues()"));
            }
            return parts;
        } catch (PluginException e) {
            throw e;
        } catch (ServiceConfigurationError e) {
            Throwable cause = e.getCause() == null ? e : e.getCause();
            throw new PluginException(failure("its entry could not be made", cause), e);
        } catch (LinkageError e) {
            throw new PluginException(
                    failure("it uses a class that plugins do not see, or that its zip lacks in lib/", e), e);
        } catch (RuntimeException e) {
            throw new PluginException(failure("it failed while it described itself", e), e);
        }
    }

    /** Reads all that the factory describes now, so that a fault shows at once and not in the middle of a run. */
    private InstalledStrategy checked(StrategyFactory factory) {
        String name = checkedName("strategy", factory.name());
        if (factory.description().isBlank()) {
            throw new PluginException("plugin " + origin + ": the strategy " + name + " has no description");
        }
        Parameters.of(factory.parameters(), Map.of());
        return new InstalledStrategy(factory, descriptor.id(), descriptor.version());
    }

    private InstalledModels checked(SimulationModels models) {
        checkedName("models'", models.name());
        return new InstalledModels(models, descriptor.id(), descriptor.version());
    }

    private InstalledVenue checked(VenueFactory venue) {
        String name = checkedName("venue", venue.name());
        if (venue.description().isBlank()) {
            throw new PluginException("plugin " + origin + ": the venue " + name + " has no description");
        }
        Parameters.of(venue.parameters(), Map.of());
        return new InstalledVenue(venue, descriptor.id(), descriptor.version());
    }

    private String checkedName(String what, String name) {
        if (!NAME.matcher(name).matches()) {
            throw new PluginException("plugin " + origin + ": the " + what + " name '" + name
                    + "' must be lower-case words with dashes, such as sma-cross");
        }
        return name;
    }

    private String failure(String what, Throwable cause) {
        String message = cause.getMessage() == null ? "" : ": " + cause.getMessage();
        return "plugin " + origin + " cannot be used, " + what + " (" + cause.getClass().getSimpleName() + message
                + ")";
    }
}
