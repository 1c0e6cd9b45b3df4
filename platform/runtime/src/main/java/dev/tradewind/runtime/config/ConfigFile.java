package dev.tradewind.runtime.config;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/** Reads a YAML file into settings, each with its line and column. */
final class ConfigFile {
    private final String name;
    private final Map<String, Setting> settings = new LinkedHashMap<>();
    private final List<String> problems = new ArrayList<>();

    private ConfigFile(String name) {
        this.name = name;
    }

    /**
     * Reads the text of a file.
     *
     * @param name of the file, for messages
     * @throws ConfigException with every problem
     */
    static Map<String, Setting> read(String name, String text) {
        ConfigFile file = new ConfigFile(name);
        try {
            LoadSettings load = LoadSettings.builder().setLabel(name).build();
            Optional<Node> root = new Compose(load).composeString(text);
            root.ifPresent(node -> file.read(node, List.of()));
        } catch (MarkedYamlEngineException e) {
            String where = e.getProblemMark()
                    .map(mark -> ":" + (mark.getLine() + 1) + ":" + (mark.getColumn() + 1))
                    .orElse("");
            throw new ConfigException(name + where + ": this is no YAML: " + e.getProblem());
        } catch (YamlEngineException e) {
            throw new ConfigException(name + ": this is no YAML: " + e.getMessage());
        }
        if (!file.problems.isEmpty()) {
            throw new ConfigException(file.problems);
        }
        return file.settings;
    }

    private void read(Node node, List<String> path) {
        if (!path.isEmpty()) {
            Optional<ConfigKey> key = ConfigKeys.find(path);
            if (key.isPresent()) {
                value(node, path, key.get());
                return;
            }
        }
        if (node instanceof MappingNode mapping) {
            for (NodeTuple tuple : mapping.getValue()) {
                child(tuple, path);
            }
        } else if (!isEmpty(node)) {
            problems.add(place(node) + ": "
                    + (path.isEmpty() ? "the file" : "'" + String.join(".", path) + "'")
                    + " holds keys, such as " + example(path) + ", and no value of its own");
        }
    }

    private static String example(List<String> path) {
        List<String> child = new ArrayList<>(path);
        child.add("x");
        return ConfigKeys.siblings(child).iterator().next().replace("*", "NAME:");
    }

    /** A key without anything after it. */
    private static boolean isEmpty(Node node) {
        return node instanceof ScalarNode scalar && scalar.getValue().isEmpty();
    }

    private void child(NodeTuple tuple, List<String> path) {
        if (!(tuple.getKeyNode() instanceof ScalarNode keyNode)) {
            problems.add(place(tuple.getKeyNode()) + ": a key is a word");
            return;
        }
        List<String> below = new ArrayList<>(path);
        below.add(keyNode.getValue());
        if (ConfigKeys.find(below).isEmpty() && !ConfigKeys.isGroup(below)) {
            problems.add(place(keyNode) + ": " + ConfigKeys.unknown(below));
            return;
        }
        if (!keyNode.getValue().matches("[A-Za-z0-9][A-Za-z0-9_-]{0,62}")) {
            problems.add(place(keyNode) + ": a name has letters, digits and dashes, was '" + keyNode.getValue() + "'");
            return;
        }
        read(tuple.getValueNode(), below);
    }

    private void value(Node node, List<String> path, ConfigKey key) {
        String name = String.join(".", path);
        if (node instanceof ScalarNode scalar) {
            put(name, scalar.getValue(), node);
        } else if (node instanceof SequenceNode sequence && key.kind() == ConfigKey.Kind.LIST) {
            List<String> items = new ArrayList<>();
            for (Node item : sequence.getValue()) {
                if (item instanceof ScalarNode scalar) {
                    items.add(scalar.getValue());
                } else {
                    problems.add(place(item) + ": '" + name + "' is a list of words");
                }
            }
            put(name, String.join(",", items), node);
        } else {
            problems.add(place(node) + ": '" + name + "' is one value: " + key.description());
        }
    }

    private void put(String key, String text, Node node) {
        if (settings.put(key, new Setting(text, place(node))) != null) {
            problems.add(place(node) + ": '" + key + "' is there twice");
        }
    }

    private String place(Node node) {
        return node.getStartMark()
                .map(mark -> name + ":" + (mark.getLine() + 1) + ":" + (mark.getColumn() + 1))
                .orElse(name);
    }
}
