@NullMarked
package dev.tradewind.testkit.scenario;

import org.jspecify.annotations.NullMarked;
