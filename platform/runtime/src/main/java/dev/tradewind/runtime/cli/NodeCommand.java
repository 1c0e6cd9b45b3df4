package dev.tradewind.runtime.cli;

import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** A command about a node, its home and its configuration; what goes wrong there is one line. */
abstract class NodeCommand implements Callable<Integer> {
    @Mixin
    private NodeOptions options = new NodeOptions();

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public final Integer call() throws Exception {
        return NodeTrouble.report(err(), () -> run(options, spec.commandLine().getOut()));
    }

    final PrintWriter err() {
        return spec.commandLine().getErr();
    }

    /** @return the exit code */
    abstract int run(NodeOptions node, PrintWriter out) throws Exception;
}
