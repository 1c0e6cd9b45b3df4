package dev.tradewind.runtime.cli;

import java.util.LinkedHashMap;
import java.util.Map;

/** The commands about a node, apart so that others do not load them. */
final class NodeCommandClasses {
    private NodeCommandClasses() {}

    static Map<String, Class<?>> all() {
        Map<String, Class<?>> commands = new LinkedHashMap<>();
        commands.put("run", RunCommand.class);
        commands.put("status", StatusCommand.class);
        commands.put("orders", OrdersCommand.class);
        commands.put("cancel", CancelCommand.class);
        commands.put("close", CloseCommand.class);
        commands.put("held", HeldCommand.class);
        commands.put("override", OverrideCommand.class);
        commands.put("stop", StopCommand.class);
        commands.put("strategy", StrategyCommand.class);
        commands.put("kill-switch", KillSwitchCommand.class);
        commands.put("resume", ResumeCommand.class);
        commands.put("config", ConfigCommand.class);
        commands.put("db", DbCommand.class);
        commands.put("replay", ReplayCommand.class);
        commands.put("latency", LatencyCommand.class);
        return commands;
    }
}
