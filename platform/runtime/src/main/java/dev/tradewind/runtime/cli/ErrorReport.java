package dev.tradewind.runtime.cli;

import dev.tradewind.policy.RuleException;
import dev.tradewind.research.report.ReportException;
import dev.tradewind.runtime.plugin.PluginException;
import dev.tradewind.simulation.backtest.BacktestException;
import dev.tradewind.simulation.data.DataException;
import java.io.PrintWriter;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/** Turns what went wrong into one clear line and an exit code. Stack traces only where they were asked for. */
final class ErrorReport implements IParameterExceptionHandler, IExecutionExceptionHandler {
    private final boolean debug;

    ErrorReport(boolean debug) {
        this.debug = debug;
    }

    @Override
    public int handleParseException(ParameterException e, String[] args) {
        CommandLine command = e.getCommandLine();
        PrintWriter err = command.getErr();
        err.println("tradewind: " + firstLine(e) + suggestion(e) + " (see "
                + command.getCommandSpec().qualifiedName() + " --help)");
        trace(e, err);
        return ExitCode.BAD_INPUT;
    }

    @Override
    public int handleExecutionException(Exception e, CommandLine command, ParseResult result) {
        return report(e, command.getErr());
    }

    int report(Throwable problem, PrintWriter err) {
        boolean input = isInput(problem);
        if (input) {
            err.println("tradewind: " + problem.getMessage());
        } else {
            err.println("tradewind: the run failed: " + describe(problem)
                    + (debug ? "" : " (--debug shows where)"));
        }
        trace(problem, err);
        return input ? ExitCode.BAD_INPUT : ExitCode.FAILED;
    }

    /** What the user gave is at fault, and the message says all that there is to say. */
    private static boolean isInput(Throwable problem) {
        return problem instanceof InputException
                || problem instanceof PluginException
                || problem instanceof DataException
                || problem instanceof RuleException
                || problem instanceof ReportException;
    }

    private static String describe(Throwable problem) {
        if (problem instanceof OutOfMemoryError) {
            return "out of memory; give Java more with TRADEWIND_OPTS=-Xmx2g";
        }
        String message = problem.getMessage();
        if (problem instanceof BacktestException && message != null) {
            return message;
        }
        return message == null ? problem.getClass().getName() : problem.getClass().getSimpleName() + ": " + message;
    }

    private static String firstLine(ParameterException e) {
        String message = String.valueOf(e.getMessage());
        // picocli doubles the word for options of the form NAME=VALUE.
        return message.lines().findFirst().orElse("bad usage").replace("for option option", "for option");
    }

    private static String suggestion(ParameterException e) {
        if (e instanceof UnmatchedArgumentException unmatched) {
            List<String> suggestions = unmatched.getSuggestions();
            if (!suggestions.isEmpty()) {
                return "; did you mean " + String.join(" or ", suggestions) + "?";
            }
        }
        return "";
    }

    private void trace(Throwable problem, PrintWriter err) {
        if (debug) {
            problem.printStackTrace(err);
        }
        err.flush();
    }
}
