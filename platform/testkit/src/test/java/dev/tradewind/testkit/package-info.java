@NullMarked
package dev.tradewind.testkit;

import org.jspecify.annotations.NullMarked;
