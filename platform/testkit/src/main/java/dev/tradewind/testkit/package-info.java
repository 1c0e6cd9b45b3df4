/** Fakes, contract suites and the scenario language for authors of plugins. */
@NullMarked
package dev.tradewind.testkit;

import org.jspecify.annotations.NullMarked;
