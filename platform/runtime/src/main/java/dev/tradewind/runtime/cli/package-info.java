/** The command line: one class a command. */
@NullMarked
package dev.tradewind.runtime.cli;

import org.jspecify.annotations.NullMarked;
