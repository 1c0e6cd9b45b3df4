@NullMarked
package dev.tradewind.testkit.exchange;

import org.jspecify.annotations.NullMarked;
